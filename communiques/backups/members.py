"""The archive of a backup as a file: a tar that is written and read from end to end, so that it may
be greater than any memory.

First stands what it is, then the rows of all tables in parts, then the files, some at a time with
the list of them behind, then the record of redactions; last the manifest, which names the SHA-256
of each part and whose own stands in its name. What was cut off has no manifest.

Pure but for the file that it is pointed at. Nothing is ever unpacked under a name of the archive's.
"""

import gzip
import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

FORMAT = "bayan/backup/1"
HEAD = "bayan-backup.json"
REDACTIONS = "redactions.jsonl"
MANIFEST = re.compile(r"manifest\.([0-9a-f]{64})\.json")
ROWS = re.compile(r"rows/([a-z0-9_]+)\.\d{6}\.jsonl\.gz")
LISTING = re.compile(r"listing/\d{6}\.jsonl")
#: Where the storage keeps what it keeps: see `StoredFile.path` and `Document.path`.
MEDIA = re.compile(
    r"media/((?:files/[0-9a-f]{2}/[0-9a-f]{64}/(?:whole\.[a-z0-9]{1,10}|\d{1,6}\.webp))"
    r"|documents/[0-9a-f]{2}/[0-9a-f]{64}\.(?:pdf|docx|txt))"
)
#: Bytes of rows in a part, before they are packed.
PART = 2 * 1024 * 1024
#: Files between two lists of them.
LISTED = 1000
CHUNK = 256 * 1024


class Damaged(Exception):
    """It is no whole backup; the message says what is wrong with it."""


# --- writing --------------------------------------------------------------------------------------


