"""Numbers by value, however they are written: 23, ٢٣, «ثلاثة وعشرين», "twenty-three", «الثالثة».

Pure functions over `str`; positions are code-point offsets. Values are `Decimal`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from organizations import arabic
from organizations.cardinals import scales, units
from organizations.ordinals import LARGEST, ordinal_text, ordinal_value

DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
#: Thousands by comma, space or «٬», twice by dot; decimals by dot, comma or «٫».
_DIGITS = re.compile(
    rf"(?<![A-Za-z0-9\u0660-\u0669\u06f0-\u06f9_.,٫٬])"
    rf"({DIGIT}{{1,3}}(?:[,٬ \u00a0\u202f]{DIGIT}{{3}})+(?!{DIGIT})"
    rf"|{DIGIT}{{1,3}}(?:\.{DIGIT}{{3}}){{2,}}(?!{DIGIT})|{DIGIT}+)"
    rf"(?:([.,٫])({DIGIT}+))?(st|nd|rd|th)?(?![A-Za-z0-9_])"
)
#: A dot that parts thousands to some and a decimal to others.
_THOUSANDS = re.compile(rf"{DIGIT}{{1,3}}\.{DIGIT}{{3}}")
TELEPHONE = re.compile(
    rf"(?<![\w+.,:])(?:\+|[0٠۰]{{2}})\s?{DIGIT}(?:[\s().\u2011-]{{0,2}}{DIGIT}){{6,13}}(?!{DIGIT})"
    rf"|(?<!\w){DIGIT}(?:[\s().\u2011-]{{0,2}}{DIGIT}){{6,13}}\+"
)
_ROMAN = re.compile(
    r"(?<![\w.'’-])(?:(?P<many>[IVX]{2,7})|(?:Annex|Appendix|Article|Chapter|Part|Phase|Schedule"
    r"|Section|Title|Volume)\s+(?P<one>[IVX]))(?![\w'’]|-\w)"
)
_ROMAN_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMANS = {"X" * (n // 10) + _ROMAN_UNITS[n % 10]: n for n in range(1, 40)}
_GROUPING = re.compile("[,.٬ \u00a0\u202f]")
#: A word with the vowels that stand in it: «ثانيًا».
_LETTERS = r"[^\W\d_]+(?:[\u064b-\u0652]+[^\W\d_]*)*"
_WORD = re.compile(f"{_LETTERS}(?:-{_LETTERS})*")
#: The letters that Arabic writes together with the word after them.
CLITICS = re.compile("^(?:[وف]?[بلك]?(?=ال)|[وف]?لل|[وف]?[بلك]|[وف])")
LONGEST_RUN = 12
LONGEST_ORDINAL = 6


@dataclass(frozen=True)
class Number:
    """A number where it stands; `worded` where it was written out, `ordinal` where it counts a
    place."""

    value: Decimal
    start: int
    end: int
    worded: bool = False
    ordinal: bool = False
    #: What else it may mean: «1.200» is 1,200 to some.
    also: Decimal | None = None

    @property
    def meant(self) -> set[Decimal]:
        return {self.value, self.also} - {None}


def numbers(text: str, language: str) -> list[Number]:
    """Every number of the text, in order, none overlapping another."""
    found = [*_in_digits(text, language), *_in_words(text, language), *_roman(text)]
    found += _telephones(text)
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Number] = []
    for each in found:
        if kept and language == "ar" and _goes_on(kept[-1], each, text):
            kept[-1] = replace(each, value=kept[-1].value + each.value, start=kept[-1].start)
        elif not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _goes_on(one: Number, two: Number, text: str) -> bool:
    """Whether the second is the rest of the first: «مليون و500 ألف», «ألف و200»."""
    between = text[one.end : two.start]
    if one.ordinal or two.ordinal or not re.fullmatch(r"\s+و\s?", between):
        return False
    scale = next((each for each in (10**9, 10**6, 10**3) if one.value % each == 0), 0)
    named = text[one.start : one.end].rstrip()[-1:].isalpha()
    return bool(named and scale and one.value and two.value < scale)


def _in_digits(text: str, language: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        whole = arabic.normal_digits(_GROUPING.sub("", match[1]))
        part = arabic.normal_digits(match[3] or "")
        value = Decimal(f"{whole}.{part}" if part else whole)
        size, end = _magnitude_after(text, match.end(), language)
        also = Decimal(whole + part) * size if _THOUSANDS.fullmatch(match[0]) else None
        yield Number(value * size, match.start(), end, ordinal=bool(match[4]), also=also)


def _telephones(text: str) -> Iterator[Number]:
    """«+966 11 403 1125», «00966114031125»: each one number, however its digits are grouped."""
    for match in TELEPHONE.finditer(text):
        digits = arabic.normal_digits("".join(re.findall(DIGIT, match[0])))
        yield Number(Decimal(digits.removeprefix("00")), *match.span())


def _roman(text: str) -> Iterator[Number]:
    """What counts parts and rulers: "Annex II", "Chapter V". One letter alone is a number only
    after the word for a part."""
    for match in _ROMAN.finditer(text):
        value = _ROMANS.get(match["many"] or match["one"])
        if value:
            start, end = match.span("many" if match["many"] else "one")
            yield Number(Decimal(value), start, end, worded=True, ordinal=True)


def _magnitude_after(text: str, at: int, language: str) -> tuple[int, int]:
    """«3 ملايين», "3 million": what multiplies the digits, and where it ends."""
    word = re.compile(f"[ \u00a0]({_LETTERS})").match(text, at)
    key = arabic.fold(word[1]) if word else ""
    size = 1000 if key == _THOUSAND else scales(language).get(key)
    return (size, word.end()) if size and size >= 1000 else (1, at)


# ---------------------------------------------------------------- in words


@dataclass(frozen=True)
class _Word:
    """A word as the tables know it, without what Arabic writes together with it."""

    bare: str
    key: str
    start: int
    end: int

    @property
    def joined(self) -> bool:
        """Whether an «و» ties it to the number before."""
        return self.bare != self.key and self.key.startswith("و")

    @property
    def definite(self) -> bool:
        return self.bare != self.key and "ل" in self.key[: len(self.key) - len(self.bare)]


def _in_words(text: str, language: str) -> Iterator[Number]:
    words = list(_words(text, language))
    at = 0
    while at < len(words):
        value, size = _ordinal_at(words, at, language)
        ordinal = size > 0
        if not ordinal:
            value, size = _cardinal_at(words, at, language)
        if size:
            start, end = words[at].start, words[at + size - 1].end
            yield Number(Decimal(value), start, end, True, ordinal)
        at += size or 1


def _words(text: str, language: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        start = match.start()
        for part in match[0].split("-"):
            key = arabic.fold(part)
            bare = (_adverb(part) or _bare(key)) if language == "ar" else key
            yield _Word(bare, key, start, start + len(part))
            start += len(part) + 1


def _bare(key: str) -> str:
    """The word of the tables that this is, with or without article and particles."""
    known = _vocabulary()
    tied = CLITICS.sub("", key)
    tries = (key, tied, tied.removeprefix("ال"))
    return next((each for each in tries if each in known), key)


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset({*units("ar"), *scales("ar"), *_ordinal_starts("ar"), *_TEEN})


def _adverb(word: str) -> str:
    """«ثانيا», «وثانيًا» as the table of what counts points knows it; "" for any other word."""
    key = arabic.fold(word)
    return next((each for each in (key, key[1:]) if each in _ADVERBS["ar"]), "")


#: What counts the points of a text: «ثانيًا: …», "Secondly, …", by folded key.
_ADVERBS = {
    language: {arabic.fold(word): number for number, word in enumerate(line.split(), 1)}
    for language, line in (
        ("ar", "أولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا"),
        ("en", "firstly secondly thirdly fourthly fifthly sixthly seventhly"),
    )
}
_TEEN = frozenset({"عشر", "عشره"})
#: «15 ألفا» is fifteen thousand; by itself the same word is two thousand.
_THOUSAND = "الفا"


def _ordinal_at(words: list[_Word], at: int, language: str) -> tuple[int, int]:
    """The longest ordinal that begins at that word, and its length: «الحادية والأربعون»."""
    first = words[at]
    if value := _ADVERBS[language].get(first.bare, 0):
        return value, 1
    if first.bare not in _ordinal_starts(language) or (language == "ar" and not first.definite):
        return 0, 0
    head = f"ال{first.bare}" if language == "ar" else first.key
    for size in range(min(LONGEST_ORDINAL, len(words) - at), 0, -1):
        rest = (each.key for each in words[at + 1 : at + size])
        if value := ordinal_value(" ".join([head, *rest])):
            return value, size
    return 0, 0


@cache
def _ordinal_starts(language: str) -> frozenset[str]:
    forms = (
        ordinal_text(number, language, gender=gender, oblique=oblique).replace("-", " ").split()[0]
        for number in range(1, LARGEST + 1)
        for gender in "mf"
        for oblique in (False, True)
    )
    return frozenset(arabic.fold(each).removeprefix("ال") for each in forms)


def _cardinal_at(words: list[_Word], at: int, language: str) -> tuple[int, int]:
    """The longest cardinal that begins at that word, and its length."""
    here, sizes = units(language), scales(language)
    total, current, end = 0, 0, at
    for place in range(at, min(at + LONGEST_RUN, len(words))):
        word, begun = words[place], place > at
        if language == "en" and word.key == "and" and begun:
            following = words[place + 1].key if place + 1 < len(words) else ""
            if current % 100 or not (total or current) or following not in here:
                break
            continue
        if begun and word.key == _THOUSAND:
            total, current = _scaled(total, current, 1000)
        elif word.bare in _TEEN and language == "ar" and 0 < current % 100 < 10 and not word.joined:
            current += 10
        elif (value := here.get(word.bare, 0)) and _fits(word, current, value, begun, language):
            total, current = (total + value, current) if value >= 1000 else (total, current + value)
        elif size := sizes.get(word.bare, 0):
            total, current = _scaled(total, current, size)
        else:
            break
        end = place + 1
    return total + current, end - at


def _fits(word: _Word, current: int, value: int, begun: bool, language: str) -> bool:
    """Whether a unit, a ten or a hundred may follow what was counted so far."""
    here = current % 100
    if not begun:
        return True
    if language == "en":
        return here == 0 or (here >= 20 and here % 10 == 0 and value < 10)
    return word.joined and (here == 0 or (here < 10 and value >= 20) or value >= 100)


def _scaled(total: int, current: int, size: int) -> tuple[int, int]:
    """After a hundred, a thousand, a million."""
    if size > 100:
        return total + max(current, 1) * size, 0
    return total, current - current % 100 + max(current % 100, 1) * 100
