"""The register: everything that was issued by symbol, with what became of it; void numbers, too, so
that no gap is unexplained. A symbol whose text is still to come is not in it."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from communiques import published
from communiques.models import (
    Edition,
    EditionQuerySet,
    Redaction,
    Series,
    Symbol,
    Withdrawal,
    withdrawn,
)
from communiques.public import lists
from communiques.public.paging import BadCursor
from communiques.public.reading import HEAVY
from communiques.public.words import page_language

#: Symbols of one page.
SIZE = 200
#: Greater than any number of a symbol, and than the key of any row.
BEYOND = 2**31
#: Where a symbol stands in its year: at its number. One from the archive has none, and stands after
#: those that have, the last that was taken in first.
PLACE = Coalesce("number", F("pk") - BEYOND, output_field=BigIntegerField())
_BELOW = re.compile(r"[0-9]{1,9}|-[0-9]{10}", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """A symbol and what became of it. `edition` is the one released last, in the language of the
    page or else in the other; none where the symbol is void."""

    symbol: Symbol
    edition: Edition | None
    withdrawal: Withdrawal | None

    @property
    def state(self) -> str:
        if self.edition is None:
            return "void"
        if self.edition.is_redacted:
            return "redacted"
        if self.withdrawal:
            return "removed" if self.withdrawal.removes_text else "withdrawn"
        return "in_force" if self.edition.is_first else "corrected"


def issued(*, at: dt.datetime):
    """The symbols that readers may know of."""
    released = Edition.objects.released(at=at)
    carried = released.filter(communique=OuterRef("communique"), symbol=OuterRef("text"))
    return Symbol.objects.filter(Exists(carried) | Q(voided_at__lte=at))


@published.part_of_pages
def series_and_years(*, at: dt.datetime) -> list[tuple[Series, list[int]]]:
    """Each series with the years in which it issued something, the latest first."""
    years: dict[int, list[int]] = {}
    pairs = issued(at=at).values_list("series", "year").distinct().order_by("-year")
    for series, year in pairs:
        years.setdefault(series, []).append(year)
    rows = Series.objects.filter(pk__in=years).select_related("issuer")
    return [(row, years[row.pk]) for row in rows.order_by("issuer__sort_ar", "pk")]


def place_of(below: str) -> int | None:
    """The place below which a page is asked for; None for the first page. Raises BadCursor."""
    if below and not _BELOW.fullmatch(below):
        raise BadCursor(below)
    return int(below) if below else None


def entries(
    series: Series, year: int, *, at: dt.datetime, below: int | None = None
) -> tuple[list[Entry], int | None]:
    """A page of the symbols of a series and year, the highest number first; and below which
    place the next page starts, if there is one."""
    rows = issued(at=at).filter(series=series, year=year).annotate(place=PLACE).order_by("-place")
    if below is not None:
        rows = rows.filter(place__lt=below)
    found = list(rows.select_related("communique")[: SIZE + 1])
    shown, more = found[:SIZE], len(found) > SIZE
    keys = [each.communique_id for each in shown]
    editions, gone = latest(keys, at), standing(keys, at)
    made = [
        Entry(each, editions.get((each.communique_id, each.text)), gone.get(each.communique_id))
        for each in shown
    ]
    return made, shown[-1].place if more else None


def latest(communiques: list[int], at: dt.datetime) -> dict[tuple[int, str], Edition]:
    """(communiqué, symbol) → its edition released last; that of the page's language before that of
    the other."""
    rows = Edition.objects.released(at=at).filter(communique__in=communiques).defer(*HEAVY)
    rows = rows.select_related("redacted__redaction")
    mine = page_language()
    order = sorted(rows, key=lambda each: (each.language == mine, each.number))
    found = {(each.communique_id, each.symbol): each for each in order}
    return found


def standing(communiques: list[int], at: dt.datetime) -> dict[int, Withdrawal]:
    rows = Withdrawal.objects.standing(at=at).filter(communique__in=communiques)
    return {each.communique_id: each for each in rows}


# --- what happened last ---------------------------------------------------------------------------

EVENTS = 50


@dataclass(frozen=True)
class Event:
    """Something that happened to a symbol: `what` is released, corrected, withdrawn, reinstated,
    redacted or void; `edition` as in an entry."""

    at: dt.datetime
    what: str
    symbol: str
    edition: Edition | None = None
    reason: str = ""


def events(*, at: dt.datetime) -> list[Event]:
    """What happened last in the register, the latest first."""
    language = page_language()
    mine = Edition.objects.released(at=at).exclude(symbol="").filter(language=language)
    rows = Edition.objects.filter(pk__in=lists.newest(mine, EVENTS, at=at))
    rows = rows.defer(*HEAVY).select_related("communique").order_by("-pk")
    removed = set(withdrawn(at=at, removes_text=True).values_list("communique", flat=True))
    found = [released(each, mine, each.communique_id in removed) for each in rows]
    for each in withdrawn_or_reinstated_last():
        if last := last_of(each.communique_id, mine):
            why = getattr(each, f"reason_{language}")
            found.append(Event(each.since, "withdrawn", last.symbol, last, why))
            if each.lifted_at and each.lifted_at <= at:
                again = getattr(each, f"lifted_reason_{language}")
                found.append(Event(each.lifted_at, "reinstated", last.symbol, last, again))
    for each in Redaction.objects.done().order_by("-done_at")[:EVENTS]:
        if last := last_of(each.communique_id, mine):
            found.append(Event(each.done_at, "redacted", last.symbol, last, each.reason(language)))
    voided = Symbol.objects.filter(voided_at__lte=at).order_by("-voided_at")[:EVENTS]
    found += [Event(each.voided_at, "void", each.text) for each in voided]
    return sorted(found, key=lambda each: each.at, reverse=True)[:EVENTS]


def withdrawn_or_reinstated_last() -> list[Withdrawal]:
    """What was withdrawn long ago may have been reinstated last."""
    found = {}
    for column in ("since", "lifted_at"):
        rows = Withdrawal.objects.exclude(**{column: None}).order_by(f"-{column}")
        found |= {each.pk: each for each in rows[:EVENTS]}
    return list(found.values())


def last_of(communique: int, editions: EditionQuerySet) -> Edition | None:
    own = editions.filter(communique=communique).defer(*HEAVY).select_related("communique")
    return own.order_by("-number").first()


def kind_of(edition: Edition) -> str:
    return "released" if edition.is_first else "corrected"


def released(edition: Edition, editions: EditionQuerySet, is_removed: bool) -> Event:
    """That an edition came out. Of a text that is removed its last title stays, as on its page."""
    shown = last_of(edition.communique_id, editions) if is_removed else edition
    note = "" if is_removed else noted(edition)
    return Event(edition.visible_from, kind_of(edition), edition.symbol, shown, note)


def noted(edition: Edition) -> str:
    """The public note; a first edition has nothing to note."""
    return "" if edition.is_first else edition.change_note
