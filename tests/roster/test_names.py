"""A cell with a name, taken apart where one can see it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.roster import names
from events.roster.names import Name


@pytest.mark.parametrize(
    "text, honorifics, own",
    [
        ("اللواء د. قدري أبو بكر", ("اللواء", "د."), "قدري أبو بكر"),
        ("أ.د. محمد علي", ("أ.د.",), "محمد علي"),
        ("أ.د محمد علي", ("أ.د",), "محمد علي"),
        ("أ. د. محمد علي", ("أ. د.",), "محمد علي"),
        ("م. سامي حسن", ("م.",), "سامي حسن"),
        ("م/ سامي حسن", ("م",), "سامي حسن"),
        ("د./ سامي حسن", ("د.",), "سامي حسن"),
        ("السيد/ أحمد سالم", ("السيد",), "أحمد سالم"),
        ("السيدة هند بنت سالم", ("السيدة",), "هند بنت سالم"),
        ("عميد ركن دكتور خالد سعيد", ("عميد", "ركن", "دكتور"), "خالد سعيد"),
        ("معالي الأستاذ الدكتور علي حسن", ("معالي", "الأستاذ الدكتور"), "علي حسن"),
        ("العقيد (متقاعد) علي حسن", ("العقيد",), "علي حسن"),
        ("Brig Gen John de la Cruz", ("Brig Gen",), "John de la Cruz"),
        ("Brig. Gen. Dr. Ali bin Said", ("Brig. Gen.", "Dr."), "Ali bin Said"),
        ("H.E. Mr. Ahmed AL-SAYED", ("H.E.", "Mr."), "Ahmed AL-SAYED"),
        ("Général Ali Ben Salah", ("Général",), "Ali Ben Salah"),
        # no honorifics: names that only look like them
        ("He Wei", (), "He Wei"),
        ("Sheikh Ahmed", (), "Sheikh Ahmed"),
        ("عبد العميد حسن", (), "عبد العميد حسن"),
        ("محمد أمير حسن", (), "محمد أمير حسن"),
        ("اللواء", (), "اللواء"),
        ("Drissa Maj", (), "Drissa Maj"),
        ("Eng", (), "Eng"),
    ],
)
def test_what_stands_before_a_name(text, honorifics, own):
    assert names.split(text) == Name(text, honorifics, own)


def test_a_word_that_is_rank_and_name_stays_in_the_name():
    assert names.split("رائد محمد علي") == Name("رائد محمد علي", (), "رائد محمد علي", True)
    assert names.split("الرائد محمد علي") == Name("الرائد محمد علي", ("الرائد",), "محمد علي")


@pytest.mark.parametrize("text", ["von der LEYEN", "de la Cruz", "O'Neil", "McDONALD", "al-Sayed"])
def test_capitals_and_particles_stay(text):
    assert names.split(text) == Name(text, (), text)


def test_printed_as_it_stands_and_kept_tidy():
    assert names.split("محـــمد عبد\u00a0ﷲ\u200f") == Name("محـــمد عبد ﷲ", (), "محمد عبد الله")


@pytest.mark.parametrize(
    "text, people",
    [
        ("اللواء أحمد سالم والعقيد محمد حسن", ["اللواء أحمد سالم", "العقيد محمد حسن"]),
        ("أحمد سالم / محمد حسن", ["أحمد سالم", "محمد حسن"]),
        ("أحمد سالم\nمحمد حسن", ["أحمد سالم", "محمد حسن"]),
        ("1- أحمد سالم 2- محمد علي", ["أحمد سالم", "محمد علي"]),
        ("١- أحمد سالم ٢- محمد علي", ["أحمد سالم", "محمد علي"]),
        ("Mr. Ali Said and Mr. Omar Nur", ["Mr. Ali Said", "Mr. Omar Nur"]),
        ("Ali Said & Omar Nur", ["Ali Said", "Omar Nur"]),
        ("السيد أحمد سالم، السيد محمد حسن", ["السيد أحمد سالم", "السيد محمد حسن"]),
        ("اللواء\nأحمد سالم", ["اللواء أحمد سالم"]),
        ("د./ أحمد سالم", ["د./ أحمد سالم"]),
        ("علي والي حسن", ["علي والي حسن"]),
        ("أحمد سالم، وزير الداخلية", ["أحمد سالم، وزير الداخلية"]),
        ("أحمد سالم\nوزير الداخلية", ["أحمد سالم وزير الداخلية"]),
        ("Salem, Ahmed Ali", ["Salem, Ahmed Ali"]),
    ],
)
def test_several_people_in_a_cell(text, people):
    assert names.people_in(text) == people


@pytest.mark.parametrize("text", ["د.", "أ.د", "اللواء", "Brig. Gen.", "السيد/", "عميد ركن", "Dr"])
def test_a_cell_of_honorifics_alone(text):
    assert names.is_honorific(text)


@pytest.mark.parametrize("text", ["", "سامي", "د. سامي", "Ali"])
def test_a_cell_with_a_name(text):
    assert not names.is_honorific(text)


@given(st.text(max_size=60))
def test_nothing_of_a_name_is_lost(text):
    """Honorifics and name together have the letters of the tidy cell, in order."""
    name = names.split(text)
    taken = "".join(name.honorifics) + name.own
    whole = names.tidied(name.printed)
    kept = iter(filter(str.isalpha, whole))
    assert all(letter in kept for letter in filter(str.isalpha, taken))
    assert name.printed == names.shown(text)
    assert bool(name.own) == bool(whole)


@given(st.text(max_size=60))
def test_a_shown_text_is_on_one_line_and_stays_so(text):
    shown = names.shown(text)
    assert "\n" not in shown
    assert names.shown(shown) == shown
