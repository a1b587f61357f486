"""Search keeps until when an edition is the newest of its text, and nothing of what was called off."""

from django.db import migrations

TABLE = "communiques_search_edition"


def keep_until(apps, schema_editor):
    """Where the table is from before: a new one has the column."""
    connection = schema_editor.connection
    moment = {"sqlite": "datetime", "postgresql": "timestamptz"}[connection.vendor]
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, TABLE)
        if "until" in {each.name for each in columns}:
            return
        cursor.execute(f"ALTER TABLE {TABLE} ADD COLUMN until {moment}")
        cursor.execute(
            f"DELETE FROM {TABLE} WHERE release_id IN"
            " (SELECT id FROM communiques_release WHERE called_off_at IS NOT NULL)"
        )
        cursor.execute(
            f"UPDATE {TABLE} SET until = (SELECT min(later.visible_from) FROM {TABLE} AS later"
            f" WHERE later.communique_id = {TABLE}.communique_id"
            f" AND later.language = {TABLE}.language AND later.number > {TABLE}.number)"
        )
        cursor.execute(f"ALTER TABLE {TABLE} DROP COLUMN release_id")


class Migration(migrations.Migration):
    dependencies = [("communiques", "0024_redactions")]
    operations = [migrations.RunPython(keep_until, migrations.RunPython.noop)]
