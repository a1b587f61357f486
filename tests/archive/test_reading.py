"""One line and what is made of it: every fault named in both languages, no good line lost."""

import io
import json
import re

import pytest
from django.utils import translation

from communiques.archive import intake, records
from communiques.archive.records import Faulty, parse
from communiques.models import Communique
from tests.archive.conftest import edition, in_english, line, record

CONFERENCE = {"title": {"en": "Meeting"}, "starts_on": "2001-05-20", "ends_on": "2001-05-24"}


def raw(data) -> bytes:
    return json.dumps(data).encode()


def nested(depth: int) -> bytes:
    return raw(record()).replace(b'"x-1"', b"[" * depth + b"]" * depth)


#: name: (line, what the reason says in English, in Arabic)
FAULTY = {
    "not JSON": (b'{"id": "x-1",', "not JSON", "JSON"),
    "cut short": (raw(record())[:-30], "not JSON", "JSON"),
    "a list": (b"[1, 2]", "one JSON object", "JSON"),
    "a number": (b"7", "one JSON object", "JSON"),
    "null": (b"null", "one JSON object", "JSON"),
    "a huge number": (raw(record()).replace(b'"x-1"', b"9" * 5000), "thousands of digits", ""),
    "nested deeply": (nested(100_000), "nested too deeply", ""),
    "invalid UTF-8": (b'{"id": "\xff\xfe"}', "not UTF-8", "UTF-8"),
    "Windows Arabic": ('{"id": "بيان"}'.encode("cp1256"), "not UTF-8", "UTF-8"),
    "UTF-16": ('{"id": "x"}'.encode("utf-16"), "not UTF-8", "UTF-8"),
    "no id": (raw(record(None)), "“id” is missing", "«id»"),
    "an empty id": (raw(record("  ")), "“id” is missing", "«id»"),
    "an id that is a number": (raw(record(7)), "“id” must be text", "«id»"),
    "an endless id": (raw(record("x " * 101)), "“id”: ", "id"),
    "no issuer": (raw(record(issuer=None)), "“issuer” is missing", "«issuer»"),
    "an issuer of signs": (raw(record(issuer="—")), "“—” is not the name", "—"),
    "an endless issuer": (raw(record(issuer="word " * 61)), "“issuer”: ", "issuer"),
    "no kind": (raw(record(kind=None)), "“kind” is missing", "«kind»"),
    "an unknown kind": (raw(record(kind="poem")), "unknown kind “poem”", "poem"),
    "no date": (raw(record(date=None)), "“date” is missing", "«date»"),
    "no such day": (raw(record(date="2022-02-30")), "“date” must be a day", "«date»"),
    "a day turned round": (raw(record(date="23/05/2022")), "must be a day", "«date»"),
    "a week": (raw(record(date="2022-W01-1")), "must be a day", "«date»"),
    "still to come": (raw(record(date="2999-01-01")), "“date” is still to come", "date"),
    "a year long ago": (raw(record(date="0001-01-01")), "“date”: ", "date"),
    "a date that is a number": (raw(record(date=20220523)), "“date” must be text", "«date»"),
    "a conference in a year that nobody means": (
        raw(record(conference={"title": {"en": "x"}, "starts_on": "9999-12-31"})),
        "“starts_on”: ", "starts_on",
    ),
    "a symbol that is a list": (raw(record(symbol=["A"])), "“symbol” must be text", "«symbol»"),
    "an endless symbol": (raw(record(symbol="S" * 101)), "“symbol”: ", "symbol"),
    "a third language": (raw(record(original_language="fr")), "original_language", "original_lan"),
    "no text": (raw(record(title=None, body=None)), "no language has", ""),
    "a body alone": (raw(record(title={"ar": "عنوان"})), "the text in “en” lacks", "en"),
    "a title that is text": (raw(record(title="بيان")), "“title” must hold", "«title»"),
    "a title that is a list": (raw(record(title={"ar": ["x"]})), "“title.ar” must be", "title.ar"),
    "a title of 501": (raw(record(title={"ar": "ب" * 99 + " ب" * 201, "en": "T"})), "500", "500"),
    "a body that is a list": (raw(record(body={"ar": ["x"]})), "“body” must be text", "«body»"),
    "a body of tags": (raw(record(body={"ar": "<p> </p>", "en": "x"})), "“ar” is empty", "ar"),
    "a body of script": (
        raw(record(body={"ar": "<script>alert(1)</script>", "en": "x"})), "“ar” is empty", "ar",
    ),
    "a body far too long": (raw(record(body={"ar": "ن " * 250_000, "en": "x"})), "too_long", ""),
    "a word far too long": (raw(record(body={"ar": "ن" * 201, "en": "x"})), "long_word", ""),
    "NUL in a title": (raw(record(title={"ar": "a\0b", "en": "T"})), "(nul) near “a[U+0000]b”", ""),
    "NUL in plain text": (raw(record(body={"ar": "a\0b", "en": "x"})), ": nul near", ""),
    "NUL in HTML": (raw(record(body={"ar": "<p>a\0b</p>", "en": "x"})), ": nul near", ""),
    "half a character": (raw(record(title={"ar": "a\ud800", "en": "T"})), "lone_surrogate", ""),
    "half in plain text": (
        raw(record(body={"ar": "a\ud800b", "en": "x"})), "lone_surrogate near “<p>a[U+D800]b", "",
    ),
    "half in an id": (raw(record("\udfff")), "lone_surrogate", ""),
    "bidi in a title": (raw(record(title={"ar": "a\u202eb", "en": "T"})), "bidi_override", ""),
    "bidi in plain text": (raw(record(body={"ar": "a\u202eb", "en": "x"})), "bidi_override", ""),
    "bidi in HTML": (raw(record(body={"ar": "<p>&#x202e;b", "en": "x"})), "bidi_override", ""),
    "bidi in a body's name": (raw(record(organizations=["a\u202eb"])), "bidi_override", ""),
    "bodies that are text": (raw(record(organizations="WCO")), "list of names", "«organizations»"),
    "a body that is null": (raw(record(organizations=[None])), "list of names", "«organizations»"),
    "a place on two lines": (raw(record(place={"ar": "a\nb"})), "“place.ar”: ", "place.ar"),
    "a place far too long": (raw(record(place={"ar": "a " * 101})), "“place.ar”: ", "place.ar"),
    "a conference that is text": (raw(record(conference="x")), "“conference” must hold", "«conf"),
    "a conference of no title": (raw(record(conference={"title": {}})), "has no title", ""),
    "a conference turned round": (
        raw(record(conference=CONFERENCE | {"ends_on": "2001-05-19"})), "ends before it starts", "",
    ),
    "a conference with an end alone": (
        raw(record(conference=CONFERENCE | {"starts_on": None})), "ends before it starts", "",
    ),
    "a conference on no day": (
        raw(record(conference=CONFERENCE | {"starts_on": "soon"})), "“starts_on” must be", "starts",
    ),
    "a line of 5 MB": (line() + b" " * 5_000_000, "longer than 5 MB", "5"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
@pytest.mark.django_db
def test_a_faulty_line_says_why_in_both_languages(name):
    faulty, english, arabic = FAULTY[name]
    reasons = {}
    for language in ("en", "ar"):
        report = intake.Report()
        with translation.override(language):
            assert [*intake.take([faulty], report=report)] == [report]
        ((number, reasons[language]),) = report.faults
        assert (number, report.taken) == (1, 0)
    assert english in reasons["en"] and arabic in reasons["ar"]
    assert not Communique.objects.exists()
    assert all(each.isprintable() for each in reasons.values())


@pytest.mark.parametrize("name", FAULTY)
@pytest.mark.django_db
def test_the_reason_is_in_arabic_where_that_is_the_language(name):
    report = intake.Report()
    with translation.override("ar"):
        list(intake.take([FAULTY[name][0]], report=report))
    assert re.search("[\u0621-\u064a]{2}", report.faults[0][1]), report.faults


def test_good_lines_around_every_faulty_one_are_all_taken(archive):
    lines, wrong = [], []
    for index, (faulty, *_reasons) in enumerate(FAULTY.values()):
        lines += [line(f"good-{index}"), faulty.rstrip(b"\n").replace(b"\n", b" ") + b"\n"]
        wrong.append(2 * index + 2)
    outcome = archive.write(*lines).take()
    numbers = [int(re.match(r"line (\d+): ", each)[1]) for each in outcome.err]
    assert numbers == wrong
    assert outcome.counted == f"{len(FAULTY)} taken in, 0 known already, {len(FAULTY)} faulty."
    taken = set(Communique.objects.values_list("archive_id", flat=True))
    assert taken == {f"good-{index}" for index in range(len(FAULTY))}


def test_a_file_as_other_systems_write_it(archive):
    first, second, third = (line(f"x-{n}").rstrip(b"\n") for n in (1, 2, 3))
    outcome = archive.write(
        b"\xef\xbb\xbf" + first + b"\r\n", b"\r\n", b"   \n", b"\n", second + b"\r\n", third
    ).take()
    assert outcome.err == []
    assert outcome.counted == "3 taken in, 0 known already, 0 faulty."
    assert edition("x-1").title == "بيان x-1"


def test_line_numbers_count_the_blank_lines(archive):
    outcome = archive.write(b"\n", line(), b"\n", b"{\n").take()
    assert [each.split(":")[0] for each in outcome.err] == ["line 4"]


def test_a_file_of_a_byte_order_mark_alone(archive):
    outcome = archive.write(b"\xef\xbb\xbf\n").take()
    assert outcome.counted == "0 taken in, 0 known already, 0 faulty." and not outcome.err


def test_a_line_that_is_far_too_long_is_never_held_whole():
    stream = io.BytesIO(b"x" * 17_000_000 + b"\n" + b"y\n" + b"z" * 5_000_001)
    assert [len(each) for each in records.lines_of(stream)] == [5_000_001, 2, 5_000_001]


def test_a_line_of_almost_5_mb_is_taken(archive):
    outcome = archive.write(line("big", note="n" * 4_900_000), line("small")).take()
    assert outcome.err == [] and outcome.counted.startswith("2 taken in")


@pytest.mark.parametrize(
    ("body", "stored"),
    [
        ("one\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\r\n\r\n\r\ntwo\n", "<p>one</p>\n<p>two</p>"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("<< quoted >>", "<p>&lt;&lt; quoted &gt;&gt;</p>"),
        ("<تصريح> نص", "<p>&lt;تصريح&gt; نص</p>"),
        ("Tom <b>said</b>", "<p>Tom &lt;b&gt;said&lt;/b&gt;</p>"),
        ("<p>one</p><p>two</p>", "<p>one</p>\n<p>two</p>"),
        ("  \n<H1>T</H1><p>a<br>b", "<h2>T</h2>\n<p>a<br>b</p>"),
        ("<!-- x --><p>a</p>", "<p>a</p>"),
        ("<p onclick=x()>a<script>b</script><img src=x onerror=y></p>", "<p>a</p>"),
        ('<p><a href="javascript:x()">a</a> <a href="https://e.org/">b</a></p>',
         '<p>a <a href="https://e.org/">b</a></p>'),
        ("<svg><text>x</text></svg><style>p{}</style><p>a</p>", "<p>a</p>"),
    ],
)  # fmt: skip
def test_plain_paragraphs_and_html_become_canonical(body, stored):
    assert parse(line(body={"en": body}, title={"en": "T"})).texts["en"].body == stored


@pytest.mark.parametrize("language", ["ar", "en"])
def test_one_language_may_be_missing(language):
    only = {key: {language: "نص", } for key in ("title", "body")}  # fmt: skip
    for absent in ({}, {"xx": "?"}, {"ar" if language == "en" else "en": None}):
        found = parse(line(**{key: value | absent for key, value in only.items()}))
        assert list(found.texts) == [language]
        assert found.original_language == language


def test_the_original_language_is_the_one_named_where_both_are_there():
    assert parse(line(original_language="en")).original_language == "en"
    assert parse(line(original_language=None)).original_language == "ar"
    assert parse(json.dumps(in_english())).texts.keys() == {"en"}


def test_a_line_may_be_text_as_well_as_bytes():
    assert parse(line().decode()) == parse(line()) == parse("\ufeff" + line().decode())
    with pytest.raises(Faulty):
        parse("{")


def test_what_the_format_does_not_know_is_ignored():
    assert parse(line(extra={"deep": [1, {"x": None}]}, number=10**300)) == parse(line())


def test_a_title_on_two_lines_is_joined():
    assert parse(line(title={"en": "one\ntwo"}, body={"en": "x"})).texts["en"].title == "one two"
