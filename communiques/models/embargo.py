"""Readers under embargo, each by a link of their own."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communiques.models.releases import Release
from organizations.fields import CanonicalCharField


class EmbargoReader(models.Model):
    """Somebody named who may read a sealed text before it is public, by a link of their own; where
    an account is named, only whoever is logged in with it. The secret itself is kept nowhere."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="embargo_readers")
    name = CanonicalCharField(_("name"), max_length=200)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    secret_hash = models.CharField(max_length=64)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("reader under embargo")
        verbose_name_plural = _("readers under embargo")
        ordering = ["id"]

    def __str__(self):
        return self.name
