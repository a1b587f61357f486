"""A site made of a backup: every byte of it checked before anything is touched, then all rows, the
files, the search index and the redactions done since in one transaction, or nothing."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from communiques import erased
from communiques.backups import again, members, rows
from communiques.search import rebuild


class NotRestored(Exception):
    """Nothing was touched; the message says why, and the way out."""


@dataclass(frozen=True)
class Restored:
    manifest: dict
    again: again.Outcome
    #: What was known of redactions done after the backup.
    records: int


def restore(path: Path, newer: Iterable[Path] = ()) -> Restored:
    """Make this site, which must be new, the one of the backup. `newer` are backups made after it,
    or files of the record of redactions; that of the storage counts in any case. Raises NotRestored
    and members.Damaged, having touched nothing; OSError and django.db.Error, with no row there."""
    manifest = members.check(path)
    records = [*erased.kept(), *(each for more in newer for each in records_of(more))]
    wanted = sorted(tuple(each) for each in manifest["migrations"])
    refuse_unknown(wanted, manifest)
    refuse_other_migrations(wanted)
    executor = MigrationExecutor(connection)
    executor.migrate(rows.last_of(wanted, executor.loader))
    tables = {each.name: each for each in rows.tables_of(rows.apps_at(wanted))}
    current = not pending()
    with transaction.atomic():
        refuse_rows(tables.values())
        load(path, manifest, tables)
        outcome = settle(records) if current else None
    call_command("migrate", verbosity=0, interactive=False)
    if outcome is None:
        with transaction.atomic():
            outcome = settle(records)
    return Restored(manifest, outcome, len(records))


def records_of(path: Path) -> list[dict]:
    """The record of redactions in a backup, or in a file of it."""
    if path.suffix == ".json":
        try:
            said = json.loads(path.read_bytes())
        except ValueError:
            said = None
        if not erased.is_record(said):
            raise NotRestored(f"{path} is no record of a redaction")
        return [said]
    members.check(path)
    for name, content in members.members(path):
        if name == members.REDACTIONS:
            return members.lines_of(content.read())
    return []


# --- what it is restored into ---------------------------------------------------------------------


def refuse_unknown(wanted: rows.Applied, manifest: dict) -> None:
    known = MigrationExecutor(connection).loader.disk_migrations
    if unknown := [each for each in wanted if each not in known]:
        raise NotRestored(
            f"it was made by a newer Bayan ({manifest['version']}; this one does not know"
            f" {'.'.join(unknown[0])}): install that version and restore with it"
        )


def refuse_other_migrations(wanted: rows.Applied) -> None:
    """The tables must be those of the backup, or none yet; SQLite cannot go back."""
    if beyond := [each for each in rows.applied() if each not in wanted]:
        raise NotRestored(
            f"it was made by an older Bayan, before {'.'.join(beyond[0])}: restore it into a"
            " database that was never migrated, and it is brought up to this version"
        )


def refuse_rows(tables: Iterable[rows.Table]) -> None:
    """Alone from here on: somebody might fill them meanwhile."""
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(each.name) for each in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
    for each in tables:
        there = each.all()
        if each.name == "organizations_audithead":
            there = there.exclude(seq=0)
        elif each.name in rows.OF_MIGRATIONS:
            continue
        if there.exists():
            raise NotRestored(
                f"this site is not new: {each.name} has rows. Restore into a new database"
                " (DATABASE_URL, or an empty DATA_DIR); nothing is ever written over"
            )


def pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


# --- filling it -----------------------------------------------------------------------------------


def load(path: Path, manifest: dict, tables: dict[str, rows.Table]) -> None:
    """Write all rows and files, in the caller's transaction."""
    with connection.cursor() as cursor:
        for name in sorted(rows.OF_MIGRATIONS, reverse=True):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")
        for name, content in members.members(path):
            if of_rows := members.ROWS.fullmatch(name):
                data = content.read()
                if hashlib.sha256(data).hexdigest() != manifest["parts"][name]:
                    raise members.Damaged(f"“{name}” changed while it was read")
                columns = manifest["columns"][of_rows[1]]
                tables[of_rows[1]].insert(cursor, columns, members.rows_in(data))
            elif of_file := members.MEDIA.fullmatch(name):
                put(of_file[1], content)
        rows.set_last_numbers(cursor, manifest["numbers"])


def put(path: str, content: BinaryIO) -> None:
    """A file in its place, in the stead of what is there: its name says which it is, so that is the
    same, or half of it."""
    if default_storage.exists(path):
        default_storage.delete(path)
    default_storage.save(path, File(members.Hashing(content)))


def settle(records: list[dict]) -> again.Outcome:
    """The search index, and the redactions that the backup does not know, in the caller's
    transaction: before anybody can read the words."""
    for _done in rebuild.rebuild():
        pass
    return again.redo(records)
