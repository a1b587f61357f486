"""Redactions: words that were public, and that two people empty by law; nobody else, and never
otherwise."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import organizations.fields
from organizations.triggers import append_only, erasable

#: Decided once, by somebody; done once, if it was confirmed; and nothing else about it can change.
DECIDING = """
NEW.id = OLD.id AND NEW.communique_id = OLD.communique_id AND NEW.numbers = OLD.numbers
AND NEW.reason_ar = OLD.reason_ar AND NEW.reason_en = OLD.reason_en
AND NEW.asked_by_id = OLD.asked_by_id AND NEW.asked_as = OLD.asked_as
AND NEW.asked_at = OLD.asked_at
AND (
  (OLD.decided_at IS NULL AND NEW.decided_at IS NOT NULL AND NEW.done_at IS NULL)
  OR (
    OLD.confirmed AND OLD.done_at IS NULL AND NEW.done_at IS NOT NULL AND NEW.confirmed
    AND NEW.decided_at = OLD.decided_at AND NEW.decided_by_id = OLD.decided_by_id
    AND NEW.decided_as = OLD.decided_as
  )
)
"""
#: While a redaction of the text is under way.
OF_THE_TEXT = """
EXISTS (
  SELECT 1 FROM communiques_redaction AS r
  WHERE r.communique_id = OLD.communique_id AND r.confirmed AND r.done_at IS NULL
)
"""
#: While one of that edition is.
OF_THE_EDITION = """
EXISTS (
  SELECT 1 FROM communiques_redactededition AS e
  JOIN communiques_redaction AS r ON r.id = e.redaction_id
  WHERE e.edition_id IN ({editions}) AND r.confirmed AND r.done_at IS NULL
)
"""
OF_THE_EVENT = """
EXISTS (
  SELECT 1 FROM communiques_redaction AS r
  WHERE 'communiques.communique/' || r.communique_id = OLD.thing
  AND r.confirmed AND r.done_at IS NULL
)
"""
#: As 0002 has them: each may also give its reason.
CALLING_OFF = """
OLD.called_off_at IS NULL AND NEW.called_off_at IS NOT NULL
AND CURRENT_TIMESTAMP < OLD.visible_from
AND NEW.id = OLD.id AND NEW.communique_id = OLD.communique_id AND NEW.number = OLD.number
AND NEW.visible_from = OLD.visible_from AND NEW.sealed_at = OLD.sealed_at
AND COALESCE(NEW.released_by_id, 0) = COALESCE(OLD.released_by_id, 0)
"""
VOIDING = """
OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL
AND NEW.id = OLD.id AND NEW.text = OLD.text AND NEW.series_id = OLD.series_id
AND NEW.year = OLD.year AND COALESCE(NEW.number, 0) = COALESCE(OLD.number, 0)
AND NEW.communique_id = OLD.communique_id AND NEW.allocated_at = OLD.allocated_at
"""
WORDS = {"title": "", "summary": "", "body": "", "change_note": ""}


class Migration(migrations.Migration):
    dependencies = [
        ("communiques", "0023_subscriptions"),
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
                    ("redact_text", "Ask for a redaction, and confirm one"),
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
                    ("redaction", "A redaction waits for a second person"),
                    ("redacted", "The words of a text were redacted"),
                    ("not_redacted", "A redaction was declined"),
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
            name="Redaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("numbers", models.JSONField(default=list)),
                (
                    "reason_ar",
                    organizations.fields.CanonicalTextField(verbose_name="reason in Arabic"),
                ),
                (
                    "reason_en",
                    organizations.fields.CanonicalTextField(verbose_name="reason in English"),
                ),
                ("asked_as", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField(verbose_name="asked for")),
                ("decided_as", models.JSONField(default=dict)),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                ("confirmed", models.BooleanField(null=True, verbose_name="confirmed")),
                ("done_at", models.DateTimeField(null=True, verbose_name="redacted on")),
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
                        related_name="redactions",
                        to="communiques.communique",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "redaction",
                "verbose_name_plural": "redactions",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)),
                        fields=("communique",),
                        name="one_redaction_asked_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason_ar", ""), _negated=True),
                            models.Q(("reason_en", ""), _negated=True),
                        ),
                        name="redaction_gives_its_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed", None), ("decided_at", None), ("decided_by", None)
                            ),
                            models.Q(
                                ("confirmed__isnull", False),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="redaction_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed", True), _negated=True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="redaction_by_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at", None),
                            models.Q(("confirmed", True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="redaction_confirmed_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RedactedEdition",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="redacted",
                        serialize=False,
                        to="communiques.edition",
                    ),
                ),
                ("fingerprints", models.CharField(max_length=200)),
                (
                    "redaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="communiques.redaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "redacted edition",
                "verbose_name_plural": "redacted editions",
            },
        ),
        append_only("communiques_redaction", allow=DECIDING),
        append_only("communiques_redactededition"),
        erasable(
            "communiques_edition",
            when=OF_THE_EDITION.format(editions="OLD.id"),
            **WORDS,
            html="",
            envelope="{}",
        ),
        erasable("communiques_textversion", when=OF_THE_TEXT, **WORDS),
        erasable("communiques_factsversion", when=OF_THE_TEXT, data="{}"),
        erasable("communiques_decision", when=OF_THE_TEXT, reason="[redacted]"),
        erasable(
            "communiques_release",
            when=OF_THE_TEXT,
            allow=CALLING_OFF,
            called_off_reason="[redacted]",
        ),
        erasable("communiques_symbol", when=OF_THE_TEXT, allow=VOIDING, void_reason="[redacted]"),
        erasable(
            "communiques_editionfile",
            when=OF_THE_EDITION.format(editions="OLD.edition_id"),
            name="",
        ),
        erasable(
            "communiques_document",
            when=OF_THE_EDITION.format(editions="OLD.edition_id, OLD.beside_id"),
            lines="[]",
        ),
        erasable("organizations_auditevent", when=OF_THE_EVENT, data=None),
    ]
