"""What colleagues say about a passage; the desk's alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communiques.models.communique import Communique
from communiques.models.versions import TextVersion
from organizations.fields import CanonicalTextField


class Remark(models.Model):
    """What a colleague says about a passage, on the version that they read; or an answer to that.
    The desk's alone, for ever."""

    class Field(models.TextChoices):
        TITLE = "title", _("Title")
        SUMMARY = "summary", _("Summary")
        BODY = "body", pgettext_lazy("of a text", "Body")

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="remarks")
    version = models.ForeignKey(TextVersion, models.PROTECT, null=True, related_name="+")
    field = models.CharField(max_length=10, choices=Field.choices, blank=True)
    #: The block of the body, counted from 1.
    block = models.PositiveIntegerField(default=0)
    quote = models.TextField(blank=True)
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies")
    text = CanonicalTextField(_("remark"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="mentioned_in")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
            models.CheckConstraint(
                condition=Q(answers=None, version__isnull=False)
                | Q(answers__isnull=False, version=None, settled_at=None),
                name="remark_is_on_a_text_or_an_answer",
            ),
        ]

    def __str__(self):
        return self.text
