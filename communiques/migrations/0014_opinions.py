"""Opinions from outside."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import organizations.fields


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0013_readings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("step", "A text waits for you"),
                    ("ready", "A text is ready for release"),
                    ("returned", "A text was returned"),
                    ("released", "A text was released"),
                    ("called_off", "A release was called off"),
                    ("urgent", "An urgent release waits for its review"),
                    ("remark", "A remark"),
                    ("mention", "You are called in a remark"),
                    ("opinion", "An opinion from outside"),
                    ("asked_anew", "A new link is asked for"),
                    ("overdue", "A text has waited for long"),
                    ("due", "A text is needed soon"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="OpinionLink",
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
                (
                    "office",
                    organizations.fields.CanonicalCharField(max_length=200, verbose_name="office"),
                ),
                ("seen", models.CharField(max_length=64)),
                ("secret_hash", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("opened", models.PositiveIntegerField(default=0)),
                ("opened_at", models.DateTimeField(null=True)),
                ("asked_anew_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
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
                        related_name="opinion_links",
                        to="communiques.communique",
                    ),
                ),
            ],
            options={
                "verbose_name": "link for an opinion",
                "verbose_name_plural": "links for opinions",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
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
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("agrees", "No objection"),
                            ("comments", "Comments"),
                            ("objects", "Objection"),
                        ],
                        max_length=10,
                        verbose_name="opinion",
                    ),
                ),
                (
                    "text",
                    organizations.fields.CanonicalTextField(blank=True, verbose_name="comments"),
                ),
                ("at", models.DateTimeField()),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="communiques.opinionlink",
                    ),
                ),
            ],
            options={
                "verbose_name": "opinion",
                "verbose_name_plural": "opinions",
                "ordering": ["id"],
            },
        ),
    ]
