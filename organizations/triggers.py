"""Rows that the database itself keeps from changing, on SQLite and PostgreSQL alike."""

from django.db import migrations

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
