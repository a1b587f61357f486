"""Rows that the database itself keeps from changing, on SQLite and PostgreSQL alike."""

from django.db import connection, migrations
from django.db.migrations.state import ProjectState


class Triggers(migrations.RunPython):
    """A migration step that asks for no models: to make those of its time again, as Django does
    before each step in Python, takes longer than all the rest of most migrations."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        super().database_forwards(app_label, schema_editor, ProjectState(), to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        super().database_backwards(app_label, schema_editor, ProjectState(), to_state)


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


def append_only(table: str, *, allow: str = "", deletable: bool = False) -> Triggers:
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

    return Triggers(forwards, backwards)


def _statements(vendor: str, table: str, allow: str, deletable: bool) -> list[str]:
    delete = {"sqlite": SQLITE_DELETE, "postgresql": POSTGRES_DELETE}[vendor]
    before = [POSTGRES_FUNCTION] if vendor == "postgresql" else []
    after = [] if deletable else [delete.format(table=table)]
    return [*before, _update(vendor, table, allow), *after]


def _update(vendor: str, table: str, allow: str) -> str:
    # What is neither true nor false is not allowed.
    when = f"WHEN (NOT COALESCE(({allow}), FALSE))" if allow else ""
    text = {"sqlite": SQLITE_UPDATE, "postgresql": POSTGRES_UPDATE}[vendor]
    return text.format(table=table, what="update", when=when)


# --- lawful erasure -----------------------------------------------------------------------------

SQLITE_ERASABLE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
WHEN NOT (COALESCE({allow}, FALSE) OR COALESCE(({when}) AND {same}, FALSE))
BEGIN SELECT RAISE(ABORT, '{table} is append-only: update'); END;
"""
POSTGRES_ERASABLE = """
CREATE OR REPLACE FUNCTION bayan_erasable_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF COALESCE({allow}, FALSE) OR COALESCE(({when}) AND {same}, FALSE) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only: %', TG_TABLE_NAME, lower(TG_OP)
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW
EXECUTE FUNCTION bayan_erasable_{table}();
"""


def erasable(table: str, *, when: str, allow: str = "", **erased: str | None) -> Triggers:
    """A migration step: rows of the append-only `table` stay as they are, but where the SQL
    condition `when` over OLD holds, the columns named in `erased` may take that value and no other
    (None: any). `allow` is as for `append_only`, and what the table had before. Said again after a
    step by which SQLite makes the table anew."""

    def forwards(apps, schema_editor):
        connection = schema_editor.connection
        shape = {"sqlite": SQLITE_ERASABLE, "postgresql": POSTGRES_ERASABLE}[connection.vendor]
        with connection.cursor() as cursor:
            same = _same_but(connection, cursor, table, erased)
            cursor.execute(_drop_update(connection.vendor, table))
            passing = {"when": when, "allow": f"({allow or 'FALSE'})"}
            cursor.execute(shape.format(table=table, same=same, **passing))

    def backwards(apps, schema_editor):
        vendor = schema_editor.connection.vendor
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(_drop_update(vendor, table))
            cursor.execute(_update(vendor, table, allow))

    return Triggers(forwards, backwards)


def _drop_update(vendor: str, table: str) -> str:
    on_table = f" ON {table}" if vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {table}_no_update{on_table}"


def _same_but(connection, cursor, table: str, erased: dict[str, str | None]) -> str:
    """That every column is as it was, but for those that may be emptied."""
    columns = [each.name for each in connection.introspection.get_table_description(cursor, table)]
    assert set(erased) <= set(columns), erased
    unlike = "IS" if connection.vendor == "sqlite" else "IS NOT DISTINCT FROM"
    parts = []
    for column in columns:
        same, value = f"NEW.{column} {unlike} OLD.{column}", erased.get(column)
        if column not in erased:
            parts.append(same)
        elif value is not None:
            parts.append(f"({same} OR NEW.{column} = '{value}')")
    return " AND ".join(parts)


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


def no_circles(table: str, column: str) -> Triggers:
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

    return Triggers(forwards, backwards)


def _circle_statements(vendor: str, table: str, column: str) -> list[str]:
    names = {"table": table, "column": column}
    postgres = vendor == "postgresql"
    made = [POSTGRES_NO_CIRCLE_FUNCTION.format(**names)] if postgres else []
    trigger = POSTGRES_NO_CIRCLE if postgres else SQLITE_NO_CIRCLE
    for verb, (event, unless) in CIRCLE_EVENTS.items():
        parts = {"event": event.format(**names), "unless": unless.format(**names), "verb": verb}
        made.append(trigger.format(**names, **parts))
    return made


# --- no reference to what was merged into another -------------------------------------------------

SQLITE_STANDING = """
CREATE TRIGGER {table}_stands_{verb} AFTER {event} ON {table} BEGIN {checks} END;
"""
SQLITE_STANDING_CHECK = """
SELECT RAISE(ABORT, '{table}.{column} leads to a record that was merged')
WHERE {changed} EXISTS (
  SELECT 1 FROM {to} WHERE id = NEW.{column} AND merged_into_id IS NOT NULL
);
"""
# A merge locks its two records for update: whoever wants to lead to one of them meanwhile waits
# here for its end, and then sees it.
POSTGRES_STANDING_FUNCTION = """
CREATE OR REPLACE FUNCTION bayan_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  key bigint;
  merged bigint;
BEGIN
  FOR n IN 0 .. TG_NARGS / 2 - 1 LOOP
    key := (to_jsonb(NEW) ->> TG_ARGV[2 * n])::bigint;
    CONTINUE WHEN key IS NULL;
    IF TG_OP = 'UPDATE' THEN
      CONTINUE WHEN key IS NOT DISTINCT FROM (to_jsonb(OLD) ->> TG_ARGV[2 * n])::bigint;
    END IF;
    EXECUTE format('SELECT merged_into_id FROM %I WHERE id = $1 FOR KEY SHARE', TG_ARGV[2 * n + 1])
      INTO merged USING key;
    IF merged IS NOT NULL THEN
      RAISE EXCEPTION '%.% leads to a record that was merged', TG_TABLE_NAME, TG_ARGV[2 * n]
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
"""
POSTGRES_STANDING = """
CREATE TRIGGER {table}_stands_{verb} AFTER {event} ON {table} FOR EACH ROW
EXECUTE FUNCTION bayan_stands({arguments});
"""
STANDING_VERBS = ("insert", "update")


