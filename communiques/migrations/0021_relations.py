"""What a text is to other texts, and which states stood apart from it; two more kinds of editions."""

import django.db.models.deletion
from django.db import migrations, models

import organizations.fields
from organizations.triggers import append_only, only_standing


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0020_signatures"),
        ("organizations", "0006_notices"),
    ]

    operations = [
        migrations.AlterField(
            model_name="edition",
            name="kind",
            field=models.CharField(
                choices=[
                    ("original", "Original"),
                    ("corrigendum", "Corrigendum"),
                    ("revision", "Revision"),
                    ("addendum", "Addendum"),
                    ("reissue", "Technical reissue"),
                    ("erratum", "Erratum of a note"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="EditionRelation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("corrects", "corrects"),
                            ("replaces", "replaces"),
                            ("adds_to", "adds to"),
                            ("clarifies", "clarifies"),
                            ("answers", "answers"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="communiques.edition",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations_from",
                        to="communiques.communique",
                    ),
                ),
            ],
            options={
                "verbose_name": "relation of an edition",
                "verbose_name_plural": "relations of editions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "kind", "to"), name="edition_related_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("corrects", "corrects"),
                            ("replaces", "replaces"),
                            ("adds_to", "adds to"),
                            ("clarifies", "clarifies"),
                            ("answers", "answers"),
                        ],
                        max_length=10,
                        verbose_name="relation",
                    ),
                ),
                (
                    "communique",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="communiques.communique",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communiques.communique",
                        verbose_name="communiqué",
                    ),
                ),
            ],
            options={
                "verbose_name": "relation",
                "verbose_name_plural": "relations",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("communique", "kind", "to"), name="related_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("communique", models.F("to")), _negated=True),
                        name="related_to_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reservation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("reservation", "Reservation"), ("dissociation", "Dissociation")],
                        default="reservation",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "text",
                    organizations.fields.CanonicalTextField(
                        blank=True, default="", verbose_name="what it states"
                    ),
                ),
                (
                    "text_ar",
                    organizations.fields.CanonicalTextField(
                        blank=True, default="", null=True, verbose_name="what it states"
                    ),
                ),
                (
                    "text_en",
                    organizations.fields.CanonicalTextField(
                        blank=True, default="", null=True, verbose_name="what it states"
                    ),
                ),
                (
                    "communique",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reservations",
                        to="communiques.communique",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organizations.organization",
                        verbose_name="state",
                    ),
                ),
            ],
            options={
                "verbose_name": "reservation",
                "verbose_name_plural": "reservations",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("communique", "organization", "kind"), name="reserved_once"
                    )
                ],
            },
        ),
        append_only("communiques_editionrelation"),
        only_standing("communiques_reservation", organization_id="organizations_organization"),
    ]
