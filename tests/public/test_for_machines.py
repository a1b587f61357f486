"""What conferences and bodies say to machines: calendars and linked data."""

import datetime as dt
import gzip
import json
import re
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest

from events.models import Conference, ConferenceSeries, Organizer
from organizations.models import Organization
from tests.public.conftest import NOW

DAY = dt.date(2022, 5, 25)


def entry(client, language="en"):
    response = client.get(f"/{language}/conferences/conference-1.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return event


def test_a_conference_in_a_calendar(client, make_conference, settings):
    row = make_conference(1, venue_en="The Hall", city_en="Cairo", city_ar="القاهرة")
    event = entry(client)
    assert (event["uid"], event["sequence"], event["status"]) == (
        f"conference-{row.pk}@127.0.0.1", 0, "CONFIRMED",
    )  # fmt: skip
    assert (event["dtstart"].dt, event["dtend"].dt) == (dt.date(2022, 5, 23), dt.date(2022, 5, 26))
    assert (event["summary"], event["summary"].params["LANGUAGE"]) == ("Conference 1", "en")
    address = settings.SITE_URL + "/{}/conferences/conference-1/"
    assert event["description"] == "\n".join(
        ["مؤتمر 1", "القاهرة", address.format("ar"), "Conference 1", "Cairo", address.format("en")]
    )
    assert event["url"] == address.format("en")


def test_it_stays_the_same_entry_and_its_sequence_grows(client, make_conference):
    row = make_conference(1, state="confirmed")
    first = entry(client)
    Conference.objects.filter(pk=row.pk).update(starts_on=dt.date(2022, 5, 24))
    Conference.objects.filter(pk=row.pk).update(state="postponed")
    second = entry(client, "ar")
    assert first["uid"] == second["uid"]
    assert (first["sequence"], second["sequence"]) == (0, 2)
    assert (second["status"], second["summary"]) == ("TENTATIVE", "مؤتمر 1")
    Conference.objects.filter(pk=row.pk).update(state="cancelled")
    assert entry(client)["status"] == "CANCELLED"


def test_the_last_day_that_there_is(client, make_conference):
    """An archive may hold a slip: 9999 for 1999."""
    make_conference(1, starts_on=dt.date.max, ends_on=dt.date.max)
    assert (entry(client)["dtstart"].dt, "dtend" in entry(client)) == (dt.date.max, False)


def test_no_entry_without_days_nor_of_what_is_not_announced(client, make_conference):
    make_conference(1, starts_on=None, ends_on=None)
    make_conference(2, state="planned")
    for number in (1, 2):
        assert client.get(f"/en/conferences/conference-{number}.ics").status_code == 404


def linked(client, address) -> dict:
    text = client.get(address).content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">([^<]*)</script>', text)
    return json.loads(block)


def test_a_conference_as_linked_data(client, make_full_conference, make_body, settings):
    row = make_full_conference(1, state="postponed", mode="hybrid", city_en="Cairo")
    row.country = make_body(5, kind="state", iso2="EG")
    row.save()
    Organizer.objects.create(conference=row, organization=make_body(6), role="funder", position=9)
    site = settings.SITE_URL + "/en"
    assert linked(client, "/en/conferences/conference-1/") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{site}/conferences/conference-1/",
        "url": f"{site}/conferences/conference-1/",
        "name": "Conference 1",
        "inLanguage": "en",
        "eventStatus": "https://schema.org/EventPostponed",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "startDate": "2022-05-23",
        "endDate": "2022-05-25",
        "location": {
            "@type": "Place",
            "name": "Cairo",
            "address": {
                "@type": "PostalAddress", "addressLocality": "Cairo", "addressCountry": "EG",
            },
        },
        "performer": [{"@type": "Person", "name": "Speaker 1.1"}],
        "organizer": [
            {
                "@type": "Organization", "name": "Body 101",
                "url": f"{site}/organizations/body-101/",
            }
        ],
        "funder": [
            {"@type": "Organization", "name": "Body 6", "url": f"{site}/organizations/body-6/"}
        ],
    }  # fmt: skip


