"""Ordinals, written out and read back in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.ordinals import LARGEST, ordinal_short, ordinal_text, ordinal_value

WRITTEN = {
    1: ("الأولى", "first", "1st"),
    2: ("الثانية", "second", "2nd"),
    3: ("الثالثة", "third", "3rd"),
    8: ("الثامنة", "eighth", "8th"),
    10: ("العاشرة", "tenth", "10th"),
    11: ("الحادية عشرة", "eleventh", "11th"),
    12: ("الثانية عشرة", "twelfth", "12th"),
    13: ("الثالثة عشرة", "thirteenth", "13th"),
    19: ("التاسعة عشرة", "nineteenth", "19th"),
    20: ("العشرون", "twentieth", "20th"),
    21: ("الحادية والعشرون", "twenty-first", "21st"),
    32: ("الثانية والثلاثون", "thirty-second", "32nd"),
    40: ("الأربعون", "fortieth", "40th"),
    41: ("الحادية والأربعون", "forty-first", "41st"),
    53: ("الثالثة والخمسون", "fifty-third", "53rd"),
    66: ("السادسة والستون", "sixty-sixth", "66th"),
    77: ("السابعة والسبعون", "seventy-seventh", "77th"),
    80: ("الثمانون", "eightieth", "80th"),
    99: ("التاسعة والتسعون", "ninety-ninth", "99th"),
    100: ("المائة", "one hundredth", "100th"),
    101: ("الأولى بعد المائة", "one hundred and first", "101st"),
    111: ("الحادية عشرة بعد المائة", "one hundred and eleventh", "111th"),
    141: ("الحادية والأربعون بعد المائة", "one hundred and forty-first", "141st"),
}


@pytest.mark.parametrize("number", WRITTEN)
def test_as_a_careful_editor_writes_them(number):
    arabic, english, short = WRITTEN[number]
    assert ordinal_text(number, "ar") == arabic
    assert ordinal_text(number, "en") == english
    assert (ordinal_short(number, "en"), ordinal_short(number, "ar")) == (short, str(number))


def test_the_masculine_and_the_oblique():
    assert ordinal_text(41, "ar", gender="m") == "الحادي والأربعون"
    assert ordinal_text(1, "ar", gender="m") == "الأول"
    assert ordinal_text(11, "ar", gender="m") == "الحادي عشر"
    assert ordinal_text(41, "ar", oblique=True) == "الحادية والأربعين"
    assert ordinal_text(40, "ar", oblique=True) == "الأربعين"
    assert ordinal_text(201, "ar", oblique=True) == "الأولى بعد المائتين"


@pytest.mark.parametrize(
    "text, number",
    [
        ("الحاديه والاربعين", 41),
        ("الحاديـــة والأربعون", 41),
        ("المئة", 100),
        ("الأولى بعد المئة", 101),
        ("Forty-First", 41),
        ("forty first", 41),
        ("41st", 41),
        ("٤١", 41),
        ("41", 41),
        ("One hundred and first", 101),
        ("One hundred first", 101),
    ],
)
def test_read_back_however_they_are_spelt(text, number):
    assert ordinal_value(text) == number


@pytest.mark.parametrize("text", ["", "0", "1000", "والأربعون", "forty", "الدورة", "41nd of"])
def test_another_text_is_no_ordinal(text):
    assert ordinal_value(text) is None


@pytest.mark.parametrize("number", [0, -1, LARGEST + 1])
def test_no_ordinal_outside_the_range(number):
    for language in ("ar", "en"):
        with pytest.raises(ValueError):
            ordinal_text(number, language)


@given(
    number=st.integers(1, LARGEST),
    language=st.sampled_from(["ar", "en"]),
    gender=st.sampled_from(["f", "m"]),
    oblique=st.booleans(),
)
def test_what_is_written_is_read_back(number, language, gender, oblique):
    written = ordinal_text(number, language, gender=gender, oblique=oblique)
    assert ordinal_value(written) == number
    assert ordinal_value(ordinal_short(number, language)) == number


def test_no_two_numbers_are_written_alike():
    for language in ("ar", "en"):
        written = {ordinal_text(number, language) for number in range(1, LARGEST + 1)}
        assert len(written) == LARGEST
