"""The keys that editions are signed with (Ed25519). They come from the environment and from files,
never from the database, and are read once, at the start.

Pure but for the files that it is pointed at.
"""

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class BadKey(ValueError):
    """A key or a list of keys that cannot be used; the message says why."""


@dataclass(frozen=True)
class Key:
    """A public key, since and until when it signs, and since when nothing that it signed counts."""

    public: bytes
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    revoked_at: dt.datetime | None = None
    reason: str = ""

    @property
    def id(self) -> str:
        """What signatures name it by: the beginning of its SHA-256, in hex."""
        return hashlib.sha256(self.public).hexdigest()[:16]

    def signed(self, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def serves(self, at: dt.datetime) -> bool:
        """Whether it is in its period then."""
        return (self.since is None or self.since <= at) and (self.until is None or at < self.until)

    def as_json(self) -> dict:
        times = {"since": self.since, "until": self.until, "revoked_at": self.revoked_at}
        return {
            "id": self.id,
            "algorithm": "Ed25519",
            "public": base64.b64encode(self.public).decode(),
            **{name: value.isoformat() if value else None for name, value in times.items()},
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Keyring:
    """All public keys that ever signed; and the private one that signs now, if there is one."""

    keys: tuple[Key, ...] = ()
    private: Ed25519PrivateKey | None = field(default=None, repr=False)

    @property
    def current(self) -> Key | None:
        return self.keys[-1] if self.private else None

    def known(self, key_id: str) -> Key | None:
        return next((each for each in self.keys if each.id == key_id), None)

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)


def keyring(private: str, listed: str, *, now: dt.datetime) -> Keyring:
    """`private` is a PEM (PKCS#8) or the path of one, `listed` the path of a JSON file of public
    keys (see `Key.as_json`); both may be ''. Raises BadKey."""
    known = list(read_list(listed)) if listed else []
    if not private:
        return Keyring(tuple(known))
    signer = read_private(private)
    public = signer.public_key().public_bytes_raw()
    mine = next((each for each in known if each.public == public), None)
    if known and mine is None:
        raise BadKey("SIGNING_KEY is not among the keys that SIGNING_KEYS lists")
    mine = mine or Key(public)
    if mine.revoked_at:
        raise BadKey(f"SIGNING_KEY ({mine.id}) is revoked")
    if not mine.serves(now):
        raise BadKey(f"SIGNING_KEY ({mine.id}) is outside its period")
    return Keyring((*(each for each in known if each != mine), mine), signer)


def read_private(given: str) -> Ed25519PrivateKey:
    try:
        pem = given.encode() if "-----BEGIN" in given else Path(given).read_bytes()
        loaded = serialization.load_pem_private_key(pem, password=None)
    except (OSError, ValueError, TypeError):
        raise BadKey("SIGNING_KEY is no private key in PEM, nor a file with one") from None
    if not isinstance(loaded, Ed25519PrivateKey):
        raise BadKey("SIGNING_KEY is not an Ed25519 key")
    return loaded


def read_list(path: str) -> Iterable[Key]:
    try:
        rows = json.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError):
        raise BadKey(f"“{path}” is no JSON file of public keys") from None
    yield from parse_list(rows)


def parse_list(rows) -> Iterable[Key]:
    """Keys from JSON: a list, or an object that has it under "keys". Raises BadKey."""
    rows = rows.get("keys") if isinstance(rows, dict) else rows
    if not isinstance(rows, list):
        raise BadKey("a list of keys is expected")
    for number, row in enumerate(rows, start=1):
        try:
            public = base64.b64decode(row["public"], validate=True)
            Ed25519PublicKey.from_public_bytes(public)
            times = {name: _moment(row.get(name)) for name in ("since", "until", "revoked_at")}
        except (KeyError, TypeError, ValueError, AttributeError):
            raise BadKey(f"key {number} of the list is not one") from None
        yield Key(public, reason=str(row.get("reason") or ""), **times)


def _moment(text: str | None) -> dt.datetime | None:
    if not text:
        return None
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def make(path: Path) -> Key:
    """A new private key in a file that only its owner may read. FileExistsError if it is there."""
    signer = Ed25519PrivateKey.generate()
    pem = signer.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(pem)
    return Key(signer.public_key().public_bytes_raw())
