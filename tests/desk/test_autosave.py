"""What is typed is kept for whoever types it, and for nobody else; it is offered back, not forced,
and gone once it is saved. Who else is there is said, and what they saved."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.utils import timezone

from communiques import drafting
from communiques.models import Buffer, Text
from communiques.text import from_plain
from organizations.models import User
from tests.desk.conftest import form_of, url

PAGE, OTHER = "a" * 32, "b" * 32


def beat(client, row, page=PAGE, **words):
    data = {"ar-revision": row.rev_ar, "en-revision": row.rev_en, "page": page}
    for name, value in words.items():
        data[name.replace("_", "-", 1)] = value
    return client.post(url("buffer", row.pk), data)


def kept():
    return {(each.author.username, each.language, each.page): each.title
            for each in Buffer.objects.select_related("author")}  # fmt: skip


def test_what_is_typed_is_kept_for_its_author(row, as_):
    body = row.body_ar
    answer = beat(as_("drafter"), row, ar_title="عنوان جديد", ar_body=body)
    assert answer.json() == {"kept": ["ar"], "here": [], "overtaken": []}
    assert kept() == {("drafter", "ar", PAGE): "عنوان جديد"}
    page = as_("drafter").get(url("change", row.pk))
    assert "You typed in Arabic" in page.content.decode()
    assert form_of(page)["ar-title"] == row.title_ar  # offered, not forced
    assert "You typed in" not in as_("translator").get(url("change", row.pk)).content.decode()


def test_it_is_brought_back_over_the_revision_that_it_was_typed_over(row, as_):
    beat(as_("drafter"), row, ar_title="عنوان جديد", ar_body="<p>نص جديد</p>")
    page = as_("drafter").get(url("change", row.pk), {"recover": PAGE})
    data = form_of(page)
    assert (data["ar-title"], data["ar-body"]) == ("عنوان جديد", "<p>نص جديد</p>")
    opening = page.context["opening"]
    assert page.context["recovered"] == PAGE and opening != PAGE
    data |= {"page": opening, "recovered": PAGE}
    as_("drafter").post(url("change", row.pk), data)
    row.refresh_from_db()
    assert (row.title_ar, row.rev_ar) == ("عنوان جديد", 2)
    assert kept() == {}


def test_saved_over_by_somebody_meanwhile_both_are_kept(row, as_, english):
    beat(as_("drafter"), row, ar_title="عنواني", ar_body="<p>نصي</p>")
    theirs = Text("ar", title="عنوانهم", body="<p>نصهم</p>")
    drafting.save_text(row, theirs, based_on=row.rev_ar, author=english.staff["deputy"])
    page = as_("drafter").get(url("change", row.pk), {"recover": PAGE})
    data = form_of(page) | {"page": page.context["opening"], "recovered": PAGE}
    answer = as_("drafter").post(url("change", row.pk), data)
    row.refresh_from_db()
    assert row.title_ar == "عنوانهم"
    assert "/merge/" in answer["Location"]
    assert row.versions.filter(revision=None).get().title == "عنواني"


def test_two_openings_of_the_page_are_kept_side_by_side(row, as_):
    beat(as_("drafter"), row, PAGE, ar_title="من الأولى", ar_body=row.body_ar)
    beat(as_("drafter"), row, OTHER, ar_title="من الثانية", ar_body=row.body_ar)
    page = as_("drafter").get(url("change", row.pk))
    assert {page: rows[0].title for page, rows in page.context["unsaved"].items()} == {
        PAGE: "من الأولى", OTHER: "من الثانية",
    }  # fmt: skip
    as_("drafter").post(url("put_away", row.pk), {"page": OTHER})
    assert kept() == {("drafter", "ar", PAGE): "من الأولى"}


def test_what_is_as_saved_is_not_kept(row, as_):
    beat(as_("drafter"), row, ar_title="عنوان جديد", ar_body=row.body_ar)
    beat(as_("drafter"), row, ar_title=row.title_ar, ar_body=row.body_ar)
    assert kept() == {}


def test_what_was_saved_meanwhile_is_not_offered(row, as_, english):
    beat(as_("drafter"), row, ar_title="عنوان جديد", ar_body=row.body_ar)
    words = {**row.text("ar").fields, "title": "عنوان جديد"}
    drafting.save_text(row, Text("ar", **words), based_on=row.rev_ar, author=None)
    page = as_("drafter").get(url("change", row.pk))
    assert page.context["unsaved"] == {}


@pytest.mark.parametrize("persona", ["drafter", "translator", "reviewer", "publisher"])
def test_only_a_language_that_one_writes_is_kept(row, as_, persona):
    answer = beat(
        as_(persona), row, ar_title="x", ar_body="<p>x</p>", en_title="y", en_body="<p>y</p>"
    )
    writes = {"drafter": ["ar"], "translator": ["en"]}.get(persona, [])
    assert (answer.status_code, answer.json()["kept"]) == (200, writes)
    assert {language for _who, language, _page in kept()} == set(writes)


def test_a_stranger_keeps_and_learns_nothing(row, client, stranger):
    client.force_login(stranger)
    assert beat(client, row, ar_title="x", ar_body="x").status_code == 404
    assert client.post(url("put_away", row.pk), {"page": PAGE}).status_code == 404
    assert kept() == {}


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 40, "9" * 5000, "١"])
def test_a_page_that_does_not_say_what_it_shows_is_refused(row, as_, revision):
    data = {"ar-revision": revision, "en-revision": "1", "page": PAGE, "ar-body": "x"}
    answer = as_("drafter").post(url("buffer", row.pk), data)
    assert answer.status_code == (200 if revision == "١" else 400)


def test_hostile_words_come_back_harmless(row, as_):
    bad = '<p onclick="x()">نص\0<script>alert(1)</script></p>'
    assert beat(as_("drafter"), row, ar_title="a\0b", ar_body=bad).status_code == 200
    back = Buffer.objects.get()
    assert (back.title, back.body) == ("ab", "<p>نص</p>")


def test_it_is_nobodys_to_read_by_another_page_number(row, as_):
    beat(as_("drafter"), row, ar_title="سر", ar_body=row.body_ar)
    for who in ("translator", "deputy", "administrator"):
        answer = as_(who).get(url("change", row.pk), {"recover": PAGE}, follow=True)
        assert "سر" not in answer.content.decode().replace("سري", "")


# --- who else is there ---------------------------------------------------------------------------


def test_who_is_there_is_said_and_forgotten_when_they_leave(row, as_):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        beat(as_("translator"), row, en_title="Typing", en_body=row.body_en)
        beat(as_("reviewer"), row)
        assert beat(as_("drafter"), row).json()["here"] == [
            "Leila Ben Omar has this page open.",
            "Karim Mansour is typing in English.",
        ]
    with time_machine.travel(now + dt.timedelta(seconds=31), tick=False):
        assert beat(as_("drafter"), row).json()["here"] == []


def test_a_save_by_another_is_said_before_one_saves(row, as_, english):
    words = {**row.text("en").fields, "body": from_plain("New words.")}
    who = User.objects.get(username="translator")
    opened = row.rev_en
    with time_machine.travel(dt.datetime(2026, 11, 27, 9, 5, tzinfo=dt.UTC), tick=False):
        drafting.save_text(row, Text("en", **words), based_on=row.rev_en, author=who)
    data = {"ar-revision": row.rev_ar, "en-revision": opened, "page": PAGE}

    def warned_of(username):
        return as_(username).post(url("buffer", row.pk), data).json()["overtaken"]

    english.staff["reviewer"].user_permissions.add(
        Permission.objects.get(codename="write_translation")
    )
    assert warned_of("reviewer") == [
        "Karim Mansour saved English at 10:05. Saving yours keeps both, to be merged."
    ]
    # The same person at another machine would overwrite just as well.
    assert warned_of("translator") == [
        "You saved English at 10:05 in another window. Saving here keeps both, to be merged."
    ]
    # Whoever does not write that language is told, and warned of nothing.
    answer = as_("drafter").post(url("buffer", row.pk), data).json()
    assert answer["overtaken"] == []
    assert (
        "Karim Mansour saved English at 10:05; this page shows it as it was before."
        in (answer["here"])
    )


def test_a_beat_costs_little(row, as_, django_assert_num_queries):
    client = as_("drafter")
    beat(client, row, ar_title="x", ar_body="<p>x</p>")
    with django_assert_num_queries(15):
        beat(client, row, ar_title="y", ar_body="<p>y</p>")
