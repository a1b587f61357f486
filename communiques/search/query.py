"""What was typed, as words that are asked for and as the expressions that a database is asked.

Nothing typed is an operator but a pair of quotes; an expression is made of terms only, and a term
of letters and digits.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from communiques.search import analysis
from communiques.search.analysis import IN_TITLE
from communiques.search.compounds import Token
from communiques.search.english import native_of
from communiques.search.forms import INVISIBLE
from communiques.search.numerals import TENS
from communiques.search.stems import country_of
from communiques.search.words import Reading, read, terms_of_number, thousands

LONGEST, MOST_WORDS = 200, 24
#: Readings of a word that are tried beside another's, so that no expression grows without end.
READINGS_OF_A_PAIR = 4
#: Words that are looked for side by side in any order.
MOST_IN_COMPANY = 6

# ---------------------------------------------------------------- expressions

Expression = str | tuple[str, tuple]


def any_of(parts: Iterable[Expression]) -> Expression:
    return _flat("OR", parts)


def all_of(parts: Iterable[Expression]) -> Expression:
    return _flat("AND", parts)


def without(part: Expression, others: list[Expression]) -> Expression:
    return ("NOT", (part, any_of(others))) if others else part


def _flat(operator: str, parts: Iterable[Expression]) -> Expression:
    parts = tuple(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else (operator, parts)


def for_sqlite(part: Expression) -> str:
    if isinstance(part, str):
        return f'"{part}"'
    return f"({f' {part[0]} '.join(map(for_sqlite, part[1]))})"


def for_postgres(part: Expression) -> str:
    if isinstance(part, str):
        return f"'{part}'"
    operator, parts = part
    sign = {"AND": " & ", "OR": " | ", "NOT": " & !"}[operator]
    return f"({sign.join(map(for_postgres, parts))})"


# ---------------------------------------------------------------- words asked for


@dataclass(frozen=True)
class Asked:
    """A word that is asked for: any of its terms will do. `typed` is how it was typed."""

    typed: str
    forms: tuple[str, ...]
    terms: tuple[str, ...]
    #: The quoted phrase that it belongs to, counted from 1; 0 for none.
    phrase: int = 0
    #: What else will do: words that must all be there.
    halves: tuple[tuple[str, ...], ...] = ()
    #: What is marked beside what is asked for.
    marked: tuple[str, ...] = ()

    @property
    def form(self) -> str:
        return self.forms[0]

    @property
    def is_arabic(self) -> bool:
        return "\u0600" <= self.form[:1] <= "\u06ff"

    @property
    def is_number(self) -> bool:
        return self.form.isdigit()

    @property
    def is_counted(self) -> bool:
        """Whether it is a number that says how many of something, or the how manieth."""
        return not self.halves and any(t.isdigit() and len(t) < 4 for t in self.terms)

    def or_terms(self, terms: Iterable[str]) -> "Asked":
        return replace(self, terms=tuple(dict.fromkeys((*self.terms, *terms))))

    def expression(self, prefix: str = "") -> Expression:
        halves = [all_of(prefix + half for half in halves) for halves in self.halves]
        return any_of([*(prefix + term for term in self.terms), *halves])

    def side_by_side(self, prefix: str = "") -> Expression:
        """The same, and what must all be there side by side."""
        pairs = [
            all_of(prefix + each for each in _neighbouring(halves))
            for halves in self.halves
            if len(halves) > 1 or analysis.is_pair(halves[0])
        ]
        return any_of([*(prefix + term for term in self.terms), *pairs])


def _neighbouring(halves: tuple[str, ...]) -> list[str]:
    """The pairs of words that must all be there; they may be pairs already."""
    if any(map(analysis.is_pair, halves)):
        return list(halves)
    return [analysis.pair(*two) for two in pairwise(halves)]


@dataclass(frozen=True)
class Query:
    """The words of a query, in order."""

    words: tuple[Asked, ...]
    #: Whether its numbers must stand beside a word that they were typed beside.
    is_tied: bool = False

    def __bool__(self):
        return bool(self.words)

    @property
    def terms(self) -> frozenset[str]:
        halves = (half for each in self.words for pair in each.halves for half in pair)
        terms = (term for each in self.words for term in (*each.terms, *each.marked))
        return frozenset([*terms, *halves])

    def with_joined(self, joined: Iterable["Joined"]) -> "Query":
        """The same with words that are asked for as one, from left to right."""
        words, done = [], 0
        for each in sorted(joined, key=lambda each: each.at):
            if each.at >= done:
                words += [*self.words[done : each.at], each.asked]
                done = each.at + each.size
        return Query((*words, *self.words[done:]))

    def all(self, prefix: str = "") -> Expression:
        """Every word, and those of a quoted phrase side by side."""
        quoted = (
            _side_by_side(one, two, prefix)
            for one, two in pairwise(self.words)
            if one.phrase and one.phrase == two.phrase
        )
        tied = self._numbers_beside(prefix) if self.is_tied else ()
        return all_of([*(each.expression(prefix) for each in self.words), *quoted, *tied])

    def tied(self) -> "Query | None":
        """The same with each number beside its word; None where there is nothing to tie."""
        tied = replace(self, is_tied=True)
        return tied if any(True for _ in tied._numbers_beside("")) else None

    def _numbers_beside(self, prefix: str) -> Iterator[Expression]:
        for at, each in enumerate(self.words):
            near = [*self.words[max(0, at - 1) : at], *self.words[at + 1 : at + 2]]
            near = [other for other in near if not (other.halves or other.is_counted)]
            if near and each.is_counted and not each.phrase:
                sides = (pair for other in near for pair in ((each, other), (other, each)))
                yield any_of(_side_by_side(*pair, prefix) for pair in sides)

    def tiers(self) -> list[Expression]:
        """What is shown first, what then: each leaves out what those before it have."""
        if self.words[0].phrase and len({each.phrase for each in self.words}) == 1:
            return [self.all(IN_TITLE), self.all()]  # side by side already
        wanted = [self.all()]
        if len(self.words) > 1 or self.words[0].halves:
            wanted = [self._in_order(), *self._in_company(), *wanted]
            wanted = [self._in_order(IN_TITLE), self.all(IN_TITLE), *wanted]
        else:
            wanted = [self.all(IN_TITLE), *wanted]
        quoted = any(each.phrase for each in self.words)
        return [all_of([each, self.all()]) if quoted else each for each in wanted]

    def _in_order(self, prefix: str = "") -> Expression:
        pairs = (_side_by_side(one, two, prefix) for one, two in pairwise(self.words))
        return all_of([*pairs, *self._halved(prefix)])

    def _halved(self, prefix: str):
        """A word that may be several has no neighbours of its own, but they are."""
        return [each.side_by_side(prefix) for each in self.words if each.halves]

    def _in_company(self) -> list[Expression]:
        """Every word beside another of them, whatever the order."""
        if not 1 < len(self.words) <= MOST_IN_COMPANY:
            return []
        return [
            all_of(
                any_of(
                    _side_by_side(*sides)
                    for other in self.words
                    if other is not each
                    for sides in ((each, other), (other, each))
                )
                for each in self.words
            )
        ]

    def but_one(self) -> list["Query"]:
        """The query without one word that is not quoted, for each of them."""
        return [
            Query(self.words[:at] + self.words[at + 1 :])
            for at, each in enumerate(self.words)
            if not each.phrase
        ]


def _side_by_side(one: Asked, two: Asked, prefix: str = "") -> Expression:
    if one.halves or two.halves:
        return all_of([one.expression(prefix), two.expression(prefix)])
    return any_of(
        prefix + analysis.pair(first, second)
        for first in one.terms[:READINGS_OF_A_PAIR]
        for second in two.terms[:READINGS_OF_A_PAIR]
    )


@dataclass(frozen=True)
class Joined:
    """Words of a query, from the one `at`, that may be asked for as one."""

    at: int
    size: int
    asked: Asked


# ---------------------------------------------------------------- reading what was typed

#: Marks that are pasted along, even within a number.
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_TENS = frozenset(map(str, range(20, 100, 10)))
_BETWEEN_WORDS = re.compile(r"[\s\-\u2010\u2011]")
_QUOTED = re.compile('"([^"]+)"|“([^”]+)”|«([^»]+)»|„([^“”]+)[“”]')


def parse(typed: str) -> Query:
    """The words of what was typed, bounded; those too small to search for are left out."""
    words = [each for each in _asked(typed) if each.terms]
    query = Query(tuple(words[:MOST_WORDS]))
    return query.with_joined(_large_numbers(query))


def _asked(typed: str) -> list[Asked]:
    typed = _UNSEEN.sub("", typed)[:LONGEST]
    quoted = [match.span() for match in _QUOTED.finditer(typed)]
    return [
        Asked(typed[e.start : e.end], *_meant(e, typed), _phrase_at(e, quoted))
        for e in analysis.tokens(typed)
    ]


def _meant(token: Token, typed: str) -> Reading:
    """Whoever asks for «أبو عيسى» does not mean «عيسى», nor «المصري» all of «مصر»; «والثلاثين» may
    be cut out of a larger number."""
    if _BETWEEN_WORDS.search(typed, token.start, token.end):
        return token.forms[:1], token.terms[:1]
    if token.form in token.terms[:1] and token.form.isdigit():
        return token.forms, token.terms[:1]  # without the currency of its sign
    if typed[token.start] == "و" and token.terms and token.terms[0] in _TENS:
        return token.forms, (*token.terms, f"{TENS}{token.terms[0]}")
    country = country_of(token.terms[0]) or native_of(token.terms[0]) if token.terms else ""
    return token.forms, (*token.terms[:1], *(e for e in token.terms[1:] if e != country))


def _phrase_at(token: Token, quoted: list[tuple[int, int]]) -> int:
    spans = enumerate(quoted, 1)
    return next((n for n, (start, end) in spans if start < token.start and token.end <= end), 0)


def _large_numbers(query: Query) -> Iterator[Joined]:
    """«26 ألف», «ستة وعشرون ألفا» and 26000: each is also asked for as the others."""
    for at, each in enumerate(query.words):
        after = query.words[at + 1] if at + 1 < len(query.words) else None
        scale = thousands().get(after.terms[0]) if after else None
        if each.phrase:
            continue
        if scale and (values := _values(each)):
            yield _with_the_rest(query.words, at, 2, values[-1] * scale)
        elif (values := _values(each) or _scale(each)) and values[-1] >= 1000 and _adds(after):
            yield _with_the_rest(query.words, at, 1, values[-1])
        elif each.is_number and int(each.form) % 1000 == 0 != int(each.form):
            yield Joined(at, 1, _number(each.typed, int(each.form)))


def _values(asked: Asked) -> list[int]:
    return [int(each) for each in asked.terms if each.isdigit()]


def _scale(asked: Asked) -> list[int]:
    """«ألف ومئتان»: a thousand without a number of its own."""
    return [thousands()[each] for each in asked.terms[:1] if each in thousands()]


def _adds(asked: Asked | None) -> bool:
    """Whether it is added to the thousands before it: «وخمسمئة»."""
    return asked is not None and asked.typed.startswith("و") and bool(_values(asked))


def _with_the_rest(words: tuple[Asked, ...], at: int, size: int, number: int) -> Joined:
    """Of so many words from there, and of what is added to them."""
    rest = words[at + size] if at + size < len(words) else None
    if _adds(rest) and _values(rest)[-1] < 1000:
        number, size = number + _values(rest)[-1], size + 1
    whole = words[at : at + size]
    typed = " ".join(each.typed for each in whole)
    return Joined(at, size, _number(typed, number, tuple(t for e in whole for t in e.terms)))


def _number(typed: str, number: int, marked: tuple[str, ...] = ()) -> Asked:
    """A number of thousands or more, as it is or as so many thousands."""
    written = [
        analysis.pair(count, term)
        for term, scale in thousands().items()
        if number % scale == 0 and number // scale < 1000
        for count in terms_of_number(number // scale)
    ]
    return Asked(typed, (str(number),), (str(number), *written), marked=marked)


#: «بن غازي» and «بنغازي»: the only word too small to be searched for that a name begins with.
_SON = frozenset({"بن", "ben", "bin"})
SHORTEST_JOINED = 5


def neighbours_joined(typed: str) -> list[Joined]:
    """Any two neighbours written as one: "cyber crime", «بو حسن»."""
    asked, found, at = _asked(typed), [], 0
    for one, two in pairwise(asked):
        if (two.terms or one.form == "بو") and _may_be_one(one, two):
            typed_as_one = one.typed + two.typed
            forms, terms = read(typed_as_one)
            halves = tuple((*one.terms[:1], term) for term in two.terms[:2])
            joined = Asked(f"{one.typed} {two.typed}", forms, terms, halves=halves)
            found.append(Joined(at, bool(one.terms) + bool(two.terms), joined))
        at += bool(one.terms)
    return [each for each in found if each.at + each.size <= MOST_WORDS]


def _may_be_one(one: Asked, two: Asked) -> bool:
    plain = one.is_arabic == two.is_arabic and (one.typed + two.typed).isalpha()
    free = not (one.phrase or two.phrase)
    long = len(one.form) + len(two.form) >= SHORTEST_JOINED
    return plain and free and long and (bool(one.terms) or one.form in _SON)
