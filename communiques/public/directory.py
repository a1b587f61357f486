"""The bodies and conferences that readers may see. They are read as they are now, but programmes
and lists of delegates as they were issued; what makes them public are the editions that name them,
or their own standing."""

import datetime as dt
from collections.abc import Collection

from django.db.models import (
    Aggregate,
    Case,
    Exists,
    F,
    JSONField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communiques.models import Edition, EditionQuerySet, Mention, NamedPerson
from communiques.public import paging
from communiques.public.words import Words, filled, page_language, words
from communiques.written import Question
from events import facts
from events.models import Conference, IssuedDelegation, ListIssue, Organizer, ProgrammeIssue
from organizations.languages import LANGUAGES, other
from organizations.models import Appointment, Honorific, Organization, Person, PersonHonorific
from organizations.models.named import Named
from organizations.together import Together

#: A planned conference is the secretariat's own affair until it is announced.
ANNOUNCED = (
    Conference.State.CONFIRMED,
    Conference.State.HELD,
    Conference.State.POSTPONED,
    Conference.State.CANCELLED,
)
#: What each kind of body is called when there are many.
HEADINGS = {
    Organization.Kind.STATE: _("States"),
    Organization.Kind.COUNCIL: _("Councils"),
    Organization.Kind.SECRETARIAT: _("Secretariats"),
    Organization.Kind.SECTOR: _("Sectors"),
    Organization.Kind.DEPARTMENT: _("Departments"),
    Organization.Kind.BUREAU: _("Bureaus"),
    Organization.Kind.ARAB_BODY: _("Arab bodies"),
    Organization.Kind.INTERNATIONAL_BODY: _("International bodies"),
    Organization.Kind.UNIVERSITY: _("Universities"),
    Organization.Kind.PROGRAMME: _("Programmes"),
    Organization.Kind.UNION: _("Unions"),
    Organization.Kind.OTHER: _("Other bodies"),
}
#: What a conference's own page shows beside what it says in one row.
COMPLETE = Together(
    Conference,
    "themes",
    Prefetch("organizers", Organizer.objects.select_related("organization")),
)
#: Bodies that everybody knows to exist.
KNOWN = (Organization.Kind.STATE, Organization.Kind.COUNCIL)
#: Conferences that show readers who takes part, by the list in force.
SHOWS = Q(list_visibility__in=facts.VISIBLE)


def conferences(*, at: dt.datetime):
    """Those announced, and those that a public edition names; `day` sorts them, undated first."""
    named = Exists(Edition.objects.public(at=at).filter(conference=OuterRef("pk")))
    return Conference.objects.filter(Q(state__in=ANNOUNCED) | named).annotate(
        day=Coalesce("starts_on", Value(dt.date.max))
    )


@Question
def coming(limit: int, *, at: dt.datetime, today: dt.date):
    """The conferences ahead and under way, the nearest first."""
    last_day = Coalesce("ends_on", "starts_on")
    return (
        conferences(at=at)
        .annotate(last_day=last_day)
        .filter(last_day__gte=today, state=Conference.State.CONFIRMED)
        .order_by("starts_on", "pk")[:limit]
    )


@Question
def past(limit: int, *, at: dt.datetime, today: dt.date):
    """The conferences held, the latest first."""
    return (
        conferences(at=at)
        .filter(starts_on__lte=today, state=Conference.State.HELD)
        .order_by("-starts_on", "-pk")[:limit]
    )


def listed(cursor: str = "", *, at: dt.datetime, **by) -> paging.Page:
    """One page of the conferences that are narrowed `by` something: `over` or `not_over` on a day,
    of a `series`, beginning from `first` to `last`. Raises BadCursor."""

    def rows(towards: str, place: paging.Cursor, limit: int) -> list[Conference]:
        there = {"day": place.day, "key": place.key}
        return _listed(tuple(sorted(by)), towards, limit, at=at, **there, **by)

    return paging.page_of(rows, cursor, day="day", key="pk")


@Question
def _listed(
    names: tuple[str, ...],
    towards: str,
    limit: int,
    *,
    at: dt.datetime,
    day: dt.date,
    key: int,
    over: dt.date,
    not_over: dt.date,
    series: int,
    first: dt.date,
    last: dt.date,
):
    narrowing = {
        "over": over_on(over), "not_over": ~over_on(not_over), "series": Q(series=series),
        "first": Q(starts_on__gte=first), "last": Q(starts_on__lte=last),
    }  # fmt: skip
    rows = conferences(at=at).filter(*(narrowing[name] for name in names))
    rows = rows.select_related("country", "series")
    return paging.beside(rows, towards, "day", "pk", from_day=day, from_key=key)[:limit]


def over_on(day: dt.date) -> Q:
    """Without days they are still to come."""
    return Q(ends_on__lt=day) | Q(ends_on=None, starts_on__lt=day)


def conference(slug: str, *, at: dt.datetime) -> Conference | None:
    """Complete with all that belongs to it."""
    return next(iter(COMPLETE.read(_conference(slug=slug, at=at))), None)


@Question
def _conference(*, slug: str, at: dt.datetime):
    found = conferences(at=at).filter(slug=slug)
    return found.select_related("programme", "country", "series")


def organizations(*, at: dt.datetime):
    """All bodies, in the order of their kinds, of protocol and of the reader's alphabet.
    `is_public` says whether readers may see them: a public edition or conference names them."""
    mentions = Mention.objects.of(Edition.objects.public(at=at))
    named = itself_or_merged(mentions, "organization")
    public = conferences(at=at).filter(pk=OuterRef("conference_id"))
    organizes = Exists(Organizer.objects.filter(Exists(public), organization=OuterRef("pk")))
    lists = ListIssue.objects.in_force().filter(Exists(public.filter(SHOWS)))
    takes_part = itself_or_merged(IssuedDelegation.objects.of(lists), "organization")
    known = Q(kind__in=KNOWN)
    kinds = [When(kind=kind, then=rank) for rank, kind in enumerate(Organization.Kind)]
    return Organization.objects.annotate(
        is_public=Case(When(known | named | organizes | takes_part, then=True), default=False)
    ).order_by(
        Case(*kinds, default=len(kinds)),
        F("protocol_order").asc(nulls_last=True),
        f"sort_{page_language()}",
        "pk",
    )


@Question
def public_organizations(_language: str, *, at: dt.datetime):
    return organizations(at=at).filter(is_public=True)


@Question
def seen(*, keys: set[int], at: dt.datetime):
    """The numbers of those bodies that readers may see."""
    public = organizations(at=at).filter(pk__in=keys, is_public=True)
    return public.order_by().values_list("pk", flat=True)


def itself_or_merged(rows, column: str, model: type[Named] = Organization, key: str = "pk") -> Q:
    """Whether one of the rows, which are sealed, names the record that the outer row's `key` says,
    or one that was merged into it."""
    merged = model._base_manager.filter(merged_into=OuterRef(OuterRef(key)))
    itself = Exists(rows.filter(**{column: OuterRef(key)}))
    return Q(itself) | Q(Exists(rows.filter(**{f"{column}__in": merged.values("pk")})))


class JSONList(Aggregate):
    """The values of a group as one JSON list, in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)


def merged_rows() -> Subquery:
    """Number and address of every body that was merged into the outer one, as a JSON list."""
    rows = Organization._base_manager.filter(merged_into=OuterRef("pk")).order_by()
    listed = rows.values("merged_into").annotate(rows=JSONList(JSONObject(pk="pk", slug="slug")))
    return Subquery(listed.values("rows"))


def keys_of(organization: Organization) -> list[int]:
    """Under which numbers sealed rows may name the body; it comes with its `merged_rows`."""
    return [organization.pk, *(each["pk"] for each in organization.merged_rows or [])]


def naming(editions: EditionQuerySet, keys: Collection[int]) -> EditionQuerySet:
    """Those of the editions that name one of the bodies, each once."""
    named = Mention.objects.filter(organization__in=keys)
    return editions.found_by(named.values("edition"))


def issued_by(editions: EditionQuerySet, keys: Collection[int]) -> EditionQuerySet:
    return among(editions, "issuer", keys)


def among(editions: EditionQuerySet, column: str, keys: Collection[int]) -> EditionQuerySet:
    """One key is compared as one: an index then yields the editions in their order."""
    one, *more = keys
    return editions.filter(**{f"{column}__in": keys} if more else {column: one})


def organization(slug: str, *, at: dt.datetime, merged: bool = False) -> Organization | None:
    """A body that readers may see, with its `merged_rows` and its tree fields: that of the address,
    or the one that the body of that address was merged into."""
    return next(iter(_organization(page_language(), merged, slug=slug, at=at)), None)


@Question
def _organization(_language: str, merged: bool, *, slug: str, at: dt.datetime):
    found = organizations(at=at).filter(is_public=True)
    merged_there = Organization._base_manager.filter(slug=slug).values("merged_into")
    found = found.filter(pk__in=merged_there) if merged else found.filter(slug=slug)
    return found.annotate(merged_rows=merged_rows()).with_tree_fields()


def family(organization: Organization, *, at: dt.datetime) -> dict[str, object]:
    """Around the body, in one query: the bodies above it, the highest first, the public ones below
    it, and its successor; and when it was closed. An end that is still to come is not told. It
    comes with its tree fields."""
    closed_on = organization.closed_on
    to_come = bool(closed_on) and closed_on > timezone.localdate(at)
    path, heir = organization.tree_path[:-1], None if to_come else organization.successor_id
    keys = {*path, heir} - {None}
    rows = _family(page_language(), keys=keys, parent=organization.pk, at=at)
    by_key = {each.pk: each for each in rows}
    return {
        "ancestors": [by_key[key] for key in path],
        "children": [r for r in rows if r.parent_id == organization.pk and r.is_public],
        "successor": by_key.get(heir),
        "closed_on": None if to_come else closed_on,
    }


@Question
def _family(_language: str, *, keys: set[int], parent: int, at: dt.datetime):
    return organizations(at=at).filter(Q(pk__in=keys) | Q(parent=parent))


def posts(organization: Organization, *, at: dt.datetime, today: dt.date) -> list[dict]:
    """Who holds a post in the body today, of those whom a public edition names: nobody else's name
    is public. One query."""
    rows = _posts(organization=organization.pk, at=at, today=today)
    return [{"name": styled(each), "post": words(each, "title")} for each in rows]


@Question
def _posts(*, organization: int, at: dt.datetime, today: dt.date):
    people = NamedPerson.objects.of(Edition.objects.public(at=at))
    named = itself_or_merged(people, "person", Person, "person")
    styles = PersonHonorific.objects.filter(person=OuterRef("person")).order_by().values("person")
    forms = [
        f"honorific__{form}_{code}" for form in ("masculine", "feminine") for code in LANGUAGES
    ]
    columns = {each.removeprefix("honorific__"): each for each in forms} | {"at": "position"}
    return (
        Appointment.objects.filter(named, organization=organization)
        .filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))
        .select_related("person")
        .annotate(styles=Subquery(styles.annotate(r=JSONList(JSONObject(**columns))).values("r")))
    )


def styled(appointment: Appointment) -> Words:
    """The name with its honorifics, all in the language that the name is in."""
    person = appointment.person
    name = words(person, "name")
    said = sorted(appointment.styles or [], key=lambda each: each["at"])
    honorifics = [honorific(each) for each in said]
    return Words(person.styled(name.text, name.language, honorifics), name.language)


def honorific(columns: dict) -> Honorific:
    return Honorific(**{name: text or "" for name, text in columns.items() if name != "at"})


@Question
def meetings(limit: int, *, keys: set[int], at: dt.datetime):
    """The latest conferences that the body of these numbers helped to hold, or takes part in by the
    list in force."""
    organized = Organizer.objects.filter(conference=OuterRef("pk"), organization__in=keys)
    naming = ListIssue.objects.in_force().filter(delegations__organization__in=keys)
    listed = SHOWS & Exists(naming.filter(conference=OuterRef("pk")))
    found = conferences(at=at).filter(Exists(organized) | listed)
    return found.select_related("series").order_by("-day", "-pk")[:limit]


def facts_of(conference: Conference) -> dict:
    """What readers see of a conference. Words that are missing in the language of the page come in
    the other, marked."""
    said, issues = in_languages(conference)
    language = page_language()
    return filled(said[language], said[other(language)], other(language)) | issues


def in_languages(conference: Conference) -> tuple[dict[str, dict], dict]:
    """Language → what readers see of a conference: the register, and of its programme and delegates
    what was issued; and the issues themselves."""
    programme = ProgrammeIssue.objects.latest_of(conference)
    listed = ListIssue.objects.latest_of(conference)
    said = {
        each: facts.about(conference, each)
        | {
            "sessions": programme.data[each] if programme else [],
            "delegations": delegations_seen(conference, listed, each),
        }
        for each in LANGUAGES
    }
    return said, {"programme_issue": programme, "list_issue": listed}


def delegations_seen(conference: Conference, listed: ListIssue | None, language: str) -> list:
    """The delegations of an issued list, as far as the conference shows it."""
    return facts.shown(listed.data[language], conference.list_visibility) if listed else []


@Question
def _related(*, conference: int, above: set[int], at: dt.datetime):
    links = Q(pk__in=above) | Q(part_of=conference) | Q(prepares=conference)
    return conferences(at=at).filter(links).order_by("day", "pk")


def related(conference: Conference, *, at: dt.datetime) -> list[tuple[str, list[Conference]]]:
    """The other meetings that this one belongs to, by what they are to it."""
    above = {conference.part_of_id, conference.prepares_id} - {None}
    rows = _related(conference=conference.pk, above=above, at=at)
    roles = (
        (_("Part of"), lambda row: row.pk == conference.part_of_id),
        (_("Prepares"), lambda row: row.pk == conference.prepares_id),
        (_("Prepared by"), lambda row: row.prepares_id == conference.pk),
        (pgettext_lazy("of a meeting", "Its parts"), lambda row: row.part_of_id == conference.pk),
    )
    found = ((role, [row for row in rows if is_it(row)]) for role, is_it in roles)
    return [(role, those) for role, those in found if those]
