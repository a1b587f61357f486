"""Asking: which current public editions are meant, the likeliest first, and how many.

Few questions to the database, whatever was typed: two for the words, two more where a word occurs
nowhere (and one each where the first text that had a word is not public), one for the editions, one
for what is shown of them.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, partial

from django.db import connection
from django.db.models.expressions import RawSQL
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
COUNTED = 1000
COUNTED_ELSEWHERE = 100
EDITION_MASK = (1 << EDITION_BITS) - 1
FEWEST_TO_DROP_ONE = 4
_COUNT, _ELSEWHERE = 98, 99
_SOME_MOMENT = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Place:
    """Where a page starts: after the result of that tier and key."""

    tier: int = 0
    key: int = 0


@dataclass(frozen=True)
class Found:
    """One result: the edition, with what was asked for marked in its title and a passage."""

    edition: Edition
    title: SafeString
    passage: SafeString


@dataclass
class Results:
    """What was found of a query in one language."""

    query: Query
    language: str
    keys: list[tuple[int, int]] = field(default_factory=list)
    more: bool = False
    facets: list[frozenset[str]] = field(default_factory=list)
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
    def elsewhere_shown(self) -> int | str:
        return self.elsewhere

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
    tiers, public = _tiers(query, by_date), _public(at)
    must = [any_of(each) for each in facets]
    parts, params = [], []
    for number, tier in enumerate(tiers, 1):
        if number >= after.tier:
            part = without(all_of([tier, *must]), tiers[: number - 1])
            below = after.key if number == after.tier else None
            parts.append(_rows_of(number, part, language, public, size + 1, below, params))
    strict = all_of([query.all(), *must])
    parts.append(_counted(strict, language, public, params))
    parts.append(_counted_elsewhere(strict, other(language), public, params))
    selects = (f"SELECT * FROM ({each}) AS part{n}" for n, each in enumerate(parts))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), params)
        rows = cursor.fetchall()
    return _results(query, language, rows, size, len(_tiers(query, by_date, loose=False)))


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
    facets = [frozenset(each.split()) for tier, _key, each in rows if tier == _COUNT]
    elsewhere = next((key for tier, key, _ in rows if tier == _ELSEWHERE), 0)
    return Results(
        query, language, kept[:size], len(kept) > size, facets, elsewhere, loosely=loosely
    )


def latest(part: Expression, language: str, *, at: dt.datetime, limit: int) -> list[int]:
    """The latest public editions that an expression fits."""
    params: list = []
    hits = _public_hits(part, language, _public(at), limit, None, params)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key FROM ({hits}) AS hits ORDER BY key DESC", params)
        return [key & EDITION_MASK for (key,) in cursor.fetchall()]


def _seen(words: list[Known], *, language: str, at: dt.datetime) -> set[str]:
    """The terms that occur in a public text: mostly the first text that had the word shows it."""
    first = {each.first_in for each in words}
    rows = SearchedEdition.objects.current(at=at).filter(pk__in=first)
    public = set(rows.values_list("pk", flat=True))
    terms = {each.term for each in words if each.first_in in public}
    return terms | _found_of({each.term for each in words} - terms, language, at)


def _found_of(terms: Iterable[str], language: str, at: dt.datetime) -> set[str]:
    """Those of the terms that some public text has."""
    parts, params, public = [], [], _public(at)
    for term in sorted(terms):
        params.append(term)
        hits = _public_hits(term, language, public, 1, None, params)
        parts.append(f"SELECT %s AS term FROM ({hits}) AS hits")
    if not parts:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
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
    written = connection.ops.adapt_datetimefield_value
    return sql, [written(at) if each == written(_SOME_MOMENT) else each for each in params]


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
    rows = Edition.objects.current(at=at).filter(pk__in=order).for_list()
    column = f'(SELECT {{}} FROM {RELEASED.texts} WHERE edition_id = "communiques_edition"."id")'
    kept = rows.annotate(
        **{f"kept_{name}": RawSQL(column.format(name), []) for name in ("text", "terms", "spans")}
    )
    editions = {each.pk: each for each in kept}
    return [_found(editions[pk], results.query.terms) for pk in order if pk in editions]


def _found(edition: Edition, wanted: frozenset[str]) -> Found:
    source = passages.Source.stored(edition.kept_text, edition.kept_terms, edition.kept_spans)
    length = len(edition.title)
    after = length + len(edition.symbol)
    hits = passages.hits(source, wanted)
    return Found(
        edition, passages.title(source, length, hits), passages.passage(source, after, hits)
    )
