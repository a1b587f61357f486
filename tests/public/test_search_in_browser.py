"""Searching as a reader does: with the keyboard, with and without JavaScript, in both languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import browser_page, browser_type_launch_args  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def at_now():
    """The demonstration has a clock of its own: no travelling here."""


def violations(page) -> list[str]:
    return [each["id"] for each in Axe().run(page).response["violations"]]


@pytest.mark.parametrize(
    ("path", "field"),
    [("/", "main [name=q]"), ("/conferences/", "header [name=q]"), ("/verify/", "#text")],
)
def test_an_empty_field_goes_by_the_page_and_then_by_what_is_typed(
    demo,
    browser_page,  # noqa: F811
    path,
    field,
):
    found = []
    for language in ("ar", "en"):
        page = browser_page(language)
        page.goto(f"/{language}{path}")
        for typed in ("", "arms", "سلاح"):
            page.fill(field, typed)
            found.append(page.locator(field).evaluate("each => getComputedStyle(each).direction"))
    assert found == ["rtl", "ltr", "rtl", "ltr", "ltr", "rtl"]


def test_suggestions_by_keyboard(demo, browser_page):  # noqa: F811
    page = browser_page("ar", viewport={"width": 360, "height": 800})
    page.goto("/ar/")
    box = page.get_by_role("combobox", name="البحث في البيانات")
    box.press_sequentially("مكافحة الات")
    page.get_by_role("option").first.wait_for()

    assert box.get_attribute("aria-expanded") == "true"
    assert violations(page) == []
    box.press("ArrowDown")
    assert page.get_by_role("option", selected=True).count() == 1
    box.press("Escape")
    assert page.get_by_role("option").count() == 0
    box.press_sequentially("ج")
    page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    with page.expect_navigation():
        box.press("Enter")
    assert page.url.endswith("/ar/communiques/aimc-pr-2022-1/")


def test_a_search_by_enter_shows_passages_in_the_original_letters(demo, browser_page):  # noqa: F811
    page = browser_page("ar", viewport={"width": 1280, "height": 800})
    page.goto("/ar/organizations/")
    page.get_by_role("combobox", name="البحث في البيانات").fill("سلاح الاتجار")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.locator(".found__count").inner_text() == "بيان واحد"
    marked = page.locator("mark").all_inner_texts()
    assert "للأسلحة" in marked
    assert violations(page) == []


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/ar/communiques/?q=الداخلية", "نتائج"),
        ("/ar/communiques/?q=زقزقة", "لا نص منشورًا"),
        ("/en/communiques/?q=الأسلحة", "In Arabic"),
        ("/en/communiques/?q=ministers&year=2022", "Best first"),
        ("/en/communiques/?q=the", "too small"),
    ],
)
@pytest.mark.parametrize("width", [320, 1280])
def test_every_state_fits_and_is_accessible(demo, browser_page, path, what, width):  # noqa: F811
    for scheme in ("light", "dark"):
        page = browser_page(
            path[1:3], viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        page.goto(path)
        assert violations(page) == []
        assert page.evaluate(
            "document.documentElement.scrollWidth == document.documentElement.clientWidth"
        )
    assert what == "نتائج" or what in page.content()


def test_all_of_it_without_javascript(demo, browser_page):  # noqa: F811
    page = browser_page("en", java_script_enabled=False)
    page.goto("/en/")
    page.get_by_label("Search the communiqués").fill("interior ministers")
    with page.expect_navigation():
        page.get_by_role("button", name="Search").click()
    with page.expect_navigation():
        page.get_by_role("link", name="Latest first").click()

    assert "sort=date" in page.url
    page.select_option("select[name=year]", "2022")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    assert "year=2022" in page.url
    assert "sort=date" in page.url
    assert page.locator(".entry").count() == 1
