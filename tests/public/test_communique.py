"""The page of one communiqué: what it says, in which language, and of which edition."""

import datetime as dt
import re

import pytest
from django.utils import translation

from communiques.models import Decision
from communiques.public.reading import numbered
from events.models import ConferenceSeries
from organizations.models import Appointment, Organization, Person


def text_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_page_shows_the_sealed_facts_and_not_the_directory(
    publish, client, issuer, make_full_conference
):
    person = Person.objects.create(name_ar="فلان", name_en="Somebody", slug="somebody")
    Appointment.objects.create(
        person=person, organization=issuer, title_ar="الأمين", title_en="Secretary"
    )
    conference = make_full_conference(1, venue_en="The Hall", city_en="Cairo")
    publish(
        1, place_en="Tunis", summary_en="In short", conference=conference, people=[person],
        organizations=[issuer],
    )  # fmt: skip
    for row, field in ((issuer, "name_en"), (conference, "title_en"), (person, "name_en")):
        setattr(row, field, "Renamed since")
        row.save()

    text = text_of(client, "/en/communiques/gs-st-2022-1/")

    assert "Renamed since" not in text
    for words in (
        "Statement 1", "GS/ST/2022/1", "25 May 2022", "24 Shawwal 1443 AH", "Tunis", "In short",
        'aria-label="Paragraph 1"></a>Text 1</p>', "Ministers&#x27; Council", "General Secretariat",
        "Conference 1", "23–25 May 2022", "22–24 Shawwal 1443 AH", "The Hall, Cairo", "Body 101",
        "Theme 1", "Session 1", "Speaker 1.1", "Head 1", "Mandated by Mohammed",
        "Somebody", "Secretary",
    ):  # fmt: skip
        assert words in text, words


def test_page_has_its_language_and_links_to_the_other(publish, client, settings):
    settings.SITE_URL = "https://example.org"
    publish(1)

    arabic = text_of(client, "/ar/communiques/gs-st-2022-1/")

    assert '<html lang="ar" dir="rtl">' in arabic
    assert '<article class="communique" lang="ar" dir="rtl"' in arabic
    assert (
        '<link rel="canonical" href="https://example.org/ar/communiques/gs-st-2022-1/">' in arabic
    )
    for language in ("ar", "en"):
        address = f"https://example.org/{language}/communiques/gs-st-2022-1/"
        assert f'<link rel="alternate" hreflang="{language}" href="{address}">' in arabic
    assert '<a class="switch" href="/en/communiques/gs-st-2022-1/" lang="en" dir="ltr"' in arabic
    assert 'href="/ar/communiques/gs-st-2022-1/parallel/"' in arabic


@pytest.mark.parametrize(
    ("mine", "theirs", "title", "body", "has", "says"),
    [
        ("en", "ar", "بيان 1", "نص 1", 'lang="ar" dir="rtl"', "published in Arabic only"),
        ("ar", "en", "Statement 1", "Text 1", 'lang="en" dir="ltr"', ""),
    ],
)
@pytest.mark.parametrize("path", ["", "parallel/"])
def test_page_without_a_text_in_its_language_says_where_the_text_is(
    publish, client, mine, theirs, title, body, has, says, path
):
    publish(1, languages=theirs)

    text = text_of(client, f"/{mine}/communiques/gs-st-2022-1/{path}")

    link = f'<a href="/{theirs}/communiques/gs-st-2022-1/" hreflang="{theirs}">{title}</a>'
    assert f'<p class="card" {has}>{link}</p>' in text
    assert body not in text
    assert text.count(title) == 1
    assert says in text
    assert '<meta name="robots" content="noindex, follow">' in text
    assert 'rel="alternate" hreflang' not in text


def test_a_language_added_later_brings_its_page(publish, client):
    row = publish(1, languages="ar")
    publish(row=row, languages="ar en", kind="addendum")

    assert "Text 1" in text_of(client, "/en/communiques/gs-st-2022-1/")
    assert "only" in text_of(client, "/en/communiques/gs-st-2022-1/editions/1/").lower()
    text = text_of(client, "/en/communiques/gs-st-2022-1/editions/1/")
    assert 'href="/ar/communiques/gs-st-2022-1/editions/1/"' in text


