"""The whole journey in an Arabic interface: from an empty draft to a reader of both languages."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from django.utils.translation import gettext, override

from communiques.demo import texts
from communiques.models import Communique, Edition
from communiques.text import plain

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Axe()
GRAVE = ("serious", "critical")


def ar(text: str) -> str:
    with override("ar"):
        return gettext(text)


def assert_sound(page):
    """Nothing grave for axe, no sideways scrolling."""
    page.wait_for_load_state("networkidle")
    found = AXE.run(page).response["violations"]
    grave = [
        (each["id"], [node["html"][:160] for node in each["nodes"]])
        for each in found
        if each["impact"] in GRAVE
    ]
    assert grave == [], page.url
    sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    scroll, client = page.evaluate(sizes)
    assert scroll == client, page.url


def type_body(page, language: str, paragraphs: list[str]):
    editor = page.locator(f".words[data-language={language}] .ProseMirror[contenteditable]")
    editor.click()
    page.keyboard.press("Control+A")
    for number, paragraph in enumerate(paragraphs):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(paragraph)


def press(page, label: str, nth: int = 0):
    with page.expect_navigation():
        page.get_by_role("button", name=ar(label), exact=True).nth(nth).click()
    page.wait_for_load_state("networkidle")


def decide_both(page, row, label: str):
    """Press the same decision for the Arabic, then for the English."""
    page.goto(f"/admin/communiques/communique/{row.pk}/")
    assert_sound(page)
    for _language in ("ar", "en"):
        press(page, label)


def give(step: str) -> str:
    with override("ar"):
        return gettext("Give: %(step)s") % {"step": gettext(step)}


def paragraphs_of(text) -> list[str]:
    return plain(text.body).split("\n\n")


def test_the_seed_lives_its_whole_life(demo, as_user, browser_page):
    arabic, english = texts.seed("ar"), texts.seed("en")

    # The drafter opens a draft, types the Arabic, cleans it and submits it.
    page = as_user("drafter")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert_sound(page)
    page.get_by_role("link", name=ar("New communiqué")).click()
    assert_sound(page)
    page.select_option("[name=facts-series]", label="المشاركات في المؤتمرات")
    page.fill("[name=facts-dated_on]", "2022-05-25")
    page.fill("[name=facts-place_ar]", "تونس")
    page.fill("[name=facts-place_en]", "Tunis")
    press(page, "Open the draft")
    row = Communique.objects.latest("id")
    assert_sound(page)
    page.fill("[name=ar-title]", arabic.title)
    type_body(page, "ar", paragraphs_of(arabic))
    press(page, "Save")
    row.refresh_from_db()
    assert paragraphs_of(row.text("ar")) == paragraphs_of(arabic)
    page.goto(f"/admin/communiques/communique/{row.pk}/cleanups/ar/")
    assert_sound(page)
    press(page, "Apply what is ticked")
    row.refresh_from_db()
    assert "ـ" not in row.title_ar + row.body_ar
    page.goto(f"/admin/communiques/communique/{row.pk}/")
    press(page, "Submit for clearance")
    assert_sound(page)

    # The translator writes the English beside it.
    page = as_user("translator")
    page.goto(f"/admin/communiques/communique/{row.pk}/change/")
    assert page.locator("[name=en-title]").get_attribute("dir") == "ltr"
    page.fill("[name=en-title]", english.title)
    type_body(page, "en", paragraphs_of(english))
    press(page, "Save, then read and decide")
    press(page, "Submit for clearance")
    assert_sound(page)

    # The reviewer and the approver read and sign; the publisher releases.
    decide_both(as_user("reviewer"), row, give("Review"))
    page = as_user("publisher")
    page.goto(f"/admin/communiques/communique/{row.pk}/")
    assert page.get_by_text(ar("Why can this not be released yet?")).is_visible()
    decide_both(as_user("approver"), row, give("Authorisation"))
    page.reload()
    assert_sound(page)
    press(page, "Release")
    assert Edition.objects.public(at=timezone.now()).filter(communique=row).count() == 2

    # Anybody reads it, in both languages, at a desk and on a phone.
    row.refresh_from_db()
    for width in (1280, 360):
        reader = browser_page("ar", viewport={"width": width, "height": 800})
        reader.goto(f"/ar/communiques/{row.slug}/")
        assert_sound(reader)
        assert reader.locator("h1").inner_text().strip() == row.title_ar
        assert "جرائم الاتجار والانتشار غير المشروع للأسلحة" in reader.locator("main").inner_text()
        reader.locator("main a[hreflang=en]").first.click()
        reader.wait_for_url(f"**/en/communiques/{row.slug}/")
        assert_sound(reader)
        assert reader.locator("html").get_attribute("dir") == "ltr"
        assert reader.locator("h1").inner_text().strip() == row.title_en
        assert reader.context.cookies() == []


def test_two_writers_of_one_text_meet_on_the_merge_screen(demo, as_user):
    row = Communique.objects.get(title_ar__startswith="الأمانة العامة تنظم ورشة")
    address = f"/admin/communiques/communique/{row.pk}/change/"
    first, second = as_user("drafter"), as_user("drafter")
    first.goto(address)
    second.goto(address)
    first.fill("[name=ar-title]", "عنوان كتبه الأول")
    press(first, "Save")
    second.fill("[name=ar-title]", "عنوان كتبه الثاني")
    press(second, "Save")
    assert re.search(r"/merge/\d+/$", second.url)
    assert_sound(second)
    assert second.locator("ins").filter(has_text="الثاني").count() == 1
    second.fill("[name=ar-title]", "عنوان اتفقا عليه")
    press(second, "Save the merged text")
    row.refresh_from_db()
    assert row.title_ar == "عنوان اتفقا عليه"


def test_a_session_that_ended_gives_the_text_back(demo, as_user):
    row = Communique.objects.get(title_ar__startswith="الأمانة العامة تنظم ورشة")
    page = as_user("drafter")
    page.goto(f"/admin/communiques/communique/{row.pk}/change/")
    page.fill("[name=ar-title]", "ما كُتب قبل انتهاء الجلسة")
    page.context.clear_cookies(name="bayan_session")
    press(page, "Save")
    page.fill("[name=username]", "drafter")
    page.fill("[name=password]", "bayan-demo-2022")
    page.click("[type=submit]")
    page.wait_for_url("**/change/")
    assert page.locator("[name=ar-title]").input_value() == "ما كُتب قبل انتهاء الجلسة"
    press(page, "Save")
    row.refresh_from_db()
    assert row.title_ar == "ما كُتب قبل انتهاء الجلسة"


def every_screen() -> list[str]:
    seed = Communique.objects.get(conference__slug="small-arms-2022")
    one = f"/admin/communiques/communique/{seed.pk}/"
    return [
        "/admin/",
        "/admin/communiques/communique/",
        one,
        f"{one}change/",
        f"{one}versions/ar/",
        f"{one}preview/en/",
        f"{one}source/en/",
        f"/admin/communiques/communique/{returned().pk}/",
        f"/admin/events/conference/{seed.conference_id}/change/",
        "/admin/organizations/person/",
    ]


def returned() -> Communique:
    return Communique.objects.filter(decisions__action="return").first()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_screen_at_a_desk_and_on_a_phone(demo, as_user, language):
    page = as_user("drafter", language)
    problems = []
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for address in every_screen():
            assert page.goto(address).status == 200
            page.wait_for_load_state("networkidle")
            noted = len(problems)
            assert_sound(page)
            del problems[noted:]  # axe itself tries to write a style, and is refused
    assert problems == []
