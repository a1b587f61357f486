"""Every kind of page in a real browser: no sideways scrolling, nothing for axe to find, a handful
of requests to this host alone, and no complaint from the content security policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from communiques import text as rich
from communiques.models import Edition
from tests.browser.conftest import browser_page, browser_type_launch_args  # noqa: F401
from tests.public.acts import correct, withdraw

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/communiques/",
    "/communiques/?kind=unknown",
    "/communiques/?cursor=damaged",
    "/communiques/aimc-pr-2022-1/",
    "/communiques/aimc-pr-2022-1/parallel/",
    "/communiques/aimc-pr-2022-1/editions/1/",
    "/communiques/aimc-pr-2022-1/compare/1-2/",
    "/register/",
    "/subscriptions/",
    "/subscriptions/asked/",
    "/verify/",
    "/archive/",
    "/archive/2022/",
    "/archive/2022/5/",
    "/conferences/",
    "/conferences/small-arms-2022/",
    "/organizations/",
    "/organizations/league-of-arab-states/",
    "/nothing/",
]


@pytest.fixture(autouse=True)
def at_now():
    """The demonstration has a clock of its own: no travelling here."""


@pytest.fixture
def corrected(demo):
    """The demonstration, with a second edition of the seed."""
    correct()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_fits_and_is_accessible(corrected, browser_page, language, width, scheme):  # noqa: F811
    page = browser_page(language, viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    found = {}

    for path in PAGES:
        asked.clear()
        page.goto(f"/{language}{path}")
        host = page.url.split("/")[2]
        problems = [each["id"] for each in Axe().run(page).response["violations"]]
        wide, seen = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        problems += [f"{wide} px wide"] if wide != seen else []
        problems += [url for url in asked if url.split("/")[2] != host]
        problems += [f"{len(asked)} requests"] if len(asked) > 6 else []
        if problems:
            found[path] = problems

    assert found == {}
    assert [text for text in said if "Content Security Policy" in text] == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_was_withdrawn_fits_and_is_accessible(demo, browser_page, language, width):  # noqa: F811
    kept, removed = withdraw()
    page = browser_page(language, viewport={"width": width, "height": 900})
    statuses, problems = [], []
    register = f"register/{kept.series_id}/{kept.dated_on.year}"
    for at in (f"communiques/{kept.slug}", f"communiques/{removed.slug}", register):
        statuses.append(page.goto(f"/{language}/{at}/").status)
        problems += [each["id"] for each in Axe().run(page).response["violations"]]
        sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        wide, seen = page.evaluate(sizes)
        problems += [f"{wide} px wide"] if wide != seen else []
    assert (statuses, problems) == ([200, 410, 200], [])


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("script", [True, False])
def test_a_text_is_pasted_and_judged(demo, browser_page, width, script):  # noqa: F811
    """In Arabic, with and without scripts: one digit was changed."""
    sealed = Edition.objects.get(communique__slug="aimc-pr-2022-1", language="ar")
    page = browser_page(
        "ar", viewport={"width": width, "height": 900}, java_script_enabled=script
    )  # fmt: skip
    page.goto("/ar/verify/")
    page.fill("#text", rich.plain(sealed.body).replace("2022", "2021", 1))
    page.locator(".verify-form button").first.click()
    page.wait_for_load_state()
    assert page.locator("#verdict").inner_text() == "محرَّف: ليس هذا ما أصدرناه"
    assert page.locator(".places del").first.inner_text().strip() == "2022"
    assert page.locator(".places ins").first.inner_text().strip() == "2021"
    if script:
        assert [each["id"] for each in Axe().run(page).response["violations"]] == []
        sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        wide, seen = page.evaluate(sizes)
        assert wide == seen
    assert page.context.cookies() == []
