"""Opinions of offices without an account, and the links by which they are given."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communiques.models.communique import Communique
from organizations.fields import CanonicalCharField, CanonicalTextField
from organizations.languages import LANGUAGE_CHOICES


class OpinionLink(models.Model):
    """A link by which an office without an account reads one text, as it is now, and says what it
    thinks of it. The secret itself is kept nowhere."""

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="opinion_links")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    office = CanonicalCharField(_("office"), max_length=200)
    #: What it shows: words, what stands around them, and their source.
    seen = models.CharField(max_length=64)
    secret_hash = models.CharField(max_length=64)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    asked_anew_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("link for an opinion")
        verbose_name_plural = _("links for opinions")
        ordering = ["id"]

    def __str__(self):
        return self.office


class Opinion(models.Model):
    """What an office outside said of a text: an opinion, never an approval."""

    class Verdict(models.TextChoices):
        AGREES = "agrees", _("No objection")
        COMMENTS = "comments", _("Comments")
        OBJECTS = "objects", _("Objection")

    link = models.ForeignKey(OpinionLink, models.PROTECT, related_name="opinions")
    name = CanonicalCharField(_("name"), max_length=200)
    verdict = models.CharField(_("opinion"), max_length=10, choices=Verdict.choices)
    text = CanonicalTextField(_("comments"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["id"]

    def __str__(self):
        return self.name
