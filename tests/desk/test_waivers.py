"""A finding is waived with a reason, for itself alone; it counts again once the words change."""

import re

import pytest
from django.db import IntegrityError, transaction

from communiques import checking, drafting
from communiques.demo import play
from communiques.models import Text, Waiver
from communiques.text import from_plain
from organizations.audit import AuditEvent
from organizations.models import User
from tests.desk.conftest import url


def retype(row, language, body):
    words = {**row.text(language).fields, "body": from_plain(body)}
    who = User.objects.get(username="drafter" if language == "ar" else "translator")
    drafting.save_text(row, Text(language, **words), based_on=row.revision(language), author=who)
    row.refresh_from_db()


@pytest.fixture
def wrong(row):
    """23 in Arabic, nothing in English."""
    retype(row, "ar", "شارك 23 وفدًا.")
    retype(row, "en", "Many delegations took part.")
    return row


def open_(row):
    return [each.finding for each in checking.judged(row) if not each.waiver]


def post(client, row, key, **more):
    return client.post(url("waive", row.pk), {"finding": key, "back": "decide", **more})


def test_waived_with_a_reason_and_recorded(wrong, as_):
    (finding,) = open_(wrong)
    answer = post(as_("translator"), wrong, finding.key, reason="The list is annexed.")
    assert answer.status_code == 302
    assert open_(wrong) == []
    html = as_("reviewer").get(url("decide", wrong.pk)).content.decode()
    assert "The list is annexed." in html and "Nothing to ask about." in html
    event = AuditEvent.objects.get(verb__contains="waived")
    assert (event.verb, event.data) == (
        "finding waived",
        {"finding": "number", "said": "The number “23” is missing in the other language.",
         "reason": "The list is annexed."},
    )  # fmt: skip


def test_it_counts_again_once_the_words_change_and_is_waived_again_when_they_come_back(wrong, as_):
    (finding,) = open_(wrong)
    post(as_("translator"), wrong, finding.key, reason="x")
    retype(wrong, "ar", "شارك 23 وفدًا كبيرًا.")
    (again,) = open_(wrong)
    assert again.key != finding.key
    retype(wrong, "ar", "شارك 23 وفدًا.")
    assert open_(wrong) == []


def test_a_change_elsewhere_leaves_the_waiver(wrong, as_):
    (finding,) = open_(wrong)
    post(as_("translator"), wrong, finding.key, reason="x")
    retype(wrong, "en", "Many delegations took part in the meeting.")
    assert open_(wrong) == []


def test_taken_back_it_counts_again_and_may_be_waived_anew(wrong, as_):
    (finding,) = open_(wrong)
    client = as_("translator")
    for _round in range(2):
        post(client, wrong, finding.key, reason="x")
        assert open_(wrong) == []
        post(client, wrong, finding.key, withdraw="1")
        assert [each.key for each in open_(wrong)] == [finding.key]
    assert Waiver.objects.count() == 2


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_without_a_reason_nothing_is_waived(wrong, as_, reason):
    (finding,) = open_(wrong)
    client = as_("translator")
    page = client.post(
        url("waive", wrong.pk), {"finding": finding.key, "reason": reason}, follow=True
    )
    assert "Say why the finding is no fault here." in page.content.decode()
    assert len(open_(wrong)) == 1


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_a_finding_runs_as_the_desk_does_whatever_word_it_begins_with(
    wrong, as_, language, direction
):
    """«Interpol» غير مذكور begins with a Latin word, and is an Arabic sentence."""
    User.objects.filter(username="translator").update(language=language)
    html = as_("translator").get(url("decide", wrong.pk)).content.decode()
    runs = re.findall(r"<b>[^<]+:</b> <bdi dir=\"(...)\">", html)
    assert runs == [direction] * len(open_(wrong))


def test_a_reason_that_cannot_be_kept_is_given_back_and_the_fault_is_named(wrong, as_):
    (finding,) = open_(wrong)
    data = {"finding": finding.key, "reason": "The list is annexed 😀"}
    page = as_("translator").post(url("waive", wrong.pk), data, follow=True)
    assert [str(each) for each in page.context["messages"]] == [
        "A character that cannot be printed stands near “The list is annexed 😀”; write it "
        "otherwise. You wrote: “The list is annexed 😀”."
    ]
    assert open_(wrong) == [finding]


@pytest.mark.parametrize("key", ["nothing", "0" * 32, "x" * 33])
def test_what_is_not_there_cannot_be_waived(wrong, as_, key):
    assert post(as_("translator"), wrong, key, reason="x").status_code == 302
    assert not Waiver.objects.exists()


def test_two_who_waive_at_once_leave_one_waiver(wrong, as_):
    (finding,) = open_(wrong)
    for who in ("translator", "reviewer"):
        post(as_(who), wrong, finding.key, reason=who)
    assert [each.reason for each in Waiver.objects.all()] == ["translator"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.create(
            communique=wrong, finding=finding.key, code="number", reason="x",
            by=User.objects.get(username="reviewer"),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("persona", "allowed"),
    [(name, name in {"drafter", "translator", "reviewer", "approver", "deputy"})
     for name in play.STAFF],
)  # fmt: skip
def test_who_may_waive(wrong, as_, persona, allowed):
    (finding,) = open_(wrong)
    answer = post(as_(persona), wrong, finding.key, reason="x")
    assert answer.status_code == (302 if allowed else 403)
    assert Waiver.objects.exists() is allowed
    assert as_(persona).get(url("waive", wrong.pk)).status_code in (403, 405)


def test_a_stranger_waives_nothing(wrong, client, stranger):
    (finding,) = open_(wrong)
    client.force_login(stranger)
    assert post(client, wrong, finding.key, reason="x").status_code == 404


def test_a_link_inside_the_house_is_serious(row):
    body = (
        '<p><a href="/admin/">a</a> <a href="/ar/communiques/no-such/">b</a> '
        '<a href="http://10.0.0.1/">c</a> <a href="http://intranet/">d</a> '
        '<a href="https://www.un.org/">e</a> <a href="/ar/">f</a></p>'
    )
    words = {**row.text("en").fields, "body": body}
    drafting.save_text(row, Text("en", **words), based_on=row.rev_en, author=None)
    row.refresh_from_db()
    dead = [each.detail[0] for each in open_(row) if each.code == "dead_link"]
    assert sorted(dead) == [
        "/admin/", "/ar/communiques/no-such/", "http://10.0.0.1/", "http://intranet/",
    ]  # fmt: skip


def test_the_term_base_is_asked(wrong, as_, english):
    page = as_("translator").get("/admin/communiques/term/add/")
    assert page.status_code == 200
    data = {"ar": "وفد", "en": "delegation", "forbidden": "Many", "source": "", "note": "",
            "kept_by": english.staff["translator"].organization_id}  # fmt: skip
    assert as_("translator").post("/admin/communiques/term/add/", data).status_code == 302
    assert {(each.code, each.language) for each in open_(wrong)} == {
        ("number", "ar"), ("forbidden_term", "en"),
    }  # fmt: skip
    assert as_("drafter").get("/admin/communiques/term/").status_code == 200
    assert as_("drafter").get("/admin/communiques/term/add/").status_code == 403
