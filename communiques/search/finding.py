"""Asking: which current public editions are meant, the likeliest first, and how many.

Few questions to the database, whatever was typed: two for the words, two more where a word occurs
nowhere (and one each where the first text that had a word is not public), one for the editions, one
for what is shown of them.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.utils.safestring import SafeString

from communiques.models import Edition, EditionQuerySet, SearchedEdition
from communiques.search import asking, passages, widening
from communiques.search.asking import EDITION_MASK, Asking, matching
from communiques.search.index import BETWEEN
from communiques.search.query import Expression, Query, all_of, any_of, parse, without
from communiques.search.tables import RELEASED
from communiques.search.vocabulary import Known, Vocabulary
from communiques.written import Question
from organizations.languages import other

SIZE = 20
#: Results are counted as far as this; beyond it there are "more than".
COUNTED = 500
COUNTED_ELSEWHERE = 100
FEWEST_TO_DROP_ONE = 4
#: Words whose first text is not public that are looked for in others.
MOST_CHECKED = 100
_COUNT, _ELSEWHERE = 98, 99


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
    ask = partial(_ask, language=language, at=at, facets=facets, by_date=by_date, size=size)
    for each in filter(None, (wider.tied(), wider)):
        found = ask(each, after=after or Place())
        if found.keys and not found.loosely:
            break
    else:
        found = _akin(wider, vocabulary, partial(ask, after=after or Place())) or found
    if found.keys:
        pairs = zip(query.words, wider.words, strict=True)
        found.replaced = [old.typed for old, new in pairs if old != new]
    return found


def _akin(query: Query, vocabulary: Vocabulary, ask) -> Results | None:
    """What has the verbs and nouns of the words, where nothing has the words themselves."""
    wider = widening.akin(query, vocabulary)
    found = ask(wider) if wider else None
    return found if found and found.keys and not found.loosely else None


def editions(
    typed: str, language: str, *, at: dt.datetime, facets: list[list[str]] = ()
) -> EditionQuerySet:
    """All current public editions that are meant, in no order."""
    if not parse(typed):
        return Edition.objects.none()
    vocabulary = Vocabulary(RELEASED, language, partial(_seen, language=language, at=at))
    _query, wider = widening.meant(typed, vocabulary)
    must = [any_of(each) for each in facets]
    part = all_of([wider.all(), *must])
    if len(wider.words) > 1 and not latest(part, language, at=at, limit=1):
        wider = widening.akin(wider, vocabulary) or wider
        part = all_of([wider.all(), *must])
    if tied := wider.tied():  # what `find` shows alone, where there is any
        beside = all_of([tied.all(), *must])
        part = beside if latest(beside, language, at=at, limit=1) else part
    params: list = []
    hits = matching(RELEASED, part, language, params)
    keys = RawSQL(f"SELECT key & {EDITION_MASK} FROM ({hits}) AS hits", params)
    return Edition.objects.current(at=at).in_language(language).found_by(keys)


def _ask(query: Query, *, language, at, facets, by_date, after: Place, size: int) -> Results:
    """All tiers and the counts are asked for at once; all words but one, where nothing has them
    all. The last of the strict tiers is what is counted, but for what the others have."""
    must = [any_of(each) for each in facets]
    tiers = [all_of([each, *must]) for each in _tiers(query, by_date)]
    strict = len(_tiers(query, by_date, loose=False))
    asked, counted = _Asked(language, at, after, size + 1), all_of([query.all(), *must])
    last = strict if after.tier else strict - 1
    rows = asked.rows(tiers, range(1, max(last, after.tier) + 1), counted)
    if not after.tier:
        found = {key for _tier, key in _hits(rows)}
        rows += [(strict, key, "") for tier, key, _ in rows if tier == _COUNT and key not in found]
    if not _hits(rows):
        rows += asked.rows(tiers, range(strict + 1, len(tiers) + 1))
    return _results(query, language, rows, size, strict)


def _hits(rows: list) -> list[tuple[int, int]]:
    return [(tier, key) for tier, key, _facets in rows if tier < _COUNT]


@dataclass(frozen=True)
class _Asked:
    """What is the same in every question of one search."""

    language: str
    at: dt.datetime
    after: Place
    limit: int

    def rows(self, tiers: list[Expression], numbers, counted: Expression | None = None) -> list:
        """(tier, key, facets) of the tiers with those numbers, none of what an earlier one has, and
        no more than are wanted."""
        parts, params = {}, []
        wanted = {
            number: without(tiers[number - 1], tiers[: number - 1])
            for number in numbers
            if self.after.tier <= number <= len(tiers)
        }
        if wanted:
            below = self.after.key if self.after.tier in wanted else None
            hits = Asking(self.language, self.at).tiers(wanted, self.limit, params, below)
            parts["page"] = f"SELECT tier, key, '' FROM ({hits}) AS hits"
        if counted is not None:
            parts |= self._counts(counted, params)
        return asking.rows(parts, params)

    def _counts(self, counted: Expression, params: list) -> dict[str, str]:
        """What is counted here, with its facets; and how much there is in the other language."""
        here = Asking(self.language, self.at).latest(counted, COUNTED + 1, params)
        there = Asking(other(self.language), self.at)
        elsewhere = there.latest(counted, COUNTED_ELSEWHERE + 1, params)
        return {
            "here": f"SELECT {_COUNT}, key, facets FROM ({here}) AS hits",
            "there": f"SELECT {_ELSEWHERE}, count(*), '' FROM ({elsewhere}) AS hits",
        }


def _tiers(query: Query, by_date: bool, loose: bool = True) -> list[Expression]:
    tiers = [query.all()] if by_date else query.tiers()
    if loose and len(query.words) >= FEWEST_TO_DROP_ONE and (fewer := query.but_one()):
        tiers.append(any_of(each.all() for each in fewer))
    return tiers


def _results(query, language, rows, size: int, strict_tiers: int) -> Results:
    found = sorted(_hits(rows), key=lambda hit: (hit[0], -hit[1]))
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
    rows = asking.rows({"latest": Asking(language, at).latest(part, limit, params)}, params)
    return [key & EDITION_MASK for key, _facets in sorted(rows, reverse=True)]


def _seen(words: list[Known], *, language: str, at: dt.datetime) -> set[str]:
    """The terms that occur in a public text: mostly the first text that had the word shows it."""
    public = set(asking.public_among(editions={each.first_in for each in words}, at=at))
    terms = {each.term for each in words if each.first_in in public}
    return terms | _found_of({each.term for each in words} - terms, language, at)


def _found_of(terms: Iterable[str], language: str, at: dt.datetime) -> set[str]:
    """Those of the terms that some public text has."""
    parts, params = {}, []
    for number, term in enumerate(sorted(terms)[:MOST_CHECKED]):
        params.append(term)
        hits = Asking(language, at).latest(term, 1, params)
        parts[f"term{number}"] = f"SELECT %s AS term FROM ({hits}) AS hits"
    return {term for (term,) in asking.rows(parts, params)}


# ---------------------------------------------------------------- what is shown


def shown(results: Results, *, at: dt.datetime) -> list[Found]:
    """The results with their titles and passages. One question to the database."""
    order = [key & EDITION_MASK for _tier, key in results.keys]
    if not order:
        return []
    lines = {line[0]: line for line in _lines(editions=set(order), at=at)}
    return [_found(lines[pk], results.query.terms) for pk in order if pk in lines]


@Question
def _lines(*, editions: set[int], at: dt.datetime) -> QuerySet:
    rows = SearchedEdition.objects.current(at=at).filter(pk__in=editions)
    of_edition = f"edition_id = {RELEASED.editions}.edition_id"
    column = f"(SELECT {{}} FROM {RELEASED.texts} AS kept WHERE kept.{of_edition})"
    kept = {name: RawSQL(column.format(name), []) for name in ("text", "terms", "spans")}
    columns = (f"edition__{each}" for each in COLUMNS)
    issuer = KeyTransform("issuer", "edition__envelope")
    named = {
        "issuer_name": KeyTextTransform("name", issuer),
        "hijri": KeyTextTransform("hijri", "edition__envelope"),
    }
    return rows.annotate(**named, **kept).values_list(*columns, "communique__slug", *named, *kept)


def _found(line: tuple, wanted: frozenset[str]) -> Found:
    *columns, text, terms, spans = line
    edition = Shown(*columns)
    source = passages.Source.stored(text, terms, spans)
    length = len(edition.title)
    after = len(BETWEEN.join(filter(None, (edition.title, edition.symbol))))
    hits = passages.hits(source, wanted)
    return Found(
        edition, passages.title(source, length, hits), passages.passage(source, after, hits)
    )
