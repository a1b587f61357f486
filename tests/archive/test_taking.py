"""What a good record becomes: rows, editions, addresses, bodies, conferences, the audit chain."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from communiques.invariants import failures
from communiques.models import Clearance, Communique, Edition, Series, Symbol, TextVersion
from events.models import Conference
from organizations.audit import AuditEvent
from organizations.models import Organization, OrganizationAlias
from tests.archive.conftest import edition, in_english, line, record
from tests.conftest import triggers_off

MEETING = {
    "title": {"ar": "ندوة", "en": "Seminar"}, "starts_on": "2001-05-20", "ends_on": "2001-05-24",
}  # fmt: skip


def body(key: str) -> Organization:
    names = {"council": "AIMC", "interpol": "INTERPOL"}
    return Organization.objects.called(names[key])


def test_both_languages_become_legacy_editions_public_at_their_date(archive):
    archive.write(line(symbol="AIMC/OLD/7", organizations=["INTERPOL"])).take()
    row = Communique.objects.get(archive_id="x-1")
    assert (row.slug, row.series.issuer) == ("aimc-old-7", body("council"))
    for language, words in (("ar", "<p>فقرة أولى</p>\n<p>فقرة ثانية</p>"),
                            ("en", "<p>One</p>\n<p>Two</p>")):  # fmt: skip
        found = edition(language=language)
        assert found.clearance == Clearance.LEGACY
        assert (found.body, found.number, found.symbol) == (words, 1, "AIMC/OLD/7")
        assert found.dated_on == dt.date(2001, 5, 23)
        assert timezone.localtime(found.visible_from).date() == dt.date(2001, 5, 23)
        assert found.text_digest == row.text(language).digest
        assert found.seal() == found.digest
        assert {each["id"] for each in found.envelope["organizations"]} == {body("interpol").pk}
        assert found.envelope["place"] == {"ar": "تونس", "en": "Tunis"}[language]
    assert not Edition.objects.public(at=edition().visible_from - dt.timedelta(seconds=1)).exists()
    assert Edition.objects.public(at=edition().visible_from).count() == 2
    assert list(failures()) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_readers_find_it_and_see_that_it_is_from_the_archive(archive, language):
    archive.write(line(symbol="AIMC/OLD/7")).take()
    page = Client().get(f"/{language}/communiques/aimc-old-7/")
    text = page.content.decode()
    assert page.status_code == 200
    assert {"ar": "من المحفوظات", "en": "From the archive"}[language] in text
    assert {"ar": "بيان x-1", "en": "Statement x-1"}[language] in text


def test_a_missing_language_gets_no_edition_and_no_words(archive):
    archive.write(in_english()).take()
    assert list(Edition.objects.values_list("language", flat=True)) == ["en"]
    row = Communique.objects.get()
    assert (row.original_language, row.rev_ar, row.rev_en, row.title_ar) == ("en", 0, 1, "")
    assert Client().get(f"/en/communiques/{row.slug}/").status_code == 200
    assert "body x-1" not in Client().get(f"/ar/communiques/{row.slug}/").content.decode()
    assert list(failures()) == []


def test_without_a_symbol_the_address_is_an_accession_number(archive):
    archive.write(line("x-1"), line("x-2", symbol=None), record("x-3", symbol="")).take()
    rows = Communique.objects.all()
    assert {each.slug for each in rows} == {f"acc-{each.pk}" for each in rows}
    assert not Symbol.objects.exists()
    assert set(Edition.objects.values_list("symbol", flat=True)) == {""}


def test_symbols_that_make_one_address_get_two(archive):
    archive.write(line("x-1", symbol="A/1"), line("x-2", symbol="a-1")).take()
    slugs = set(Communique.objects.values_list("slug", flat=True))
    assert slugs == {"a-1", f"a-1-{Communique.objects.get(archive_id='x-2').pk}"}


def test_a_symbol_that_is_taken_costs_that_line_alone(archive):
    lines = [line("x-1", symbol="A/1"), line("x-2", symbol="A/1"), line("x-3", symbol="A/3")]
    outcome = archive.write(*lines).take()
    assert outcome.err == ["line 2: the symbol “A/1” is taken"]
    assert outcome.counted == "2 taken in, 0 known already, 1 faulty."
    archive.write(line("x-4"), line("x-5", symbol="A/3")).take()
    assert set(Communique.objects.values_list("archive_id", flat=True)) == {"x-1", "x-3", "x-4"}
    assert list(failures()) == []


@pytest.mark.parametrize("symbol", [" A/1", "A/1\n", "A/1\u200f", "\u2066A/1\u2069", "\u00a0A/1"])
def test_symbols_that_read_alike_are_one(archive, symbol):
    archive.write(line("x-1", symbol="A/1")).take()
    outcome = archive.write(line("x-2", symbol=symbol)).take()
    assert outcome.err == ["line 1: the symbol “A/1” is taken"]
    assert archive.write(line("x-3", symbol=symbol.replace("1", "2"))).take().err == []
    assert set(Symbol.objects.values_list("text", flat=True)) == {"A/1", "A/2"}


def test_the_versions_say_what_was_taken_in(archive):
    archive.write(line()).take()
    versions = {each.language: each for each in TextVersion.objects.all()}
    row = Communique.objects.get()
    assert {code: each.text() for code, each in versions.items()} == {
        code: row.text(code) for code in ("ar", "en")
    }
    assert versions["en"].source_digest == row.text("ar").digest
    assert versions["ar"].source_digest == ""


def test_the_audit_chain_says_where_each_came_from(archive):
    archive.write(line("x-1"), in_english("x-2")).take()
    events = AuditEvent.objects.filter(data__has_key="archive_id")
    assert {each.data["archive_id"] for each in events} == {"x-1", "x-2"}
    assert {each.data["source_url"] for each in events} == {"https://example.org/1"}
    things = {f"communiques.communique/{row.pk}" for row in Communique.objects.all()}
    assert {each.thing for each in events} == things
    assert list(failures()) == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_audit_chain_knows_every_edition(archive, language):
    """Changed under the triggers, and with all its own digests made to fit."""
    archive.write(line("x-1"), line("x-2")).take()
    changed = edition("x-2", language)
    changed.symbol = "FORGED/1"
    with triggers_off() as cursor:
        cursor.execute(
            "UPDATE communiques_edition SET symbol = %s, digest = %s WHERE id = %s",
            [changed.symbol, changed.seal(), changed.pk],
        )
    assert 6 in {each.invariant for each in failures()}


# --- bodies -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spelling",
    [
        "الإنتربول",
        "الانتربول",
        "الإنـــتربول",
        "اَلإنتربول",
        "INTERPOL",
        "Interpol",
        "ICPO",
        "I.C.P.O.",
    ],
)
def test_a_body_is_found_by_any_spelling(archive, spelling):
    outcome = archive.write(line(issuer=spelling, organizations=[spelling, "interpol"])).take()
    assert outcome.out == ["1 taken in, 0 known already, 0 faulty."]
    assert edition().issuer == body("interpol")
    assert [each["id"] for each in edition().envelope["organizations"]] == [body("interpol").pk]


def test_unknown_bodies_are_created_and_listed_once(archive):
    before = Organization.objects.count()
    lines = [
        line("x-1", issuer="Arab Centre for Water", organizations=["المركز العربي للمياه"]),
        line("x-2", issuer="arab centre for water", organizations=["Arab  Centre, for Water"]),
        *(line(f"y-{n}", issuer="ARAB CENTRE FOR WATER") for n in range(60)),
    ]
    outcome = archive.write(*lines).take()
    listed = [each for each in outcome.out if each.startswith("new body")]
    assert listed == ["new body: Arab Centre for Water", "new body: المركز العربي للمياه"]
    assert Organization.objects.count() == before + 2
    centre = Organization.objects.called("ARAB CENTRE FOR WATER")
    assert (centre.name_en, centre.name_ar) == ("Arab Centre for Water", "")
    assert Organization.objects.called("المركز العربي للمياه").name_ar
    assert AuditEvent.objects.filter(verb="body added by an import").count() == 2


def test_a_body_that_a_faulty_line_had_added_is_gone_and_not_listed(archive):
    lines = [
        line("x-1", symbol="A/1"),
        line("x-2", symbol="A/1", issuer="Brand New Body", conference=MEETING),
    ]
    outcome = archive.write(*lines).take()
    assert len(outcome.err) == 1
    assert outcome.out == ["1 taken in, 0 known already, 1 faulty."]
    assert Organization.objects.called("Brand New Body") is None
    assert not Conference.objects.filter(title_en="Seminar").exists()


def test_a_name_that_clashes_costs_that_line_alone(archive, monkeypatch):
    """Somebody gives the spelling to a body after the import has looked for it."""
    monkeypatch.setattr("communiques.archive.surroundings.bodies_called", lambda spellings: {
        each.key: each.organization
        for each in OrganizationAlias.objects.exclude(key="icpo") if each.key in {
            "arab interior ministers council", "interpol"}
    })  # fmt: skip
    lines = [line("x-1"), line("x-2", organizations=["ICPO"]), line("x-3")]
    outcome = archive.write(*lines).take()
    assert outcome.counted == "2 taken in, 0 known already, 1 faulty."
    (fault,) = outcome.err
    assert fault.startswith("line 2: “ICPO” already means “")


def test_bodies_whose_addresses_begin_alike_have_series_of_their_own(archive):
    long = "Arab Committee on the Prevention of Trafficking in {}"
    lines = [line(f"x-{n}", issuer=long.format(n)) for n in ("Persons", "Weapons", "Antiquities")]
    outcome = archive.write(*lines).take()
    assert outcome.err == []
    patterns = set(Series.objects.values_list("pattern", flat=True))
    assert len(patterns) == 3 and all(len(each) <= 80 for each in patterns)


def test_the_series_of_the_issuer_is_used_where_it_has_one(archive):
    own = Series.objects.create(
        issuer=body("council"), kind="statement", pattern="C/{year}/{number}", name_ar="x"
    )
    archive.write(line("x-1"), line("x-2", kind="message")).take()
    assert Communique.objects.get(archive_id="x-1").series == own
    other = Communique.objects.get(archive_id="x-2").series
    assert (other.kind, other.issuer) == ("message", body("council"))
    assert other.name_ar and other.name_en
    assert other.steps.count() == 2


# --- conferences --------------------------------------------------------------------------------


def test_unknown_conferences_are_created_and_listed_once(archive):
    archive.write(
        *(line(f"x-{n}", conference=MEETING) for n in range(40)),
        line("x-40", conference=MEETING | {"title": {"ar": "ندوة"}}),
        line("x-41", conference=MEETING | {"starts_on": "2002-05-20", "ends_on": None}),
        line("x-42", conference={"title": {"en": "Some day"}}),
    )
    outcome = archive.take()
    listed = [each for each in outcome.out if each.startswith("new conference")]
    assert listed == ["new conference: ندوة", "new conference: ندوة", "new conference: Some day"]
    row = Conference.objects.get(title_en="Seminar", starts_on="2001-05-20")
    assert (row.state, row.ends_on) == ("held", dt.date(2001, 5, 24))
    assert row.editions.count() == 82
    assert edition("x-40").conference == row
    assert edition().envelope["conference"]["title"] == "ندوة"
    assert Conference.objects.get(title_en="Some day").starts_on is None
    assert list(failures()) == []


def test_a_conference_that_has_not_begun_is_not_held(archive):
    """A text may tell of a meeting to come."""
    ahead = (timezone.localdate() + dt.timedelta(days=9)).isoformat()
    archive.write(line(conference={"title": {"en": "To come"}, "starts_on": ahead})).take()
    row = Conference.objects.get(title_en="To come")
    assert row.state == Conference.State.CONFIRMED
    row.full_clean()


def test_new_bodies_have_no_space_around_their_names(archive):
    archive.write(line(issuer=" New Body ", organizations=["\tNew Body", " جهة جديدة"])).take()
    assert Organization.objects.called("New Body").name_en == "New Body"
    assert Organization.objects.called("جهة جديدة").name_ar == "جهة جديدة"


def test_a_conference_that_is_there_is_found(archive):
    there = Conference.objects.get()
    assert there.title_ar and there.starts_on
    days = {"starts_on": str(there.starts_on), "ends_on": str(there.ends_on)}
    outcome = archive.write(line(conference={"title": {"ar": there.title_ar}} | days)).take()
    assert outcome.out == ["1 taken in, 0 known already, 0 faulty."]
    assert edition().conference == there
    assert edition().envelope["conference"]["delegations"]


# --- hostile texts ------------------------------------------------------------------------------


def test_hostile_html_reaches_no_reader(archive):
    hostile = (
        "<p>Good</p><script>alert('planted')</script><img src=x onerror=planted()>"
        "<a href='javascript:planted()'>link</a><iframe src='//planted'></iframe>"
        "<p style='x:planted' onclick='planted()'>end</p>"
    )
    summary, title = "<script>planted</script>", "<b onclick=x()>Title</b>"
    archive.write(
        in_english(body={"en": hostile}, title={"en": title}, summary={"en": summary})
    ).take()
    found = edition(language="en")
    assert found.body == "<p>Good</p>\n<p>link</p>\n<p>end</p>"
    page = Client().get(f"/en/communiques/{found.communique.slug}/").content.decode()
    assert "<b onclick" not in page and "<script>planted" not in page
    assert "&lt;b onclick" in page
