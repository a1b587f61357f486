"""Asking: which current public editions are meant, the likeliest first, and how many.

Few questions to the database, whatever was typed: two for the words, two more where a word occurs
nowhere (and one each where the first text that had a word is not public), one for the editions, one
for what is shown of them.
"""

import datetime as dt
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from typing import NamedTuple

from django.db import connection
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KT
from django.utils.safestring import SafeString

from communiques.models import Edition, EditionQuerySet, SearchedEdition, other
from communiques.search import passages, widening
from communiques.search.index import EDITION_BITS
from communiques.search.query import (
    Expression,
    Query,
    all_of,
    any_of,
    for_postgres,
    for_sqlite,
    parse,
    without,
)
from communiques.search.tables import RELEASED, Index
from communiques.search.widening import Known, Vocabulary

SIZE = 20
#: Results are counted as far as this; beyond it there are "more than".
COUNTED = 500
COUNTED_ELSEWHERE = 100
EDITION_MASK = (1 << EDITION_BITS) - 1
FEWEST_TO_DROP_ONE = 4
#: Words whose first text is not public that are looked for in others.
MOST_CHECKED = 100
#: Tiers that are asked for at once; most searches need no more.
AT_FIRST = 3
#: A row of terms is small, for the terms are kept apart: PostgreSQL thinks that reading them all is
#: cheap. Both statements are one transaction, and the setting ends with it.
BY_INDEX = {"postgresql": "SET LOCAL enable_seqscan = off; ", "sqlite": ""}
_COUNT, _ELSEWHERE = 98, 99
_SOME_MOMENT = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Place:
    """Where a page starts: after the result of that tier and key."""

    tier: int = 0
    key: int = 0


COLUMNS = ("pk", "language", "title", "symbol", "dated_on", "communique_kind")


class Shown(NamedTuple):
    """What a result shows of its edition."""

    pk: int
    language: str
    title: str
    symbol: str
    dated_on: dt.date | str
    communique_kind: str
    slug: str
    issuer_name: str
    hijri: str


@dataclass(frozen=True)
class Found:
    """One result, with what was asked for marked in its title and a passage."""

    edition: Shown
    title: SafeString
    passage: SafeString


@dataclass
class Results:
    """What was found of a query in one language."""

    query: Query
    language: str
    keys: list[tuple[int, int]] = field(default_factory=list)
    more: bool = False
    #: Of each result that was counted, the terms of what it can be narrowed by.
    facets: list[str] = field(default_factory=list)
    elsewhere: int = 0
    #: Words typed that occur nowhere: others were asked for in their stead.
    replaced: list[str] = field(default_factory=list)
    #: Whether only all words but one were found together.
    loosely: bool = False

    @property
    def total(self) -> int:
        return min(len(self.facets), COUNTED)

    @property
    def more_than_counted(self) -> bool:
        return len(self.facets) > COUNTED

    @property
    def more_elsewhere(self) -> bool:
        return self.elsewhere > COUNTED_ELSEWHERE

    @property
    def elsewhere_shown(self) -> int:
        return min(self.elsewhere, COUNTED_ELSEWHERE)

    @property
    def last(self) -> Place | None:
        """Where the next page starts, if there is one."""
        return Place(*self.keys[-1]) if self.more and self.keys else None


def find(
    typed: str,
    language: str,
    *,
    at: dt.datetime,
    facets: list[list[str]] = (),
    by_date: bool = False,
    after: Place | None = None,
    size: int = SIZE,
) -> Results:
    """`facets` are what the results must have, one of each list. Of one moment: `at`."""
    if not (query := parse(typed)):
        return Results(query, language)
    vocabulary = Vocabulary(RELEASED, language, partial(_seen, language=language, at=at))
    query, wider = widening.meant(typed, vocabulary)
    found = _ask(wider, language, at, facets, by_date, after or Place(), size)
    if found.keys:
        pairs = zip(query.words, wider.words, strict=True)
        found.replaced = [old.typed for old, new in pairs if old != new]
    return found


def editions(
    typed: str, language: str, *, at: dt.datetime, facets: list[list[str]] = ()
) -> EditionQuerySet:
    """All current public editions that are meant, in no order."""
    if not parse(typed):
        return Edition.objects.none()
    vocabulary = Vocabulary(RELEASED, language, partial(_seen, language=language, at=at))
    _query, wider = widening.meant(typed, vocabulary)
    params: list = []
    hits = matching(RELEASED, all_of([wider.all(), *map(any_of, facets)]), language, params)
    keys = RawSQL(f"SELECT key & {EDITION_MASK} FROM ({hits}) AS hits", params)
    return Edition.objects.current(at=at).filter(pk__in=keys)