class Writer:
    """An archive being written; `close` writes the manifest."""

    def __init__(self, stream: BinaryIO, head: dict):
        self.tar = tarfile.open(fileobj=stream, mode="w")  # noqa: SIM115 - closed by `close`
        self.head, self.parts, self.counts = head, {}, {}
        self.files, self.bytes, self.listings = 0, 0, 0
        self.listed: list[list] = []
        self.add(HEAD, _json({"format": FORMAT, **head}))

    def add(self, name: str, data: bytes) -> None:
        self._member(name, io.BytesIO(data), len(data))
        self.parts[name] = hashlib.sha256(data).hexdigest()

    def rows(self, table: str, rows: Iterable[list]) -> None:
        """All rows of a table, each a list of JSON values."""
        self.counts[table] = number = size = 0
        waiting: list[bytes] = []
        for row in rows:
            waiting.append(_json(row))
            self.counts[table] += 1
            size += len(waiting[-1])
            if size >= PART:
                number, size, waiting = self._part(table, number, waiting), 0, []
        if waiting:
            self._part(table, number, waiting)

    def _part(self, table: str, number: int, lines: list[bytes]) -> int:
        data = gzip.compress(b"\n".join(lines), compresslevel=3, mtime=0)
        self.add(f"rows/{table}.{number:06}.jsonl.gz", data)
        return number + 1

    def file(self, path: str, content: BinaryIO, size: int) -> str:
        """A file of the storage; the SHA-256 of what was read."""
        hashed = Hashing(content)
        self._member(f"media/{path}", hashed, size)
        self.files, self.bytes = self.files + 1, self.bytes + size
        self.listed.append([path, size, hashed.digest])
        if len(self.listed) == LISTED:
            self._list()
        return hashed.digest

    def _list(self) -> None:
        name, self.listings = f"listing/{self.listings:06}.jsonl", self.listings + 1
        self.add(name, b"\n".join(map(_json, self.listed)))
        self.listed = []

    def close(self, **more) -> dict:
        """The manifest, as it was written."""
        if self.listed:
            self._list()
        manifest = {
            **self.head, **more, "counts": self.counts, "parts": self.parts,
            "files": self.files, "bytes": self.bytes,
        }  # fmt: skip
        data = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        name = f"manifest.{hashlib.sha256(data).hexdigest()}.json"
        self._member(name, io.BytesIO(data), len(data))
        self.tar.close()
        return manifest

    def _member(self, name: str, content, size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self.tar.addfile(info, content)
        self.tar.members.clear()  # it would remember all


class Hashing:
    """A file that is read once, from its beginning to its end, and what it was."""

    def __init__(self, content: BinaryIO):
        self.content, self.size, self._digest = content, 0, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.content.read(size)
        self.size += len(data)
        self._digest.update(data)
        return data

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()


def _json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


# --- reading --------------------------------------------------------------------------------------


def members(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    """Name and content of each part, in order, each to be read before the next is asked for.
    Raises Damaged at anything that `Writer` does not write, and OSError."""
    try:
        with path.open("rb") as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
            for info in tar:
                if info.type != tarfile.REGTYPE or info.issparse() or not _is_ours(info.name):
                    raise Damaged(f"it holds “{info.name[:100]}”, which no backup does")
                yield info.name, Content(tar.extractfile(info))
                tar.members.clear()
    except (tarfile.TarError, EOFError) as error:
        raise Damaged(f"it is no archive, or was cut off ({error})") from None


class Content:
    """What a part holds, to be read once. Raises Damaged where it ends too early."""

    def __init__(self, content: BinaryIO):
        self.content = content

    def read(self, size: int = -1) -> bytes:
        try:
            return self.content.read(size)
        except tarfile.TarError as error:
            raise Damaged(f"it was cut off ({error})") from None


def _is_ours(name: str) -> bool:
    shapes = (MANIFEST, ROWS, LISTING, MEDIA)
    return name in (HEAD, REDACTIONS) or any(shape.fullmatch(name) for shape in shapes)


def check(path: Path) -> dict:
    """The manifest of a whole archive, every byte of which is as it was written. Raises Damaged,
    and OSError."""
    seen = Seen()
    for name, content in members(path):
        seen.take(name, content)
    return seen.manifest_of_all()


@dataclass
class Seen:
    """What of an archive was read so far."""

    parts: dict[str, str] = field(default_factory=dict)
    #: Path → size and SHA-256, since the last list.
    unlisted: dict[str, tuple[int, str]] = field(default_factory=dict)
    files: int = 0
    manifest: dict | None = None

    def take(self, name: str, content: BinaryIO) -> None:
        if self.manifest is not None:
            raise Damaged("something stands behind its manifest")
        if not self.parts and name != HEAD:
            raise Damaged("it is not a backup of Bayan")
        if of_file := MEDIA.fullmatch(name):
            hashed = read_through(content)
            self.unlisted[of_file[1]] = (hashed.size, hashed.digest)
            self.files += 1
            return
        data = content.read()
        digest = hashlib.sha256(data).hexdigest()
        if named := MANIFEST.fullmatch(name):
            self._manifest(data, intact=named[1] == digest)
            return
        if name in self.parts:
            raise Damaged(f"“{name}” is in it twice")
        self.parts[name] = digest
        if name == HEAD and self._parsed(data, name).get("format") != FORMAT:
            raise Damaged("it was made by a version of Bayan that this one does not know")
        if LISTING.fullmatch(name):
            self._compare(data, name)

    def _manifest(self, data: bytes, *, intact: bool) -> None:
        if not intact:
            raise Damaged("its manifest is damaged")
        self.manifest = self._parsed(data, "the manifest")

    def _compare(self, data: bytes, name: str) -> None:
        try:
            listed = {path: (size, digest) for path, size, digest in lines_of(data)}
        except (ValueError, TypeError):
            raise Damaged(f"“{name}” is damaged") from None
        for path in sorted(listed.keys() | self.unlisted.keys()):
            if listed.get(path) != self.unlisted.get(path):
                raise Damaged(f"the file “{path}” is damaged or missing")
        self.unlisted = {}

    @staticmethod
    def _parsed(data: bytes, name: str) -> dict:
        try:
            return json.loads(data)
        except ValueError:
            raise Damaged(f"“{name}” is damaged") from None

    def manifest_of_all(self) -> dict:
        if self.manifest is None:
            raise Damaged("it has no manifest: it was cut off, or never finished")
        wanted = self.manifest["parts"]
        for name in sorted(wanted.keys() | self.parts.keys()):
            if wanted.get(name) != self.parts.get(name):
                raise Damaged(f"“{name}” is damaged or missing")
        if self.unlisted or self.files != self.manifest["files"]:
            raise Damaged("not all of its files are there")
        return self.manifest


def read_through(content: BinaryIO) -> Hashing:
    hashed = Hashing(content)
    while hashed.read(CHUNK):
        pass
    return hashed


def lines_of(data: bytes) -> list:
    """What each line of JSON says."""
    return [json.loads(line) for line in data.split(b"\n") if line]


def rows_in(data: bytes) -> list[list]:
    """The rows of a part."""
    return lines_of(gzip.decompress(data))
