"""Every save of the words, and of what stands around them."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from communiques.fields import RichTextField
from communiques.models.communique import Communique
from communiques.models.words import TEXT_FIELDS, Text
from organizations.fields import CanonicalCharField, CanonicalTextField
from organizations.languages import LANGUAGE_CHOICES


class TextVersion(models.Model):
    """One save of one language. `revision` is its place in the text's own line; a copy that
    another save overtook has none: it is kept beside the line until somebody merges it."""

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="versions")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    revision = models.PositiveIntegerField(null=True)
    based_on = models.PositiveIntegerField(default=0)
    title = CanonicalCharField(max_length=500, blank=True)
    summary = CanonicalTextField(blank=True)
    body = RichTextField(blank=True)
    change_note = CanonicalTextField(blank=True)
    digest = models.CharField(max_length=64)
    source_revision = models.PositiveIntegerField(null=True)
    source_digest = models.CharField(max_length=64, blank=True)
    merges = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of a text")
        verbose_name_plural = _("versions of texts")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["communique", "language", "revision"], name="text_revision_unique"
            )
        ]

    def text(self) -> Text:
        return Text(self.language, **{f: getattr(self, f) for f in TEXT_FIELDS})

    @property
    def is_redacted(self) -> bool:
        """Its words are gone; their digest stays."""
        return self.text().digest != self.digest


class FactsVersion(models.Model):
    """One save of what stands around the words: date, place, conference, bodies, people."""

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="facts_versions")
    revision = models.PositiveIntegerField()
    data = models.JSONField(encoder=DjangoJSONEncoder)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of the facts")
        verbose_name_plural = _("versions of the facts")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["communique", "revision"], name="facts_revision_unique")
        ]
