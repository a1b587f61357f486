"""`python -m tests.bench.multiplied 14`: of the archive in the PostgreSQL of DATABASE_URL, each
communiqué so many times over, by SQL, as far as readers' pages and the search read it: building a
million takes hours. Its audit chain, its log and its desk stay those of the originals."""

import sys
import time

import django

django.setup()

from django.db import connection  # noqa: E402

from communiques.models import (  # noqa: E402
    Communique,
    Edition,
    Mention,
    NamedPerson,
    Release,
    SearchedEdition,
    Symbol,
)
from communiques.search.tables import RELEASED  # noqa: E402

#: Between the keys of one copy and those of the next; between its numbers of symbols, too.
STEP = 4_000_000
MODELS = (
    Communique, Communique.organizations.through, Communique.people.through, Release, Edition,
    Mention, NamedPerson, Symbol, SearchedEdition,
)  # fmt: skip
#: What the search keeps beside its models: table → how the columns of a copy differ.
KEPT = {
    RELEASED.texts: {"edition_id": "edition_id + {step}"},
    **{RELEASED.terms(language): {"key": "key + {step}"} for language in ("ar", "en")},
}
COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
ORDER BY attnum
"""
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s"
OF_CONSTRAINTS = "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass"


def main(times: int) -> None:
    began = time.monotonic()
    tables = {model._meta.db_table: changes(model) for model in MODELS} | KEPT
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET maintenance_work_mem = '2GB'")
        for table, changed in tables.items():
            made = dropped_indexes(cursor, table)
            columns = columns_of(cursor, table)
            copied = ", ".join(changed.get(name, f'"{name}"') for name in columns)
            names = ", ".join(f'"{name}"' for name in columns)
            cursor.execute(f"CREATE TEMPORARY TABLE originals AS SELECT * FROM {table}")
            for copy in range(1, times):
                values = copied.format(step=copy * STEP, copy=copy)
                cursor.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM originals")
            cursor.execute("DROP TABLE originals")
            for definition in made:
                cursor.execute(definition)
            print(f"{time.monotonic() - began:6.0f} s  {table}", flush=True)
        cursor.execute("VACUUM ANALYZE")


def changes(model) -> dict[str, str]:
    """Column → what a copy has there, where that is not what the original has."""
    found = {}
    for field in model._meta.concrete_fields:
        related = field.related_model
        if field.primary_key or related in MODELS:
            found[field.column] = f'"{field.column}" + {{step}}'
        elif field.unique:
            found[field.column] = f"\"{field.column}\" || '-{{copy}}'"
    if model is Symbol:
        found["number"] = "number + {step}"
    return found


def columns_of(cursor, table: str) -> list[str]:
    cursor.execute(COLUMNS, [table])
    return [name for (name,) in cursor.fetchall()]


def dropped_indexes(cursor, table: str) -> list[str]:
    """What makes them again; those that constraints stand on stay."""
    cursor.execute(OF_CONSTRAINTS, [table])
    stay = {name for (name,) in cursor.fetchall()}
    cursor.execute(INDEXES, [table])
    dropped = [(name, made) for name, made in cursor.fetchall() if name not in stay]
    for name, _made in dropped:
        cursor.execute(f'DROP INDEX "{name}"')
    return [made for _name, made in dropped]


if __name__ == "__main__":
    main(int(sys.argv[1]))
