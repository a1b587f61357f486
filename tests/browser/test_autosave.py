"""A crash, a closed laptop, an ended session: what was typed is there again. Two who write at once
know of each other before either saves."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from communiques.models import Buffer, Communique

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def text(demo) -> Communique:
    """A returned text in both languages: its writers may mend it."""
    return Communique.objects.filter(slug=None).exclude(title_en="").order_by("pk").first()


def opened(page, row):
    page.goto(reverse("admin:communiques_communique_change", args=[row.pk]))
    page.wait_for_load_state("networkidle")
    return page


def kept(page):
    return page.locator("#kept")


def test_what_was_typed_outlives_a_crash(as_user, text):
    page = opened(as_user("drafter"), text)
    page.locator(".words[data-language=ar] .ProseMirror[contenteditable]").click()
    page.keyboard.insert_text("لم أحفظ هذا بعد")
    expect(kept(page)).to_have_text("محتفظ به، ولم يُحفظ بعد", timeout=10_000)
    page.context.close()  # no farewell: the machine is gone

    page = opened(as_user("drafter"), text)
    expect(page.locator(".unsaved")).to_contain_text("لم يضع منه شيء")
    assert "لم أحفظ هذا بعد" not in page.locator("#id_ar-body").input_value()
    page.locator(".unsaved a").click()
    page.wait_for_load_state("networkidle")
    body = page.locator(".words[data-language=ar] .ProseMirror[contenteditable]")
    expect(body).to_contain_text("لم أحفظ هذا بعد")
    with page.expect_navigation():
        page.locator(".save-bar button").first.click()
    text.refresh_from_db()
    assert "لم أحفظ هذا بعد" in text.body_ar
    assert not Buffer.objects.exists()


def test_an_ended_session_is_said_and_costs_nothing(as_user, text):
    page = opened(as_user("drafter"), text)
    page.fill("#id_ar-title", "كتبته ثم انتهت الجلسة")
    expect(kept(page)).to_have_text("محتفظ به، ولم يُحفظ بعد", timeout=10_000)
    page.context.clear_cookies()
    page.fill("#id_ar-title", "كتبته بعد أن انتهت الجلسة")
    expect(kept(page)).to_contain_text("انتهت جلستك", timeout=10_000)
    assert page.input_value("#id_ar-title") == "كتبته بعد أن انتهت الجلسة"


def test_a_server_that_does_not_answer_is_said(as_user, text):
    page = opened(as_user("drafter"), text)
    page.route("**/buffer/", lambda route: route.abort())
    page.fill("#id_ar-title", "بلا رد")
    expect(kept(page)).to_contain_text("لم يُحتفظ به", timeout=10_000)
    page.unroute("**/buffer/")
    expect(kept(page)).to_have_text("محتفظ به، ولم يُحفظ بعد", timeout=10_000)


def test_two_who_write_know_of_each_other_before_either_saves(as_user, text):
    arabic, english = (opened(as_user(who), text) for who in ("drafter", "translator"))
    english.fill("#id_en-title", "A new title")
    there = arabic.locator("#presence")
    expect(there).to_contain_text("كتابة جارية (الإنجليزية)", timeout=15_000)
    with english.expect_navigation():
        english.locator(".save-bar button").first.click()
    expect(there).to_contain_text("حُفظ نص أحدث (الإنجليزية)", timeout=15_000)
    expect(there).not_to_contain_text("ليُدمجا")  # she writes no English, so nothing is at stake


def test_opening_a_page_keeps_nothing(as_user, text):
    page = opened(as_user("drafter"), text)
    page.wait_for_timeout(6_500)
    assert not Buffer.objects.exists()
    assert kept(page).inner_text() == ""
