"""What a communiqué's page may weigh, ask for and move, on an empty cache."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import browser_page, browser_type_launch_args  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_BYTES, MOST_REQUESTS = 60_000, 6
PATH = "/communiques/aimc-pr-2022-1/"
SHIFTS = """() => new Promise(done => {
  let moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(each => moved += each.value))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(moved), 500);
})"""


@pytest.fixture(autouse=True)
def at_now():
    """The demonstration has a clock of its own: no travelling here."""


def weight(response) -> int:
    """Bytes as they are sent: static files are kept compressed, pages are sent so."""
    return len(gzip.compress(response.body()))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_is_light_and_stands_still(demo, browser_page, language):  # noqa: F811
    page = browser_page(language, viewport={"width": 360, "height": 740})
    responses, said = [], []
    page.on("response", lambda response: responses.append(response))
    page.on("console", lambda message: said.append(message.text))

    page.goto(f"/{language}{PATH}")
    moved = page.evaluate(SHIFTS)

    assert sum(map(weight, responses)) < MOST_BYTES
    assert len(responses) <= MOST_REQUESTS
    assert {urlsplit(each.url).netloc for each in responses} == {urlsplit(page.url).netloc}
    assert (moved, said) == (0, [])


@pytest.mark.parametrize("path", ["/", "/communiques/", PATH, f"{PATH}parallel/", "/conferences/"])
def test_everything_is_there_without_a_script(demo, browser_page, path):  # noqa: F811
    with_script = browser_page("en")
    with_script.goto(f"/en{path}")
    without = browser_page("en", java_script_enabled=False)
    without.goto(f"/en{path}")

    assert without.locator("main").inner_text() == with_script.locator("main").inner_text()


@pytest.mark.parametrize("width", [320, 360, 768, 1440, 2560])
def test_it_fits_every_width(demo, browser_page, width):  # noqa: F811
    page = browser_page("ar", viewport={"width": width, "height": 900})
    for path in ("/", PATH, f"{PATH}parallel/", "/communiques/?q=الداخلية"):
        page.goto(f"/ar{path}")
        seen = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert seen[0] == seen[1], path


def test_on_a_phone_one_of_both_texts_is_shown_and_the_other_chosen(
    demo,
    browser_page,  # noqa: F811
):
    page = browser_page("ar", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto(f"/ar{PATH}parallel/")
    arabic, english = page.locator(".parallel__side--ar h2"), page.locator(".parallel__side--en h2")

    assert (arabic.is_visible(), english.is_visible()) == (True, False)
    page.locator("label[for=side-en]").click()
    assert (arabic.is_visible(), english.is_visible()) == (False, True)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert (arabic.is_visible(), english.is_visible()) == (True, True)


@pytest.mark.parametrize(
    ("language", "copy", "copied"), [("ar", "نسخ", "نُسخ"), ("en", "Copy", "Copied")]
)
def test_a_citation_is_copied_by_a_click(demo, browser_page, language, copy, copied):  # noqa: F811
    page = browser_page(language, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/{language}{PATH}")
    page.locator(".citing summary").click()
    forms = page.locator(".citing__text")
    buttons = page.locator(".citing__copy")
    assert buttons.count() == forms.count() >= 3
    for n in range(forms.count()):
        buttons.nth(n).click()
        expect(buttons.nth(n)).to_have_text(copied)
        expect(buttons.nth(n)).to_have_accessible_description(
            page.locator(".citing__name").nth(n).inner_text()
        )
        assert page.evaluate("navigator.clipboard.readText()") == forms.nth(n).inner_text()
    expect(buttons.first).to_have_text(copy, timeout=5_000)


def test_without_a_script_nothing_is_promised(demo, browser_page):  # noqa: F811
    page = browser_page("ar", java_script_enabled=False)
    page.goto(f"/ar{PATH}")
    page.locator(".citing summary").click()
    assert [each.is_visible() for each in page.locator(".citing__copy").all()] == [False] * 3
