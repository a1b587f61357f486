"""Conferences and bodies: which of them readers may see, and what of them."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import ProtectedError

from communiques.public import directory
from events.issued import issue
from events.lists import list_of
from events.models import Delegate, Delegation, ListIssue, Organizer
from organizations import merge_plan, merging, unmerging
from organizations.models import Appointment, Honorific, Organization, Person, PersonHonorific
from tests.public.conftest import issue_papers


def listed(client, address):
    years = client.get(address).context["years"]
    return [(year, [row.title_en for row in rows]) for year, rows in years]


def test_a_planned_conference_is_hidden_until_announced_or_named(client, make_conference, publish):
    for number, state in enumerate(
        ("planned", "confirmed", "held", "postponed", "cancelled"), start=1
    ):
        make_conference(number, state=state, starts_on=dt.date(2022, 5, number))

    assert listed(client, "/en/conferences/") == [
        (2022, ["Conference 5", "Conference 4", "Conference 3", "Conference 2"])
    ]
    assert client.get("/en/conferences/conference-1/").status_code == 404

    publish(1, languages="ar", conference_id=make_conference(6, state="planned").pk)
    assert client.get("/en/conferences/conference-6/").status_code == 200


def test_conferences_stand_by_year_and_undated_ones_first(client, make_conference):
    make_conference(1, starts_on=dt.date(2020, 5, 1), ends_on=None)
    make_conference(2, starts_on=dt.date(2022, 5, 1), ends_on=None)
    make_conference(3, starts_on=None, ends_on=None, state="confirmed")

    assert listed(client, "/en/conferences/") == [
        (None, ["Conference 3"]),
        (2022, ["Conference 2"]),
        (2020, ["Conference 1"]),
    ]


def test_conferences_are_paged(client, make_conference):
    for number in range(1, 23):
        make_conference(number, starts_on=dt.date(2022, 5, number), ends_on=None)

    first = client.get("/en/conferences/").context["page"]
    second = client.get("/en/conferences/", {"cursor": first.older}).context["page"]

    assert [row.title_en for row in second] == ["Conference 2", "Conference 1"]
    assert len(first) == 20


@pytest.mark.parametrize(
    ("visibility", "shown"),
    [("nothing", []), ("heads", [["Head"]]), ("full", [["Head", "Member", "Adviser"]])],
)
def test_delegates_show_as_far_as_the_conference_allows(
    client, make_conference, make_body, visibility, shown
):
    conference = make_conference(1, list_visibility=visibility)
    delegation = Delegation.objects.create(conference=conference, organization=make_body(1))
    for function, name, state in (
        ("adviser", "Adviser", "confirmed"),
        ("member", "Member", "attended"),
        ("head", "Head", "attended"),
        ("member", "Nominee", "nominated"),
        ("member", "Absentee", "absent"),
        ("member", "Withdrawn", "withdrawn"),
    ):
        Delegate.objects.create(
            delegation=delegation, function=function, state=state,
            person=Person.objects.create(name_ar=f"{name} ع", name_en=f"{name} person"),
            printed_name_ar=f"{name} ع", printed_name_en=name,
        )  # fmt: skip

    issue_papers(conference)
    response = client.get("/en/conferences/conference-1/")
    delegations = response.context["facts"]["delegations"]

    assert [[each["name"] for each in row["delegates"]] for row in delegations] == shown
    text = response.content.decode()
    for name in ("Nominee", "Absentee", "Withdrawn", " person"):
        assert name not in text


def test_conference_page_shows_the_programme_and_list_as_issued(
    client, make_full_conference, publish
):
    conference = make_full_conference(2, venue_en="The Hall")
    publish(1, conference=conference)
    publish(2, languages="ar", conference=conference)
    conference.venue_en = "Another hall"
    conference.save()
    conference.sessions.update(title_en="Not issued yet")
    conference.delegates.update(printed_name_en="Nobody's business yet")

    response = client.get("/en/conferences/conference-1/")
    text = response.content.decode()

    for words in ("Another hall", "Theme 2", "Session 1", "Speaker 2.2", "Body 101", "Head 2"):
        assert words in text, words
    assert "yet" not in text
    assert [edition.title for edition in response.context["communiques"]] == ["Statement 1"]


def test_what_has_no_words_in_the_language_comes_marked(client, make_full_conference):
    conference = make_full_conference(1, title_en="", city_ar="القاهرة")
    conference.themes.update(title_en="")

    text = client.get("/en/conferences/conference-1/").content.decode()
    on_list = client.get("/en/conferences/").content.decode()

    mark = '<span lang="ar" dir="rtl">{}</span>'
    assert f"<h1>{mark.format('مؤتمر 1')}</h1>" in text
    assert mark.format("محور 1") in text
    assert mark.format("القاهرة") in text
    assert mark.format("مؤتمر 1") in on_list


@pytest.mark.parametrize(
    ("visibility", "named"), [("nothing", False), ("heads", True), ("full", True)]
)
def test_a_communique_names_the_delegations_that_its_conference_shows(
    client, publish, make_conference, make_body, visibility, named
):
    conference = make_conference(1, list_visibility=visibility)
    minister = Person.objects.create(name_ar="الوزير", name_en="The minister")
    body = make_body(1)
    Delegation.objects.create(conference=conference, organization=body, mandated_by=minister)
    row = publish(1, conference=conference)
    page = client.get(f"/en/communiques/{row.slug}/").content.decode()
    assert ("Body 1" in page, "The minister" in page) == (named, named)
    assert (client.get("/en/organizations/body-1/").status_code == 200) is named


def test_bodies_are_listed_by_kind_protocol_and_name(client, publish, make_body):
    make_body(1, kind="state", name_en="Yemen", protocol_order=2)
    make_body(2, kind="state", name_en="Jordan", protocol_order=1)
    make_body(3, kind="university")
    make_body(4, kind="university")
    make_body(5, kind="university", name_en="A university")
    publish(1, languages="ar", organizations=[make_body(6, kind="university"), *_bodies(3, 5)])

    kinds = client.get("/en/organizations/").context["kinds"]

    assert [(kind, [body.name_en for body in bodies]) for kind, _heading, bodies in kinds] == [
        ("state", ["Jordan", "Yemen"]),
        ("council", ["Ministers' Council"]),
        ("secretariat", ["General Secretariat"]),
        ("university", ["A university", "Body 3", "Body 6"]),
    ]
    assert client.get("/en/organizations/body-4/").status_code == 404


def _bodies(*numbers):
    return Organization.objects.filter(slug__in=[f"body-{n}" for n in numbers])


def test_a_body_that_takes_part_in_an_announced_conference_has_a_page(client, make_full_conference):
    make_full_conference(1)

    assert client.get("/en/organizations/body-101/").status_code == 200


@pytest.mark.parametrize(
    "visibility, listed, status",
    [("full", False, 404), ("nothing", True, 404), ("heads", True, 200), ("full", True, 200)],
)
def test_a_delegation_makes_a_body_public_by_an_issued_list_alone(
    client, make_conference, make_body, visibility, listed, status
):
    conference = make_conference(1, state="confirmed", list_visibility=visibility)
    Delegation.objects.create(conference=conference, organization=make_body(1))
    if listed:
        issue_papers(conference)
    for address in ("/en/organizations/body-1/", "/api/v1/organizations/body-1/"):
        assert client.get(address).status_code == status
    for address in ("/en/organizations/", "/sitemap-organizations.xml", "/api/v1/organizations/"):
        assert ("body-1/" in client.get(address).content.decode()) is (status == 200)


CHANNELS = ("/en/organizations/", "/sitemap-organizations.xml", "/api/v1/organizations/")


def is_public(client, slug: str) -> bool:
    """Whether readers are shown the body; everywhere or nowhere."""
    pages = (f"/en/organizations/{slug}/", f"/api/v1/organizations/{slug}/")
    shown = {client.get(address).status_code == 200 for address in pages}
    shown |= {f"{slug}/" in client.get(address).content.decode() for address in CHANNELS}
    (everywhere,) = shown
    return everywhere


def meetings(client, slug: str) -> list[str]:
    page = client.get(f"/en/organizations/{slug}/").context
    return [row.title_en for row in page["conferences"]]


def test_who_is_added_after_an_issue_is_shown_by_the_next(client, make_conference, make_body):
    conference = make_conference(1, list_visibility="heads")
    Delegation.objects.create(conference=conference, organization=make_body(1))
    issue_papers(conference)
    state = make_body(3, kind="state")
    for body in (make_body(2), state):
        Delegation.objects.create(conference=conference, organization=body)

    assert [is_public(client, slug) for slug in ("body-1", "body-2")] == [True, False]
    assert (meetings(client, "body-1"), meetings(client, "body-3")) == (["Conference 1"], [])

    issue(ListIssue, conference, list_of(conference), actor=None)
    assert is_public(client, "body-2")
    assert meetings(client, "body-2") == meetings(client, "body-3") == ["Conference 1"]


def test_who_is_taken_out_after_an_issue_is_shown_until_the_next(
    client, make_conference, make_body
):
    """Of its own conference: another one's later number counts for nothing."""
    other, conference = (make_conference(n, list_visibility="heads") for n in (1, 2))
    for held, body in ((other, make_body(1)), (conference, make_body(2))):
        Delegation.objects.create(conference=held, organization=body)
        issue(ListIssue, held, list_of(held), actor=None)
    Delegation.objects.create(conference=other, organization=make_body(3))
    issue(ListIssue, other, list_of(other), actor=None)
    Delegation.objects.filter(conference=conference).delete()

    assert "/organizations/body-2/" in client.get("/en/conferences/conference-2/").content.decode()
    assert is_public(client, "body-2")
    assert meetings(client, "body-2") == ["Conference 2"]

    issue(ListIssue, conference, list_of(conference), actor=None)
    assert not is_public(client, "body-2")
    assert is_public(client, "body-1") and is_public(client, "body-3")


