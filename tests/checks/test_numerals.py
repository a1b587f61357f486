"""Numbers have one value however they are written."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communiques.checks.dates import days
from communiques.checks.numerals import numbers
from organizations.calendars import ARABIC_MONTHS, gregorian_text
from organizations.ordinals import ordinal_text

EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def values(text: str, language: str) -> list[Decimal]:
    return [each.value for each in numbers(text, language)]


@given(st.integers(0, 10**9), st.sampled_from(["ar", "en"]), st.booleans(), st.booleans())
def test_digits_of_either_kind_grouped_or_not(number, language, grouped, eastern):
    written = f"{number:,}" if grouped else str(number)
    written = written.translate(EASTERN) if eastern else written
    assert values(f"x {written} y", language) == [number]


@given(st.integers(3, 999), st.sampled_from(["ar", "en"]), st.booleans(), st.sampled_from("mf"))
def test_ordinals_in_words(number, language, oblique, gender):
    text = ordinal_text(number, language, oblique=oblique, gender=gender)
    noun = "الدورة" if language == "ar" else "session"
    assert values(f"{noun} {text} {noun}", language) == [number]


UNITS = ["واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS = ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
EN_UNITS = "one two three four five six seven eight nine".split()  # noqa: SIM905
EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905


@pytest.mark.parametrize("ten", range(2, 10))
@pytest.mark.parametrize("unit", range(1, 10))
def test_cardinals_below_a_hundred_in_words(ten, unit):
    number = ten * 10 + unit
    assert values(f"{UNITS[unit - 1]} و{TENS[ten - 2]} وفدًا", "ar") == [number]
    assert values(f"{EN_TENS[ten - 2]}-{EN_UNITS[unit - 1]} delegations", "en") == [number]
    assert values(f"مائة و{UNITS[unit - 1]} و{TENS[ten - 2]}", "ar") == [100 + number]
    words = f"one hundred and {EN_TENS[ten - 2]}-{EN_UNITS[unit - 1]}"
    assert values(words, "en") == [100 + number]


@given(st.text(max_size=60), st.sampled_from(["ar", "en"]))
def test_no_text_breaks_it_and_nothing_overlaps(text, language):
    found = numbers(text, language)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    for day in days(text, language):
        day.date()


@given(st.dates(), st.sampled_from(["ar", "en"]))
def test_days_as_the_site_writes_them(day, language):
    if day.year < 1600:
        return
    (found,) = days(f"x {gregorian_text(day, language)}.", language)
    assert found.date() == day


@pytest.mark.parametrize("style", ARABIC_MONTHS)
@pytest.mark.parametrize("month", range(1, 13))
def test_every_name_of_a_month(style, month):
    (found,) = days(f"في 5 {ARABIC_MONTHS[style][month - 1]} 2022.", "ar")
    assert found.value == (False, 2022, month, 5)