def test_a_body_as_linked_data(client, issuer, council, publish, settings):
    publish(1)
    Organization.objects.filter(pk=issuer.pk).update(acronym_en="GS")
    site = settings.SITE_URL + "/en/organizations"
    assert linked(client, "/en/organizations/secretariat/") == {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "@id": f"{site}/secretariat/",
        "url": f"{site}/secretariat/",
        "name": "General Secretariat",
        "alternateName": "GS",
        "parentOrganization": {
            "@type": "Organization", "name": "Ministers' Council", "url": f"{site}/council/",
        },
    }  # fmt: skip


def test_a_body_above_that_has_no_page_has_no_address(client, make_body):
    above = make_body(1, kind="department")
    make_body(2, kind="state", parent=above)
    assert client.get("/en/organizations/body-1/").status_code == 404
    assert linked(client, "/en/organizations/body-2/")["parentOrganization"] == {
        "@type": "Organization", "name": "Body 1",
    }  # fmt: skip


def test_no_text_leaves_its_data_block(client, make_conference):
    make_conference(1, title_en="</script><script>alert(1)</script>&")
    assert linked(client, "/en/conferences/conference-1/")["name"] == (
        "</script><script>alert(1)</script>&"
    )


@pytest.mark.parametrize(
    "query, numbers",
    [
        ("", [4, 3, 2, 1]),
        ("when=coming", [4, 3]),
        ("when=past", [2, 1]),
        ("year=2022", [3, 2]),
        ("series=first", [4, 1]),
        ("series=first&when=past", [1]),
        ("year=1999", []),
        ("when=never", []),
        ("series=999999999999999999999", []),
    ],
)
def test_conferences_by_time_series_and_year(client, make_conference, query, numbers):
    series = ConferenceSeries.objects.create(name_en="Series")
    days = {1: (2021, 5), 2: (2022, 5), 3: (2022, 6), 4: (2023, 1)}
    for number, (year, month) in days.items():
        make_conference(
            number, state="confirmed", series=series if number in (1, 4) else None,
            starts_on=dt.date(year, month, 1), ends_on=None,
        )  # fmt: skip
    query = query.replace("first", str(series.pk))
    page = client.get(f"/en/conferences/?{query}")
    assert [row.title_en for row in page.context["page"]] == [f"Conference {n}" for n in numbers]


def test_other_meetings_are_linked_by_what_they_are_to_it(client, make_conference):
    main = make_conference(1)
    make_conference(2, prepares=main)
    make_conference(3, part_of=main)
    make_conference(4, prepares=main, state="planned")
    related = client.get("/en/conferences/conference-1/").context["related"]
    assert [(str(role), [row.title_en for row in rows]) for role, rows in related] == [
        ("Prepared by", ["Conference 2"]),
        ("Its parts", ["Conference 3"]),
    ]
    back = client.get("/en/conferences/conference-2/").context["related"]
    assert [(str(role), [row.title_en for row in rows]) for role, rows in back] == [
        ("Prepares", ["Conference 1"])
    ]


