"""Ordinals as both languages write them, and back: «الحادية والأربعون» ⇄ 41 ⇄ "forty-first".

Pure functions. `language` is "ar" or "en"; numbers from 1 to 999. Arabic ordinals are those of a
feminine noun by default («الدورة», «الجلسة»), as conferences are numbered.
"""

import re
from functools import cache

from organizations import arabic

LARGEST = 999

_UNITS = {
    "f": ("الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة"),
    "m": ("الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع"),
}
_FIRST = {"f": "الأولى", "m": "الأول"}
#: One, where tens follow: «الحادية عشرة», «الحادية والأربعون».
_ONE_AND = {"f": "الحادية", "m": "الحادي"}
_TENTH = {"f": "العاشرة", "m": "العاشر"}
_TEEN = {"f": "عشرة", "m": "عشر"}
_TENS = ("عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_ENDING = {"nominative": "ون", "oblique": "ين"}
_HUNDREDS = (
    "المائة", "المائتان", "الثلاثمائة", "الأربعمائة", "الخمسمائة", "الستمائة", "السبعمائة",
    "الثمانمائة", "التسعمائة",
)  # fmt: skip
_HUNDREDS_OBLIQUE = {"المائتان": "المائتين"}

_EN_UNITS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_EN_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
_EN_COUNT = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SUFFIX = {1: "st", 2: "nd", 3: "rd"}
_SHORT = re.compile(r"([0-9]{1,3})(?:st|nd|rd|th)?")


def ordinal_text(number: int, language: str, *, gender: str = "f", oblique: bool = False) -> str:
    """Return «الحادية والأربعون» (oblique: «الحادية والأربعين») or "forty-first". ValueError
    outside 1 to 999."""
    if not 1 <= number <= LARGEST:
        raise ValueError(f"no ordinal for {number}")
    if language == "en":
        return _english(number)
    return _arabic(number, gender, "oblique" if oblique else "nominative")


def ordinal_short(number: int, language: str) -> str:
    """Return "41st" in English and «41» in Arabic, which has no such form."""
    if language != "en":
        return str(number)
    teens = 11 <= number % 100 <= 13
    return f"{number}{'th' if teens else _SUFFIX.get(number % 10, 'th')}"


def ordinal_value(text: str) -> int | None:
    """Return the number that a written ordinal means, however it is spelt; None for another text.

    «الدورة» or "session" around it do not matter to the caller: pass the ordinal alone.
    """
    key = _key(text)
    if short := _SHORT.fullmatch(key):
        number = int(short[1])
        return number if 1 <= number <= LARGEST else None
    return _values().get(key)


def _key(text: str) -> str:
    """Hyphens and the hamza of «المئة» are matters of taste."""
    return arabic.fold(text.replace("-", " ").replace("مئ", "مائ")).replace(" and ", " ")


@cache
def _values() -> dict[str, int]:
    """Every ordinal in every form, by key."""
    forms = {}
    for number in range(1, LARGEST + 1):
        forms[_key(_english(number))] = number
        for gender in _UNITS:
            for case in _ENDING:
                forms[_key(_arabic(number, gender, case))] = number
    return forms


def _arabic(number: int, gender: str, case: str) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _arabic_below(rest, gender, case)
    hundred = _HUNDREDS[hundreds - 1]
    if case == "oblique":
        hundred = _HUNDREDS_OBLIQUE.get(hundred, hundred)
    return f"{_arabic_below(rest, gender, case)} بعد {hundred}" if rest else hundred


def _arabic_below(number: int, gender: str, case: str) -> str:
    """An ordinal below a hundred."""
    tens, unit = divmod(number, 10)
    if number == 1:
        return _FIRST[gender]
    if number < 10:
        return _UNITS[gender][number - 2]
    if number == 10:
        return _TENTH[gender]
    ones = _ONE_AND[gender] if unit == 1 else _UNITS[gender][unit - 2]
    if number < 20:
        return f"{ones} {_TEEN[gender]}"
    ten = f"ال{_TENS[tens - 2]}{_ENDING[case]}"
    return f"{ones} و{ten}" if unit else ten


def _english(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _english_below(rest)
    hundred = f"{_EN_COUNT[hundreds - 1]} hundred"
    return f"{hundred} and {_english_below(rest)}" if rest else f"{hundred}th"


def _english_below(number: int) -> str:
    if number < 20:
        return _EN_UNITS[number]
    tens, unit = divmod(number, 10)
    ten = _EN_TENS[tens - 2]
    return f"{ten}y-{_EN_UNITS[unit]}" if unit else f"{ten}ieth"
