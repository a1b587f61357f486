"""What members of staff are told by e-mail."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communiques.models.communique import Communique
from organizations.languages import LANGUAGE_CHOICES
from organizations.outgoing import Outgoing


class Notice(Outgoing):
    """Something that a member of staff is told by e-mail: kept until it was sent."""

    class Kind(models.TextChoices):
        STEP = "step", _("A text waits for you")
        READY = "ready", _("A text is ready for release")
        RETURNED = "returned", _("A text was returned")
        RELEASED = "released", _("A text was released")
        CALLED_OFF = "called_off", _("A release was called off")
        WITHDRAWN = "withdrawn", _("A text was withdrawn")
        REINSTATED = "reinstated", _("A text was reinstated")
        REDACTION = "redaction", _("A redaction waits for a second person")
        REDACTED = "redacted", _("The words of a text were redacted")
        REDACTION_DECLINED = "not_redacted", _("A redaction was declined")
        URGENT = "urgent", _("An urgent release waits for its review")
        REMARK = "remark", _("A remark")
        MENTION = "mention", _("You are called in a remark")
        OPINION = "opinion", _("An opinion from outside")
        ASKED_ANEW = "asked_anew", _("A new link is asked for")
        OVERDUE = "overdue", _("A text has waited for long")
        DUE = "due", _("A text is needed soon")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    communique = models.ForeignKey(Communique, models.CASCADE, related_name="notices")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None), name="notice_to_be_sent")
        ]
