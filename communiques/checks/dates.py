"""Days by value, however they are written: «23 - 25 /5/2022 م», "23–25 May 2022", «22 شوال 1443».

Pure functions over `str`; positions are code-point offsets.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from hijridate import Hijri

from communiques.checks.numerals import DIGIT
from organizations import arabic, calendars

D1, D2, Y = rf"{DIGIT}{{1,2}}", rf"{DIGIT}{{1,2}}", rf"{DIGIT}{{4}}"
DASH = "[-–—\u2011]"
ERA = r"(?:\s*(?P<era>هـ?(?!\w)|م(?!\w)|AH\b|A\.H\.|AD\b|CE\b))?"
TO = {
    "ar": rf"(?:\s*{DASH}\s*|\s+(?:إلى|الى|حتى|و|وحتى)\s*)",
    "en": rf"(?:\s*{DASH}\s*|\s+(?:to|and|until|through)\s+)",
}


@dataclass(frozen=True)
class Day:
    """A day, or a month without one, where it stands. A year that is not written is 0; `hijri`
    says whose months they are."""

    year: int
    month: int
    day: int
    start: int
    end: int
    hijri: bool = False

    @property
    def value(self) -> tuple[bool, int, int, int]:
        return (self.hijri, self.year, self.month, self.day)

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end

    def date(self) -> dt.date | None:
        """The Gregorian day; None where there is none of that number, or no year."""
        try:
            if self.hijri:
                found = Hijri(self.year, self.month, self.day).to_gregorian()
                return dt.date(*found.datetuple())
            return dt.date(self.year, self.month, self.day)
        except (ValueError, OverflowError):
            return None

    def means(self, other: "Day") -> bool:
        """Whether the two may be the same: a year that one of them leaves out fits any."""
        same = (self.hijri, self.month, self.day) == (other.hijri, other.month, other.day)
        return same and (self.year == other.year or 0 in (self.year, other.year))


def days(text: str, language: str) -> list[Day]:
    """Every day and month of the text in order; of a range, both its ends."""
    found: list[Day] = []
    taken: list[tuple[int, int]] = []
    for pattern, read in _patterns(language):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            made = list(read(match, language))
            if made:
                taken.append(match.span())
                found += made
    return _with_years(sorted(found, key=lambda each: (each.start, each.day)))


def _with_years(found: list[Day]) -> list[Day]:
    """A day without a year that a day with one follows at once is of that year: «28 فبراير إلى
    2 مارس 2022»."""
    for at in range(len(found) - 2, -1, -1):
        this, following = found[at], found[at + 1]
        near = following.start - this.end < 12
        if not this.year and following.year and near and this.hijri == following.hijri:
            found[at] = replace(this, year=following.year)
    return found


@cache
def _patterns(language: str) -> tuple:
    to, month = TO[language], _month_pattern(language)
    numeric = re.compile(
        rf"(?<![\w/.])(?:(?P<first>{D1})\s*{DASH}\s*)?(?P<day>{D2})\s*[/.]\s*(?P<month>{D2})"
        rf"\s*[/.]\s*(?P<year>{Y})(?!{DIGIT}){ERA}"
    )
    iso = re.compile(
        rf"(?<![\w/.-])(?P<year>{Y})[-/](?P<month>{DIGIT}{{2}})[-/](?P<day>{DIGIT}{{2}})"
        rf"(?![\w/-]){ERA}"
    )
    of = r"\s+(?:من\s+)?(?:شهر\s+)?" if language == "ar" else r"\s+(?:of\s+)?"
    in_year = r"(?:\s*[,،]?\s*(?:(?:من\s+)?(?:عام|سنة)\s+|of\s+)?" + rf"(?P<year>{Y})(?!{DIGIT}))?"
    suffix = "" if language == "ar" else "(?:st|nd|rd|th)?"
    worded = re.compile(
        rf"(?<![\w/.])(?:(?P<first>{D1}){suffix}{to})?(?P<day>{D2}){suffix}{of}"
        rf"(?P<name>{month})(?!\w){in_year}{ERA}",
        re.IGNORECASE,
    )
    month_first = re.compile(
        rf"(?<!\w)(?P<name>{month})\s+(?P<first>{D1}){suffix}(?:{to}(?P<day>{D2}){suffix})?"
        rf"(?!\w)(?:,?\s+(?P<year>{Y})(?!{DIGIT}))?{ERA}",
        re.IGNORECASE,
    )
    month_alone = re.compile(
        rf"(?<!\w)(?:[وف]?[بل])?(?P<name>{month})(?!\w){in_year.removesuffix('?')}{ERA}",
        re.IGNORECASE,
    )
    rules = [(numeric, _numeric), (iso, _numeric), (worded, _worded)]
    if language == "en":
        rules.append((month_first, _month_first))
    return (*rules, (month_alone, _worded))


def _numeric(match: re.Match, language: str) -> Iterator[Day]:
    year, month, day = (_number(match[name]) for name in ("year", "month", "day"))
    hijri = (match["era"] or "").startswith(("ه", "A.H", "AH")) or 1300 <= year <= 1500
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return
    if match.groupdict().get("first"):
        yield Day(year, month, _number(match["first"]), *match.span(), hijri)
    yield Day(year, month, day, *match.span(), hijri)


def _worded(match: re.Match, language: str) -> Iterator[Day]:
    month, hijri = _months(language)[_month_key(match["name"])]
    given = match.groupdict()
    year = _number(given["year"]) if given.get("year") else 0
    if given.get("first"):
        yield Day(year, month, _number(given["first"]), *match.span(), hijri)
    yield Day(year, month, _number(given["day"]) if given.get("day") else 0, *match.span(), hijri)


def _month_first(match: re.Match, language: str) -> Iterator[Day]:
    month, hijri = _months(language)[_month_key(match["name"])]
    year = _number(match["year"]) if match["year"] else 0
    for name in ("first", "day"):
        if match[name]:
            yield Day(year, month, _number(match[name]), *match.span(), hijri)


def _number(digits: str) -> int:
    return int(arabic.normal_digits(digits))


@cache
def _months(language: str) -> dict[str, tuple[int, bool]]:
    """Every name of a month, by key → (its number, whether it is Hijri)."""
    found = {}
    for names in _styles(language):
        found |= {_month_key(name): (n, False) for n, name in enumerate(names, 1)}
    if language == "en":
        found |= {key[:3]: value for key, value in found.items()} | {"sept": (9, False)}
    for n, name in enumerate(calendars.HIJRI_MONTHS[language], 1):
        found[_month_key(name)] = (n, True)
    for n, others in _OTHER_HIJRI[language].items():
        found |= {_month_key(name): (n, True) for name in others}
    return found


@cache
def _styles(language: str) -> tuple[tuple[str, ...], ...]:
    """The names of the Gregorian months in every style, also «مايو/أيار»."""
    if language == "en":
        return (calendars.ENGLISH_MONTHS,)
    styles = calendars.ARABIC_MONTHS
    turned = tuple("/".join(reversed(name.split("/"))) for name in styles["both"])
    return (*styles.values(), turned)


#: How else the Hijri months are written.
_OTHER_HIJRI = {
    "ar": {4: ("ربيع الثاني",), 5: ("جمادى الأول",), 6: ("جمادى الثانية", "جمادى الآخر"),
           11: ("ذي القعدة",), 12: ("ذي الحجة",)},
    "en": {3: ("Rabi I", "Rabi' al-Awwal"), 4: ("Rabi II", "Rabi al-Akhir", "Rabi' al-Thani"),
           5: ("Jumada I", "Jumada al-Awwal"), 6: ("Jumada II", "Jumada al-Thani"),
           8: ("Sha'ban", "Shaaban"), 9: ("Ramadhan",), 11: ("Dhul Qadah", "Dhu al-Qi'dah"),
           12: ("Dhul Hijjah",)},
}  # fmt: skip


def _month_key(name: str) -> str:
    return arabic.fold(name)


@cache
def _month_pattern(language: str) -> str:
    """All names, the longest first; a hamza or a space more or less makes no other month."""
    names = {name for style in _styles(language) for name in style} | {
        *calendars.HIJRI_MONTHS[language]
    }
    names |= {name for others in _OTHER_HIJRI[language].values() for name in others}
    if language == "en":
        names |= {name[:3] + r"\.?" for name in calendars.ENGLISH_MONTHS if len(name) > 4}
        names.add(r"Sept\.?")
    patterns = (_loose(name) for name in sorted(names, key=len, reverse=True))
    return "|".join(patterns)


def _loose(name: str) -> str:
    name = re.sub("[أإآا]", "[أإآا]", name)
    name = re.sub("[ىي]", "[ىي]", name)
    name = re.sub("[ةه]", "[ةه]", name)
    return name.replace(" ", r"\s+")


# ---------------------------------------------------------------- days of the week


@dataclass(frozen=True)
class Weekday:
    """A day of the week (Monday is 0) where it stands."""

    number: int
    start: int
    end: int


def weekdays(text: str, language: str) -> list[Weekday]:
    """The days of the week that are named. In Arabic only after «يوم» or before a day's number:
    «الأحد» may be anybody."""
    return [
        Weekday(_weekday_numbers(language)[arabic.fold(match[0])], *match.span())
        for match in _weekday_pattern(language).finditer(text)
        if language == "en" or _is_a_day(text, match)
    ]


def _is_a_day(text: str, match: re.Match) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    return bool(re.search(r"\bيومي?\s+$", before) or _BEFORE_A_NUMBER.match(after))


_BEFORE_A_NUMBER = re.compile(rf"\s*(?:[,،(]\s*)?(?:الموافق\s*(?:لـ?\s*)?)?{DIGIT}")


@cache
def _weekday_numbers(language: str) -> dict[str, int]:
    found = {arabic.fold(name): n for n, name in enumerate(calendars.WEEKDAYS[language])}
    return found | ({arabic.fold("الإثنين"): 0} if language == "ar" else {})


@cache
def _weekday_pattern(language: str) -> re.Pattern:
    names = "|".join(map(_loose, calendars.WEEKDAYS[language]))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")
