"""Remarks on passages, and answers to them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import organizations.fields


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0009_unsaved_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        choices=[("title", "Title"), ("summary", "Summary"), ("body", "Body")],
                        max_length=10,
                    ),
                ),
                ("block", models.PositiveIntegerField(default=0)),
                ("quote", models.TextField(blank=True)),
                ("text", organizations.fields.CanonicalTextField(verbose_name="remark")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="communiques.remark",
                    ),
                ),
                (
                    "author",
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
                        related_name="remarks",
                        to="communiques.communique",
                    ),
                ),
                (
                    "mentions",
                    models.ManyToManyField(
                        related_name="mentioned_in", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="communiques.textversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "remark",
                "verbose_name_plural": "remarks",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="remark_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answers", None), ("version__isnull", False)),
                            models.Q(
                                ("answers__isnull", False), ("settled_at", None), ("version", None)
                            ),
                            _connector="OR",
                        ),
                        name="remark_is_on_a_text_or_an_answer",
                    ),
                ],
            },
        ),
    ]
