"""The list of delegates on paper: heads repeated, no row divided, nothing of the screen on it."""

import pytest
from django.urls import reverse

from events.models import Conference, Delegate, Delegation
from organizations.models import Organization, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHOWN = """() => [...document.querySelectorAll("#header, .breadcrumbs, .tools, #content > h1")]
    .filter((each) => each.offsetParent !== null).map((each) => each.className)"""
RULES = """() => {
    const of = (selector) => getComputedStyle(document.querySelector(selector))
    return [of(".sheet thead").display, of(".sheet tbody tr").breakInside,
            of(".sheet .delegation").breakAfter]
}"""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def conference(demo) -> Conference:
    """Three delegations of twenty: more than one page."""
    row = Conference.objects.get(slug="small-arms-2022")
    for n in range(3):
        body = Organization.objects.create(name_ar=f"هيئة {n}", name_en=f"Body {n}")
        delegation = Delegation.objects.create(conference=row, organization=body)
        for k in range(20):
            person = Person.objects.create(name_ar=f"مندوب {n} {k}", name_en=f"Delegate {n} {k}")
            Delegate.objects.create(delegation=delegation, person=person)
    return row


LOST = """() => [...document.querySelectorAll(".badge")]
    .filter((each) => each.scrollHeight > each.clientHeight).map((each) => each.innerText)"""


def test_a_badge_holds_long_names(as_user, conference):
    """A name and a body of two lines in each language, below the conference's long title."""
    body = Organization.objects.create(
        name_ar="المنظمة العربية لتكنولوجيات الاتصال والمعلومات وشؤون الأمن السيبراني",
        name_en="Arab Organization for Communication and Information Technologies and Security",
    )
    delegation = Delegation.objects.create(conference=conference, organization=body)
    person = Person.objects.create(
        name_ar="صاحب السمو الملكي الأمير عبدالعزيز بن سعود بن نايف بن عبدالعزيز",
        name_en="His Royal Highness Prince Abdulaziz bin Saud bin Naif bin Abdulaziz",
    )
    Delegate.objects.create(delegation=delegation, person=person, function="head")
    page = as_user("protocol", viewport={"width": 794, "height": 1123})
    page.goto(reverse("admin:events_conference_badges", args=[conference.pk]))
    page.emulate_media(media="print")
    assert page.locator(".badge", has_text=person.name_en).count() == 1
    assert page.evaluate(LOST) == []


@pytest.mark.parametrize("language", ["ar", "en", "both"])
def test_the_list_on_paper(as_user, conference, language):
    page = as_user("protocol", viewport={"width": 794, "height": 1123})  # A4 at 96 dpi
    address = reverse("admin:events_conference_list", args=[conference.pk])
    page.goto(f"{address}?language={language}")
    assert page.evaluate(SHOWN) != []
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN) == []
    assert page.evaluate(RULES) == ["table-header-group", "avoid", "avoid"]
    assert page.evaluate(WIDE) == 0
    assert page.pdf(format="A4").count(b"/Type /Page\n") > 1
