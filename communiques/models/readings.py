"""Who has read which revision of a text."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communiques.models.communique import Communique
from organizations.languages import LANGUAGE_CHOICES


class Reading(models.Model):
    """Up to which revision somebody has read a language, by their own word or by deciding on it."""

    communique = models.ForeignKey(Communique, models.CASCADE, related_name="readings")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(
                fields=["communique", "reader", "language"], name="reading_once"
            )
        ]
