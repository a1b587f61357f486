"""Lists of the editions in force in the language of the page, the latest first: all of them, or
narrowed by what they are and whom they name; a page at a time. And what became public last."""

import datetime as dt

from django.db.models import QuerySet

from communiques.models import Edition, EditionQuerySet, Release
from communiques.public import directory, paging
from communiques.public.words import page_language
from communiques.written import Question

#: Releases among which those that became public last are looked for first.
RECENT = 200


def listed(cursor: str = "", *, at: dt.datetime, size: int = paging.SIZE, **by) -> paging.Page:
    """One page of those that are narrowed `by` something. Raises BadCursor."""

    def rows(towards: str, place: paging.Cursor, limit: int) -> list[Edition]:
        return beside(towards, place.day, place.key, limit, at=at, **by)

    return paging.page_of(rows, cursor, size=size)


def latest(limit: int, *, at: dt.datetime, **by) -> list[Edition]:
    return beside(paging.FROM_THE_LAST, None, None, limit, at=at, **by)


def beside(
    towards: str, day: dt.date | None, key: int | None, limit: int, *, at: dt.datetime, **by
) -> list[Edition]:
    """The nearest ones beyond a day and key: see `paging.beside`."""
    place = {"day": day, "key": key} if day else {}
    return _rows(page_language(), tuple(sorted(by)), towards, limit, at=at, **place, **by)


@Question
def _rows(
    language: str,
    names: tuple[str, ...],
    towards: str,
    limit: int,
    *,
    at: dt.datetime,
    day: dt.date,
    key: int,
    kind: str,
    first: dt.date,
    last: dt.date,
    issuers: set[int],
    bodies: set[int],
    not_issued_by: set[int],
    conferences: set[int],
):
    by = {
        "kind": kind, "first": first, "last": last, "issuers": issuers, "bodies": bodies,
        "not_issued_by": not_issued_by, "conferences": conferences,
    }  # fmt: skip
    current = Edition.objects.current(at=at).in_language(language)
    rows = narrowed(current, **{name: by[name] for name in names}).for_list()
    there = {"from_day": day, "from_key": key}
    return paging.beside(rows, towards, "dated_on", "communique_id", **there)[:limit]


def narrowed(editions: EditionQuerySet, **by) -> EditionQuerySet:
    """Those of one kind; from `first` to `last` day; issued by one of the `issuers`, or by none of
    `not_issued_by`; that name one of the `bodies`; of one of the `conferences`: by their keys."""
    for name, value in by.items():
        editions = NARROWING[name](editions, value)
    return editions


NARROWING = {
    "kind": lambda editions, kind: editions.filter(communique_kind=kind),
    "first": lambda editions, day: editions.filter(dated_on__gte=day),
    "last": lambda editions, day: editions.filter(dated_on__lte=day),
    "issuers": directory.issued_by,
    "not_issued_by": lambda editions, keys: editions.exclude(issuer__in=keys),
    "bodies": directory.naming,
    "conferences": lambda editions, keys: directory.among(editions, "conference", keys),
}


def newest(editions: EditionQuerySet, limit: int, *, at: dt.datetime) -> list[int]:
    """The keys of those that became public last, the last one first. They are looked for among what
    was released last, and only then among everything: no database finds the last of many without
    sorting all."""
    keys = editions.order_by("-visible_from", "-communique_id").values_list("pk", flat=True)
    recent = _recent(RECENT, at=at)
    found = list(keys.filter(release__in=recent)[:limit])
    if len(found) < limit and len(recent) == RECENT:
        return list(keys[:limit])
    return found


@Question
def _recent(limit: int, *, at: dt.datetime) -> QuerySet:
    """The releases that became public last, in the order of their editions."""
    releases = Release.objects.filter(visible_from__lte=at, called_off_at=None)
    return releases.order_by("-visible_from", "-communique_id").values_list("pk", flat=True)[:limit]