def test_parallel_view_puts_the_paragraphs_beside_each_other(publish, client):
    publish(
        1,
        body_ar="<h2>عنوان</h2><p>أول</p><p>ثان</p>",
        body_en="<h2>Heading</h2><p>First</p><p>Second</p><p>Third</p>",
        summary_ar="خلاصة",
    )

    response = client.get("/en/communiques/gs-st-2022-1/parallel/")
    pairs = [tuple(block and block.text for block in pair) for pair in response.context["pairs"]]

    assert pairs == [("Heading", "عنوان"), ("First", "أول"), ("Second", "ثان"), ("Third", None)]
    text = response.content.decode()
    assert (
        'lang="en" dir="ltr" class="parallel__side parallel__side--en prose"><p>First</p>' in text
    )
    assert 'lang="ar" dir="rtl" class="parallel__side parallel__side--ar prose"><p>أول</p>' in text
    assert 'parallel__side--ar prose prose--summary"><p>خلاصة</p>' in text


def test_an_earlier_edition_stays_as_it_was_and_says_that_it_is_earlier(publish, client):
    row = publish(1)
    row.body_en, row.change_note_en = "<p>Corrected text</p>", "The figure was wrong."
    row.save()
    publish(row=row, kind="corrigendum")

    current = text_of(client, "/en/communiques/gs-st-2022-1/")
    earlier = text_of(client, "/en/communiques/gs-st-2022-1/editions/1/")
    same = text_of(client, "/en/communiques/gs-st-2022-1/editions/2/")

    assert "Corrected text" in current and "Corrigendum" in current
    assert "The figure was wrong." in current
    assert "This is an earlier edition." not in current
    assert "Text 1" in earlier and "Corrected text" not in earlier
    assert "This is an earlier edition." in earlier
    assert 'href="/en/communiques/gs-st-2022-1/">Read the edition in force' in earlier
    assert "Corrected text" in same and "This is an earlier edition." not in same
    for page in (earlier, same):
        assert '<meta name="robots" content="noindex, follow">' in page


@pytest.mark.parametrize("number", [0, 2, 2**31, 10**30])
def test_an_edition_that_does_not_exist_is_not_found(publish, client, number):
    publish(1)

    text_of(client, f"/en/communiques/gs-st-2022-1/editions/{number}/", status=404)


def test_urgent_release_shows_whether_it_was_reviewed(publish, client):
    row = publish(1, clearance="urgent")
    address = "/en/communiques/gs-st-2022-1/"
    pending = "Released by the urgent procedure; later review pending."
    assert pending in text_of(client, address)

    review = {
        "communique": row, "action": "review_urgent", "release": row.releases.get(),
        "text_revision": 1, "at": dt.datetime(2022, 5, 31, 9, tzinfo=dt.UTC),
    }  # fmt: skip
    Decision.objects.create(language="ar", **review)
    assert pending in text_of(client, address)

    Decision.objects.create(language="en", **review)
    text = text_of(client, address)
    assert pending not in text
    assert 'reviewed on <time datetime="2022-05-31">31 May 2022</time>.' in text


def test_an_archive_text_says_that_it_is_one(publish, client):
    publish(1, clearance="legacy")

    assert "From the archive: published before this system." in text_of(
        client, "/en/communiques/gs-st-2022-1/"
    )


def test_a_body_sealed_without_a_name_in_the_language_comes_marked(publish, client, make_body):
    body = make_body(3, name_en="")
    publish(1, organizations=[body], clearance="legacy")
    publish(2, organizations=[body], clearance="legacy", languages="en")

    text = text_of(client, "/en/communiques/gs-st-2022-1/")
    link = '<a href="/en/organizations/body-3/"><span lang="ar" dir="rtl">هيئة 3</span></a>'
    assert link in text
    assert text.count("هيئة") == 1
    assert "هيئة" not in text_of(client, "/en/communiques/gs-st-2022-2/")


def test_every_link_of_a_communique_leads_somewhere(publish, client, make_full_conference):
    conference = make_full_conference(2, state="planned")
    department = Organization.objects.create(name_ar="إدارة", name_en="Department", slug="dep")
    publish(1, conference=conference, organizations=[department])
    links = [
        part.split('"')[0]
        for part in text_of(client, "/en/communiques/gs-st-2022-1/").split('href="')[1:]
        if part.startswith("/")
    ]
    pages = {link for link in links if not link.startswith("/static/")}

    assert {client.get(link).status_code for link in pages} == {200}
    assert len(pages) > 10


# --- citing, and what stands around it ----------------------------------------------------------


