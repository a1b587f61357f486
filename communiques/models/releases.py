"""Releases: from which moment on the editions sealed together are public."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communiques.models.communique import Communique


class Release(models.Model):
    """The act of making an edition public, in all its languages, from one moment on.

    Only a calling-off, once and before that moment, can still change the row.
    """

    communique = models.ForeignKey(Communique, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    visible_from = models.DateTimeField(_("public from"))
    sealed_at = models.DateTimeField()
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    called_off_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["communique", "number"],
                condition=Q(called_off_at=None),
                name="release_number_unique",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at=None) | Q(called_off_at__lt=F("visible_from")),
                name="called_off_before_visible",
            ),
        ]