def _ask(query: Query, language, at, facets, by_date, after: Place, size: int) -> Results:
    """The likeliest tiers and the counts are asked for at once, the others where those are few."""
    must = [any_of(each) for each in facets]
    tiers = [all_of([each, *must]) for each in _tiers(query, by_date)]
    strict_tiers, first = len(_tiers(query, by_date, loose=False)), max(AT_FIRST, after.tier)
    asked = _Asked(language, _public(at), after, size + 1)
    rows = asked.rows(tiers, range(1, first + 1), all_of([query.all(), *must]))
    if len([each for each in rows if each[0] < _COUNT]) <= size and len(tiers) > first:
        rows += asked.rows(tiers, range(first + 1, len(tiers) + 1))
    return _results(query, language, rows, size, strict_tiers)


@dataclass(frozen=True)
class _Asked:
    """What is the same in every question of one search."""

    language: str
    public: tuple[str, list]
    after: Place
    limit: int

    def rows(self, tiers: list[Expression], numbers, counted: Expression | None = None) -> list:
        """(tier, key, facets) of the tiers with those numbers, none of what an earlier one has."""
        parts, params = [], []
        for number in numbers:
            if self.after.tier <= number <= len(tiers):
                part = without(tiers[number - 1], tiers[: number - 1])
                below = self.after.key if number == self.after.tier else None
                parts.append(
                    _rows_of(number, part, self.language, self.public, self.limit, below, params)
                )
        if counted is not None:
            parts.append(_counted(counted, self.language, self.public, params))
            parts.append(_counted_elsewhere(counted, other(self.language), self.public, params))
        if not parts:
            return []
        selects = (f"SELECT * FROM ({each}) AS part{n}" for n, each in enumerate(parts))
        with connection.cursor() as cursor:
            cursor.execute(BY_INDEX[connection.vendor] + " UNION ALL ".join(selects), params)
            return cursor.fetchall()


def _tiers(query: Query, by_date: bool, loose: bool = True) -> list[Expression]:
    tiers = [query.all()] if by_date else query.tiers()
    if loose and len(query.words) >= FEWEST_TO_DROP_ONE and (fewer := query.but_one()):
        tiers.append(any_of(each.all() for each in fewer))
    return tiers


def _results(query, language, rows, size: int, strict_tiers: int) -> Results:
    hits = ((tier, key) for tier, key, _facets in rows if tier < _COUNT)
    found = sorted(hits, key=lambda hit: (hit[0], -hit[1]))
    strict = [each for each in found if each[0] <= strict_tiers]
    loosely = not strict and bool(found)
    kept = found if loosely else strict
    facets = [each for tier, _key, each in rows if tier == _COUNT]
    elsewhere = next((key for tier, key, _ in rows if tier == _ELSEWHERE), 0)
    return Results(
        query, language, kept[:size], len(kept) > size, facets, elsewhere, loosely=loosely
    )


def latest(part: Expression, language: str, *, at: dt.datetime, limit: int) -> list[int]:
    """The latest public editions that an expression fits."""
    params: list = []
    hits = _public_hits(part, language, _public(at), limit, None, params)
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX[connection.vendor] + hits, params)
        keys = sorted((key for key, _facets in cursor.fetchall()), reverse=True)
    return [key & EDITION_MASK for key in keys]


def _seen(words: list[Known], *, language: str, at: dt.datetime) -> set[str]:
    """The terms that occur in a public text: mostly the first text that had the word shows it."""
    public = _public_among({each.first_in for each in words}, at)
    terms = {each.term for each in words if each.first_in in public}
    return terms | _found_of({each.term for each in words} - terms, language, at)


def _public_among(editions: set[int], at: dt.datetime) -> set[int]:
    """Those that are current and public."""
    places = _places(1 << max(len(editions) - 1, 0).bit_length())
    sql, params = _public_among_of(connection.vendor, len(places))
    given = _moment(at) | dict(zip(places, editions, strict=False))
    with connection.cursor() as cursor:
        cursor.execute(sql, _filled(params, given))
        return {pk for (pk,) in cursor.fetchall()}


@cache
def _public_among_of(_vendor: str, size: int) -> tuple[str, tuple]:
    """Once for so many places, of which some stay empty."""
    rows = SearchedEdition.objects.current(at=_SOME_MOMENT).filter(pk__in=_places(size))
    return rows.values_list("pk").query.sql_with_params()


def _found_of(terms: Iterable[str], language: str, at: dt.datetime) -> set[str]:
    """Those of the terms that some public text has."""
    parts, params, public = [], [], _public(at)
    for term in sorted(terms)[:MOST_CHECKED]:
        params.append(term)
        hits = _public_hits(term, language, public, 1, None, params)
        parts.append(f"SELECT %s AS term FROM ({hits}) AS hits")
    if not parts:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX[connection.vendor] + " UNION ALL ".join(parts), params)
        return {term for (term,) in cursor.fetchall()}


# ---------------------------------------------------------------- the two databases