def test_an_issued_list_leads_to_a_body_that_was_merged_into_another(
    client, make_conference, make_body
):
    conference = make_conference(1, list_visibility="heads")
    survivor, duplicate = make_body(1), make_body(2)
    Delegation.objects.create(conference=conference, organization=duplicate)
    issue_papers(conference)
    seen = merge_plan.plan(survivor, duplicate).seen
    merging.merge(survivor, duplicate, taken=[], seen=seen, actor=None)

    assert "/organizations/body-2/" in client.get("/en/conferences/conference-1/").content.decode()
    page = client.get("/en/organizations/body-2/", follow=True)
    assert page.redirect_chain == [("/en/organizations/body-1/", 301)]
    assert [row.title_en for row in page.context["conferences"]] == ["Conference 1"]
    assert is_public(client, "body-1")

    unmerging.undo(Organization._base_manager.get(slug="body-2"), actor=None)
    assert is_public(client, "body-2") and not is_public(client, "body-1")


def test_a_body_that_an_issued_list_names_is_not_deleted(make_conference, make_body):
    conference = make_conference(1)
    Delegation.objects.create(conference=conference, organization=make_body(1))
    issue_papers(conference)
    Delegation.objects.all().delete()
    with pytest.raises(ProtectedError):
        Organization.objects.get(slug="body-1").delete()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses by what it counted")
