"""Dates as both languages write them."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.calendars import (
    ARABIC_MONTHS,
    call_arabic_months,
    gregorian_text,
    hijri,
    hijri_range_text,
    hijri_text,
    range_text,
    weekday_and_date_text,
    weekday_text,
)

FACTS = json.loads(
    (Path(__file__).parent.parent / "seed" / "facts.json").read_text(encoding="utf-8")
)
OPENING = date(2022, 5, 23)


def test_the_conference_of_the_seed_has_its_hijri_dates() -> None:
    conference = FACTS["conference"]
    days = [date.fromisoformat(conference[key]) for key in ("starts_on", "ends_on")]
    labels = ["{}-{:02}-{:02}".format(*(hijri(day) or ())) for day in days]
    assert labels == conference["hijri"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1924, 7, 31), None),
        (date(1924, 8, 1), (1343, 1, 1)),
        (date(2077, 11, 16), (1500, 12, 30)),
        (date(2077, 11, 17), None),
        (date.min, None),
        (date.max, None),
    ],
)
def test_the_hijri_calendar_ends_where_its_tables_end(
    day: date, expected: tuple[int, int, int] | None
) -> None:
    assert hijri(day) == expected
    assert bool(hijri_text(day, "ar")) is bool(hijri_text(day, "en")) is (expected is not None)


def test_one_day_in_every_form_and_both_languages() -> None:
    functions = (gregorian_text, hijri_text, weekday_text, weekday_and_date_text)
    forms = [[function(OPENING, language) for function in functions] for language in ("ar", "en")]
    assert forms == [
        ["23 مايو 2022 م", "22 شوال 1443 هـ", "الاثنين", "الاثنين 23 مايو 2022 م"],
        ["23 May 2022", "22 Shawwal 1443 AH", "Monday", "Monday, 23 May 2022"],
    ]


@pytest.mark.parametrize(
    ("start", "end", "arabic", "english"),
    [
        (OPENING, date(2022, 5, 25), "23–25 مايو 2022 م", "23–25 May 2022"),
        (OPENING, None, "23 مايو 2022 م", "23 May 2022"),
        (OPENING, OPENING, "23 مايو 2022 م", "23 May 2022"),
        (date(2022, 5, 30), date(2022, 6, 2), "30 مايو – 2 يونيو 2022 م", "30 May – 2 June 2022"),
        (
            date(2022, 12, 30),
            date(2023, 1, 2),
            "30 ديسمبر 2022 – 2 يناير 2023 م",
            "30 December 2022 – 2 January 2023",
        ),
        (
            date(2022, 5, 23),
            date(2023, 5, 25),
            "23 مايو 2022 – 25 مايو 2023 م",
            "23 May 2022 – 25 May 2023",
        ),
    ],
)
def test_a_range_repeats_month_and_year_only_where_they_differ(
    start: date, end: date | None, arabic: str, english: str
) -> None:
    assert (range_text(start, end, "ar"), range_text(start, end, "en")) == (arabic, english)


def test_a_range_that_ends_before_it_starts_is_an_error() -> None:
    with pytest.raises(ValueError, match="before"):
        range_text(OPENING, date(2022, 5, 22), "ar")


@pytest.mark.parametrize("function", [gregorian_text, hijri_text, weekday_text])
def test_an_unknown_language_is_an_error_and_never_falls_back(function) -> None:
    with pytest.raises(KeyError):
        function(OPENING, "fr")


@given(st.dates(), st.sampled_from(["ar", "en"]))
def test_every_date_has_western_digits_only(day: date, language: str) -> None:
    text = weekday_and_date_text(day, language) + hijri_text(day, language)
    assert all(character.isascii() for character in text if character.isdigit())
    assert str(day.year) in text


def test_each_month_and_weekday_has_its_own_name() -> None:
    for language in ("ar", "en"):
        months = {gregorian_text(date(2024, month, 1), language) for month in range(1, 13)}
        weekdays = {weekday_text(date(2024, 1, day), language) for day in range(1, 8)}
        hijri_months = {
            hijri_text(date.fromordinal(day), language).split(" ", 1)[1].rsplit(" ", 2)[0]
            for day in range(date(2023, 8, 1).toordinal(), date(2024, 7, 6).toordinal())
        }
        assert (len(months), len(weekdays), len(hijri_months)) == (12, 7, 12)


# --- ranges of Hijri days, and what an office calls its months ----------------------------------


@pytest.mark.parametrize(
    "first, last, arabic, english",
    [
        (date(2022, 5, 23), date(2022, 5, 25), "22–24 شوال 1443 هـ", "22–24 Shawwal 1443 AH"),
        (date(2022, 5, 23), None, "22 شوال 1443 هـ", "22 Shawwal 1443 AH"),
        (date(2022, 5, 23), date(2022, 5, 23), "22 شوال 1443 هـ", "22 Shawwal 1443 AH"),
        (
            date(2022, 5, 29),
            date(2022, 6, 2),
            "28 شوال – 3 ذو القعدة 1443 هـ",
            "28 Shawwal – 3 Dhu al-Qadah 1443 AH",
        ),
        (
            date(2022, 7, 28),
            date(2022, 8, 1),
            "29 ذو الحجة 1443 هـ – 3 محرم 1444 هـ",
            "29 Dhu al-Hijjah 1443 AH – 3 Muharram 1444 AH",
        ),
        (date(1900, 1, 1), date(1900, 1, 3), "", ""),
    ],
)
def test_a_range_in_hijri_days(first, last, arabic, english):
    assert hijri_range_text(first, last, "ar") == arabic
    assert hijri_range_text(first, last, "en") == english


@pytest.mark.parametrize(
    "style, written",
    [
        ("common", "23–25 مايو 2022 م"),
        ("levant", "23–25 أيار 2022 م"),
        ("maghreb", "23–25 ماي 2022 م"),
        ("both", "23–25 أيار/مايو 2022 م"),
    ],
)
def test_an_office_names_its_months(style, written):
    call_arabic_months(style)
    try:
        assert range_text(date(2022, 5, 23), date(2022, 5, 25), "ar") == written
        assert range_text(date(2022, 5, 23), date(2022, 5, 25), "en") == "23–25 May 2022"
    finally:
        call_arabic_months("common")


def test_every_style_has_twelve_different_months():
    assert [len(set(months)) for months in ARABIC_MONTHS.values()] == [12, 12, 12, 12]
