"""What bodies and people have in common: a name in each language, the keys that it is sorted by,
and the record that one was merged into."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from organizations import arabic
from organizations.derived import DerivingQuerySet, saving
from organizations.fields import CanonicalCharField
from organizations.languages import LANGUAGES, in_language, label, order
from organizations.models.addressed import Addressed
from organizations.models.kept import KeptQuerySet
from organizations.models.spellings import by_key
from organizations.validators import some_language

SORT_KEY_DIGITS = 240


class Standing(models.Manager):
    """Bodies or people but those merged into others, which only `_base_manager` still shows: they
    are kept for what was sealed with them and for their addresses, and offered nowhere."""

    def get_queryset(self):
        return super().get_queryset().filter(merged_into=None)


class NamedQuerySet(KeptQuerySet, DerivingQuerySet):
    """Bodies or people."""

    def stale(self):
        """The rows whose order or spellings are not those of their names, checked one by one."""
        for row in self.prefetch_related("aliases").iterator(500):
            stored = {each.key for each in row.aliases.all()}
            if row.sort_keys() != (row.sort_ar, row.sort_en) or row.own_spellings().keys() - stored:
                yield row


class Named(Addressed):
    """A body or a person: a name a language, and the keys that both databases sort by alike."""

    DERIVED = ("sort_ar", "sort_en")
    DERIVED_FROM = frozenset({"name", "name_ar", "name_en"})

    name = CanonicalCharField(_("name"), max_length=300, blank=True)
    sort_ar = models.CharField(max_length=SORT_KEY_DIGITS, editable=False, db_index=True)
    sort_en = models.CharField(max_length=SORT_KEY_DIGITS, editable=False, db_index=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    #: Those that a person has said are others, though their names are alike.
    distinct_from = models.ManyToManyField(
        "self", blank=True, editable=False, verbose_name=_("not the same as")
    )

    class Meta:
        abstract = True

    def __str__(self):
        return label(self, "name")

    def save(self, *args, **kwargs):
        self.sort_ar, self.sort_en = self.sort_keys()
        with transaction.atomic():
            super().save(*args, **saving(kwargs, *self.DERIVED))
            self.keep_spellings()

    def sort_keys(self) -> tuple[str, ...]:
        """One key a language, of the name in it, else in the other."""
        names = (next(filter(None, map(self.name_in, order(each))), "") for each in LANGUAGES)
        return tuple(arabic.sort_key(name)[:SORT_KEY_DIGITS] for name in names)

    def name_in(self, language: str) -> str:
        """The name in that language, '' where there is none."""
        return in_language(self, "name", language)

    def clean(self):
        super().clean()
        some_language(self, "name")
        self.refuse_old_address()

    def refuse_old_address(self):
        """An address that a merged record had leads to the one that it was merged into."""
        merged = type(self)._base_manager.filter(slug=self.slug).exclude(merged_into=None)
        if self.slug and merged.exclude(pk=self.pk).exists():
            message = _("This address leads to another record already; choose another one.")
            raise ValidationError({"slug": ValidationError(message, code="old_address")})

    def slug_text(self) -> str:
        return self.name_in("en")

    def own_spellings(self) -> dict[str, str]:
        """The names that this goes by itself, by folded key."""
        return by_key(map(self.name_in, LANGUAGES))

    def keep_spellings(self):
        """Store the names as spellings that the search finds."""
        raise NotImplementedError