# --- feeds, sitemaps, links that others make ------------------------------------------------------

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def atom(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def test_a_feed_has_whole_texts_in_its_language_the_newest_first(client, publish, settings):
    publish(1, title_en="A & B <i>", body_en="<p>Whole <strong>text</strong></p>", dated_on=DAY)
    publish(2, languages="ar", dated_on=DAY)
    publish(3, at=NOW - dt.timedelta(hours=1), dated_on=DAY)
    feed = atom(client, "/en/feed/")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    entries = feed.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}title") for each in entries] == ["Statement 3", "A & B <i>"]
    address = settings.SITE_URL + "/en/communiques/gs-st-2022-1/"
    assert entries[1].findtext(f"{ATOM}id") == address
    content = entries[1].find(f"{ATOM}content")
    assert (content.get("type"), content.text) == (
        "html", '<p id="p1">Whole <strong>text</strong></p>',
    )  # fmt: skip
    assert entries[1].findtext(f"{ATOM}author/{ATOM}name") == "General Secretariat"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_reader_of_feeds_reads_it(client, publish, settings, language):
    publish(1, dated_on=DAY)
    publish(2, at=NOW - dt.timedelta(hours=2), dated_on=DAY)
    read = feedparser.parse(client.get(f"/{language}/feed/?kind=statement").content)
    assert (read.bozo, read.version, read.feed.language) == (False, "atom10", language)
    moment = (NOW - dt.timedelta(hours=2)).utctimetuple()
    title, text = {"ar": ("بيان 2", "نص 2"), "en": ("Statement 2", "Text 2")}[language]
    newest = read.entries[0]
    assert len(read.entries) == 2
    assert (newest.title, newest.published_parsed, newest.updated_parsed) == (title, moment, moment)
    assert newest.link == settings.SITE_URL + f"/{language}/communiques/gs-st-2022-2/"
    assert [(each.type, each.value) for each in newest.content] == [
        ("text/html", f'<p id="p1">{text}</p>')
    ]


def test_a_new_edition_is_an_update_of_the_same_entry(client, publish):
    row = publish(1, dated_on=DAY)
    publish(2, at=NOW - dt.timedelta(hours=2), dated_on=DAY)
    later = NOW - dt.timedelta(hours=1)
    row.change_note_en = "A name was wrong."
    row.save()
    publish(row=row, kind="corrigendum", at=later)
    first, _second = atom(client, "/en/feed/").findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}id").endswith("/gs-st-2022-1/")
    published, updated = (first.findtext(f"{ATOM}{name}") for name in ("published", "updated"))
    assert dt.datetime.fromisoformat(updated) == later
    assert dt.datetime.fromisoformat(published) == NOW - dt.timedelta(days=1)
    assert "A name was wrong." in first.findtext(f"{ATOM}content")


@pytest.mark.parametrize("path", ["feed/", "feed/?q=nothing", "register/feed/"])
def test_a_feed_of_nothing_is_the_same_at_any_time(client, path, db, time_machine):
    first = client.get(f"/en/{path}")
    time_machine.shift(dt.timedelta(days=1))
    again = client.get(f"/en/{path}")
    assert again.content == first.content
    assert feedparser.parse(first.content).feed.updated == "1970-01-01T00:00:00+00:00"


@pytest.mark.parametrize("path", ["feed/", "register/feed/"])
def test_each_entry_of_a_feed_has_an_author(client, publish, path):
    publish(1, dated_on=DAY)
    feed = atom(client, f"/en/{path}")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Bayan"
    assert len(feed.findall(f"{ATOM}entry")) == 1


def test_a_feed_is_narrowed_as_the_list_is(client, publish, make_conference):
    publish(1, conference=make_conference(1), dated_on=DAY)
    publish(2, dated_on=DAY)
    feed = atom(client, "/en/feed/?conference=conference-1")
    assert feed.findtext(f"{ATOM}title") == "Bayan · Conference 1"
    assert len(feed.findall(f"{ATOM}entry")) == 1
    (own,) = (each for each in feed.findall(f"{ATOM}link") if each.get("rel") == "self")
    assert own.get("href").endswith("/en/feed/?conference=conference-1")
    assert client.get("/en/feed/?conference=none").status_code == 404


