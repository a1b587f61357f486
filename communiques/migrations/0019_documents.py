"""The papers made of what was sealed, for ever; and those still to be made."""

import django.db.models.deletion
from django.db import migrations, models

from organizations.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0018_withdrawals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word"),
                            ("txt", "Plain text"),
                            ("bilingual", "PDF in both languages"),
                        ],
                        max_length=10,
                    ),
                ),
                ("digest", models.CharField(db_index=True, max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("sealed_by", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField()),
                ("lines", models.JSONField(default=list)),
                (
                    "beside",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communiques.edition",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="communiques.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("beside", None)),
                        fields=("edition", "form"),
                        name="document_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("beside__isnull", False)),
                        fields=("edition", "beside", "form"),
                        name="document_beside_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("beside__isnull", False), ("form", "bilingual")),
                            models.Q(
                                models.Q(("form", "bilingual"), _negated=True), ("beside", None)
                            ),
                            _connector="OR",
                        ),
                        name="document_beside_where_bilingual",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Printing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word"),
                            ("txt", "Plain text"),
                            ("bilingual", "PDF in both languages"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("failures", models.PositiveIntegerField(default=0)),
                ("last_failure", models.TextField(blank=True)),
                (
                    "beside",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communiques.edition",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="printings",
                        to="communiques.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "document to be made",
                "verbose_name_plural": "documents to be made",
                "indexes": [models.Index(fields=["due_at"], name="printing_due")],
            },
        ),
        append_only("communiques_document"),
    ]
