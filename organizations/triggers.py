"""Rows that the database itself keeps from changing, on SQLite and PostgreSQL alike."""

from django.db import connection, migrations

SQLITE_UPDATE = """
CREATE TRIGGER {table}_no_{what} BEFORE UPDATE ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: {what}'); END;
"""
SQLITE_DELETE = """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: delete'); END;
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION bayan_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: %', TG_TABLE_NAME, lower(TG_OP)
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
POSTGRES_UPDATE = """
CREATE TRIGGER {table}_no_{what} BEFORE UPDATE ON {table} FOR EACH ROW {when}
EXECUTE FUNCTION bayan_append_only();
"""
POSTGRES_DELETE = """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW
EXECUTE FUNCTION bayan_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT
EXECUTE FUNCTION bayan_append_only();
"""


def append_only(table: str, *, allow: str = "", deletable: bool = False) -> migrations.RunPython:
    """A migration step: rows of `table` cannot be updated or deleted.

    `allow` is an SQL condition over OLD and NEW under which an update may pass; it must read
    the same on both engines. Truncation, which PostgreSQL tells apart, is refused with deletion.
    """

    def forwards(apps, schema_editor):
        with schema_editor.connection.cursor() as cursor:
            for statement in _statements(schema_editor.connection.vendor, table, allow, deletable):
                cursor.execute(statement)

    def backwards(apps, schema_editor):
        vendor = schema_editor.connection.vendor
        names = ["update", "delete"] + (["truncate"] if vendor == "postgresql" else [])
        with schema_editor.connection.cursor() as cursor:
            for name in names:
                on_table = f" ON {table}" if vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{name}{on_table}")

    return migrations.RunPython(forwards, backwards)


def _statements(vendor: str, table: str, allow: str, deletable: bool) -> list[str]:
    when = f"WHEN (NOT ({allow}))" if allow else ""
    if vendor == "sqlite":
        update, delete, before = SQLITE_UPDATE, SQLITE_DELETE, []
    else:
        update, delete, before = POSTGRES_UPDATE, POSTGRES_DELETE, [POSTGRES_FUNCTION]
    texts = [update] if deletable else [update, delete]
    return before + [text.format(table=table, what="update", when=when) for text in texts]


# --- chains that never lead back ----------------------------------------------------------------

SQLITE_NO_CIRCLE = """
CREATE TRIGGER {table}_no_circle_{column}_{verb} AFTER {event} ON {table}
WHEN NEW.{column} IS NOT NULL
BEGIN SELECT RAISE(ABORT, '{table}.{column} leads back to its own row') WHERE EXISTS (
  WITH RECURSIVE line(id) AS (
    SELECT NEW.{column}
    UNION SELECT each.{column} FROM {table} AS each JOIN line ON each.id = line.id
    WHERE each.{column} IS NOT NULL
  ) SELECT 1 FROM line WHERE line.id = NEW.id
); END;
"""
# Two moves at once, each harmless, could make a circle together: the second waits for the first
# and then sees it, for each statement of the function has a snapshot of its own.
POSTGRES_NO_CIRCLE_FUNCTION = """
CREATE OR REPLACE FUNCTION bayan_no_circle_{table}_{column}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('{table}.{column}'));
  IF EXISTS (
    WITH RECURSIVE line(id) AS (
      SELECT NEW.{column}
      UNION SELECT each.{column} FROM {table} AS each JOIN line ON each.id = line.id
      WHERE each.{column} IS NOT NULL
    ) SELECT 1 FROM line WHERE line.id = NEW.id
  ) THEN
    RAISE EXCEPTION '{table}.{column} leads back to its own row'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
"""
POSTGRES_NO_CIRCLE = """
CREATE TRIGGER {table}_no_circle_{column}_{verb} AFTER {event} ON {table} FOR EACH ROW
WHEN (NEW.{column} IS NOT NULL{unless}) EXECUTE FUNCTION bayan_no_circle_{table}_{column}();
"""
#: Verb → the event, and when PostgreSQL need not look: a save that moves nothing takes no lock.
CIRCLE_EVENTS = {
    "insert": ("INSERT", ""),
    "update": ("UPDATE OF id, {column}", " AND NEW.{column} IS DISTINCT FROM OLD.{column}"),
}


def no_circles(table: str, column: str) -> migrations.RunPython:
    """A migration step: following `column`, a key of the same table, never leads back to a row."""

    def forwards(apps, schema_editor):
        with schema_editor.connection.cursor() as cursor:
            for statement in _circle_statements(schema_editor.connection.vendor, table, column):
                cursor.execute(statement)

    def backwards(apps, schema_editor):
        on_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        with schema_editor.connection.cursor() as cursor:
            for verb in CIRCLE_EVENTS:
                cursor.execute(
                    f"DROP TRIGGER IF EXISTS {table}_no_circle_{column}_{verb}{on_table}"
                )

    return migrations.RunPython(forwards, backwards)


def _circle_statements(vendor: str, table: str, column: str) -> list[str]:
    names = {"table": table, "column": column}
    postgres = vendor == "postgresql"
    made = [POSTGRES_NO_CIRCLE_FUNCTION.format(**names)] if postgres else []
    trigger = POSTGRES_NO_CIRCLE if postgres else SQLITE_NO_CIRCLE
    for verb, (event, unless) in CIRCLE_EVENTS.items():
        parts = {"event": event.format(**names), "unless": unless.format(**names), "verb": verb}
        made.append(trigger.format(**names, **parts))
    return made


def sealed_tables() -> frozenset[str]:
    """The tables whose rows this database refuses to change."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        names = [name for (name,) in cursor.fetchall()]
    ending = "_no_update"
    return frozenset(name.removesuffix(ending) for name in names if name.endswith(ending))
