"""Decisions on a text, each bound to the digests of what was decided on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communiques.models.communique import Communique
from communiques.models.releases import Release
from communiques.models.series import Step
from organizations.languages import LANGUAGE_CHOICES


class Action(models.TextChoices):
    SUBMIT = "submit", _("Submitted")
    WITHDRAW = "withdraw", _("Submission withdrawn")
    RETURN = "return", _("Returned")
    CLEAR = "clear", _("Cleared")
    URGENT = "urgent", _("Cleared by the urgent path")
    RELEASE = "release", _("Released")
    CALL_OFF = "call_off", _("Release called off")
    REVIEW_URGENT = "review_urgent", _("Urgent release reviewed afterwards")


class Decision(models.Model):
    """One decision on one language's text, bound to the digests of what was decided on."""

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="decisions")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    action = models.CharField(_("decision"), max_length=20, choices=Action.choices)
    step = models.CharField(_("step"), max_length=30, choices=Step.choices, blank=True)
    text_digest = models.CharField(max_length=64)
    envelope_digest = models.CharField(max_length=64)
    source_digest = models.CharField(max_length=64, blank=True)
    text_revision = models.PositiveIntegerField()
    release = models.ForeignKey(Release, models.PROTECT, null=True, related_name="decisions")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_as = models.JSONField(default=dict)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(action__in=["return", "urgent", "call_off"]) | ~Q(reason=""),
                name="decision_gives_its_reason",
            )
        ]

    def actor_line(self, language: str | None = None) -> str:
        """Name and post as they were at that moment."""
        language = language or get_language() or "ar"
        parts = [self.actor_as.get(key, {}).get(language) for key in ("name", "post")]
        return ("، " if language == "ar" else ", ").join(part for part in parts if part)
