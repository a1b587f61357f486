"""Redacting at the desk: two approvers, each with their own page; refused to all others, nothing
typed lost."""

import pytest
from django.test import Client
from django.utils import timezone

from communiques import withdrawals
from communiques.demo import play
from communiques.desk import rescue
from communiques.models import Edition, Redaction
from organizations.models import DeskSession
from tests.desk.conftest import url
from tests.standing import scene

REASONS = {"reason_ar": "أمر قضائي.", "reason_en": "A court has ordered it."}
ALL = {"editions": ["ar-1", "en-1"]}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@scene
def withdrawn(english, ready):
    play.release(english, ready, timezone.now())
    reasons = {"ar": "سبب", "en": "Reason"}
    withdrawals.withdraw(ready, reasons=reasons, actor=english.staff["approver"])
    return ready


def redacted() -> list[bool]:
    return [each.is_redacted for each in Edition.objects.all()]


def test_one_asks_and_another_confirms(withdrawn, as_):
    ask, decide = url("redact", withdrawn.pk), url("decide", withdrawn.pk)
    asking = as_("approver")
    assert ask in asking.get(decide).content.decode()
    html = asking.get(ask).content.decode()
    assert withdrawn.title_ar in html and withdrawn.title_en in html
    assert asking.post(ask, REASONS | ALL).status_code == 302
    asked = Redaction.objects.get()
    assert asked.numbers == [["ar", 1], ["en", 1]]
    page = url("redaction", withdrawn.pk, asked.pk)
    own = asking.get(page).content.decode()
    assert "somebody else must confirm it" in own and 'value="confirm"' not in own
    refused = asking.post(page, {"answer": "confirm"})
    assert refused.status_code == 409 and redacted() == [False, False]

    confirming = as_("deputy")
    assert page in confirming.get("/admin/").content.decode()
    shown = confirming.get(page).content.decode()
    body = Edition.objects.get(language="en").body
    assert body in shown and REASONS["reason_en"] in shown and REASONS["reason_ar"] in shown
    assert redacted() == [False, False]
    assert confirming.post(page, {"answer": "confirm"}).status_code == 302
    assert redacted() == [True, True]
    html = confirming.get(decide).content.decode()
    assert "The words are gone." in html and ask not in html
    assert page not in confirming.get("/admin/").content.decode()
    assert confirming.post(page, {"answer": "confirm"}).status_code == 409
    for name, *args in (("versions", "en"), ("change",), ("preview", "en"), ("attachments",)):
        assert confirming.get(url(name, withdrawn.pk, *args), follow=True).status_code == 200
    assert "Words redacted" in confirming.get(url("versions", withdrawn.pk, "en")).content.decode()


def test_the_writers_screens_stand_it(withdrawn, as_):
    as_("approver").post(url("redact", withdrawn.pk), REASONS | ALL)
    asked = Redaction.objects.get()
    as_("deputy").post(url("redaction", withdrawn.pk, asked.pk), {"answer": "confirm"})
    client = as_("drafter")
    for name, *args in (("change",), ("decide",), ("source", "en"), ("cleanups", "ar")):
        assert client.get(url(name, withdrawn.pk, *args), follow=True).status_code == 200
    version = withdrawn.versions.filter(language="ar").first()
    assert version.is_redacted
    page = url("versions", withdrawn.pk, "ar")
    assert "were redacted" in client.get(f"{page}?version={version.pk}").content.decode()
    assert client.post(page, {"version": version.pk}).status_code == 404


def test_who_asked_takes_it_back(withdrawn, as_):
    client = as_("approver")
    client.post(url("redact", withdrawn.pk), REASONS | ALL)
    asked = Redaction.objects.get()
    page = url("redaction", withdrawn.pk, asked.pk)
    assert client.post(page, {"answer": "decline"}).status_code == 302
    asked.refresh_from_db()
    assert asked.confirmed is False and redacted() == [False, False]
    assert client.get(page).status_code == 302


