"""The list of communiqués when something is searched in it: the results, what they can be narrowed
to and how many that leaves, and what to say where other words were asked for."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, Value
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from communiques.models import Kind, other
from communiques.public.filters import SELECTED, EditionFilter
from communiques.public.paging import LARGEST_KEY, BadCursor
from communiques.public.words import Words, page_language
from communiques.search import finding
from communiques.search.analysis import facet
from communiques.search.finding import Place, Results
from communiques.search.query import LONGEST, Query
from events.models import Conference
from organizations.models import COMMA, Organization

NAMES = tuple(EditionFilter.base_filters)
BODIES = ("issuer", "organization")
SORTS = ("relevance", "date")
_CURSOR = re.compile(r"([0-9])\.([0-9]{1,19})", re.ASCII)


@dataclass(frozen=True)
class Named:
    """A body or conference that results are narrowed by; `numbers` are all that it was known by."""

    slug: str
    words: Words
    numbers: tuple[int, ...]


class Search:
    """What was asked for at an address, and what was found. Raises BadCursor."""

    def __init__(self, data, *, at: dt.datetime):
        self.at, self.language = at, page_language()
        self.typed = data.get("q", "").strip()[:LONGEST]
        self.sort = data.get("sort") if data.get("sort") in SORTS else SORTS[0]
        self.chosen = {name: data[name] for name in NAMES if data.get(name)}
        self.after = place_of(data.get("cursor", ""))
        self.unknown_values: list[str] = []
        facets = [self._facets_of(name, value) for name, value in self.chosen.items()]
        self.results = self._find(self.language, facets) if all(facets) else self._nothing()
        self.found = finding.shown(self.results, at=at) if self.results.keys else []
        self.elsewhere = self._elsewhere(facets)

    def _nothing(self) -> Results:
        return Results(Query(()), self.language)

    def _find(self, language: str, facets) -> Results:
        return finding.find(
            self.typed, language, at=self.at, facets=facets, by_date=self.sort == "date",
            after=self.after,
        )  # fmt: skip

    def _elsewhere(self, facets) -> list[finding.Found]:
        """Results in the other language, where there are none in this one."""
        if self.found or self.after or not all(facets) or not self.results.query:
            return []
        results = finding.find(self.typed, other(self.language), at=self.at, facets=facets)
        return finding.shown(results, at=self.at) if results.keys else []

    # --- what was chosen --------------------------------------------------------------------

    def _facets_of(self, name: str, value: str) -> list[str]:
        """The terms of a choice; none where there is no such thing."""
        numbers = {
            "kind": lambda: [value] if value in Kind.values else [],
            "year": lambda: [value] if re.fullmatch("[0-9]{4}", value, re.ASCII) else [],
            "conference": lambda: self._named_by_slug.get(("conference", value), ()),
        }.get(name, lambda: self._named_by_slug.get(("body", value), ()))()
        if not numbers:
            self.unknown_values.append(value)
        return [facet(name, number) for number in numbers]

    @cached_property
    def _named_by_slug(self) -> dict[tuple[str, str], tuple[int, ...]]:
        """The numbers of the bodies and the conference that were chosen, in one query."""
        slugs = [self.chosen[name] for name in BODIES if name in self.chosen]
        asked = Organization._base_manager.filter(slug__in=slugs)
        mine = Q(slug__in=slugs) | Q(pk__in=asked.values("merged_into"))
        merged = Q(merged_into__in=asked) | Q(merged_into__in=asked.values("merged_into"))
        bodies = Organization._base_manager.filter(mine | merged).order_by()
        met = Conference.objects.filter(slug=self.chosen.get("conference", "")).order_by()
        columns = ("pk", "slug")
        rows = list(
            bodies.values_list(Value("body"), *columns, "merged_into").union(
                met.values_list(Value("conference"), *columns, Value(None, Conference._meta.pk))
            )
        )
        survivor = {pk: into or pk for what, pk, _slug, into in rows if what == "body"}
        return {
            (what, slug): (pk,)
            if what == "conference"
            else tuple(key for key, kept in survivor.items() if kept == survivor[pk])
            for what, pk, slug, _into in rows
        }

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
        chosen = self.chosen.get(name)
        return format_html_join(
            "\n",
            '<option value="{}"{}{}>{}</option>',
            (
                (
                    value,
                    SELECTED if value == chosen else "",
                    text.attributes,
                    text.text if self.results.more_than_counted else f"{text.text} ({count})",
                )
                for value, text, count in self.offered[name]
            ),
        )

    @cached_property
    def offered(self) -> dict[str, list[tuple[str, Words, int]]]:
        """Filter → (value, words, results that have it)."""
        kinds, years = self._counts("kind"), self._counts("year")
        named = self._named if self.results.facets else {}
        return {
            "kind": [
                (kind.value, self._words(kind.label), kinds[code])
                for kind in Kind
                if (code := kind.value.replace("_", "")) in kinds
            ],
            "issuer": self._offered_names("issuer", named),
            "organization": self._offered_names("organization", named),
            "conference": self._offered_names("conference", named),
            "year": [(year, self._words(year), years[year]) for year in sorted(years)[::-1]],
        }

    def _counts(self, name: str) -> Counter:
        """Code of a facet → results that have it."""
        start = facet(name, "")
        return Counter(
            each.removeprefix(start)
            for facets in self.results.facets
            for each in facets
            if each.startswith(start)
        )

    def _offered_names(self, name: str, named) -> list[tuple[str, Words, int]]:
        """Most results first. A body that was merged into another counts as that one, once."""
        kind = "conference" if name == "conference" else "body"
        start = facet(name, "")
        counts = Counter(
            row
            for facets in self.results.facets
            for row in {
                named[kind, int(each.removeprefix(start))]
                for each in facets
                if each.startswith(start) and (kind, int(each.removeprefix(start))) in named
            }
        )
        return [(row.slug, row.words, count) for row, count in counts.most_common()]

    @cached_property
    def _named(self) -> dict[tuple[str, int], Named]:
        """The bodies and conferences of the results, in one query."""
        bodies = {int(code) for name in BODIES for code in self._counts(name)}
        met = [int(code) for code in self._counts("conference")]
        everybody = Organization._base_manager
        merged = everybody.filter(pk__in=bodies).exclude(merged_into=None)
        rows = everybody.filter(Q(pk__in=bodies) | Q(pk__in=merged.values("merged_into")))
        rows = rows.order_by()
        found = rows.values_list(
            Value("body"), "pk", "slug", "name_ar", "name_en", "merged_into"
        ).union(
            Conference.objects.filter(pk__in=met).order_by().values_list(
                Value("conference"), "pk", "slug", "title_ar", "title_en",
                Value(None, Conference._meta.pk),
            )
        )  # fmt: skip
        by_key = {(what, pk): (slug, ar, en, into) for what, pk, slug, ar, en, into in found}
        named = {}
        for (what, pk), (slug, ar, en, into) in by_key.items():
            if into and (what, into) in by_key:
                slug, ar, en, _further = by_key[what, into]
            named[what, pk] = Named(slug, self._in_words(ar, en), (into or pk,))
        return named

    def _in_words(self, ar: str, en: str) -> Words:
        texts = {"ar": ar or "", "en": en or ""}
        mine, theirs = self.language, other(self.language)
        return Words(texts[mine], mine) if texts[mine] else Words(texts[theirs], theirs)

    def _words(self, text) -> Words:
        return Words(str(text), self.language)


def place_of(cursor: str) -> Place | None:
    if not cursor:
        return None
    match = _CURSOR.fullmatch(cursor)
    if not match or int(match[2]) > LARGEST_KEY:
        raise BadCursor(cursor)
    return Place(int(match[1]), int(match[2]))
