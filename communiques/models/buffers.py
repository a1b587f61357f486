"""What is being typed and not yet saved, and who has a text open."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communiques.models.communique import Communique
from communiques.models.words import TEXT_FIELDS, Text
from organizations.languages import LANGUAGE_CHOICES


class Buffer(models.Model):
    """What somebody is typing in one opening of the page and has not saved: theirs alone, gone once
    they save it."""

    communique = models.ForeignKey(Communique, models.CASCADE, related_name="buffers")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=32)
    based_on = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    change_note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        constraints = [
            models.UniqueConstraint(
                fields=["communique", "author", "language", "page"], name="buffer_once"
            )
        ]

    def text(self) -> Text:
        return Text(self.language, **{name: getattr(self, name) for name in TEXT_FIELDS})


class Presence(models.Model):
    """Who has a communiqué open at the desk, and which languages they are typing."""

    communique = models.ForeignKey(Communique, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()
    typing = models.CharField(max_length=10, blank=True)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["communique", "user"], name="presence_once")]
