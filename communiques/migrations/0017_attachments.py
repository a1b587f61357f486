"""Pictures and documents: what is attached, and what editions show of it for ever."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import organizations.fields
from organizations.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0016_put_aside"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("media_type", models.CharField(max_length=60)),
                ("ending", models.CharField(max_length=10)),
                ("size", models.PositiveBigIntegerField()),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                ("copies", models.JSONField(default=list)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
            },
        ),
        migrations.CreateModel(
            name="EditionFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=130)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="communiques.edition",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sealed_in",
                        to="communiques.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of an edition",
                "verbose_name_plural": "files of editions",
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "file"), name="edition_file_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=130, verbose_name="name of the file")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="order")),
                (
                    "shown_in",
                    models.CharField(
                        blank=True,
                        choices=[("", "both texts"), ("ar", "Arabic"), ("en", "English")],
                        max_length=2,
                        verbose_name="shown with",
                    ),
                ),
                (
                    "alt",
                    organizations.fields.CanonicalCharField(
                        blank=True,
                        default="",
                        help_text="For those who do not see it; required.",
                        max_length=500,
                        verbose_name="what the picture shows",
                    ),
                ),
                (
                    "alt_ar",
                    organizations.fields.CanonicalCharField(
                        blank=True,
                        default="",
                        help_text="For those who do not see it; required.",
                        max_length=500,
                        null=True,
                        verbose_name="what the picture shows",
                    ),
                ),
                (
                    "alt_en",
                    organizations.fields.CanonicalCharField(
                        blank=True,
                        default="",
                        help_text="For those who do not see it; required.",
                        max_length=500,
                        null=True,
                        verbose_name="what the picture shows",
                    ),
                ),
                (
                    "caption",
                    organizations.fields.CanonicalTextField(
                        blank=True, default="", verbose_name="caption"
                    ),
                ),
                (
                    "caption_ar",
                    organizations.fields.CanonicalTextField(
                        blank=True, default="", null=True, verbose_name="caption"
                    ),
                ),
                (
                    "caption_en",
                    organizations.fields.CanonicalTextField(
                        blank=True, default="", null=True, verbose_name="caption"
                    ),
                ),
                (
                    "credit",
                    organizations.fields.CanonicalCharField(
                        blank=True, default="", max_length=200, verbose_name="credit"
                    ),
                ),
                (
                    "credit_ar",
                    organizations.fields.CanonicalCharField(
                        blank=True, default="", max_length=200, null=True, verbose_name="credit"
                    ),
                ),
                (
                    "credit_en",
                    organizations.fields.CanonicalCharField(
                        blank=True, default="", max_length=200, null=True, verbose_name="credit"
                    ),
                ),
                (
                    "communique",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="communiques.communique",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communiques.storedfile",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("communique", "file"), name="attached_once"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="attachment_has_a_name",
                    ),
                ],
            },
        ),
        append_only("communiques_storedfile"),
        append_only("communiques_editionfile"),
    ]
