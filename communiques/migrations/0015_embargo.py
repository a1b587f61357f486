"""Readers under embargo."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import organizations.fields


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0014_opinions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EmbargoReader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    organizations.fields.CanonicalCharField(max_length=200, verbose_name="name"),
                ),
                ("secret_hash", models.CharField(max_length=64)),
                ("given_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("opened", models.PositiveIntegerField(default=0)),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="embargo_readers",
                        to="communiques.release",
                    ),
                ),
            ],
            options={
                "verbose_name": "reader under embargo",
                "verbose_name_plural": "readers under embargo",
                "ordering": ["id"],
            },
        ),
    ]
