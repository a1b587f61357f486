"""What staff say of the findings of the checks; the term base."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import organizations.fields
from organizations.triggers import only_standing


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0007_texts_in_work"),
        ("organizations", "0005_only_standing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ar",
                    organizations.fields.CanonicalCharField(
                        max_length=200, verbose_name="Arabic term"
                    ),
                ),
                (
                    "en",
                    organizations.fields.CanonicalCharField(
                        max_length=200, verbose_name="English term"
                    ),
                ),
                (
                    "forbidden",
                    organizations.fields.CanonicalCharField(
                        blank=True,
                        help_text="A word of either language in whose place the term stands.",
                        max_length=200,
                        verbose_name="not to be written",
                    ),
                ),
                (
                    "source",
                    organizations.fields.CanonicalCharField(
                        blank=True, max_length=200, verbose_name="source"
                    ),
                ),
                ("note", organizations.fields.CanonicalTextField(blank=True, verbose_name="note")),
                (
                    "kept_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="The secretariat that keeps this record; empty: shared by all.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="kept by",
                    ),
                ),
            ],
            options={
                "verbose_name": "term",
                "verbose_name_plural": "terms",
                "ordering": ["ar", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ar", "en", "forbidden"),
                        name="term_once",
                        violation_error_message="This term is in the base already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("finding", models.CharField(max_length=32)),
                ("code", models.CharField(max_length=40)),
                ("reason", organizations.fields.CanonicalTextField(verbose_name="reason")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "communique",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers",
                        to="communiques.communique",
                    ),
                ),
            ],
            options={
                "verbose_name": "waiver",
                "verbose_name_plural": "waivers",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("communique", "finding"),
                        name="waiver_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="waiver_gives_its_reason",
                    ),
                ],
            },
        ),
        only_standing("communiques_term", kept_by_id="organizations_organization"),
    ]
