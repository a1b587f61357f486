"""What conferences and bodies say to machines: calendars and linked data."""

import datetime as dt
import json
import re

import icalendar
import pytest

from events.models import Conference, ConferenceSeries, Organizer
from organizations.models import Organization


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
