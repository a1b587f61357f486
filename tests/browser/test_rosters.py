"""The three steps in a real Chromium: on a telephone, in both languages, with progress shown."""

import pytest
from playwright.sync_api import expect

from events.models import Conference, Delegate
from organizations.models import Organization, User
from tests.roster.conftest import HEADER, workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def conference(demo) -> Conference:
    state = {"kind": "state", "name_ar": "الجمهورية التونسية", "name_en": "Tunisia"}
    Organization.objects.create(**state)
    keeper = User.objects.get(username="protocol").organization
    return Conference.objects.create(title_ar="المؤتمر", title_en="Conference", kept_by=keeper)


def send(page, live_server, conference, data: bytes):
    page.goto(f"{live_server.url}/admin/events/conference/{conference.pk}/roster/")
    file = {"name": "list.xlsx", "mimeType": "application/octet-stream", "buffer": data}
    page.set_input_files("[type=file]", [file])
    page.click(".roster-send [type=submit]")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_three_steps_on_a_telephone(live_server, conference, as_user, language):
    page = as_user("protocol", language, viewport={"width": 360, "height": 800})
    rows = [["Tunisia", f"الاسم الأول {n}", "مدير", "عضو", "", ""] for n in range(3)]
    send(page, live_server, conference, workbook(HEADER, *rows, ["مجهولة", "سامي حسن"]))
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    page.select_option("select[name='body:0:5']", "out")
    page.click("[value=choose]")
    page.click("[value=apply]")
    expect(page.locator(".stage-released")).to_be_visible()
    assert page.evaluate(wide) == 0
    assert Delegate.objects.filter(conference=conference).count() == 3
    page.click("[value=undo]")
    expect(page.locator("#kept")).to_be_visible()
    assert Delegate.objects.filter(conference=conference).count() == 0


def test_a_long_list_says_that_it_works_and_takes_no_second_click(
    live_server,
    conference,
    as_user,
):
    page = as_user("protocol", "en")
    rows = [["Tunisia", f"الاسم الأول {n}", "مدير", "عضو", "", ""] for n in range(4000)]
    send(page, live_server, conference, workbook(HEADER, *rows))
    expect(page.locator("[value=apply]")).to_be_visible(timeout=30_000)
    asked = []
    page.on("response", lambda r: asked.append(r.url) if r.url.endswith("/progress") else None)
    page.evaluate(
        """() => {
            window.seen = [];
            const box = document.querySelector(".working");
            new MutationObserver(() => window.seen.push(box.innerText.trim())).observe(
                box, {attributes: true, subtree: true, childList: true});
            window.addEventListener("pagehide", () =>
                sessionStorage.setItem("seen", JSON.stringify(window.seen)));
        }"""
    )
    page.evaluate(
        "() => { const b = document.querySelector('[value=apply]'); b.click(); b.click(); }"
    )
    expect(page.locator(".stage-released")).to_be_visible(timeout=30_000)
    told = page.evaluate("JSON.parse(sessionStorage.getItem('seen'))")
    # Which of the two the browser sees depends on when its question is answered.
    assert any("Checking the rows: " in each or "Writing… " in each for each in told)
    assert any("/ 400" in each for each in told)
    assert asked
    assert Delegate.objects.filter(conference=conference).count() == 4000
