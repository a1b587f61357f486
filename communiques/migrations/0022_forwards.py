"""Withdrawals by which the addresses of a text lead to the one that replaces it."""

import django.db.models.deletion
from django.db import migrations, models

from organizations.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0021_relations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Forward",
            fields=[
                (
                    "withdrawal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="forward",
                        serialize=False,
                        to="communiques.withdrawal",
                    ),
                ),
            ],
            options={
                "verbose_name": "address that leads on",
                "verbose_name_plural": "addresses that lead on",
            },
        ),
        append_only("communiques_forward"),
    ]
