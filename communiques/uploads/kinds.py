"""Which files are taken, how they are told apart, and what is kept of one."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

MAX_BYTES = 25 * 1024 * 1024
#: Media type → the endings of names that go with it; the first is ours.
ENDINGS = {
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "application/pdf": ("pdf",),
}
LONGEST_NAME = 120


class Refused(Exception):
    """The file is not taken; `code` says why (`communiques.desk.attachments` has the words)."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Copy:
    """A smaller copy of a picture, as WebP."""

    width: int
    height: int
    data: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Clean:
    """What is kept of an upload. `width` and `height` are those of a picture, in pixels."""

    name: str
    media_type: str
    data: bytes
    width: int | None = None
    height: int | None = None
    copies: tuple[Copy, ...] = ()

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


#: What no file system takes, and what shells and pages take for more than a letter.
_ODD = re.compile(r'[<>:"|?*\x00]+')


def type_of(data: bytes) -> str:
    """The media type, by how the content begins."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    raise Refused("unknown_type")


def safe_stem(name: str, media_type: str) -> str:
    """The name without its ending. Refused are names with paths, with letters that nobody sees,
    and with another ending than the content has."""
    name = unicodedata.normalize("NFC", name)
    hidden = any(unicodedata.category(each) in ("Cc", "Cf", "Co", "Cs", "Cn") for each in name)
    stem, dot, ending = name.rpartition(".")
    if hidden or "/" in name or "\\" in name or not stem.strip(" ."):
        raise Refused("bad_name")
    if not dot or ending.lower() not in ENDINGS[media_type]:
        raise Refused("wrong_ending")
    return " ".join(_ODD.sub("-", stem).split()).lstrip(".")[:LONGEST_NAME].strip()
