"""The memory of translations, and by which numbers likeness is found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from communiques.models.editions import Edition
from organizations.languages import LANGUAGE_CHOICES


class MemoryPairQuerySet(models.QuerySet):
    """Pairs of the memory."""

    def visible_to(self, user):
        """What the person's organizations released, and what was brought in a file."""
        released = {"edition__issuer__in": user.scope, "edition__release__called_off_at": None}
        return self.filter(models.Q(edition=None) | models.Q(**released))


class MemoryPair(models.Model):
    """A paragraph and what it became in the other language: released so, or brought in a file. The
    key names the words and who released them."""

    key = models.CharField(max_length=32, unique=True)
    ar = models.TextField()
    en = models.TextField()
    #: The edition of the translation; none for a pair that came in a file.
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=200, blank=True)

    objects = MemoryPairQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair of the memory")
        verbose_name_plural = _("pairs of the memory")


class MemoryBand(models.Model):
    """A number under which one side of a pair is found by likeness."""

    pair = models.ForeignKey(MemoryPair, models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    number = models.BigIntegerField()

    class Meta:
        verbose_name = _("band of the memory")
        verbose_name_plural = _("bands of the memory")
        indexes = [
            models.Index(fields=["language", "number", "pair"], name="memory_band"),
            models.Index(fields=["pair"], name="memory_band_of_pair"),
        ]