def test_whether_a_body_is_public_costs_no_walk_through_the_conferences(db, now):
    """Of each body what names it alone is asked, however many conferences and lists there are."""
    plan = directory.organizations(at=now).filter(is_public=True).explain()
    assert "events_issueddelegation_1 (organization_id=?)" in plan
    walked = [line.split("SCAN ")[1] for line in plan.splitlines() if "SCAN " in line]
    # The bodies themselves, and two small tables of withdrawn and redacted texts.
    assert {each.split()[0] for each in walked} <= {"organizations_organization", "U0"}


def test_page_of_a_body(client, publish, make_body, issuer, council):
    part = make_body(1, parent=issuer)
    hidden = make_body(2, parent=issuer)
    publish(1, organizations=[part, council])
    publish(2, languages="ar", organizations=[part])
    publish(3, dated_on=dt.date(2022, 5, 26))

    page = client.get("/en/organizations/secretariat/").context
    assert [body.slug for body in page["ancestors"]] == ["council"]
    assert [body.slug for body in page["children"]] == ["body-1"]
    assert [edition.title for edition in page["issued"]] == ["Statement 3", "Statement 1"]
    assert [edition.title for edition in page["naming"]] == []

    page = client.get("/en/organizations/body-1/").context
    assert [body.slug for body in page["ancestors"]] == ["council", "secretariat"]
    assert [edition.title for edition in page["issued"]] == []
    assert [edition.title for edition in page["naming"]] == ["Statement 1"]
    assert client.get(f"/en/organizations/{hidden.slug}/").status_code == 404


def test_a_body_without_a_name_in_the_language_comes_marked(client, council):
    council.name_en = ""
    council.save()

    for address in ("/en/organizations/", "/en/organizations/council/"):
        text = client.get(address).content.decode()
        assert '<span lang="ar" dir="rtl">مجلس الوزراء</span>' in text


# --- posts and meetings of a body ---------------------------------------------------------------


def test_posts_of_a_body_are_those_of_people_named_in_public(client, council, publish):
    courtesy, title = (
        Honorific.objects.create(
            kind=kind, masculine_ar=ar, masculine_en=en, feminine_ar=f"{ar}ة", precedence=n
        )
        for n, (kind, ar, en) in enumerate(
            [("courtesy", "معالي", "H.E."), ("title", "الدكتور", "Dr.")]
        )
    )
    people = {}
    for name, until in (("Named", None), ("Former", dt.date(2020, 1, 1)), ("Unnamed", None)):
        person = Person.objects.create(name_en=name, name_ar=f"{name} ع", gender="f")
        for place, each in enumerate([courtesy, title]):
            PersonHonorific.objects.create(person=person, honorific=each, position=place)
        Appointment.objects.create(
            person=person, organization=council, title_en=f"Post of {name}", until=until
        )
        people[name] = person
    publish(1, people=[people["Named"], people["Former"]])
    page = client.get("/en/organizations/council/")
    assert [(each["name"].text, each["post"].text) for each in page.context["posts"]] == [
        ("H.E. Dr. Named", "Post of Named")
    ]
    assert "Unnamed" not in page.content.decode()
    (arabic,) = client.get("/ar/organizations/council/").context["posts"]
    assert arabic["name"].text == "معالية الدكتورة Named ع"


@pytest.mark.parametrize(
    "visibility, listed, shown", [("nothing", True, 1), ("heads", False, 1), ("heads", True, 2)]
)
def test_conferences_of_a_body(client, make_conference, council, visibility, listed, shown):
    held = make_conference(1)
    Organizer.objects.create(conference=held, organization=council)
    attended = make_conference(2, list_visibility=visibility)
    Delegation.objects.create(conference=attended, organization=council)
    hidden = make_conference(3, state="planned")
    Organizer.objects.create(conference=hidden, organization=council)
    if listed:
        issue_papers(attended)
    found = client.get("/en/organizations/council/").context["conferences"]
    assert [row.title_en for row in found] == ["Conference 2", "Conference 1"][2 - shown :]
