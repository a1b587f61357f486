"""What a fixture writes is worked out once in a process, and written again as it was: the rows of
the stage take longer to work out than most tests take to run."""

import copy
from collections.abc import Callable

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from communiques.models import PublicChange

Rows = dict[str, dict[object, tuple]]
_kept: dict[tuple, tuple[object, Rows]] = {}


def kept(make: Callable[[], object]) -> object:
    """What `make` returns, with the rows that it writes; made anew in a database that holds more or
    less than it did then, or has other numbers of what the framework makes when it empties one."""
    last = (model.objects.order_by("-pk").values_list("pk") for model in (ContentType, Permission))
    key = (make, counts(), *(each.first() for each in last))
    if key not in _kept:
        before, made = rows(), make()
        _kept[key] = copy.deepcopy(made), added(before, rows())
        return made
    made, new = _kept[key]
    write(new)
    return copy.deepcopy(made)


def tables() -> list[str]:
    """All but those of the search, which are written with texts, and what triggers count."""
    counted = PublicChange._meta.db_table
    names = connection.introspection.table_names()
    return [each for each in names if "_search" not in each and each != counted]


def counts() -> tuple[tuple[str, int], ...]:
    parts = (f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables())
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return tuple(sorted(cursor.fetchall()))  # several processes of PostgreSQL may count them


def rows() -> Rows:
    """Table → first column → row."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = {row[0]: row for row in cursor.fetchall()}
    return found


def added(before: Rows, after: Rows) -> Rows:
    new = {
        table: {key: row for key, row in held.items() if key not in before[table]}
        for table, held in after.items()
    }
    return {table: held for table, held in new.items() if held}


def write(new: Rows) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, held in new.items():
            marks = ", ".join(["%s"] * len(next(iter(held.values()))))
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({marks})', list(held.values()))
