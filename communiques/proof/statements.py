"""What is signed of an edition, and the signed heads of the log: exact bytes, by named rules.

Pure functions. A statement is JSON with its keys sorted, no spaces, UTF-8 (RFC 8785 for strings,
whole numbers and null, which is all that it holds). A checkpoint is a signed note as C2SP's
`signed-note` and `tlog-checkpoint` describe it.
"""

import base64
import hashlib
import json
from dataclasses import dataclass

from communiques.proof.keys import Key, Keyring

RULE = "bayan/edition/1"
#: Which columns of an edition its statement gives, beside its digests and times.
NAMED = ("code", "symbol", "language", "number", "kind", "clearance")
ED25519 = b"\x01"


def canonical(data: dict) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def statement(
    named: dict, *, text: str, envelope: str, edition: str, sealed_at: str, visible_from: str,
    previous: str | None,
) -> str:  # fmt: skip
    """`named` are the columns NAMED; `previous` is the SHA-256 of the statement of the edition
    before it in its language."""
    return canonical(
        {
            "rule": RULE,
            **{name: named[name] for name in NAMED},
            "text_digest": text,
            "envelope_digest": envelope,
            "edition_digest": edition,
            "sealed_at": sealed_at,
            "visible_from": visible_from,
            "previous": previous,
        }
    )


def digest_of(statement: str) -> str:
    return hashlib.sha256(statement.encode()).hexdigest()


# --- checkpoints --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Checkpoint:
    """A head of the log of `origin`: how many entries, and the hash over them."""

    origin: str
    size: int
    root: bytes

    @property
    def body(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def note(checkpoint: Checkpoint, keyring: Keyring) -> str:
    """The checkpoint with its signature; without one where no key signs."""
    if keyring.private is None:
        return checkpoint.body
    signature = keyring.sign(checkpoint.body.encode())
    mark = _mark(checkpoint.origin, keyring.current.public)
    signed = base64.b64encode(mark + signature).decode()
    return f"{checkpoint.body}\n— {checkpoint.origin} {signed}\n"


def opened(note: str, keys: tuple[Key, ...]) -> tuple[Checkpoint, Key | None]:
    """The checkpoint, and which of the keys signed it. ValueError for what is no note."""
    body, _blank, signatures = note.partition("\n\n")
    lines = body.removesuffix("\n").split("\n")
    if len(lines) != 3 or not lines[1].isdecimal():
        raise ValueError("no checkpoint")
    root = base64.b64decode(lines[2], validate=True)
    checkpoint = Checkpoint(lines[0], int(lines[1]), root)
    for line in signatures.splitlines():
        dash, _space, rest = line.partition(" ")
        name, _space, signed = rest.partition(" ")
        if dash != "—" or name != checkpoint.origin:
            continue
        raw = base64.b64decode(signed, validate=True)
        for key in keys:
            if raw[:4] == _mark(name, key.public) and key.signed(checkpoint.body.encode(), raw[4:]):
                return checkpoint, key
    return checkpoint, None


def _mark(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]