def matching(index: Index, part: Expression, language: str, params: list) -> str:
    """A question for rows of `key`, for an expression; its parameters are added to `params`."""
    table = index.terms(language)
    if connection.vendor == "postgresql":
        params.append(for_postgres(part))
        return f"SELECT key FROM {table} WHERE terms @@ %s::tsquery"
    params.append(for_sqlite(part))
    return f"SELECT rowid AS key FROM {table} WHERE {table} MATCH %s"


def _public(at: dt.datetime) -> tuple[str, list]:
    """The facets of `hit`, if it is a current public edition: an expression and its parameters."""
    sql, params = _public_of(connection.vendor)
    return sql, _filled(params, _moment(at))


def _filled(params: Iterable, given: dict) -> list:
    """The parameters of a question that was written before, with what stood for them replaced."""
    return [given.get(each, each) if isinstance(each, Hashable) else each for each in params]


def _moment(at: dt.datetime) -> dict:
    """What stands for the moment in a question that was written before, and the moment itself."""
    written = connection.ops.adapt_datetimefield_value
    return {written(_SOME_MOMENT): written(at)}


@cache
def _public_of(_vendor: str) -> tuple[str, tuple]:
    """Once for each database: Django takes longer to write this than a database to do it."""
    rows = SearchedEdition.objects.current(at=_SOME_MOMENT)
    one = rows.filter(pk=RawSQL(f"hit.key & {EDITION_MASK}", [])).values_list("facets")[:1]
    return one.query.sql_with_params()


def _public_hits(part, language, public, limit: int, below: int | None, params: list) -> str:
    """Keys and facets of the public hits, the latest first. The hits come sorted before they are
    looked at, so that no more are looked at than are wanted."""
    facets, more = public
    params += more
    hits = matching(RELEASED, part, language, params)
    if below is not None:
        params.append(below)
    if connection.vendor == "postgresql":
        bound = " AND key < %s" if below is not None else ""
        hits = f"SELECT key FROM ({hits}{bound} OFFSET 0) AS matched ORDER BY key DESC OFFSET 0"
        seen = f"SELECT key, ({facets}) AS facets FROM ({hits}) AS hit OFFSET 0"
    else:
        bound = " AND rowid < %s" if below is not None else ""
        hits = f"{hits}{bound} ORDER BY rowid DESC LIMIT -1"
        seen = f"SELECT key, ({facets}) AS facets FROM ({hits}) AS hit LIMIT -1"
    return f"SELECT key, facets FROM ({seen}) AS seen WHERE facets IS NOT NULL LIMIT {limit}"


def _rows_of(number, part, language, public, limit, below, params) -> str:
    hits = _public_hits(part, language, public, limit, below, params)
    return f"SELECT {number} AS tier, key, '' AS facets FROM ({hits}) AS hits"


def _counted(part, language, public, params) -> str:
    hits = _public_hits(part, language, public, COUNTED + 1, None, params)
    return f"SELECT {_COUNT}, key, facets FROM ({hits}) AS hits"


def _counted_elsewhere(part, language, public, params) -> str:
    hits = _public_hits(part, language, public, COUNTED_ELSEWHERE + 1, None, params)
    return f"SELECT {_ELSEWHERE}, count(*), '' FROM ({hits}) AS hits"


# ---------------------------------------------------------------- what is shown


def shown(results: Results, *, at: dt.datetime) -> list[Found]:
    """The results with their titles and passages. One question to the database."""
    order = [key & EDITION_MASK for _tier, key in results.keys]
    if not order:
        return []
    sql, params = _shown_of(connection.vendor, len(order))
    given = _moment(at) | dict(zip(_places(len(order)), order, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(sql, _filled(params, given))
        lines = {line[0]: line for line in cursor.fetchall()}
    return [_found(lines[pk], results.query.terms) for pk in order if pk in lines]


@cache
def _shown_of(_vendor: str, size: int) -> tuple[str, tuple]:
    """Once for each number of results."""
    rows = Edition.objects.current(at=_SOME_MOMENT).filter(pk__in=_places(size))
    column = f'(SELECT {{}} FROM {RELEASED.texts} WHERE edition_id = "communiques_edition"."id")'
    kept = {name: RawSQL(column.format(name), []) for name in ("text", "terms", "spans")}
    named = {"issuer_name": KT("envelope__issuer__name"), "hijri": KT("envelope__hijri")}
    lines = rows.order_by().annotate(**named, **kept)
    return lines.values_list(*COLUMNS, "communique__slug", *named, *kept).query.sql_with_params()


def _places(size: int) -> list[int]:
    """Numbers of no edition, which stand for those of the results."""
    return list(range(-size, 0))


def _found(line: tuple, wanted: frozenset[str]) -> Found:
    *columns, text, terms, spans = line
    edition = Shown(*columns)
    source = passages.Source.stored(text, terms, spans)
    length = len(edition.title)
    after = length + len(edition.symbol)
    hits = passages.hits(source, wanted)
    return Found(
        edition, passages.title(source, length, hits), passages.passage(source, after, hits)
    )
