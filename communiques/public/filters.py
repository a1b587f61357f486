"""What the list of communiqués can be narrowed to. Only what public editions in the reader's
language have is offered, and only what is offered is known."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial

import django_filters
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from communiques import published
from communiques.models import Edition, EditionQuerySet, Kind, Mention
from communiques.public import directory, jumps, lists
from communiques.public.paging import Page
from communiques.public.words import Words, page_language, words
from events.models import Conference, ConferenceSeries
from organizations.languages import COMMA
from organizations.models import Organization

LONGEST_SHOWN = 100
#: Options that were written last.
REMEMBERED = 4000

TIMES = {"coming": _("Ahead or under way"), "past": _("Past")}

Choice = partial(django_filters.ChoiceFilter, null_label=None)


class OfferedFilter(django_filters.FilterSet):
    """A list narrowed by what it offers: anything else that is asked for is unknown, and said."""

    #: What gives a page of the list, narrowed by something.
    listed: Callable[..., Page]
    #: Filter → the (value, words) that can be chosen.
    offered: dict[str, list[tuple[str, Words]]]
    #: Filter → its options where none is chosen, if they are written already.
    unchosen: dict[str, SafeString] = {}

    def __init__(self, data, *, at: dt.datetime):
        super().__init__(data)
        self.at = at

    def offer(self, offered: dict) -> None:
        """The choices as a function: a form copies its lists, whole, at each request."""
        self.offered = offered
        for name in offered:
            self.filters[name].extra["choices"] = lambda name=name: [
                (value, text.text) for value, text in self.offered[name]
            ]

    @property
    def active(self) -> dict[str, str]:
        """The filters that the reader set, known or not, in the order of the form."""
        return {name: self.data[name] for name in self.filters if self.data.get(name)}

    @property
    def words_chosen(self) -> list[str]:
        """What the reader set, as the form words it."""
        return [
            text.text
            for name, value in self.active.items()
            for option, text in self.offered.get(name, ())
            if option == value
        ]

    @property
    def unknown(self) -> str:
        """What was asked for and is not offered. A form is made only to judge something."""
        active = self.active
        asked = [active[name] for name in self.form.errors if name in active] if active else []
        return COMMA[page_language()].join(asked)[:LONGEST_SHOWN]

    @property
    def kept(self) -> dict[str, str]:
        """What a search or a feed of this list carries along: nothing that is unknown."""
        return {} if self.unknown else self.active

    @property
    def by(self) -> dict:
        """What was chosen, as lists are narrowed."""
        if not self.active:
            return {}
        return {
            name: value
            for choice, chosen in self.form.cleaned_data.items()
            if chosen
            for name, value in getattr(self, f"by_{choice}")(chosen).items()
        }

    def by_year(self, year: str) -> dict:
        return {"first": dt.date(int(year), 1, 1), "last": dt.date(int(year), 12, 31)}

    def page(self, cursor: str) -> Page:
        """Raises BadCursor."""
        return Page([]) if self.unknown else self.listed(cursor, at=self.at, **self.by)

    def selects(self) -> list[dict]:
        """The form, for the template: each select with its options."""
        return [
            {
                "name": name,
                "label": each.label,
                "empty": each.extra["empty_label"],
                "options": self.options(name),
            }
            for name, each in self.filters.items()
        ]

    def options(self, name: str) -> SafeString:
        if name in self.unchosen and not self.data.get(name):
            return self.unchosen[name]
        return options(
            ((value, text, "") for value, text in self.offered[name]), self.data.get(name)
        )


def options(offered: Iterable[tuple[str, Words, str]], chosen: str | None) -> SafeString:
    """Of (value, words, what is said after them). Each is written once on pages of one language: a
    template takes many times as long over hundreds of them."""
    language, lines = page_language(), []
    for value, text, after in offered:
        start, said = _option(value, text, language)
        lines.append(f"{start}{' selected' * (value == chosen)}>{said}{after}</option>")
    return mark_safe("\n".join(lines))


@lru_cache(REMEMBERED)
def _option(value: str, text: Words, _language: str) -> tuple[SafeString, SafeString]:
    return format_html('<option value="{}"{}', value, text.attributes), escape(text.text)


class EditionFilter(OfferedFilter):
    listed = staticmethod(lists.listed)
    kind = Choice(label=_("Kind"), empty_label=_("All kinds"))
    issuer = Choice(label=_("Issuer"), empty_label=_("All issuers"))
    organization = Choice(label=_("Body concerned"), empty_label=_("All bodies"))
    conference = Choice(label=_("Conference"), empty_label=_("All conferences"))
    year = Choice(label=_("Year"), empty_label=_("All years"))

    class Meta:
        model = Edition
        fields: list[str] = []

    def __init__(self, data, *, at: dt.datetime):
        super().__init__(data, at=at)
        known = what_is_offered(page_language(), at=at)
        self.bodies, self.conferences = known.bodies, known.conferences
        self.data = with_survivors(self.data, self.bodies.values())
        self.offer(known.choices)
        self.unchosen = known.unchosen

    @property
    def found(self) -> EditionQuerySet:
        """What has all that was asked for: nothing, where something asked for is unknown."""
        current = Edition.objects.current(at=self.at).in_language(page_language())
        return current.none() if self.unknown else lists.narrowed(current, **self.by)

    def by_kind(self, kind: str) -> dict:
        return {"kind": kind}

    def by_issuer(self, slug: str) -> dict:
        return {"issuers": directory.keys_of(self.bodies[slug])}

    def by_organization(self, slug: str) -> dict:
        return {"bodies": directory.keys_of(self.bodies[slug])}

    def by_conference(self, slug: str) -> dict:
        return {"conferences": [self.conferences[slug].pk]}


class ConferenceFilter(OfferedFilter):
    listed = staticmethod(directory.listed)
    when = Choice(label=_("When"), empty_label=_("Any time"))
    series = Choice(label=_("Series"), empty_label=_("All series"))
    year = Choice(label=_("Year"), empty_label=_("All years"))

    class Meta:
        model = Conference
        fields: list[str] = []

    def __init__(self, data, *, at: dt.datetime):
        super().__init__(data, at=at)
        self.offer(what_conferences_offer(page_language(), at=at))

    def by_when(self, when: str) -> dict:
        return {"over" if when == "past" else "not_over": timezone.localdate(self.at)}

    def by_series(self, key: str) -> dict:
        return {"series": int(key)}


@published.part_of_pages
def what_conferences_offer(_language: str, *, at: dt.datetime) -> dict[str, list]:
    """The values that conferences have for each filter, in two queries."""
    conferences = directory.conferences(at=at)
    series = ConferenceSeries.objects.filter(Exists(conferences.filter(series=OuterRef("pk"))))
    return {
        "when": [(each, _as_words(label)) for each, label in TIMES.items()],
        "series": [(str(each.pk), words(each, "name")) for each in series],
        "year": [(each, _as_words(each)) for each in years_of(conferences)],
    }


def years_of(conferences: QuerySet) -> list[str]:
    """The years in which one of the conferences began, the latest first."""
    days = conferences.exclude(starts_on=None).order_by()
    return [str(day.year) for day in days.dates("starts_on", "year", order="DESC")]


def with_survivors(data, bodies: Iterable[Organization]):
    """What was asked for; a body that was merged into another stands for that one."""
    moved = {each["slug"]: body.slug for body in bodies for each in body.merged_rows or []}
    asked = {
        name: moved[data[name]] for name in ("issuer", "organization") if data.get(name) in moved
    }
    if asked:
        data = data.copy()
        for name, slug in asked.items():
            data[name] = slug
    return data


@dataclass(frozen=True)
class Offered:
    """What the lists of one language can be narrowed to."""

    bodies: dict[str, Organization]
    conferences: dict[str, Conference]
    choices: dict[str, list[tuple[str, Words]]]
    #: Those of each filter as options.
    unchosen: dict[str, SafeString]


@published.part_of_pages
def what_is_offered(_language: str, *, at: dt.datetime) -> Offered:
    """The values that public editions in the language of the page have, in four queries."""
    editions = Edition.objects.public(at=at).in_language(page_language())
    bodies, conferences = list(bodies_of(editions)), list(conferences_of(editions))
    kinds = jumps.distinct(editions, "communique_kind")
    years = map(str, jumps.years(editions, "dated_on"))
    choices = {
        "kind": [(each.value, _as_words(each.label)) for each in Kind if each in kinds],
        "issuer": [(each.slug, words(each, "name")) for each in bodies if each.issues],
        "organization": [(each.slug, words(each, "name")) for each in bodies if each.named],
        "conference": [(each.slug, words(each, "title")) for each in conferences],
        "year": [(each, _as_words(each)) for each in years],
    }
    by_slug = ({each.slug: each for each in rows} for rows in (bodies, conferences))
    unchosen = {
        name: options(((*each, "") for each in rows), None) for name, rows in choices.items()
    }
    return Offered(*by_slug, choices, unchosen)


def bodies_of(editions: EditionQuerySet):
    """Every body that issued one of the editions or is named in one, in the reader's order."""
    issues = directory.itself_or_merged(editions, "issuer")
    named = directory.itself_or_merged(Mention.objects.of(editions), "organization")
    return (
        Organization.objects.annotate(
            issues=Case(When(issues, then=True), default=False),
            named=Case(When(named, then=True), default=False),
            merged_rows=directory.merged_rows(),
        )
        .filter(Q(issues=True) | Q(named=True))
        .order_by(f"sort_{page_language()}", "pk")
        .only("slug", "name_ar", "name_en")
    )


def conferences_of(editions: EditionQuerySet):
    named = Exists(editions.filter(conference=OuterRef("pk")))
    return Conference.objects.filter(named).only("slug", "title_ar", "title_en")


def _as_words(text) -> Words:
    return Words(str(text), page_language())
