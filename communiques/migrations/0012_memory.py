"""The memory of translations."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0011_notices"),
    ]

    operations = [
        migrations.CreateModel(
            name="MemoryPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=32, unique=True)),
                ("ar", models.TextField()),
                ("en", models.TextField()),
                ("origin", models.CharField(blank=True, max_length=200)),
                (
                    "edition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communiques.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "pair of the memory",
                "verbose_name_plural": "pairs of the memory",
            },
        ),
        migrations.CreateModel(
            name="MemoryBand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(choices=[("ar", "Arabic"), ("en", "English")], max_length=2),
                ),
                ("number", models.BigIntegerField()),
                (
                    "pair",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="communiques.memorypair",
                    ),
                ),
            ],
            options={
                "verbose_name": "band of the memory",
                "verbose_name_plural": "bands of the memory",
                "indexes": [
                    models.Index(fields=["language", "number", "pair"], name="memory_band"),
                    models.Index(fields=["pair"], name="memory_band_of_pair"),
                ],
            },
        ),
    ]
