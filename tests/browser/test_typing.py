"""What is typed is not left behind unasked, and a button pressed twice is pressed once."""

import pytest
from django.urls import reverse

from communiques.models import Communique

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft(demo) -> str:
    """The address of a draft's form."""
    row = Communique.objects.filter(slug=None, title_en="").first()
    return reverse("admin:communiques_communique_change", args=[row.pk])


def asked(page) -> list[str]:
    """The questions that the browser puts from now on; each is answered "stay"."""
    questions = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
    return questions


@pytest.mark.parametrize("by", ["the other language", "a link"])
def test_typing_is_not_left_behind_unasked(as_user, draft, by):
    page = as_user("drafter")
    page.goto(draft)
    questions = asked(page)
    title = page.locator("#id_ar-title")
    title.fill("كتبته ولم أحفظه")
    if by == "a link":
        page.locator(".tools a").first.click()
    else:
        page.locator(".desk-language button").click()
    page.wait_for_timeout(300)
    assert questions == ["beforeunload"]
    assert title.input_value() == "كتبته ولم أحفظه"


def test_typing_in_the_editor_counts_and_a_save_asks_nothing(as_user, draft):
    page = as_user("drafter")
    page.goto(draft)
    page.wait_for_load_state("networkidle")
    questions = asked(page)
    page.locator(".words[data-language=ar] .ProseMirror[contenteditable]").click()
    page.keyboard.insert_text("زيادة")
    page.locator(".tools a").first.click()
    page.wait_for_timeout(300)
    assert questions == ["beforeunload"]
    with page.expect_navigation():
        page.locator(".save-bar button").first.click()
    assert questions == ["beforeunload"]


def test_a_double_click_opens_one_draft(as_user, draft):
    page = as_user("drafter")
    before = Communique.objects.count()
    page.goto(reverse("admin:communiques_communique_add"))
    page.locator(".save-bar button").first.dblclick()
    page.wait_for_url("**/change/")
    page.wait_for_load_state("networkidle")
    assert Communique.objects.count() == before + 1
