"""Several words that make one: an ordinal or a cardinal, a name, a month of two words, a compound
with a hyphen."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from communiques.search import lexicon
from communiques.search.forms import folded_word, form_alone
from communiques.search.numerals import (
    MONTH,
    TENS,
    cardinal_starts,
    cardinals,
    month_in_figures,
    month_starts,
    months,
    ordinal_starts,
    ordinals,
)
from communiques.search.words import Reading, as_one, of_faith, only, read

#: Words of a cardinal below a hundred, with an «و» on either side: «و ثلاثة و عشرون».
LONGEST_CARDINAL = 4
#: Of an ordinal: «الحادية و الأربعون بعد المائة».
LONGEST_ORDINAL = 6
#: Words of a place, with an article between them: Deir ez-Zor.
LONGEST_PLACE = 3


class Token(NamedTuple):
    """A word at text[start:end]. `forms` are the word without particles, `terms` what it is found
    by, the likeliest first; none where the word is too small to be searched for."""

    start: int
    end: int
    forms: tuple[str, ...]
    terms: tuple[str, ...]
    is_name: bool = False

    @property
    def form(self) -> str:
        return self.forms[0]


_SERVANT = frozenset({"عبد", "عبيد"})
#: What stands behind «عبيد» in one name; «عبيد الهاجري» are two.
_LORD = frozenset({"الله", "اله"})
_FATHER = dict.fromkeys(("ابو", "ابي", "ابا"), "ابو") | dict.fromkeys(
    ("abu", "abou", "abo", "abul", "aboul", "abil"), "abu"
)
_SERVANT_LATIN = frozenset({"abd", "abdul", "abdel", "abdal", "abdu"})
_JOINED_ARTICLE = re.compile("^[ae]l(?=.{4})")
_ARTICLES_LATIN = frozenset({"al", "el", "ul", "ud", "ed", "ad", "id", "ez", "az", "es", "as"})
#: Articles that are said like what follows them: ad-Dammam, ash-Sharqiyah.
_SUN_ARTICLES = frozenset({"ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az"})
_FAITH = frozenset({"din", "dine", "deen"})
_FAITH_JOINED = frozenset({"الدين", "الله", "allah"}) | {
    f"{article}{word}" for article in _ARTICLES_LATIN for word in _FAITH
}
_FAITH_STARTS = _FAITH_JOINED | _ARTICLES_LATIN | {"دين"}
_PREFIXES = frozenset({"co", "re"})
#: Words that are a month where a number stands beside them.
_RATHER_WORDS = {"may": f"{MONTH}5", "mar": f"{MONTH}3", "اب": f"{MONTH}8"}
_DATE = re.compile(
    r"(?<![\d/.-])(?:\d\d?([/.-])(\d\d?)\1\d{4}|\d{4}([/-])(\d\d?)\3\d\d?)(?![\d/-])"
)
_HIJRI_YEAR = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")
_HYPHENS = frozenset("-\u2010\u2011")
#: The bodies whose documents begin with a letter: S/RES/2570.
_ORGANS = frozenset({"s", "a"})
#: What "%" is found by, and «في المائة», «بالمئة», "per cent".
PERCENT = "percent"
_HUNDRED = frozenset({"مايه", "ميه"})
_PERCENT_STARTS = _HUNDRED | {"في", "per"}
_NUMBER = frozenset({"رقم", "number"})
#: «أثنى على» is praise, «الاثنين» a Monday.
_NO_TWO = re.compile("أثن[ىي]|ال[إا]ثنين$")
#: «آل ثاني» are not the second.
_FAMILY = ("ال", "ثاني")


def joined(found: list[Token], text: str) -> Iterator[Token]:
    """The words of a text, each longest compound as one."""
    found, at = _with_months(found, text), 0
    while at < len(found):
        token = found[at]
        form, size = token.form, 1
        after = found[at + 1].form if at + 1 < len(found) else ""
        if form in ordinal_starts():
            token, size = _as_ordinal(found, at)
        if form in _PERCENT_STARTS and (percent := _percent(found, at, text)):
            token, size = percent
        elif size == 1 and form in cardinal_starts() and token.terms:
            token, size = _as_cardinal(found, at, text)
        elif form in _place_starts() and (place := _place(found, at)):
            token, size = place
        elif form in _SERVANT_LATIN or _is_servant(token, after, text) or _is_father(token, text):
            token, size = _as_name(found, at)
        elif form in _RATHER_WORDS and _beside_a_number(found, at, text):
            token = Token(token.start, token.end, *only(form, _RATHER_WORDS[form]))
        elif form in month_starts() and after:
            token, size = _as_month(found, at)
        elif (form in _NUMBER and after.isdigit()) or (form in _ORGANS and after == "res"):
            token = token._replace(terms=())
        elif after in _FAITH_STARTS and (name := _of_faith(found, at, text)):
            token, size = name
        elif (form, after) == _FAMILY:
            token, size = _together(found, at, 2, only(after)), 2
        elif after and text[token.end : found[at + 1].start] in _HYPHENS:
            if form in _SUN_ARTICLES and after.startswith(form[1:]):
                yield token._replace(terms=())
                at += 1
                continue
            token, size = _hyphened(found, at)
        yield token
        at += size


def _hyphened(found: list[Token], at: int) -> tuple[Token, int]:
    """Co-operation is one word; cyber-crime is two, and is also found by "cybercrime"."""
    token, following = found[at], found[at + 1]
    if not (token.form.isascii() and token.form.isalpha() and following.form.isalpha()):
        return token, 1
    as_one = read(token.form + following.form)
    if token.form in _PREFIXES:
        return _together(found, at, 2, as_one), 2
    if not (token.terms and following.terms):
        return token, 1
    return token._replace(terms=(*token.terms, *as_one[1])), 1


def _as_ordinal(found: list[Token], at: int) -> tuple[Token, int]:
    """The longest ordinal that begins here."""
    value, size = _longest(ordinals(), found[at : at + LONGEST_ORDINAL])
    return (_together(found, at, size, _number(value)), size) if size else (found[at], 1)


def _number(value: int) -> Reading:
    """It is also found by its tens, where they are asked for as they stand in it."""
    tens = value % 100 - value % 10
    ending = (f"{TENS}{tens}",) if tens > 10 and value % 10 else ()
    return (str(value),), (str(value), *ending)


def _longest(numbers: dict[tuple[str, ...], int], words: list[Token]) -> tuple[int, int]:
    """The value of the longest number of a table that words begin with, and its length; a «و»
    standing alone may be inside."""
    key, sizes = (), {0: 0}
    for size, token in enumerate(words, 1):
        if token.form in ("و", "and"):
            continue
        key = (*key, token.form)
        if value := numbers.get(key):
            sizes[size] = value
    return sizes[max(sizes)], max(sizes)


def _is_servant(token: Token, after: str, text: str) -> bool:
    """«بئر العبد» is a place, whatever follows it."""
    if token.form not in _SERVANT or after in _LORD:
        return token.form in _SERVANT
    return token.form == "عبد" and not text[token.start : token.end].endswith("العبد")


def _is_father(token: Token, text: str) -> bool:
    """«آباء» are many, and of no name."""
    return token.form in _FATHER and "آ" not in text[token.start : token.end]


def _as_name(found: list[Token], at: int) -> tuple[Token, int]:
    """«عبد المجيد» as «عبدالمجيد», Abd al-Majid as Abdalmajid, «أبو ظبي» as «ابوظبي», which is also
    found by «ظبي»."""
    first, size = found[at].form, 1
    middle = ""
    if at + size < len(found) and found[at + size].form in ("al", "el", "ul"):
        middle = found[at + size].form if first in _SERVANT_LATIN else ""
        size += 1
    if at + size >= len(found) or found[at + size].form.isdigit():
        return found[at], 1
    last = found[at + size]
    if first in _FATHER:
        form = f"{_FATHER[first]}{_JOINED_ARTICLE.sub('', last.form)}"
        return _together(found, at, size + 1, ((form,), (form, *last.terms))), size + 1
    form = f"{first}{middle}{_named_after(first, last.form)}"
    if last.form in _LORD:
        form = of_faith(form) or form
    return _together(found, at, size + 1, only(form)), size + 1


def _of_faith(found: list[Token], at: int, text: str) -> tuple[Token, int] | None:
    """«نور الدين» as «نورالدين», Nur al-Din as Noureddine, «نصر الله» as «نصرالله»; each is also
    found by its first word."""
    after = found[at + 1 : at + 3]
    size = 3 if after[-1].form in _FAITH and after[0].form in _ARTICLES_LATIN else 2
    ending = "".join(folded_word(text[e.start : e.end]) for e in after[: size - 1])
    if not found[at].terms or ending not in _FAITH_JOINED:
        return None
    if not (form := of_faith(found[at].form + ending)):
        return None
    return _together(found, at, size, ((form,), (form, *found[at].terms))), size


@cache
def _places() -> dict[tuple[str, ...], str]:
    """The forms of a name of several words → the name as one."""
    names = (name for row in lexicon.rows(*lexicon.KNOWN_AS) for name in row if "-" in name)
    return {tuple(map(form_alone, name.split("-"))): as_one(name) for name in names}


@cache
def _place_starts() -> frozenset[str]:
    return frozenset(key[0] for key in _places())


def _place(found: list[Token], at: int) -> tuple[Token, int] | None:
    """«جبل علي» as «جبلعلي», Deir ez-Zor as Deirzor; each is also found by its words."""
    key, words = (), []
    for size, token in enumerate(found[at : at + LONGEST_PLACE], 1):
        if token.form in _ARTICLES_LATIN:
            continue
        key, words = (*key, token.form), [*words, *zip(token.forms, token.terms, strict=False)]
        if len(key) > 1 and (name := _places().get(key)):
            forms, terms = zip((name, name), *words, strict=True)
            return _together(found, at, size, (forms, terms)), size
    return None


def _named_after(first: str, form: str) -> str:
    return f"ال{form}" if first in _SERVANT and not form.startswith("ال") else form


def _as_month(found: list[Token], at: int) -> tuple[Token, int]:
    between = found[at + 1].form in _ARTICLES_LATIN | _SUN_ARTICLES
    size = 3 if between and at + 2 < len(found) else 2
    name = f"{found[at].form} {found[at + size - 1].form}"
    month = months().get(name)
    if not month:
        return found[at], 1
    latin = [term for e in found[at : at + size] if e.form.isascii() for term in e.terms]
    return _together(found, at, size, ((name,), (month, *latin))), size


def _beside_a_number(found: list[Token], at: int, text: str) -> bool:
    """Whether a word is a month: "16 may" is, but not in "article 16 may be"; «2 اب» is, but not
    «أب» among words."""
    beside = found[max(0, at - 1) : at] + found[at + 1 : at + 2]
    numbers = sum(each.form.isdigit() for each in beside)
    sure = found[at].is_name or text[found[at].start : found[at].end] in ("mar", "اب")
    return numbers > 0 and (sure or numbers == len(beside))


def _with_months(found: list[Token], text: str) -> list[Token]:
    """The month of 16/5/2024, and of 2024-05-16, as the month that it is."""
    months_at = {}
    for match in _DATE.finditer(text):
        start, end = match.span(2 if match[2] else 4)
        is_hijri = _HIJRI_YEAR.search(match[0])
        months_at[start] = (_hijri_months if is_hijri else month_in_figures)(text[start:end])
    if not months_at:
        return found
    return [
        token._replace(terms=terms) if (terms := months_at.get(token.start)) else token
        for token in found
    ]


def _hijri_months(figures: str) -> tuple[str, ...]:
    """The terms of a month of the Hijri year that a date gives by its number."""
    return _hijri_year().get(int(figures), ())


@cache
def _hijri_year() -> dict[int, tuple[str, ...]]:
    return {
        number: tuple(
            months()[" ".join(map(form_alone, name.split("-")))]
            if "-" in name
            else read(name)[1][0]
            for name in row
        )
        for number, row in enumerate(lexicon.rows(lexicon.HIJRI_YEAR), 1)
    }


def _percent(found: list[Token], at: int, text: str) -> tuple[Token, int] | None:
    token, after = found[at], found[at + 1].form if at + 1 < len(found) else ""
    if token.form in _HUNDRED and folded_word(text[token.start : token.end])[:3] == "بال":
        return _together(found, at, 1, only(PERCENT)), 1
    if (token.form == "في" and after in _HUNDRED) or (token.form, after) == ("per", "cent"):
        return _together(found, at, 2, only(PERCENT)), 2
    return None


def _together(found: list[Token], at: int, size: int, read_as: Reading) -> Token:
    first, last = found[at], found[at + size - 1]
    return Token(first.start, last.end, *read_as, first.is_name)


def _as_cardinal(found: list[Token], at: int, text: str) -> tuple[Token, int]:
    """The longest cardinal that begins here; of one word, it is found as that word too."""
    value, size = _longest(cardinals(), found[at : at + LONGEST_CARDINAL])
    if value in range(100, 1000) and value % 100 == 0:
        after = found[at + size].form if at + size < len(found) else ""
        tied = after in ("و", "and") or found[at].form.isascii()
        if tied or text[found[at + size - 1].end :].lstrip().startswith("و"):
            more, longer = _below_a_hundred(found, at + size)
            value, size = (value + more, size + longer) if 0 < more < 100 else (value, size)
    if size < 2:
        own = found[at]
        value = 0 if _NO_TWO.search(text[own.start : own.end]) else value
        return (own._replace(terms=(*own.terms, str(value))) if value else own), 1
    return _together(found, at, size, _number(value)), size


def _below_a_hundred(found: list[Token], at: int) -> tuple[int, int]:
    """What is added to hundreds: «المائة وأربعة», or «المائة والحادية والأربعون»."""
    cardinal = _longest(cardinals(), found[at : at + LONGEST_CARDINAL])
    ordinal = _longest(ordinals(), found[at : at + LONGEST_ORDINAL])
    return max(cardinal, ordinal, key=lambda number: number[1])
