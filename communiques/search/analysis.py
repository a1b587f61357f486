"""From text to the terms under which it is found, with offsets into the text as it was given.

Pure functions, and the same ones for what is indexed and for what is asked: so SQLite and
PostgreSQL cannot disagree.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

from communiques.search import lexicon
from communiques.search.compounds import PERCENT, Token, joined
from communiques.search.forms import INVISIBLE, MARKS
from communiques.search.words import LONGEST_TERM, only, read

#: Raised whenever a text is given other terms than before: `manage.py reindex` is due then.
VERSION = 12
#: Marks what is in a title; no word begins with it.
IN_TITLE = "†"
_LETTERS = rf"(?:[^\W\d_][{INVISIBLE}{MARKS}]*)+"
_WORD = re.compile(
    rf"(?P<abbreviation>\b(?:[A-Za-z]\.){{2,}}(?:[A-Za-z]\b)?)"
    rf"|(?P<number>(?:(?<![\d.,])\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+|\d+(?:[,٬]\d{{3}})*)"
    rf"(?!\d)(?:(?:st|nd|rd|th)\b)?)"
    rf"|(?P<percent>[%٪])"
    rf"|(?P<word>{_LETTERS}(?:['’ʼ]{_LETTERS})*)"
)
_NUMBER_ENDING = re.compile(r"(st|nd|rd|th|[,٬ \u00a0\u202f])")


@lru_cache(16)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, in order; several that make one (a name, an ordinal) are one. The same
    texts are read again at once: a title by itself, a draft as it is sealed."""
    return tuple(joined([_token(match) for match in _WORD.finditer(text)], text))


def _token(match: re.Match[str]) -> Token:
    raw = match[0]
    if match.lastgroup == "number":
        digits = _NUMBER_ENDING.sub("", raw)
        number = "".join(str(unicodedata.decimal(each)) for each in digits).lstrip("0") or "0"
        number = number[:LONGEST_TERM]
        return Token(*match.span(), (number,), (number, *_currency(match)))
    if match.lastgroup == "percent":
        return Token(*match.span(), *only(PERCENT))
    if match.lastgroup == "abbreviation":
        raw = raw.replace(".", "")
    if raw in lexicon.CAPITALS:
        return Token(*match.span(), *only(raw.casefold()), True)
    return Token(*match.span(), *read(raw), raw[0].isupper())


def _currency(match: re.Match[str]) -> tuple[str, ...]:
    """What the sign of a currency before or behind a number is found by: "$8", "8 €"."""
    text, start, end = match.string, *match.span()
    signs = (text[max(start - 1, 0) : start], text[end : end + 2].strip())
    return next((terms for sign in signs if (terms := lexicon.CURRENCIES.get(sign))), ())


def pair(first: str, second: str) -> str:
    """The term of two neighbours: a short code, for there are many of them."""
    return f"·{zlib.crc32(f'{first} {second}'.encode()):x}"


def is_pair(term: str) -> bool:
    return term.startswith("·")


def pairs(words: Iterable[Token]) -> Iterator[str]:
    """The terms of all neighbours, small words left out."""
    firsts = [each.terms[0] for each in words if each.terms]
    return map(pair, firsts, firsts[1:])


def terms_of(title: Iterable[Token], text: Iterable[Token]) -> set[str]:
    """Everything that a document is found by."""
    own = {term for each in title for term in each.terms} | set(pairs(title))
    found = {term for each in text for term in each.terms} | set(pairs(text))
    return own | found | {IN_TITLE + term for term in own}


def facet(name: str, value: object) -> str:
    """The term of something that a list is narrowed by: a kind, a year, a body."""
    return f"§{name}{str(value).replace('_', '')}"
