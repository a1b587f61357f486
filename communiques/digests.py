"""Digests: one value for facts or words, the same wherever it is worked out."""

import hashlib
import json


def digest(payload: dict[str, object]) -> str:
    """Return the SHA-256 (lower-case hex) of the payload as canonical JSON.

    Keys sorted, no spaces, UTF-8 unescaped, no NaN. TypeError for what JSON has no form for,
    ValueError for NaN and for lone surrogates.
    """
    text = json.dumps(
        payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()
