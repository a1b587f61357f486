"""The list of communiqués when something is searched in it: the results, what they can be narrowed
to and how many that leaves, and what to say where other words were asked for."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import F, Q, QuerySet, Value
from django.utils.safestring import SafeString

from communiques import published
from communiques.models import Edition, EditionQuerySet, Kind
from communiques.public import directory
from communiques.public.filters import EditionFilter, options
from communiques.public.paging import LARGEST_KEY, BadCursor
from communiques.public.words import Words, page_language
from communiques.search import finding
from communiques.search.analysis import facet
from communiques.search.finding import Place, Results
from communiques.search.query import LONGEST, Query
from events.models import Conference
from organizations.languages import COMMA, other
from organizations.models import Organization

NAMES = tuple(EditionFilter.base_filters)
BODIES = ("issuer", "organization")
SORTS = ("relevance", "date")
_OF_YEAR = facet("year", "")
_CURSOR = re.compile(r"([0-9])\.([0-9]{1,19})", re.ASCII)


@dataclass(frozen=True)
class Named:
    """A body or conference that results are narrowed by; `numbers` are all that it was known by."""

    slug: str
    words: Words
    numbers: tuple[int, ...]


class NamedRow(NamedTuple):
    """A body or a conference as the database gives it."""

    is_conference: bool
    pk: int
    slug: str
    ar: str
    en: str
    merged_into: int | None

    def words(self, language: str) -> Words:
        """Its name in the language, else in the other one."""
        texts = {"ar": self.ar or "", "en": self.en or ""}
        return (
            Words(texts[language], language)
            if texts[language]
            else Words(texts[other(language)], other(language))
        )


def named_rows(bodies: QuerySet, conferences: QuerySet) -> list[NamedRow]:
    """Both in one query."""
    columns = ("is_conference", "pk", "slug", "ar", "en", "into")
    union = (
        bodies.annotate(
            is_conference=Value(0), ar=F("name_ar"), en=F("name_en"), into=F("merged_into")
        )
        .values_list(*columns)
        .union(
            conferences.annotate(
                is_conference=Value(1), ar=F("title_ar"), en=F("title_en"),
                into=Value(None, Conference._meta.pk),
            ).values_list(*columns)
        )
    )  # fmt: skip
    return [NamedRow(bool(first), *rest) for first, *rest in union]


class Offer(NamedTuple):
    """What results can be narrowed to: by which filter, its value there, its words."""

    filter: str
    value: str
    words: Words


@published.part_of_pages
def offers(language: str, *, at: dt.datetime) -> dict[str, Offer]:
    """Facet → what it offers: each kind, body and conference. A body that was merged into another
    offers that one."""
    kinds = ((each.value, Words(str(each.label), language)) for each in Kind)
    found = {facet("kind", value): Offer("kind", value, text) for value, text in kinds}
    rows = named_rows(Organization._base_manager.order_by(), Conference.objects.order_by())
    bodies = {row.pk: row for row in rows if not row.is_conference}
    for row in rows:
        shown = bodies[row.merged_into] if row.merged_into else row
        text = shown.words(language)
        for name in ("conference",) if row.is_conference else BODIES:
            found[facet(name, row.pk)] = Offer(name, shown.slug, text)
    return found


def _most_first(offered: tuple[Offer, int]) -> tuple:
    offer, count = offered
    return -count, offer.words.text


#: Filter → how what it offers is ordered; most results first, where nothing else is said.
ORDERS = {
    "kind": lambda offered: Kind.values.index(offered[0].value),
    "year": lambda offered: -int(offered[0].value),
}


class Search:
    """What was asked for at an address, and what was found. Raises BadCursor."""

    def __init__(self, data, *, at: dt.datetime):
        self.at, self.language = at, page_language()
        self.typed = data.get("q", "").strip()[:LONGEST]
        self.sort = data.get("sort") if data.get("sort") in SORTS else SORTS[0]
        self.chosen = {name: data[name] for name in NAMES if data.get(name)}
        self.after = place_of(data.get("cursor", ""))
        self.unknown_values: list[str] = []
        self.facets = [self._facets_of(name, value) for name, value in self.chosen.items()]

    @cached_property
    def results(self) -> Results:
        return self._find(self.language, self.after) if all(self.facets) else self._nothing()

    @cached_property
    def hits(self) -> list[finding.Found]:
        return finding.shown(self.results, at=self.at)

    @cached_property
    def elsewhere(self) -> list[finding.Found]:
        """Results in the other language, where there are none in this one."""
        if self.hits or self.after or not all(self.facets) or not self.results.query:
            return []
        results = self._find(other(self.language))
        return finding.shown(results, at=self.at)

    @property
    def found(self) -> EditionQuerySet:
        """All of the results, in no order: for a feed."""
        if self.unknown:
            return Edition.objects.none()
        return finding.editions(self.typed, self.language, at=self.at, facets=self.facets)

    def _nothing(self) -> Results:
        return Results(Query(()), self.language)

    def _find(self, language: str, after: Place | None = None) -> Results:
        return finding.find(
            self.typed, language, at=self.at, facets=self.facets, by_date=self.sort == "date",
            after=after,
        )  # fmt: skip

    # --- what was chosen --------------------------------------------------------------------

    def _facets_of(self, name: str, value: str) -> list[str]:
        """The terms of a choice; none where there is no such thing."""
        numbers = {
            "kind": lambda: [value] if value in Kind.values else [],
            "year": lambda: [value] if re.fullmatch("[0-9]{4}", value, re.ASCII) else [],
        }.get(name, lambda: self._numbers_of(name, value))()
        if not numbers:
            self.unknown_values.append(value)
        return [facet(name, number) for number in numbers]

    def _numbers_of(self, name: str, slug: str) -> tuple[int, ...]:
        named = self._named_by_slug.get((name == "conference", slug))
        return named.numbers if named else ()

    @cached_property
    def _named_by_slug(self) -> dict[tuple[bool, str], Named]:
        """The bodies and the conference that were chosen: whether it is a conference, and its slug
        → what it is. A body that was merged is the one that it was merged into; what readers may
        not see is not known here either. One query, and for bodies another one."""
        slugs = [self.chosen[name] for name in BODIES if name in self.chosen]
        asked = Organization._base_manager.filter(slug__in=slugs)
        mine = Q(slug__in=slugs) | Q(pk__in=asked.values("merged_into"))
        merged = Q(merged_into__in=asked) | Q(merged_into__in=asked.values("merged_into"))
        bodies = Organization._base_manager.filter(mine | merged).order_by()
        met = directory.conferences(at=self.at).filter(slug=self.chosen.get("conference", ""))
        rows = named_rows(bodies, met.order_by())
        survivors = {row.pk: row.merged_into or row.pk for row in rows if not row.is_conference}
        by_pk = {row.pk: row for row in rows if not row.is_conference}
        keys = set(survivors.values())
        seen = set(directory.seen(keys=keys, at=self.at)) if keys else keys
        named = {}
        for row in rows:
            if row.is_conference:
                named[True, row.slug] = Named(row.slug, row.words(self.language), (row.pk,))
            elif survivors[row.pk] in seen:
                kept = survivors[row.pk]
                numbers = tuple(pk for pk, survivor in survivors.items() if survivor == kept)
                shown = by_pk.get(kept, row)
                named[False, row.slug] = Named(shown.slug, shown.words(self.language), numbers)
        return named

    @property
    def words_chosen(self) -> list[str]:
        """What was asked for, in words."""
        return [self.typed, *(each.words.text for each in self._chosen_offers.values())]

    @cached_property
    def _chosen_offers(self) -> dict[str, Offer]:
        """Filter → what was chosen there, as it is offered."""
        return {name: self._chosen_offer(name, value) for name, value in self.chosen.items()}

    def _chosen_offer(self, name: str, value: str) -> Offer:
        if name == "kind":
            return Offer(name, value, Words(str(Kind(value).label), self.language))
        if name == "year":
            return Offer(name, value, Words(value, self.language))
        named = self._named_by_slug[name == "conference", value]
        return Offer(name, named.slug, named.words)

    @property
    def unknown(self) -> str:
        return COMMA[self.language].join(self.unknown_values)[:100]

    @property
    def active(self) -> dict[str, str]:
        """What makes this address: words, order, filters."""
        order = {"sort": self.sort} if self.sort != SORTS[0] else {}
        return {"q": self.typed} | self.chosen | order

    @property
    def kept(self) -> dict[str, str]:
        """What the search box carries along."""
        return {name: value for name, value in self.active.items() if name != "q"}

    @property
    def everywhere(self) -> dict[str, str]:
        """The same words without filters."""
        return {"q": self.typed}

    @property
    def unordered(self) -> dict[str, str]:
        return {name: value for name, value in self.active.items() if name != "sort"}

    @property
    def older(self) -> str:
        last = self.results.last
        return f"{last.tier}.{last.key}" if last else ""

    # --- what is offered --------------------------------------------------------------------

    def selects(self) -> list[dict]:
        """The filters, each with what the results have of it and how many."""
        return [
            {
                "name": name,
                "label": each.label,
                "empty": each.extra["empty_label"],
                "options": self._options(name),
            }
            for name, each in EditionFilter.base_filters.items()
        ]

    def _options(self, name: str) -> SafeString:
        after = "" if self.results.more_than_counted else " ({})"
        offered = ((each.value, each.words, after.format(n)) for each, n in self.offered[name])
        chosen = self._chosen_offers.get(name)
        return options(offered, chosen and chosen.value)

    @cached_property
    def offered(self) -> dict[str, list[tuple[Offer, int]]]:
        """Filter → what it offers, and how many results have it; what was chosen too where none
        has. A body that was merged into another counts as that one, once."""
        known = offers(self.language, at=self.at) if self.results.facets else {}
        having: dict[Offer, list[str]] = {}
        for term in self._counted:
            if offer := known.get(term) or self._year(term):
                having.setdefault(offer, []).append(term)
        found = {name: [] for name in NAMES}
        for offer, terms in having.items():
            found[offer.filter].append((offer, self._having(terms)))
        for name, offer in self._chosen_offers.items():
            if offer not in having:
                found[name].append((offer, 0))
        for name, each in found.items():
            each.sort(key=ORDERS.get(name, _most_first))
        return found

    @cached_property
    def _counted(self) -> Counter:
        """Facet → results that have it."""
        return Counter(" ".join(self.results.facets).split())

    def _year(self, term: str) -> Offer | None:
        year = term.removeprefix(_OF_YEAR)
        return Offer("year", year, Words(year, self.language)) if year != term else None

    def _having(self, facets: list[str]) -> int:
        """Results that have one of the facets."""
        if len(facets) == 1:
            return self._counted[facets[0]]
        return sum(
            not each.isdisjoint(facets) for each in map(set, map(str.split, self.results.facets))
        )


def place_of(cursor: str) -> Place | None:
    if not cursor:
        return None
    match = _CURSOR.fullmatch(cursor)
    if not match or int(match[2]) > LARGEST_KEY:
        raise BadCursor(cursor)
    return Place(int(match[1]), int(match[2]))
