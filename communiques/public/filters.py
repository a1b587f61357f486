"""What the list of communiqués can be narrowed to. Only what public editions in the reader's
language have is offered, and only what is offered is known."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache, partial

import django_filters
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from communiques.models import Edition, EditionQuerySet, Kind, Mention
from communiques.public import directory, jumps
from communiques.public.words import Words, page_language, words
from events.models import Conference, ConferenceSeries
from organizations.languages import COMMA
from organizations.models import Organization

LONGEST_SHOWN = 100
#: Selects that were written last.
REMEMBERED = 64
SELECTED = mark_safe(" selected")

TIMES = {"coming": _("Ahead or under way"), "past": _("Past")}

Choice = partial(django_filters.ChoiceFilter, null_label=None)


class OfferedFilter(django_filters.FilterSet):
    """A list narrowed by what it offers: anything else that is asked for is unknown, and said."""

    #: Filter → the (value, words) that can be chosen.
    offered: dict[str, list[tuple[str, Words]]]

    def offer(self, offered: dict) -> None:
        self.offered = offered
        for name, options in offered.items():
            self.filters[name].extra["choices"] = [(value, text.text) for value, text in options]

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
        """What was asked for and is not offered."""
        asked = [self.active[name] for name in self.form.errors if name in self.active]
        return COMMA[page_language()].join(asked)[:LONGEST_SHOWN]

    @property
    def kept(self) -> dict[str, str]:
        """What a search or a feed of this list carries along: nothing that is unknown."""
        return {} if self.unknown else self.active

    @property
    def found(self) -> QuerySet:
        """What has all that was asked for: nothing, where something asked for is unknown."""
        return self.queryset.none() if self.unknown else self.qs

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
        return _options(page_language(), tuple(self.offered[name]), self.data.get(name))


@lru_cache(REMEMBERED)
def _options(
    _language: str, offered: tuple[tuple[str, Words], ...], chosen: str | None
) -> SafeString:
    """Written here, and once for the same on pages of one language: a template takes many times as
    long over hundreds of them."""
    return format_html_join(
        "\n",
        '<option value="{}"{}{}>{}</option>',
        (
            (value, SELECTED if value == chosen else "", text.attributes, text.text)
            for value, text in offered
        ),
    )


class EditionFilter(OfferedFilter):
    kind = Choice(field_name="communique_kind", label=_("Kind"), empty_label=_("All kinds"))
    issuer = Choice(method="by_issuer", label=_("Issuer"), empty_label=_("All issuers"))
    organization = Choice(
        method="by_organization", label=_("Body concerned"), empty_label=_("All bodies")
    )
    conference = Choice(
        field_name="conference__slug", label=_("Conference"), empty_label=_("All conferences")
    )
    year = Choice(field_name="dated_on__year", label=_("Year"), empty_label=_("All years"))

    def __init__(self, data, *, at: dt.datetime):
        language = page_language()
        super().__init__(data, Edition.objects.current(at=at).in_language(language))
        editions = Edition.objects.public(at=at).in_language(language)
        self.bodies = {each.slug: each for each in bodies_of(editions)}
        self.data = with_survivors(self.data, self.bodies.values())
        self.offer(choices(editions, self.bodies.values()))

    def by_issuer(self, editions, name, slug):
        return directory.issued_by(editions, directory.keys_of(self.bodies[slug]))

    def by_organization(self, editions, name, slug):
        return directory.naming(editions, directory.keys_of(self.bodies[slug]))


class ConferenceFilter(OfferedFilter):
    when = Choice(method="by_time", label=_("When"), empty_label=_("Any time"))
    series = Choice(field_name="series", label=_("Series"), empty_label=_("All series"))
    year = Choice(field_name="starts_on__year", label=_("Year"), empty_label=_("All years"))

    def __init__(self, data, conferences: QuerySet, *, today: dt.date):
        super().__init__(data, conferences)
        self.today = today
        series = ConferenceSeries.objects.filter(Exists(conferences.filter(series=OuterRef("pk"))))
        self.offer(
            {
                "when": [(each, _as_words(label)) for each, label in TIMES.items()],
                "series": [(str(each.pk), words(each, "name")) for each in series],
                "year": [(each, _as_words(each)) for each in years_of(conferences)],
            }
        )

    def by_time(self, queryset, name, value):
        """Those not over yet, or those that are; without days they are still to come."""
        over = Q(ends_on__lt=self.today) | Q(ends_on=None, starts_on__lt=self.today)
        return queryset.filter(over) if value == "past" else queryset.exclude(over)


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


def choices(
    editions: EditionQuerySet, bodies: Iterable[Organization]
) -> dict[str, list[tuple[str, Words]]]:
    """For each filter the values that these editions have, in three more queries."""
    kinds = jumps.distinct(editions, "communique_kind")
    years = map(str, jumps.years(editions, "dated_on"))
    return {
        "kind": [(each.value, _as_words(each.label)) for each in Kind if each in kinds],
        "issuer": [(each.slug, words(each, "name")) for each in bodies if each.issues],
        "organization": [(each.slug, words(each, "name")) for each in bodies if each.named],
        "conference": [(each.slug, words(each, "title")) for each in conferences_of(editions)],
        "year": [(each, _as_words(each)) for each in years],
    }


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