def only_standing(table: str, **columns: str) -> Triggers:
    """A migration step: those columns of `table`, each with the table of bodies or people that it
    is a key of, are never led to a row that was merged into another. To be said again after each
    step that changes the table: SQLite then makes it anew, without its triggers."""

    def forwards(apps, schema_editor):
        backwards(apps, schema_editor)
        with schema_editor.connection.cursor() as cursor:
            for statement in _standing_statements(schema_editor.connection.vendor, table, columns):
                cursor.execute(statement)

    def backwards(apps, schema_editor):
        on_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        with schema_editor.connection.cursor() as cursor:
            for verb in STANDING_VERBS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_stands_{verb}{on_table}")

    return Triggers(forwards, backwards)


def _standing_statements(vendor: str, table: str, columns: dict[str, str]) -> list[str]:
    events = {"insert": "INSERT", "update": f"UPDATE OF {', '.join(columns)}"}
    arguments = ", ".join(f"'{column}', '{to}'" for column, to in columns.items())
    made = [POSTGRES_STANDING_FUNCTION] if vendor == "postgresql" else []
    trigger = POSTGRES_STANDING if vendor == "postgresql" else SQLITE_STANDING
    for verb, event in events.items():
        checks = "".join(_standing_check(table, verb, *each) for each in columns.items())
        parts = {"verb": verb, "event": event, "arguments": arguments, "checks": checks}
        made.append(trigger.format(table=table, **parts))
    return made


def _standing_check(table: str, verb: str, column: str, to: str) -> str:
    changed = f"NEW.{column} IS NOT OLD.{column} AND" if verb == "update" else ""
    return SQLITE_STANDING_CHECK.format(table=table, column=column, to=to, changed=changed)


# --- changes that are counted ---------------------------------------------------------------------

SQLITE_COUNTED = """
CREATE TRIGGER {table}_counted_{verb} AFTER {event} ON {table} BEGIN
  INSERT INTO {count} (id) VALUES (NULL);
  DELETE FROM {count} WHERE id <= (SELECT max(id) FROM {count}) - {kept};
END;
"""
# Each transaction adds a row of its own and waits for nobody: a number that all of them raised
# would hold the others up until the first one ends.
POSTGRES_COUNTED_FUNCTION = """
CREATE OR REPLACE FUNCTION bayan_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  newest bigint;
BEGIN
  EXECUTE format('INSERT INTO %I DEFAULT VALUES RETURNING id', TG_ARGV[0]) INTO newest;
  EXECUTE format('DELETE FROM %I WHERE id IN (SELECT id FROM %I WHERE id <= $1 FOR UPDATE '
    'SKIP LOCKED)', TG_ARGV[0], TG_ARGV[0]) USING newest - TG_ARGV[1]::bigint;
  RETURN NULL;
END $$;
"""
POSTGRES_COUNTED = """
CREATE TRIGGER {table}_counted_{verb} AFTER {event} ON {table} FOR EACH STATEMENT
EXECUTE FUNCTION bayan_counted('{count}', '{kept}');
"""
COUNTED_VERBS = ("insert", "update", "delete")
#: Rows of the table of changes that stay.
KEPT = 100


def counted(count: str, **tables: tuple[str, ...]) -> Triggers:
    """A migration step: each statement that writes in one of the tables adds a row to the table
    `count`. Updates count where they are of one of the columns named, or of any if none is. To be
    said again after each step by which SQLite makes one of them anew."""

    def forwards(apps, schema_editor):
        backwards(apps, schema_editor)
        vendor = schema_editor.connection.vendor
        shape = {"sqlite": SQLITE_COUNTED, "postgresql": POSTGRES_COUNTED}[vendor]
        with schema_editor.connection.cursor() as cursor:
            if vendor == "postgresql":
                cursor.execute(POSTGRES_COUNTED_FUNCTION)
            for table, columns in tables.items():
                of = f" OF {', '.join(columns)}" if columns else ""
                for verb in COUNTED_VERBS:
                    event = verb.upper() + (of if verb == "update" else "")
                    parts = {"table": table, "verb": verb, "event": event}
                    cursor.execute(shape.format(**parts, count=count, kept=KEPT))

    def backwards(apps, schema_editor):
        with schema_editor.connection.cursor() as cursor:
            for table in tables:
                on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
                for verb in COUNTED_VERBS:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_counted_{verb}{on}")

    return Triggers(forwards, backwards)


# --- which there are ------------------------------------------------------------------------------


def sealed_tables() -> frozenset[str]:
    """The tables whose rows this database refuses to change."""
    return _tables_with("_no_update")


def counted_tables() -> frozenset[str]:
    """The tables whose changes this database counts, whatever is done to them."""
    return frozenset.intersection(*(_tables_with(f"_counted_{verb}") for verb in COUNTED_VERBS))


def _tables_with(ending: str) -> frozenset[str]:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        names = [name for (name,) in cursor.fetchall()]
    return frozenset(name.removesuffix(ending) for name in names if name.endswith(ending))
