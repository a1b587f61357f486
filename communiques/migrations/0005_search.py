"""The tables of the search index, filled with the editions that there are."""

from django.db import migrations

from communiques.search import index, tables


def create(apps, schema_editor):
    tables.create(using=schema_editor.connection)
    editions = apps.get_model("communiques", "Edition").objects.only(*index.FIELDS)
    for each in editions.order_by("pk").iterator(chunk_size=100):
        index.add(each)


def drop(apps, schema_editor):
    tables.drop(using=schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("communiques", "0004_desk_indexes")]
    operations = [migrations.RunPython(create, drop)]