@pytest.mark.parametrize("missing", ["reason_ar", "reason_en", "editions"])
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(withdrawn, as_, missing):
    data = {key: value for key, value in (REASONS | ALL).items() if key != missing}
    page = as_("approver").post(url("redact", withdrawn.pk), data)
    html = page.content.decode()
    assert page.status_code == 422 and Redaction.objects.count() == 0
    kept = {"reason_ar": "أمر قضائي.", "reason_en": "A court has ordered it."}
    assert all(value in html for key, value in kept.items() if key != missing)
    assert html.count("checked") == (0 if missing == "editions" else 2)


@pytest.mark.parametrize("editions", [["en-7"], ["xx-1"], ["en-1-1"], ["' OR 1"], ["en--1"]])
def test_only_editions_that_there_are(withdrawn, as_, editions):
    page = as_("approver").post(url("redact", withdrawn.pk), REASONS | {"editions": editions})
    assert page.status_code == 422 and Redaction.objects.count() == 0


def test_what_is_in_force_is_withdrawn_first(english, ready, as_):
    play.release(english, ready, timezone.now())
    page = as_("approver").post(url("redact", ready.pk), REASONS | ALL)
    html = page.content.decode()
    assert page.status_code == 409 and "withdraw it first" in html
    assert "A court has ordered it." in html


def test_a_redaction_of_another_text_is_not_found(withdrawn, english, as_):
    client = as_("approver")
    client.post(url("redact", withdrawn.pk), REASONS | ALL)
    other = play.compose(english, "draft", timezone.now())
    asked = Redaction.objects.get()
    for call in (client.get, client.post):
        assert call(url("redaction", other.pk, asked.pk)).status_code == 404
    unknown = client.post(url("redaction", withdrawn.pk, asked.pk), {"answer": "perhaps"})
    assert unknown.status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *((each, 403) for each in play.STAFF if each not in ("approver", "deputy")),
        ("stranger", 404),
    ],
)
def test_nobody_else(withdrawn, as_, stranger, who, status):
    as_("approver").post(url("redact", withdrawn.pk), REASONS | ALL)
    asked = Redaction.objects.get()
    client = as_(who)
    for address in (url("redact", withdrawn.pk), url("redaction", withdrawn.pk, asked.pk)):
        assert client.get(address).status_code == status
        assert client.post(address, REASONS | ALL | {"answer": "confirm"}).status_code == status
        assert address not in client.get("/admin/").content.decode()
    if status == 403:
        html = client.get(url("decide", withdrawn.pk)).content.decode()
        assert url("redact", withdrawn.pk) not in html
    assert redacted() == [False, False]


def test_a_page_that_was_left_open_says_so_and_brings_nothing_back(withdrawn, as_):
    client = as_("drafter")
    html = client.get(url("change", withdrawn.pk)).content.decode()
    page = html.split('name="page" value="')[1][:32]
    open_page = {
        "page": page, "ar-revision": "1", "en-revision": "1", "ar-title": withdrawn.title_ar,
        "ar-summary": "", "ar-body": withdrawn.body_ar, "ar-change_note": "",
    }  # fmt: skip
    mark = html.split('name="written_by" value="')[1].split('"')[0]
    ended = Client()
    ended.post(url("change", withdrawn.pk), open_page | {"written_by": mark})
    assert rescued() == [url("change", withdrawn.pk)]
    as_("approver").post(url("redact", withdrawn.pk), REASONS | ALL)
    asked = Redaction.objects.get()
    as_("deputy").post(url("redaction", withdrawn.pk, asked.pk), {"answer": "confirm"})
    assert rescued() == []
    client = as_("drafter")
    answer = client.post(url("buffer", withdrawn.pk), open_page).json()
    assert answer["kept"] == [] and "were redacted meanwhile" in answer["overtaken"][0]
    assert not withdrawn.buffers.exists()
    answer = client.post(url("change", withdrawn.pk), open_page, follow=True)
    assert "were redacted meanwhile" in answer.content.decode()
    withdrawn.refresh_from_db()
    assert not withdrawn.title_ar
    last = withdrawn.versions.order_by("pk").last()
    assert withdrawn.title_ar == last.title == ""


def rescued() -> list[str]:
    kept = [each.get_decoded().get(rescue.KEY, {}) for each in DeskSession.objects.all()]
    return [path for each in kept for path in each]