def test_the_sitemap_names_each_page_in_the_languages_that_it_has(client, publish, settings):
    publish(1, dated_on=DAY)
    publish(2, languages="ar", dated_on=DAY)
    publish(3, at=NOW + dt.timedelta(days=1), dated_on=DAY)
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    site = settings.SITE_URL
    assert [each.text.removeprefix(site) for each in index.iter(f"{MAP}loc")] == [
        "/sitemap-lists.xml", "/sitemap-conferences.xml", "/sitemap-organizations.xml",
        "/sitemap-communiques-2022-05.xml",
    ]  # fmt: skip
    pages = ElementTree.fromstring(client.get("/sitemap-communiques-2022-05.xml").content)
    found = {
        page.findtext(f"{MAP}loc").removeprefix(site): {
            link.get("hreflang"): link.get("href").removeprefix(site)
            for link in page.findall(f"{XHTML}link")
        }
        for page in pages.findall(f"{MAP}url")
    }
    one, two = "/communiques/gs-st-2022-1/", "/communiques/gs-st-2022-2/"
    both = {"ar": f"/ar{one}", "en": f"/en{one}", "x-default": one}
    assert found == {
        f"/ar{one}": both,
        f"/en{one}": both,
        f"/ar{two}": {"ar": f"/ar{two}", "x-default": two},
    }


def test_a_sitemap_is_of_a_month_and_costs_no_more_than_it(
    client, publish, django_assert_num_queries
):
    """The index asks each language for its months, whatever number of texts they have."""
    for number, day in enumerate([DAY, DAY, dt.date(2022, 4, 30), dt.date(1999, 12, 1)]):
        publish(number, dated_on=day)
    publish(9, dated_on=dt.date(2000, 1, 1), languages="en")
    with django_assert_num_queries(2):
        index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    names = [each.text.rpartition("/")[2] for each in index.iter(f"{MAP}loc")]
    months = ["2022-05", "2022-04", "2000-01", "1999-12"]
    assert names[3:] == [f"sitemap-communiques-{month}.xml" for month in months]
    with django_assert_num_queries(1):
        pages = ElementTree.fromstring(client.get(f"/{names[3]}").content)
    assert len(pages.findall(f"{MAP}url")) == 4
    for none in ("2022-06", "2022-13", "0000-01", "2022-5", ""):
        assert client.get(f"/sitemap-communiques-{none}.xml").status_code == 404


def test_an_address_without_a_language_leads_to_the_readers(client, publish):
    publish(1, dated_on=DAY)
    response = client.get("/communiques/gs-st-2022-1/", headers={"accept-language": "en"})
    assert (response.status_code, response.url) == (302, "/en/communiques/gs-st-2022-1/")


def test_a_communique_as_linked_data(client, publish, make_body, settings):
    publish(1, organizations=[make_body(1)], summary_en="In short", dated_on=DAY)
    address = settings.SITE_URL + "/en/communiques/gs-st-2022-1/"
    issuer = {
        "@type": "GovernmentOrganization", "name": "General Secretariat",
        "url": settings.SITE_URL + "/en/organizations/secretariat/",
    }  # fmt: skip
    found = linked(client, "/en/communiques/gs-st-2022-1/")
    moment = (NOW - dt.timedelta(days=1)).isoformat()
    assert found == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": "Statement 1",
        "name": "Statement 1",
        "abstract": "In short",
        "inLanguage": "en",
        "identifier": "GS/ST/2022/1",
        "version": 1,
        "dateCreated": "2022-05-25",
        "datePublished": moment,
        "dateModified": moment,
        "author": issuer,
        "publisher": issuer,
        "about": [
            {
                "@type": "Organization", "name": "Body 1",
                "url": settings.SITE_URL + "/en/organizations/body-1/",
            }
        ],
        "isAccessibleForFree": True,
        "translationOfWork": {
            "@type": "NewsArticle",
            "@id": settings.SITE_URL + "/ar/communiques/gs-st-2022-1/",
        },
    }  # fmt: skip


