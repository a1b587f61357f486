"""A body that was merged into another: its old address, and what was sealed under its name."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from organizations import merge_plan, merging
from organizations.models import Organization
from tests.standing import scene

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_now():
    """The demonstration is of today: no travelling here."""


def merge(survivor, duplicate):
    seen = merge_plan.plan(survivor, duplicate).seen
    merging.merge(survivor, duplicate, taken=[], seen=seen, actor=None)


@scene
def merged(demo):
    """INTERPOL, which public texts name, merged into a body that nothing names."""
    interpol = Organization.objects.get(slug="interpol")
    police = Organization.objects.create(name_ar="الشرطة الدولية", name_en="World Police")
    merge(police, interpol)
    return police, interpol


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_old_address_leads_to_the_survivor(merged, client, language):
    response = client.get(f"/{language}/organizations/interpol/")
    assert (response.status_code, response.url) == (301, f"/{language}/organizations/world-police/")
    assert client.head(f"/{language}/organizations/interpol/").status_code == 301
    assert client.get(response.url).status_code == 200


def test_what_was_sealed_under_the_old_name_is_on_the_survivors_page(merged, client):
    page = client.get("/en/organizations/world-police/")
    named = [edition.symbol for edition in page.context["naming"]]
    assert named == ["AIMC/PR/2022/1"]
    listed = client.get("/en/organizations/").content.decode()
    assert "World Police" in listed and "/organizations/interpol/" not in listed


def test_what_it_issued_is_there_too(demo, client):
    issuer = Organization.objects.called("AIMC").children.get()
    before = client.get(f"/en/organizations/{issuer.slug}/")
    other = Organization.objects.create(name_ar="الأمانة", name_en="The Secretariat")
    merge(other, issuer)
    after = client.get("/en/organizations/the-secretariat/")
    lists = [
        ([e.pk for e in page.context["issued"]], [e.pk for e in page.context["naming"]])
        for page in (before, after)
    ]
    assert lists[0] == lists[1] and lists[0][0]


@pytest.mark.parametrize("asked", ["interpol", "world-police"])
def test_the_filters_know_both_addresses(merged, client, asked):
    page = client.get("/en/communiques/", {"organization": asked})
    assert page.context["filter"].active == {"organization": "world-police"}
    assert [edition.symbol for edition in page.context["page"]] == ["AIMC/PR/2022/1"]
    offered = [value for value, _words in page.context["filter"].offered["organization"]]
    assert "world-police" in offered and "interpol" not in offered


def test_a_search_shows_the_survivor_as_chosen(merged, client):
    page = client.get("/en/communiques/", {"q": "conference", "organization": "interpol"})
    assert [found.edition.symbol for found in page.context["search"].hits] == ["AIMC/PR/2022/1"]
    assert '<option value="world-police" selected>World Police (1)</option>' in (
        page.content.decode()
    )


def test_the_filter_by_issuer_too(demo, client):
    issuer = Organization.objects.called("AIMC").children.get()
    wanted = client.get("/en/communiques/", {"issuer": issuer.slug}).context["page"]
    other = Organization.objects.create(name_ar="الأمانة", name_en="The Secretariat")
    merge(other, issuer)
    found = [
        [e.pk for e in client.get("/en/communiques/", {"issuer": slug}).context["page"]]
        for slug in (issuer.slug, "the-secretariat")
    ]
    assert found == [[e.pk for e in wanted]] * 2 and found[0]


def test_a_body_that_nobody_may_see_is_not_given_away(demo, client):
    secret, other = (
        Organization.objects.create(name_en=name, kind="department") for name in ("One", "Other")
    )
    merge(secret, other)
    assert [client.get(f"/en/organizations/{slug}/").status_code for slug in ("one", "other")] == [
        404,
        404,
    ]


def test_sealed_pages_and_their_links_still_work(merged, client):
    page = client.get("/en/communiques/aimc-pr-2022-1/")
    assert page.status_code == 200
    assert b"/en/organizations/interpol/" in page.content
    followed = Client().get("/en/organizations/interpol/", follow=True)
    assert followed.status_code == 200


@pytest.mark.parametrize("merges", [0, 3])
def test_a_page_takes_as_many_queries_whatever_was_merged(
    demo, client, django_assert_num_queries, merges
):
    interpol = Organization.objects.get(slug="interpol")
    for n in range(merges):
        merge(interpol, Organization.objects.create(name_en=f"Interpol {n}"))
    with django_assert_num_queries(6):
        client.get("/en/organizations/interpol/")
    with django_assert_num_queries(5):
        client.get("/en/communiques/?organization=interpol")


def test_a_closed_body_says_what_came_after_it(demo, client):
    interpol = Organization.objects.get(slug="interpol")
    customs = Organization.objects.called("WCO")
    hidden = Organization.objects.create(name_en="Hidden", kind="department")
    Organization.objects.filter(pk=customs.pk).update(closed_on="2022-01-01", successor=interpol)
    page = client.get(f"/en/organizations/{customs.slug}/").content.decode()
    assert 'This body was closed on <time datetime="2022-01-01">1 January 2022</time>.' in page
    assert '<a href="/en/organizations/interpol/">INTERPOL</a>' in page
    Organization.objects.filter(pk=customs.pk).update(closed_on=None, successor=hidden)
    page = client.get(f"/en/organizations/{customs.slug}/").content.decode()
    assert "Its work is continued by: Hidden" in " ".join(page.split())
    assert "/organizations/hidden/" not in page


@pytest.mark.parametrize(("days", "told"), [(1, False), (0, True), (-1, True)])
def test_an_end_that_is_still_to_come_is_not_told(demo, client, days, told):
    customs = Organization.objects.called("WCO")
    day = timezone.localdate() + dt.timedelta(days=days)
    interpol = Organization.objects.get(slug="interpol")
    Organization.objects.filter(pk=customs.pk).update(closed_on=day, successor=interpol)
    page = client.get(f"/en/organizations/{customs.slug}/").content.decode()
    assert ("This body was closed" in page, "continued by" in page) == (told, told)
    assert ("dissolutionDate" in page) is told
    said = client.get(f"/api/v1/organizations/{customs.slug}/").json()
    assert said["successor"] == ("interpol" if told else None)
