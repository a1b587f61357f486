"""Signatures of editions and the public log of them; what is sealed already enters the log, too."""

import django.db.models.deletion
from django.db import migrations, models

from organizations.triggers import append_only


def note_what_is_sealed(apps, schema_editor):
    edition, due = (apps.get_model("communiques", name) for name in ("Edition", "LogDue"))
    rows = edition.objects.filter(release__called_off_at=None).order_by("pk")
    found = (
        due(edition_id=pk, visible_from=moment)
        for pk, moment in rows.values_list("pk", "visible_from").iterator(2000)
    )
    due.objects.bulk_create(found, batch_size=2000)


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0019_documents"),
    ]

    operations = [
        migrations.CreateModel(
            name="LogDue",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="communiques.edition",
                    ),
                ),
                ("visible_from", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                (
                    "index",
                    models.BigIntegerField(primary_key=True, serialize=False, verbose_name="entry"),
                ),
                ("statement", models.TextField()),
                ("added_at", models.DateTimeField()),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log_entry",
                        to="communiques.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the log",
                "verbose_name_plural": "entries of the log",
            },
        ),
        migrations.CreateModel(
            name="LogHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_log_head")
                ],
            },
        ),
        migrations.CreateModel(
            name="LogNode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.PositiveSmallIntegerField()),
                ("index", models.BigIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("level", "index"), name="log_node_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16, verbose_name="key")),
                ("statement", models.TextField()),
                ("signature", models.CharField(max_length=128)),
                ("signed_at", models.DateTimeField(verbose_name="signed")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="communiques.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "key"), name="signed_once_a_key")
                ],
            },
        ),
        append_only("communiques_signature"),
        append_only("communiques_logentry"),
        append_only("communiques_lognode"),
        migrations.RunPython(note_what_is_sealed, migrations.RunPython.noop),
    ]
