"""Spellings of a name, and the keys under which like ones are found."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations import arabic, likeness
from organizations.derived import DerivingQuerySet, saving
from organizations.fields import CanonicalCharField

RECORDED_ALREADY = _("This spelling is recorded already; remove it here.")
LONGEST_KEY = 600


def by_key(names: Iterable[str]) -> dict[str, str]:
    """The names that have a letter or digit, by folded key."""
    return {key: name for name in names if (key := arabic.fold(name))}


class SpellingQuerySet(DerivingQuerySet):
    """Spellings of bodies or people."""

    def stale(self):
        """The spellings whose keys are not theirs."""
        return (row for row in self.iterator(500) if row.keys() != row.stored_keys())


class Spelling(models.Model):
    """One way to write a name, the key under which every like spelling is found, and the keys
    under which names that only sound alike are."""

    DERIVED: tuple[str, ...] = ("key", "sounds")
    DERIVED_FROM = frozenset({"spelling"})

    spelling = CanonicalCharField(_("spelling"), max_length=300)
    key = models.CharField(max_length=LONGEST_KEY, editable=False)
    sounds = models.CharField(max_length=LONGEST_KEY, default="", editable=False, db_index=True)

    objects = SpellingQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.spelling

    def save(self, *args, **kwargs):
        for name, key in self.keys().items():
            setattr(self, name, key)
        super().save(*args, **saving(kwargs, *self.DERIVED))

    def keys(self) -> dict[str, str]:
        """The computed columns as they should be."""
        sounds = likeness.sounds(self.spelling)
        return {"key": arabic.fold(self.spelling), "sounds": sounds[:LONGEST_KEY]}

    def stored_keys(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.DERIVED}

    def clean(self):
        super().clean()
        if self.spelling and not arabic.fold(self.spelling):
            raise ValidationError({"spelling": _("Write at least one letter or digit.")})
