"""The tables of search, on both databases. Where there is something to search already,
`manage.py reindex` fills them."""

import django.db.models.deletion
from django.db import migrations, models

from communiques.search import analysis, tables


def create(apps, schema_editor):
    tables.create_version(using=schema_editor.connection)
    for index in tables.ALL:
        tables.create(index, using=schema_editor.connection)
    if not apps.get_model("communiques", "Communique").objects.exists():
        tables.set_version(analysis.VERSION)


def drop(apps, schema_editor):
    for index in tables.ALL:
        tables.drop(index, using=schema_editor.connection)
    schema_editor.execute(f"DROP TABLE {tables.VERSION}")


class Migration(migrations.Migration):
    dependencies = [("communiques", "0004_desk_indexes")]
    operations = [
        migrations.RunPython(create, drop),
        migrations.CreateModel(
            name="SearchedEdition",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="communiques.edition",
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                ("number", models.PositiveIntegerField()),
                ("visible_from", models.DateTimeField()),
                ("facets", models.TextField()),
            ],
            options={
                "verbose_name": "edition",
                "db_table": "communiques_search_edition",
                "managed": False,
            },
        ),
    ]
