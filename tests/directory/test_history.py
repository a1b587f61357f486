"""The history of a record at the desk: who changed which field from what to what."""

import pytest
from django.urls import reverse
from django.utils import translation

from events.models import Conference, Delegate, Delegation, Theme
from organizations import history
from organizations.models import Person
from tests.directory.conftest import Desk, staff


@pytest.fixture
def conference(council):
    return Conference.objects.create(title_en="Conference", kept_by=council)


def told(record) -> list[tuple]:
    return [
        (each.verb, each.row, [(c.field, c.old, c.new) for c in each.changes])
        for each in history.of_record(record)
    ]


def test_each_field_with_its_words_before_and_after(desk, conference, council):
    desk.fill(conference, state="confirmed", starts_on="2022-05-23", venue_en="The Hall")
    desk.fill(conference, themes__TOTAL_FORMS=1, themes__0__title_en="Theme", themes__0__position=1)
    assert told(conference) == [
        ("added", "Theme", [("title (English)", "—", "Theme")]),
        (
            "changed",
            "",
            [
                ("state", "Planned", "Confirmed"),
                ("first day", "—", "23 May 2022"),
                ("venue (English)", "—", "The Hall"),
            ],
        ),
    ]


def test_a_row_knows_what_was_done_to_it_on_the_form_of_its_record(desk, conference):
    theme = Theme.objects.create(conference=conference, title_en="Old")
    desk.fill(conference, themes__0__title_en="New")
    assert told(theme) == [("changed", "", [("title (English)", "Old", "New")])]


def test_what_is_private_is_said_to_have_changed_and_no_more(desk, conference, council):
    delegation = Delegation.objects.create(conference=conference, organization=council)
    person = Person.objects.create(name_en="Person", kept_by=council)
    row = Delegate.objects.create(delegation=delegation, person=person)
    desk.fill(row, phone="+216 1")
    assert told(row) == [("changed", "", [("telephone", "•", "•")])]


def test_it_is_told_in_arabic(desk, conference):
    desk.fill(conference, state="confirmed")
    with translation.override("ar"):
        assert told(conference) == [("عُدّل", "", [("الحالة", "مزمع", "مؤكَّد")])]


@pytest.mark.parametrize(
    "persona, expected", [("officer", 200), ("reader", 403), ("anonymous", 302)]
)
def test_who_reads_it(client, officer, council, conference, persona, expected):
    if persona == "officer":
        client.force_login(officer)
    elif persona == "reader":
        client.force_login(staff("reader", council))
    address = reverse("admin:events_conference_history", args=[conference.pk])
    assert client.get(address).status_code == expected


def test_a_page_costs_the_same_with_one_change_and_with_many(
    client, officer, conference, django_assert_num_queries
):
    desk = Desk(client, officer)
    desk.fill(conference, venue_en="Hall 0")
    desk.open(conference, "history")
    with django_assert_num_queries(5):
        desk.open(conference, "history")
    for number in range(1, 6):
        desk.fill(conference, venue_en=f"Hall {number}")
    with django_assert_num_queries(5):
        page = desk.open(conference, "history").content.decode()
    assert "Hall 5" in page and "officer" in page
