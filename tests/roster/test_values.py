"""Functions, telephones, addresses and days, as cells hold them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.roster import values
from events.roster.values import Day, Phone


@pytest.mark.parametrize(
    "text, function",
    [
        ("رئيس الوفد", "head"), ("رئيسًا للوفد", "head"), ("رئيس وفد", "head"),
        ("Head of Delegation", "head"), ("HEAD", "head"), ("نائب رئيس الوفد", "deputy"),
        (" عضوا ", "member"), ("عضو", "member"), ("Member", "member"), ("مستشار", "adviser"),
        ("خبيرة", "expert"), ("مراقب", "observer"), ("عضو (مناوب)", "member"),
        ("سائق", None), ("", None),
    ],
)  # fmt: skip
def test_functions(text, function):
    assert values.function_of(text) == function


def test_a_post_that_leads():
    assert values.leads("وزير الداخلية، رئيس الوفد")
    assert not values.leads("نائب رئيس الوفد")
    assert not values.leads("رئيس قسم")
    assert not values.leads("Deputy Head of Delegation")


@pytest.mark.parametrize(
    "text, phone",
    [
        ("", Phone("")),
        ("+966 11 200 0000", Phone("+966 11 200 0000")),
        ("00966112000000", Phone("+966112000000")),
        ("٠٠٩٦٦١١٢٠٠٠٠٠٠", Phone("+966112000000")),
        ("966112000000", Phone("+966112000000", "plus_restored")),
        ("966112000000+", Phone("+966112000000", "plus_restored")),
        ("011 200 0000", Phone("011 200 0000")),
        ("\u202a+966 11 200 0000\u202c", Phone("+966 11 200 0000")),
        ("9.66112E+11", Phone("", "digits_lost")),
        ("9٫66112E+11", Phone("", "digits_lost")),
        ("71000000 / 98000000", Phone("71000000 / 98000000", "several")),
        ("abc", Phone("", "unreadable")),
        ("12", Phone("", "unreadable")),
    ],
)
def test_telephones(text, phone):
    assert values.phone_of(text) == phone


@pytest.mark.parametrize(
    "text, address",
    [
        ("a@b.tn", ("a@b.tn", True)),
        (" A.B@interieur.gov.tn\u200f ", ("A.B@interieur.gov.tn", True)),
        ("mailto:a@b.tn", ("a@b.tn", True)),
        ("a @b.tn", ("a@b.tn", True)),
        ("-", ("", True)),
        ("", ("", True)),
        ("a@b,tn", ("", False)),
        ("لا يوجد", ("", False)),
    ],
)
def test_addresses(text, address):
    assert values.email_of(text) == address


JUNE = dt.date(2022, 6, 5)


@pytest.mark.parametrize(
    "text, month_first, day",
    [
        ("2022-06-05", False, Day(JUNE)),
        ("2022-06-05 00:00:00", False, Day(JUNE)),
        ("5/6/2022", False, Day(JUNE, "day_or_month")),
        ("6/5/2022", True, Day(JUNE, "day_or_month")),
        ("٥/٦/٢٠٢٢ م", False, Day(JUNE, "day_or_month")),
        ("13/6/2022", False, Day(dt.date(2022, 6, 13))),
        ("6/13/2022", False, Day(dt.date(2022, 6, 13))),
        ("13/6/2022", True, Day(dt.date(2022, 6, 13))),
        ("5.5.2022", False, Day(dt.date(2022, 5, 5))),
        ("44717", False, Day(JUNE, "serial")),
        ("4" * 5000, False, Day(None, "unreadable")),
        ("5/11/1443", False, Day(dt.date(2022, 6, 4), "hijri")),
        ("1443/11/05 هـ", False, Day(dt.date(2022, 6, 4), "hijri")),
        ("31/2/2022", False, Day(None, "unreadable")),
        ("قريبا", False, Day(None, "unreadable")),
        ("", False, Day(None)),
        ("-", False, Day(None)),
    ],
)
def test_days(text, month_first, day):
    assert values.day_of(text, month_first) == day


@given(st.dates(dt.date(1921, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_comes_back_from_a_serial_and_from_iso(day):
    serial = (day - dt.date(1899, 12, 30)).days
    assert values.day_of(str(serial)) == Day(day, "serial")
    assert values.day_of(day.isoformat()) == Day(day)


@given(st.text(max_size=20))
def test_any_text_is_read_without_failing(text):
    values.day_of(text)
    values.phone_of(text)
    values.email_of(text)
    values.function_of(text)
