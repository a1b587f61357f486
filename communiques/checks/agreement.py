"""Do both languages say the same by value: numbers, percentages, days, days of the week? And do the
days that one language names fit each other?"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communiques.checks.clocks import times
from communiques.checks.dates import Day, days, weekdays
from communiques.checks.findings import Finding, Gravity, Pair, Passage
from communiques.checks.numerals import Number, numbers
from organizations import calendars
from organizations.languages import LANGUAGES, other

_PERCENT = re.compile(
    r"\s*(?:%|٪|(?<=\s)?(?:في|ب)\s*ال(?:مائة|مئة|مية)(?!\w)|(?:per\s*cent|percent)\b)",
    re.IGNORECASE,
)
#: How far a day of the week or of the other calendar may stand from the day that it belongs to.
REACH = 25
#: Below this a number is often a word of its own: a dual, "one of", "both".
SMALL = 3


@dataclass(frozen=True)
class Seen:
    """A number with the passage that it stands in."""

    number: Number
    passage: Passage
    percent: bool

    @property
    def counts_a_place(self) -> bool:
        """Whether an ordinal can be meant: «الثانية», 2nd, 2; not "two"."""
        return self.number.ordinal or not self.number.worded

    @property
    def written(self) -> str:
        return self.passage.text[slice(*self.place)]

    @property
    def place(self) -> tuple[int, int]:
        return self.number.start, self.number.end

    def asked(self, code: str, gravity: Gravity, message: str) -> Finding:
        return _finding(code, gravity, self.passage, self.written, message, at=self.place)


@dataclass(frozen=True)
class Read:
    """All values of one field in one language."""

    numbers: list[Seen]
    days: list[tuple[Day, Passage]]
    weekdays: list[tuple[int, Passage, str]]

    @property
    def values(self) -> Counter:
        return Counter(each.number.value for each in self.numbers)

    @property
    def of_days(self) -> set[Decimal]:
        """The numbers that days are written with."""
        return {Decimal(part) for day, _where in self.days for part in (day.year, day.day)}


def read(passages: list[Passage]) -> Read:
    found = Read([], [], [])
    for passage in passages:
        text, language = passage.text, passage.language
        here = days(text, language)
        found.days.extend((day, passage) for day in here)
        found.weekdays.extend(
            (each.number, passage, text[each.start : each.end]) for each in weekdays(text, language)
        )
        found.numbers.extend(_numbers_in(passage, here))
    return found


def _numbers_in(passage: Passage, here: list[Day]) -> Iterator[Seen]:
    """Those that are no part of a day, nor the hundred of «في المائة»; of a time its hour as on a
    dial, and its minutes."""
    text = passage.text
    for day in here:
        text = _blank(text, day.start, day.end)
    for time in times(text, passage.language):
        text = _blank(text, time.start, time.end)
        yield from (Seen(each, passage, False) for each in time.numbers)
    percents = list(_PERCENT.finditer(text))
    for each in percents:
        text = _blank(text, *each.span())
    after = {each.start() for each in percents}
    for number in numbers(text, passage.language):
        yield Seen(number, passage, number.end in after)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "\n" * (end - start) + text[end:]


def agree(pair: Pair) -> Iterator[Finding]:
    """Every value that one language has and the other has not, field by field."""
    for name in pair.both():
        sides = {language: read(pair.of(language, name)) for language in LANGUAGES}
        for language, mine in sides.items():
            theirs = sides[other(language)]
            yield from _numbers_missing(language, mine, theirs)
            yield from _days_missing(language, mine, theirs)
            yield from _weekdays_missing(language, mine, theirs)


def _numbers_missing(language: str, mine: Read, theirs: Read) -> Iterator[Finding]:
    there, counted, said = theirs.values, mine.values, set()
    known = _meant(theirs.numbers) | theirs.of_days
    places = _meant(each for each in theirs.numbers if each.counts_a_place) | theirs.of_days
    percents = _meant(each for each in theirs.numbers if each.percent)
    for each in mine.numbers:
        value = each.number.value
        if value in said:
            continue
        if not each.number.meant & (places if each.number.ordinal else known):
            if _is_asked_for(each.number):
                said.add(value)
                yield _number_missing(each)
        elif each.percent and not each.number.meant & percents:
            said.add(value)
            yield each.asked("percent", Gravity.SERIOUS,
                _("“%(found)s” is a percentage here and not in the other language."))  # fmt: skip
        elif not each.number.worded and value > 9 and counted[value] > there[value] > 0:
            said.add(value)
            yield each.asked("number_count", Gravity.DOUBTFUL,
                _("“%(found)s” stands here more often than in the other language."))  # fmt: skip


def _meant(found: Iterable[Seen]) -> set[Decimal]:
    return {value for each in found for value in each.number.meant}


def _is_asked_for(number: Number) -> bool:
    """Small numbers are often words of their own; «الثانية» is one only as an ordinal."""
    if not number.worded:
        return True
    return number.value >= SMALL or (number.ordinal and number.value > 1)


def _number_missing(each: Seen) -> Finding:
    sure = not each.number.worded and each.number.value >= SMALL
    gravity = Gravity.SERIOUS if sure else Gravity.DOUBTFUL
    return each.asked("number", gravity,
        _("The number “%(found)s” is missing in the other language."))  # fmt: skip


def _days_missing(language: str, mine: Read, theirs: Read) -> Iterator[Finding]:
    """A Hijri day may be left out of a translation, which is worth a look; no other."""
    there = [day for day, _where in theirs.days]
    hijri_there = any(day.hijri for day in there)
    said = set()
    for day, passage in mine.days:
        if day.value in said or _is_among(day, there):
            continue
        said.add(day.value)
        left_out = day.hijri and not hijri_there
        gravity = Gravity.DOUBTFUL if left_out or not day.day else Gravity.SERIOUS
        yield _finding("day", gravity, passage, shown(day, language),
            _("The date “%(found)s” is missing in the other language."), at=day.place)  # fmt: skip


def _is_among(day: Day, there: list[Day]) -> bool:
    if day.day:
        return any(day.means(each) for each in there)
    return any((day.hijri, day.month) == (each.hijri, each.month) for each in there)


def shown(day: Day, language: str) -> str:
    months = calendars.HIJRI_MONTHS[language] if day.hijri else None
    month = months[day.month - 1] if months else calendars.month_text(day.month, language)
    return " ".join(str(part) for part in (day.day, month, day.year) if part)


def _weekdays_missing(language: str, mine: Read, theirs: Read) -> Iterator[Finding]:
    there = {number for number, _where, _written in theirs.weekdays}
    for number, passage, written in mine.weekdays:
        if number not in there:
            yield _finding("weekday", Gravity.DOUBTFUL, passage, written,
                _("The day of the week “%(found)s” is missing in the other language."))  # fmt: skip


# ---------------------------------------------------------------- within one language


def fit(pair: Pair) -> Iterator[Finding]:
    """Days that there are not, days of the week and Hijri days that are not those of their date."""
    for language in LANGUAGES:
        for passage in pair.passages[language]:
            found = days(passage.text, language)
            yield from _no_such_days(passage, found)
            yield from _wrong_weekdays(passage, found)
            yield from _wrong_hijri(passage, found)


def _no_such_days(passage: Passage, found: list[Day]) -> Iterator[Finding]:
    for day in found:
        if day.year and day.day and day.date() is None and not _beyond_tables(day):
            yield _finding("no_such_day", Gravity.SERIOUS, passage, shown(day, passage.language),
                _("There is no such day: “%(found)s”."), at=day.place)  # fmt: skip


def _beyond_tables(day: Day) -> bool:
    return day.hijri and not 1343 <= day.year <= 1500


def _wrong_weekdays(passage: Passage, found: list[Day]) -> Iterator[Finding]:
    for named in weekdays(passage.text, passage.language):
        following = (each for each in found if 0 <= each.start - named.end <= REACH)
        day = next(following, None)
        date = day.date() if day and day.year and day.day and not day.hijri else None
        if date and date.weekday() != named.number:
            right = calendars.weekday_text(date, passage.language)
            written = passage.text[named.start : day.end]
            message = _("“%(found)s”: that day is a %(right)s.")
            yield _finding("weekday_of_date", Gravity.SERIOUS, passage, written, message,
                           at=(named.start, day.end), right=right)  # fmt: skip


def _wrong_hijri(passage: Passage, found: list[Day]) -> Iterator[Finding]:
    """A Hijri and a Gregorian day side by side; a sighting may differ by one from the tables."""
    for one, two in pairwise(found):
        if one.hijri == two.hijri or two.start - one.end > REACH or not (one.day and two.day):
            continue
        first, second = one.date(), two.date()
        apart = abs((first - second).days) if first and second else 0
        if apart:
            gravity = Gravity.SERIOUS if apart > 1 else Gravity.MINOR
            written = passage.text[one.start : two.end]
            message = ngettext(
                "“%(found)s”: by the tables the two are %(apart)s day apart.",
                "“%(found)s”: by the tables the two are %(apart)s days apart.",
                apart,
            )
            yield _finding("hijri_pair", gravity, passage, written, message,
                           at=(one.start, two.end), apart=apart)  # fmt: skip


def _finding(code, gravity, passage, written, message, *, at=None, **more) -> Finding:
    said = message % {"found": written, **more}
    return Finding(code, gravity, passage.language, said, (written,), passage, at=at)
