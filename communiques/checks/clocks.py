"""Times of the day by value, however they are written: «10:30», "half past ten», «الساعة العاشرة
والنصف». Of an hour alone in words the numbers know the value.

Pure functions over `str`; positions are code-point offsets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from communiques.checks.numerals import DIGIT, Number
from organizations import arabic
from organizations.cardinals import units
from organizations.ordinals import ordinal_text

_HALF = r"\s*(?:[ap]\.?m\b\.?|صباح[اً]*(?!\w)|مساء[اً]*(?!\w)|ظهر[اً]*(?!\w))"
_HOUR, _MINUTES = rf"(?<!{DIGIT[:-1]}:.,/])({DIGIT}{{1,2}})", rf"({DIGIT}{{2}})(?!{DIGIT[:-1]}:])"
#: On a dial; a dot is a clock's only where the half of the day is said.
_DIALS = (
    re.compile(rf"{_HOUR}:{_MINUTES}(?:{_HALF})?", re.IGNORECASE),
    re.compile(rf"{_HOUR}\.{_MINUTES}{_HALF}", re.IGNORECASE),
    re.compile(rf"{_HOUR}(){_HALF}", re.IGNORECASE),
)
#: In words. In Arabic an hour is one by what stands before or after it: «الجلسة العاشرة والنصف
#: الأول من العام» names none.
_SPOKEN = {
    "en": re.compile(
        r"\b(?P<part>half|quarter)\s+(?P<way>past|to)\s+(?P<hour>\w+)\b(?!\W+(?:thirds|fifths))",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?<!\w)[وف]?(?P<at>(?:ال|لل|بال)ساعة\s|(?:تمام|في|عند|حتى|من|إلى|الى|قبل|بعد|نحو|حوالي)\s)?\s*"
        rf"(?P<hour>ال\w+(?:\s+عشر[ةه])?|(?<=ساعة\s){DIGIT}{{1,2}})\s+(?P<way>و|[إا]لا\s)\s*"
        rf"(?:ال)?(?P<part>نصف|ربع|ثلث)[اً]*(?!\w)(?P<half>{_HALF}|\s+(?:من|بعد)\s)?"
    ),
}
_PARTS = {"half": 30, "quarter": 15, "نصف": 30, "ربع": 15, "ثلث": 20}


@dataclass(frozen=True)
class Time:
    """A time where it stands: its hour as on a dial, and its minutes."""

    start: int
    end: int
    numbers: tuple[Number, ...]


def times(text: str, language: str) -> list[Time]:
    """Every time of the text, in order, none overlapping another."""
    found = sorted([*_on_dials(text), *_spoken(text, language)], key=lambda each: each.start)
    kept: list[Time] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _on_dials(text: str) -> Iterator[Time]:
    for pattern in _DIALS:
        for found in pattern.finditer(text):
            hour, minutes = (int(arabic.normal_digits(each or "0")) for each in found.groups())
            yield _time(found, hour, minutes, 1, 2)


def _spoken(text: str, language: str) -> Iterator[Time]:
    for found in _SPOKEN[language].finditer(text):
        hour = _hours(language).get(arabic.fold(arabic.normal_digits(found["hour"])))
        if hour and (language == "en" or found["at"] or found["half"]):
            minutes = _PARTS[found["part"].lower()]
            before = found["way"].strip().lower() not in ("past", "و")
            hour, minutes = (hour - 1, 60 - minutes) if before else (hour, minutes)
            yield _time(found, hour, minutes, "hour", "part")


def _time(found: re.Match, hour: int, minutes: int, *groups) -> Time:
    values = (hour % 12 or 12, minutes)
    numbers = (
        Number(Decimal(n), *found.span(group)) for n, group in zip(values, groups, strict=True)
    )
    return Time(*found.span(), tuple(each for each in numbers if each.value))


@cache
def _hours(language: str) -> dict[str, int]:
    """Every hour in digits and in words, by folded key."""
    found = {str(n): n for n in range(1, 13)}
    if language == "en":
        return found | {word: n for word, n in units("en").items() if n <= 12}
    words = {arabic.fold(ordinal_text(n, "ar")): n for n in range(2, 13)}
    return found | words | {arabic.fold("الواحدة"): 1}