def test_links_of_paragraphs_add_no_word_to_what_was_sealed(publish, client):
    row = publish(
        1,
        body_en="<h2>One</h2><p>Two &amp; <strong>three</strong>.</p><ul><li><p>Four</p></li></ul>",
    )
    sealed = row.editions.get(language="en").html

    with translation.override("en"):
        html = numbered(sealed)

    assert re.sub(r'<a class="pilcrow" href="#p\d+" aria-label="[^"]+"></a>', "", html) == sealed
    assert re.findall(r'href="#(p\d+)"', html) == ["p1", "p2"]
    assert html in text_of(client, "/en/communiques/gs-st-2022-1/")


def test_statements_on_the_same_conference_before_and_after(publish, client, make_conference, now):
    series = ConferenceSeries.objects.create(name_ar="سلسلة", name_en="Series")
    first, second = make_conference(1, series=series), make_conference(2, series=series)
    for number, conference in enumerate((first, first, second, second, None), 1):
        publish(number, conference=conference, dated_on=dt.date(2022, 5, number))
    publish(6, conference=first, dated_on=dt.date(2022, 5, 6), at=now + dt.timedelta(days=1))

    context = client.get("/en/communiques/gs-st-2022-2/").context

    titles = {side: [e.title for e in rows] for side, rows in context["related"].items()}
    assert titles == {"later": ["Statement 4", "Statement 3"], "earlier": ["Statement 1"]}
    assert client.get("/en/communiques/gs-st-2022-5/").context["related"] == {}


def test_a_citation_in_every_form(publish, client, settings):
    settings.SITE_URL = "https://example.org"
    publish(1, title_en="Arms & 100% {safety}")

    page = re.sub("</?bdi[^>]*>", "", text_of(client, "/en/communiques/gs-st-2022-1/"))
    bibtex = client.get("/en/communiques/gs-st-2022-1.bib")
    ris = client.get("/ar/communiques/gs-st-2022-1.ris")

    address = "https://example.org/en/communiques/gs-st-2022-1/"
    assert (
        f"General Secretariat, “Arms &amp; 100% {{safety}}”, GS/ST/2022/1, 25 May 2022, {address}"
        in page
    )
    assert (
        "General Secretariat. (2022, May 25). Arms &amp; 100% {safety} (GS/ST/2022/1) [Statement]. "
        f"{address}" in page
    )
    assert bibtex["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert bibtex.content.decode() == (
        "@misc{gs-st-2022-1-en,\n"
        "  title = {{Arms \\& 100\\% \\{safety\\}}},\n"
        "  author = {{General Secretariat}},\n"
        "  type = {Statement},\n"
        "  number = {GS/ST/2022/1},\n"
        "  year = {2022},\n  month = {5},\n  day = {25},\n"
        f"  langid = {{english}},\n  url = {{{address}}},\n}}\n"
    )
    assert ris.content.decode() == (
        "TY  - GOVDOC\r\nTI  - بيان 1\r\nAU  - الأمانة العامة\r\n"
        "PY  - 2022\r\nDA  - 2022/05/25/\r\n"
        "M1  - GS/ST/2022/1\r\nM3  - بيان\r\nLA  - ar\r\n"
        "UR  - https://example.org/ar/communiques/gs-st-2022-1/\r\nER  - \r\n"
    )
    assert client.get("/en/communiques/gs-st-2022-1.doc").status_code == 404


def test_numbers_beside_a_symbol_stay_where_they_belong(publish, client, settings):
    """«AIMC/ST/2022/1، 25 مايو»: without a direction of its own the symbol takes the day along."""
    publish(1, title_ar="سؤال <b> في GS/ST/2022/1")
    page = client.get("/ar/communiques/gs-st-2022-1/").content.decode()
    symbol = '<bdi dir="ltr">GS/ST/2022/1</bdi>'
    address = f'<bdi dir="ltr">{settings.SITE_URL}/ar/communiques/gs-st-2022-1/</bdi>'
    assert f"«سؤال &lt;b&gt; في {symbol}»، {symbol}، 25 مايو 2022 م، {address}</p>" in page
    assert f"({symbol}) [بيان]. {address}</p>" in page


def test_no_citation_of_what_is_not_public(publish, client, now):
    publish(1, languages="ar")
    publish(2, at=now + dt.timedelta(days=1))

    assert client.get("/en/communiques/gs-st-2022-1.bib").status_code == 404
    assert client.get("/ar/communiques/gs-st-2022-2.ris").status_code == 404
