"""Withdrawals: since when a communiqué no longer speaks for the council, and why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import organizations.fields
from organizations.triggers import append_only

#: It can be lifted once, and nothing else about it can change.
LIFTING = """
OLD.lifted_at IS NULL AND NEW.lifted_at IS NOT NULL
AND NEW.id = OLD.id AND NEW.communique_id = OLD.communique_id AND NEW.since = OLD.since
AND NEW.reason_ar = OLD.reason_ar AND NEW.reason_en = OLD.reason_en
AND NEW.removes_text = OLD.removes_text AND NEW.by_id = OLD.by_id AND NEW.by_as = OLD.by_as
AND COALESCE(NEW.replaced_by_id, 0) = COALESCE(OLD.replaced_by_id, 0)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0017_attachments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="communique",
            options={
                "ordering": ["-id"],
                "permissions": [
                    ("write_original", "Write the original text"),
                    ("write_translation", "Write the translation"),
                    ("submit_text", "Submit a text for clearance"),
                    ("review_text", "Review a text"),
                    ("authorise_text", "Authorise a text"),
                    ("release_text", "Release, schedule and call off"),
                    ("release_urgently", "Clear by the urgent path"),
                    ("withdraw_text", "Withdraw what is public, and reinstate it"),
                ],
                "verbose_name": "communiqué",
                "verbose_name_plural": "communiqués",
            },
        ),
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
                    ("withdrawn", "A text was withdrawn"),
                    ("reinstated", "A text was reinstated"),
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
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="withdrawn on")),
                (
                    "reason_ar",
                    organizations.fields.CanonicalTextField(verbose_name="reason in Arabic"),
                ),
                (
                    "reason_en",
                    organizations.fields.CanonicalTextField(verbose_name="reason in English"),
                ),
                (
                    "removes_text",
                    models.BooleanField(default=False, verbose_name="the text is removed, too"),
                ),
                ("by_as", models.JSONField(default=dict)),
                ("lifted_at", models.DateTimeField(null=True, verbose_name="reinstated on")),
                (
                    "lifted_reason_ar",
                    organizations.fields.CanonicalTextField(blank=True, default=""),
                ),
                (
                    "lifted_reason_en",
                    organizations.fields.CanonicalTextField(blank=True, default=""),
                ),
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
                        related_name="withdrawals",
                        to="communiques.communique",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="communiques.communique",
                        verbose_name="replaced by",
                    ),
                ),
            ],
            options={
                "verbose_name": "withdrawal",
                "verbose_name_plural": "withdrawals",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("communique",),
                        name="withdrawn_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason_ar", ""), _negated=True),
                            models.Q(("reason_en", ""), _negated=True),
                        ),
                        name="withdrawal_gives_its_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifted_at", None),
                            models.Q(
                                models.Q(("lifted_reason_ar", ""), _negated=True),
                                models.Q(("lifted_reason_en", ""), _negated=True),
                                ("lifted_at__gte", models.F("since")),
                            ),
                            _connector="OR",
                        ),
                        name="reinstatement_gives_its_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaced_by", None),
                            models.Q(("replaced_by", models.F("communique")), _negated=True),
                            _connector="OR",
                        ),
                        name="replaced_by_another",
                    ),
                ],
            },
        ),
        append_only("communiques_withdrawal", allow=LIFTING),
    ]
