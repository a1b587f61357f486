"""Conferences: their states and days kept, the next meeting prepared, clashes and dates."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from events.copying import copy
from events.models import (
    Conference,
    ConferenceSeries,
    Delegate,
    Delegation,
    Intervention,
    Organizer,
    Session,
    Theme,
)
from events.programme import at_once, clashes
from organizations.models import Person
from tests.directory.conftest import errors_of, staff

State = Conference.State


@pytest.fixture
def conference(council):
    return Conference.objects.create(
        title_ar="مؤتمر", title_en="Conference", kept_by=council, slug="conference",
        starts_on=dt.date(2022, 5, 23), ends_on=dt.date(2022, 5, 25),
    )  # fmt: skip


def kept(conference) -> list[tuple]:
    return list(conference.milestones.values_list("state", "starts_on", "by__username"))


# --- states and days -----------------------------------------------------------------------------


def test_every_change_of_state_or_days_is_kept_whatever_path_it_took(desk, officer, conference):
    desk.fill(conference, state="confirmed")
    Conference.objects.filter(pk=conference.pk).update(starts_on=dt.date(2022, 5, 24))
    conference.refresh_from_db()
    conference.state = "postponed"
    Conference.objects.bulk_update([conference], ["state"])
    conference.title_en = "Another title"
    conference.save()
    assert kept(conference) == [
        ("planned", dt.date(2022, 5, 23), None),
        ("confirmed", dt.date(2022, 5, 23), "officer"),
        ("confirmed", dt.date(2022, 5, 24), None),
        ("postponed", dt.date(2022, 5, 24), None),
    ]


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("then", State)
def test_states_follow_one_another_as_in_life(conference, now, then):
    Conference.objects.filter(pk=conference.pk).update(state=now)
    conference.refresh_from_db()
    conference.state = then
    if then == now or then in Conference.NEXT[now]:
        conference.full_clean()
        return
    with pytest.raises(ValidationError) as refused:
        conference.full_clean()
    assert [each.code for each in refused.value.error_dict["state"]] == ["transition"]


def test_the_refusal_says_what_is_possible(desk, conference):
    Conference.objects.filter(pk=conference.pk).update(state="held")
    assert errors_of(desk.fill(conference, state="cancelled")) == {
        "state": ["From “Held” it can only become: Confirmed."]
    }


def test_a_conference_that_has_not_begun_was_not_held(conference):
    conference.state, conference.starts_on = "held", dt.date(2999, 1, 1)
    conference.ends_on = None
    with pytest.raises(ValidationError, match="It has not begun yet"):
        conference.full_clean()


# --- dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [dt.date(202, 5, 23), dt.date(1799, 12, 31), dt.date(9999, 12, 31)])
@pytest.mark.parametrize("name", ["starts_on", "ends_on"])
def test_a_slip_in_the_year_is_refused(conference, name, day):
    days = {"starts_on": day, "ends_on": max(day, dt.date(2022, 5, 25))} | {name: day}
    conference.starts_on, conference.ends_on = days["starts_on"], days["ends_on"]
    conference.state = Conference.State.CONFIRMED
    with pytest.raises(ValidationError) as refused:
        conference.clean()
    said = refused.value.message_dict[name]
    assert any(each.startswith(("Check the year", "This is before")) for each in said), said


def test_hijri_dates_are_suggested_and_never_filled_in(desk, conference):
    page = desk.open(conference).content.decode()
    assert 'data-with="22–24 شوال 1443 هـ"' in page and 'data-with="22–24 Shawwal 1443 AH"' in page
    desk.fill(conference, title_en="New")
    conference.refresh_from_db()
    assert (conference.hijri_label_ar, conference.hijri_label_en) == ("", "")


def test_a_meeting_of_a_series_says_its_number_in_words(conference):
    conference.ordinal = 41
    assert conference.meeting_in("ar") == "الدورة الحادية والأربعون"
    assert conference.meeting_in("en") == "forty-first session"
    conference.ordinal = None
    assert conference.meeting_in("ar") == ""


# --- the next meeting -----------------------------------------------------------------------------


@pytest.fixture
def last(conference, council):
    """A conference with one of everything."""
    conference.series = ConferenceSeries.objects.create(name_en="Series")
    conference.ordinal, conference.state = 40, "held"
    conference.save()
    person = Person.objects.create(name_en="Person")
    Organizer.objects.create(conference=conference, organization=council, role="host")
    Theme.objects.create(conference=conference, title_en="Theme")
    session = Session.objects.create(
        conference=conference, kind="opening", title_en="Opening", day=dt.date(2022, 5, 23),
        chair=person,
    )  # fmt: skip
    Intervention.objects.create(session=session, person=person)
    delegation = Delegation.objects.create(
        conference=conference, organization=council, credentials="accepted", position=1,
        credentials_reference="Note 12",
    )  # fmt: skip
    Delegate.objects.create(
        delegation=delegation, person=person, function="head", state="attended",
        email="a@example.org", printed_title_en="Minister",
    )  # fmt: skip
    gone = Person.objects.create(name_en="Gone")
    Delegate.objects.create(delegation=delegation, person=gone, state="withdrawn")
    return conference


def test_the_next_meeting_takes_over_bodies_and_posts(last, officer, council):
    row = Conference.objects.get(pk=copy(last, actor=officer).pk)
    assert (row.title_en, row.state, row.ordinal, row.series) == (
        "Conference", "planned", 41, last.series,
    )  # fmt: skip
    assert (row.starts_on, row.ends_on, row.slug != last.slug) == (None, None, True)
    assert list(row.organizers.values_list("organization", "role")) == [(council.pk, "host")]
    assert list(row.themes.values_list("title_en", flat=True)) == ["Theme"]
    assert list(row.sessions.values_list("title_en", "day", "chair")) == [("Opening", None, None)]
    delegation = row.delegations.get()
    assert (delegation.credentials, delegation.credentials_reference, delegation.position) == (
        "none", "", 1,
    )  # fmt: skip
    delegate = row.delegates.get()
    assert (delegate.person.name_en, delegate.state, delegate.printed_title_en) == (
        "Person", "nominated", "Minister",
    )  # fmt: skip
    assert delegate.email == ""
    assert kept(row) == [("planned", None, "officer")]


def test_only_what_was_chosen_is_taken_over(desk, last):
    address = reverse("admin:events_conference_copy", args=[last.pk])
    response = desk.client.post(address, {"parts": ["themes"]})
    row = Conference.objects.latest("pk")
    assert response.url == reverse("admin:events_conference_change", args=[row.pk])
    parts = (row.themes, row.organizers, row.sessions, row.delegations, row.delegates)
    assert [each.count() for each in parts] == [1, 0, 0, 0, 0]


@pytest.mark.parametrize("persona", ["stranger", "reader", "anonymous"])
def test_who_may_not_prepare_the_next_meeting(client, last, council, stranger, persona):
    if persona == "stranger":
        client.force_login(staff("there", stranger, "events", "organizations"))
    elif persona == "reader":
        client.force_login(staff("reader", council))
    address = reverse("admin:events_conference_copy", args=[last.pk])
    expected = 302 if persona == "anonymous" else 403
    assert client.post(address, {"parts": ["themes"]}).status_code == expected
    assert Conference.objects.count() == 1


# --- digits ---------------------------------------------------------------------------------------


def test_days_and_times_are_typed_in_the_digits_of_an_arabic_keyboard_too(desk, conference):
    row = Session.objects.create(conference=conference, title_ar="جلسة")
    typed = {"sessions__0__day": "٢٠٢٢-٠٥-٢٤", "sessions__0__starts_at": "٠٩:٣٠"}
    assert desk.fill(conference, starts_on="٢٠٢٢-٠٥-٢٢", **typed).status_code == 302
    conference.refresh_from_db()
    row.refresh_from_db()
    assert conference.starts_on == dt.date(2022, 5, 22)
    assert (row.day, row.starts_at) == (dt.date(2022, 5, 24), dt.time(9, 30))


# --- clashes --------------------------------------------------------------------------------------


def sitting(conference=None, day=23, starts=None, ends=None, **more) -> Session:
    times = {
        "starts_at": None if starts is None else dt.time(starts),
        "ends_at": None if ends is None else dt.time(ends),
        "day": day and dt.date(2022, 5, day),
    }
    row = Session(conference=conference, **times, **more)
    if conference:
        row.save()
    return row


def test_who_would_be_in_two_places_is_named(desk, conference):
    chair, speaker = (Person.objects.create(name_en=name) for name in ("Chair", "Speaker"))
    first = sitting(conference, starts=9, ends=11, chair=chair, title_en="First")
    second = sitting(conference, starts=10, ends=12, rapporteur=chair, title_en="Second")
    third = sitting(conference, starts=11, ends=12, title_en="Third")
    for each in (first, third):
        Intervention.objects.create(session=each, person=speaker)
    assert [(each.person, each.first, each.second) for each in clashes(conference)] == [
        (chair, first, second)
    ]
    response = desk.fill(conference, title_en="Saved")
    warned = [str(each) for each in desk.client.get(response.url).context["messages"]]
    assert "Chair would be in two sessions at once: “First” and “Second”." in warned


@pytest.mark.parametrize(
    "one, other, together",
    [
        ((23, 9, 11), (23, 10, 12), True),
        ((23, 9, 11), (23, 11, 12), False),
        ((23, 9, 11), (24, 9, 11), False),
        ((23, 9, None), (23, 9, None), True),
        ((23, 9, None), (23, 9, 10), True),
        ((23, 9, 12), (23, 10, None), True),
        ((23, None, None), (23, 9, 10), False),
        ((None, 9, 11), (None, 9, 11), False),
    ],
)
def test_when_two_sessions_go_on_at_once(one, other, together):
    first, second = (sitting(None, *each) for each in (one, other))
    assert at_once(first, second) is at_once(second, first) is together


hours = st.tuples(st.integers(0, 22), st.integers(1, 5)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], 23))
)


@given(one=hours, other=hours)
def test_sessions_with_an_end_clash_where_they_share_an_hour(one, other):
    first, second = (sitting(None, 23, *each) for each in (one, other))
    shared = set(range(*one)) & set(range(*other))
    assert at_once(first, second) is bool(shared)


# --- who steps in another's place -----------------------------------------------------------------


@pytest.fixture
def delegation(conference, council):
    return Delegation.objects.create(conference=conference, organization=council)


def named(delegation, name, **more) -> Delegate:
    person = Person.objects.create(name_en=name, kept_by=delegation.organization)
    return Delegate.objects.create(delegation=delegation, person=person, **more)


def standing(delegation) -> dict[str, str]:
    return dict(delegation.delegates.values_list("person__name_en", "state"))


def test_who_steps_in_takes_the_place_and_the_other_is_kept_as_replaced(delegation):
    head = named(delegation, "First", function="head", state="confirmed")
    stepping = named(delegation, "Second", function="head", replaces=head)
    assert standing(delegation) == {"First": "replaced", "Second": "nominated"}
    assert stepping.replaces == head


def test_one_save_at_the_desk_puts_somebody_in_the_heads_place(desk, delegation):
    head = named(delegation, "First", function="head", state="confirmed")
    person = Person.objects.create(name_en="Second", kept_by=delegation.organization)
    response = desk.fill(
        delegation, delegates__TOTAL_FORMS=2, delegates__1__person=person.pk,
        delegates__1__function="head", delegates__1__state="confirmed",
        delegates__1__replaces=head.pk,
    )  # fmt: skip
    assert response.status_code == 302, errors_of(response)
    assert standing(delegation) == {"First": "replaced", "Second": "confirmed"}


def test_a_page_of_its_own_puts_somebody_in_the_heads_place(desk, delegation):
    head = named(delegation, "First", function="head", state="confirmed")
    person = Person.objects.create(name_en="Second", kept_by=delegation.organization)
    response = desk.fill(
        Delegate, "add", delegation=delegation.pk, person=person.pk, function="head",
        state="confirmed", replaces=head.pk,
    )  # fmt: skip
    assert response.status_code == 302, errors_of(response)
    assert standing(delegation) == {"First": "replaced", "Second": "confirmed"}


def test_a_third_head_is_refused_even_in_anothers_place(desk, delegation):
    named(delegation, "First", function="head", state="confirmed")
    member = named(delegation, "Member")
    person = Person.objects.create(name_en="Third", kept_by=delegation.organization)
    response = desk.fill(
        Delegate, "add", delegation=delegation.pk, person=person.pk, function="head",
        state="confirmed", replaces=member.pk,
    )  # fmt: skip
    assert "function" in errors_of(response)
    assert standing(delegation) == {"First": "confirmed", "Member": "nominated"}


def test_who_withdrew_before_sitting_replaces_nobody(delegation):
    head = named(delegation, "First", function="head", state="confirmed")
    named(delegation, "Second", function="head", state="withdrawn", replaces=head)
    assert standing(delegation) == {"First": "confirmed", "Second": "withdrawn"}