def test_a_long_headline_ends_with_a_word(client, publish):
    publish(1, title_en="Statement " * 30, languages="en", dated_on=DAY)
    found = linked(client, "/en/communiques/gs-st-2022-1/")
    assert found["headline"] == " ".join(["Statement"] * 11) + "…"


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "name"), [("ar", "بيان"), ("en", "Bayan")])
def test_the_site_says_where_it_is_searched(client, settings, language, name):
    home = f"{settings.SITE_URL}/{language}/"
    assert linked(client, f"/{language}/") == {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "@id": home,
        "url": home,
        "name": name,
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": home + "communiques/?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_says_what_it_is_in_one_line(client, publish, make_conference, language):
    """A sentence of its own for each kind of page, in its language and never empty."""
    publish(1, summary_en="In short", summary_ar="باختصار", dated_on=DAY)
    publish(2, dated_on=DAY)
    make_conference(1)
    addresses = [
        "", "communiques/", "communiques/gs-st-2022-1/", "communiques/gs-st-2022-2/",
        "communiques/gs-st-2022-1/parallel/", "conferences/", "conferences/conference-1/",
        "organizations/", "organizations/secretariat/", "archive/",
    ]  # fmt: skip
    said = [
        re.findall(r'<meta name="description" content="([^"]+)">', page(client, language, each))
        for each in addresses
    ]
    assert [len(each) for each in said] == [1] * len(addresses)
    assert len({each for (each,) in said}) == len(addresses)
    arabic = [bool(re.search("[ء-ي]", each)) for (each,) in said]
    assert all(arabic) if language == "ar" else not any(arabic)


def page(client, language: str, address: str) -> str:
    return client.get(f"/{language}/{address}").content.decode()


def test_readers_pages_are_sent_compressed(client, publish):
    publish(1, dated_on=DAY)
    for address in ("/en/communiques/gs-st-2022-1/", "/en/communiques/", "/en/"):
        plain = client.get(address)
        sent = client.get(address, headers={"accept-encoding": "gzip"})
        assert sent["Content-Encoding"] == "gzip" and "Accept-Encoding" in sent["Vary"]
        assert gzip.decompress(sent.content) == plain.content
        assert len(sent.content) < len(plain.content) / 2


def test_a_link_that_others_embed(client, publish, settings):
    publish(1, languages="ar", dated_on=DAY)
    publish(2, at=NOW + dt.timedelta(days=1), dated_on=DAY)
    site = settings.SITE_URL
    ask = lambda path, **more: client.get("/oembed/", {"url": path, **more})  # noqa: E731
    good = ask(f"{site}/ar/communiques/gs-st-2022-1/")
    assert good.json() == {
        "version": "1.0", "type": "link", "title": "بيان 1", "provider_name": "بيان",
        "provider_url": f"{site}/ar/", "cache_age": 3600,
    }  # fmt: skip
    for path in (
        f"{site}/en/communiques/gs-st-2022-1/", f"{site}/ar/communiques/gs-st-2022-2/",
        f"{site}/ar/", "https://elsewhere.example/ar/communiques/gs-st-2022-1/", "", "http://[",
    ):  # fmt: skip
        assert ask(path).status_code == 404, path
    assert ask(f"{site}/ar/communiques/gs-st-2022-1/", format="xml").status_code == 501


def test_whom_to_tell_of_a_weakness(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@bayan.example"
    lines = client.get("/.well-known/security.txt").content.decode().split("\n")
    assert lines[0] == "Contact: mailto:security@bayan.example"
    assert lines[1] == "Expires: 2023-06-01T12:00:00+00:00"


def test_what_is_shared_of_a_communique(client, publish, settings):
    publish(1, title_en='Words "quoted"', summary_en="In short", dated_on=DAY)
    text = client.get("/en/communiques/gs-st-2022-1/").content.decode()
    found = dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', text))
    assert found == {
        "og:type": "article",
        "og:title": "Words &quot;quoted&quot;",
        "og:description": "In short",
        "og:url": settings.SITE_URL + "/en/communiques/gs-st-2022-1/",
        "og:site_name": "Bayan",
        "og:locale": "en",
        "og:locale:alternate": "ar",
        "article:published_time": "2022-05-31T13:00:00+01:00",
        "article:modified_time": "2022-05-31T13:00:00+01:00",
    }
