"""A backup written while people work: one view of the database for all rows, and every file that
those rows name. Nobody waits for it."""

import contextlib
import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import Error, connection, models
from django.utils import timezone

from communiques import erased
from communiques.backups import members, rows
from communiques.models import Document, Redaction, StoredFile

BEGIN = {
    "sqlite": "BEGIN",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
}
#: Redactions are rare: none comes so often between two tries.
TRIES = 5


class NotWritten(Exception):
    """There is no backup; the message says why."""


class _Redacted(Exception):
    """Words went while it was written: it has them still."""


@dataclass
class Written:
    path: Path
    manifest: dict
    #: Files that the storage has lost, or that are not what they were.
    lost: list[str] = field(default_factory=list)


def write(target: Path) -> Written:
    """Write a backup into the folder under a name of its own, or into the file, which must not be
    there yet. Under its name it is whole; anything that stops this leaves none. Raises NotWritten,
    OSError and django.db.Error."""
    if target.is_dir():
        target /= timezone.now().strftime("bayan-%Y%m%dT%H%M%SZ.tar")
    if target.exists():
        raise NotWritten(f"{target} is there already; no backup is overwritten")
    unfinished = target.with_name(f"{target.name}.part")
    with alone(unfinished) as stream:
        try:
            for _try in range(TRIES):
                stream.seek(0)
                stream.truncate()
                with contextlib.suppress(_Redacted):
                    manifest, lost = write_to(stream, target.parent)
                    break
            else:
                raise NotWritten("redactions were done again and again meanwhile")
            stream.flush()
            os.fsync(stream.fileno())
            if target.exists():
                raise NotWritten(f"{target} is there already; no backup is overwritten")
            unfinished.rename(target)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    keep_name(target.parent)
    return Written(target, manifest, lost)


@contextlib.contextmanager
def alone(path: Path) -> Iterator[BinaryIO]:
    """The file, for this process alone; what a killed one left in it is written over."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotWritten(f"{path} is being written by another backup") from None
        yield stream


def keep_name(folder: Path) -> None:
    """A new name is kept once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_to(stream: BinaryIO, folder: Path) -> tuple[dict, list[str]]:
    """The manifest, and the files that are lost. Names of files wait in the folder: the view of
    the database is given up before they are copied, which takes longest."""
    with tempfile.TemporaryFile(dir=folder) as waiting:
        with snapshot():
            migrations = rows.applied()
            apps = rows.apps_at(migrations)
            tables = rows.tables_of(apps)
            writer = members.Writer(stream, head(migrations))
            for table in tables:
                writer.rows(table.name, table.rows())
            for path, digest in files(apps):
                waiting.write(json.dumps([path, digest]).encode() + b"\n")
            more = {
                "columns": {each.name: each.columns for each in tables},
                "numbers": rows.last_numbers(tables),
                "chain": chain_of(apps),
            }
            done = list(erased.records(apps))
        waiting.seek(0)
        lost = [
            path for path, digest in map(json.loads, waiting) if not copied(writer, path, digest)
        ]
    if redacted_since(apps, done):
        raise _Redacted
    writer.add(members.REDACTIONS, "\n".join(json.dumps(each) for each in done).encode())
    return writer.close(lost=lost, **more), lost


@contextlib.contextmanager
def snapshot() -> Iterator[None]:
    """One view of the whole database, whoever writes meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(BEGIN[connection.vendor])
        try:
            yield
        finally:
            try:
                cursor.execute("ROLLBACK")
            except Error:  # it went away, and what was under way has said so
                connection.close()


def head(migrations: rows.Applied) -> dict:
    return {
        "version": settings.VERSION,
        "site": settings.SITE_URL,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": [list(each) for each in migrations],
    }


def chain_of(apps) -> dict:
    """Where the audit chain ends."""
    found = models.QuerySet(apps.get_model("organizations", "AuditHead")).first()
    return {"seq": found.seq, "hash": found.hash} if found else {}


def redacted_since(apps, done: list[dict]) -> bool:
    try:
        apps.get_model("communiques", "Redaction")
    except LookupError:
        return False
    return Redaction.objects.done().count() != len(done)


# --- files ----------------------------------------------------------------------------------------


def files(apps) -> Iterator[tuple[str, str]]:
    """Path and SHA-256 of everything that the storage must have: see `invariants/storage.py`."""
    gone = _values(apps, "RedactedEdition", "pk")
    shown = _values(apps, "EditionFile", "edition_id", "file_id")
    needed = {file for edition, file in shown if (edition,) not in gone}
    needed |= {file for (file,) in _values(apps, "Attachment", "file_id")}
    sealed = {file for _edition, file in shown}
    for each in _rows(apps, "StoredFile"):
        if each.pk in needed or each.pk not in sealed:
            stored = StoredFile(digest=each.digest, ending=each.ending)
            yield stored.path(), each.digest
            yield from ((stored.path(copy["width"]), copy["digest"]) for copy in each.copies)
    for each in _rows(apps, "Document"):
        if (each.edition_id,) not in gone and (each.beside_id,) not in gone:
            yield Document(form=each.form, digest=each.digest).path, each.digest


def _rows(apps, name: str):
    try:
        model = apps.get_model("communiques", name)
    except LookupError:  # the migrations of an older version
        return []
    return models.QuerySet(model).order_by("pk").iterator(rows.AT_ONCE)


def _values(apps, name: str, *columns: str) -> set[tuple]:
    try:
        model = apps.get_model("communiques", name)
    except LookupError:
        return set()
    return set(models.QuerySet(model).values_list(*columns))


def copied(writer: members.Writer, path: str, digest: str) -> bool:
    """Whether the file is in the archive as it was when it was kept. One that is damaged is in it
    all the same."""
    try:
        size = default_storage.size(path)
        with default_storage.open(path) as content:
            return writer.file(path, content, size) == digest
    except FileNotFoundError:
        return False
