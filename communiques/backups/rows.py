"""Rows as JSON and back, by the models of the migrations that a database has: exactly what its
columns hold, past everything that saving a model does. The same from and for both databases."""

import base64
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

#: Nobody stays logged in through a restore; changes of what is public are counted anew.
LEFT_OUT = frozenset({"django_session", "organizations_desksession", "communiques_publicchange"})
#: What migrations write into a new database.
OF_MIGRATIONS = frozenset({"django_content_type", "auth_permission", "organizations_audithead"})
AT_ONCE = 200

Applied = list[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """A table with the model that its migrations made."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @cached_property
    def fields(self) -> list[models.Field]:
        """Those that are written; the database computes the others."""
        return [each for each in self.model._meta.concrete_fields if not each.generated]

    @property
    def columns(self) -> list[str]:
        return [each.column for each in self.fields]

    @property
    def numbered(self) -> bool:
        """Whether the database gives its rows their numbers."""
        return isinstance(self.model._meta.pk, models.AutoField | models.BigAutoField)

    def all(self) -> models.QuerySet:
        """Its rows as they are: a manager of the model may show them otherwise."""
        return models.QuerySet(self.model)

    def rows(self) -> Iterator[list]:
        """All of them in the order of their keys, each as JSON values."""
        names = ["pk", *(each.attname for each in self.fields)]
        ordered, last = self.all().order_by("pk").values_list(*names), None
        while batch := list((ordered if last is None else ordered.filter(pk__gt=last))[:AT_ONCE]):
            for key, *values in batch:
                yield [said(value) for value in values]
                last = key

    def insert(self, cursor, columns: list[str], rows: list[list]) -> None:
        """Write rows whose values stand in the order of the columns, which must be the table's."""
        of_column = {each.column: each for each in self.fields}
        fields = [of_column[column] for column in columns]
        most = connection.features.max_query_params or AT_ONCE * len(fields)
        step = max(1, most // len(fields))
        quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
        mark = f"({', '.join(['%s'] * len(columns))})"
        for start in range(0, len(rows), step):
            some = rows[start : start + step]
            values = [kept(f, v) for row in some for f, v in zip(fields, row, strict=True)]
            cursor.execute(
                f"INSERT INTO {connection.ops.quote_name(self.name)} ({quoted}) VALUES"
                f" {', '.join([mark] * len(some))}",
                values,
            )


def said(value):
    """A value of a column as JSON says it."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return value


def kept(field: models.Field, value):
    """What JSON says, as the database takes it for that column. No column's own way of saving is
    asked: it might write other words than those that were sealed."""
    if isinstance(field, models.JSONField):
        null = value is None and field.null
        return None if null else connection.ops.adapt_json_value(value, field.encoder)
    if value is None:
        return None
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value(dt.datetime.fromisoformat(value))
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value(dt.date.fromisoformat(value))
    if isinstance(field, models.TimeField):
        return connection.ops.adapt_timefield_value(dt.time.fromisoformat(value))
    if isinstance(field, models.BinaryField):
        return connection.Database.Binary(base64.b64decode(value))
    return value


# --- which there are ------------------------------------------------------------------------------


def applied() -> Applied:
    """The migrations that this database has."""
    return sorted(MigrationExecutor(connection).loader.applied_migrations)


def apps_at(migrations: Applied):
    """The models as those migrations made them."""
    loader = MigrationExecutor(connection).loader
    return loader.project_state(last_of(migrations, loader)).apps


def last_of(migrations: Applied, loader) -> Applied:
    """Those that no other of them needs: to come to these is to have all."""
    known = {each for each in migrations if each in loader.graph.nodes}
    return [
        each
        for each in sorted(known)
        if not any(node.key in known for node in loader.graph.node_map[each].children)
    ]


def tables_of(apps) -> list[Table]:
    found = apps.get_models(include_auto_created=True)
    tables = [Table(each) for each in found if each._meta.managed and not each._meta.proxy]
    return sorted((t for t in tables if t.name not in LEFT_OUT), key=lambda each: each.name)


# --- numbers that were given ----------------------------------------------------------------------


def last_numbers(tables: Iterable[Table]) -> dict[str, int]:
    """Table → the last number given to a row, even if the row is gone: the audit chain names rows
    by it, so that none is ever given twice."""
    named = [each.name for each in tables if each.numbered]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            return {name: last for name, last in cursor.fetchall() if last and name in named}
        given = {}
        for name in named:
            cursor.execute(f"SELECT last_value, is_called FROM {_sequence(cursor, name)}")
            last, is_called = cursor.fetchone()
            if is_called:
                given[name] = last
    return given


def set_last_numbers(cursor, numbers: dict[str, int]) -> None:
    for name, last in numbers.items():
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, last])
        else:
            cursor.execute("SELECT setval(%s, %s)", [_sequence(cursor, name), last])


def _sequence(cursor, table: str) -> str:
    cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
    return cursor.fetchone()[0]
