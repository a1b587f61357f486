"""What the list of communiqués can be narrowed to. Only what public editions in the reader's
language have is offered, and only what is offered is known."""

from functools import partial

import django_filters
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext_lazy as _

from communiques.models import EditionQuerySet, Kind
from communiques.public.words import Words, page_language, words
from events.models import Conference
from organizations.models import COMMA, Organization

LONGEST_SHOWN = 100

Choice = partial(django_filters.ChoiceFilter, null_label=None)


class EditionFilter(django_filters.FilterSet):
    kind = Choice(field_name="communique_kind", label=_("Kind"), empty_label=_("All kinds"))
    issuer = Choice(field_name="issuer__slug", label=_("Issuer"), empty_label=_("All issuers"))
    organization = Choice(
        field_name="mentions__organization__slug",
        label=_("Body concerned"),
        empty_label=_("All bodies"),
    )
    conference = Choice(
        field_name="conference__slug", label=_("Conference"), empty_label=_("All conferences")
    )
    year = Choice(field_name="dated_on__year", label=_("Year"), empty_label=_("All years"))

    def __init__(self, data, queryset: EditionQuerySet):
        super().__init__(data, queryset)
        for name, offered in choices(queryset).items():
            self.filters[name].extra["choices"] = offered

    @property
    def active(self) -> dict[str, str]:
        """The filters that the reader set, known or not, in the order of the form."""
        return {name: self.data[name] for name in self.filters if self.data.get(name)}

    @property
    def unknown(self) -> str:
        """What was asked for and is not offered."""
        asked = [self.active[name] for name in self.form.errors if name in self.active]
        return COMMA[page_language()].join(asked)[:LONGEST_SHOWN]

    @property
    def found(self) -> EditionQuerySet:
        """What has all that was asked for: nothing, where something asked for is unknown."""
        return self.queryset.none() if self.unknown else self.qs

    def selects(self) -> list[dict]:
        """The form, for the template: each select with its options."""
        return [
            {
                "name": name,
                "label": each.label,
                "empty": each.extra["empty_label"],
                "options": each.extra["choices"],
                "chosen": self.data.get(name, ""),
            }
            for name, each in self.filters.items()
        ]


def choices(editions: EditionQuerySet) -> dict[str, list[tuple]]:
    """For each filter the values that these editions have, in three queries."""
    kinds, years = kinds_and_years(editions)
    bodies = list(bodies_of(editions))
    return {
        "kind": [(each, _as_words(each.label)) for each in Kind if each in kinds],
        "issuer": [(each.slug, words(each, "name")) for each in bodies if each.issues],
        "organization": [(each.slug, words(each, "name")) for each in bodies if each.named],
        "conference": [(each.slug, words(each, "title")) for each in conferences_of(editions)],
        "year": [(each, _as_words(each)) for each in sorted(years, reverse=True)],
    }


def kinds_and_years(editions: EditionQuerySet) -> tuple[set[str], set[str]]:
    year = Substr(Cast("dated_on", CharField()), 1, 4)
    pairs = list(editions.values_list("communique_kind", year).distinct())
    return {kind for kind, _year in pairs}, {year for _kind, year in pairs}


def bodies_of(editions: EditionQuerySet):
    """Every body that issued one of the editions or is named in one, in the reader's order."""
    issues = Exists(editions.filter(issuer=OuterRef("pk")))
    named = Exists(editions.filter(mentions__organization=OuterRef("pk")))
    return (
        Organization.objects.annotate(issues=issues, named=named)
        .filter(Q(issues=True) | Q(named=True))
        .order_by(f"sort_{page_language()}", "pk")
    )


def conferences_of(editions: EditionQuerySet):
    return Conference.objects.filter(Exists(editions.filter(conference=OuterRef("pk"))))


def _as_words(text) -> Words:
    return Words(str(text), page_language())
