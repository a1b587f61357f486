"""Who is told of what, in whose language, once: through a queue that several workers drain and that
loses nothing while the mail server is down."""

import datetime as dt
import threading

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from communiques import drafting, remarks
from communiques.demo import play
from communiques.mail import notices, outbox
from communiques.models import Action, Notice, Step
from communiques.reminders import remind
from organizations import outgoing
from organizations.models import User

NOW = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)  # ten in the morning in Tunis


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def told(kind=None) -> set[tuple[str, str, str]]:
    rows = Notice.objects.select_related("user")
    rows = rows.filter(kind=kind) if kind else rows
    return {(each.user.username, each.kind, each.language) for each in rows}


def letters() -> list[tuple[str, str]]:
    return sorted((each.to[0].split("@")[0], each.subject) for each in mail.outbox)


@pytest.fixture
def cleared_queue(acts):
    """The acts' own notices out of the way."""

    def clear():
        Notice.objects.all().delete()

    return clear


# --- who is told ---------------------------------------------------------------------------------


def test_each_step_tells_those_who_can_take_the_next(acts, cleared_queue):
    acts.submit()
    assert told() == {("reviewer", "step", "ar"), ("reviewer", "step", "en")}
    cleared_queue()
    acts.review()
    assert told() == {
        (who, "step", each) for who in ("approver", "deputy") for each in ("ar", "en")
    }
    cleared_queue()
    acts.authorise()
    assert told() == {("publisher", "ready", "ar"), ("publisher", "ready", "en")}
    cleared_queue()
    acts.release(in_days=20)
    wrote = {("drafter", "ar"), ("translator", "en")}
    signed = {(who, each) for who in ("reviewer", "approver") for each in ("ar", "en")}
    assert told() == {(who, "released", each) for who, each in wrote | signed | {("drafter", "en")}}


def test_a_return_tells_its_writers_and_why(acts, cleared_queue):
    acts.submit()
    cleared_queue()
    acts.do(Action.RETURN, "reviewer", "en", reason="Give the date.")
    assert {each for each, _kind, _language in told()} == {"translator", "drafter"}
    assert Notice.objects.first().data["reason"] == "Give the date."


def test_a_release_called_off_is_told_to_the_writers_of_every_language(acts, cleared_queue):
    """Whatever language the form named: the release is called off as a whole."""
    acts.clear()
    acts.release(in_days=20)
    cleared_queue()
    acts.do(Action.CALL_OFF, "publisher", reason="x")
    assert {("drafter", "called_off", "ar"), ("translator", "called_off", "en")} <= told()


def test_who_may_not_clear_is_not_asked_to(acts, cleared_queue):
    """The reviewer wrote in it: nobody else can review, so nobody is told to."""
    acts.write("ar", "reviewer", title="عنوان آخر")
    acts.submit("ar")
    assert told() == set()


def test_an_urgent_release_asks_for_its_review_by_somebody_else(acts, cleared_queue):
    for language in ("ar", "en"):
        acts.do(Action.URGENT, "approver", language, reason="x")
    cleared_queue()
    acts.release()
    assert told("urgent") == {("deputy", "urgent", each) for each in ("ar", "en")}


def test_a_refused_act_tells_nobody(acts):
    acts.submit()
    before = Notice.objects.count()
    with pytest.raises(Exception):  # noqa: B017 - any refusal
        acts.do(Action.CLEAR, "drafter", "ar", step=Step.REVIEW)
    with pytest.raises(RuntimeError), transaction.atomic():
        acts.review()
        raise RuntimeError
    assert Notice.objects.count() == before


@pytest.mark.parametrize("columns", [{"email": ""}, {"notices": "none"}, {"is_active": False}])
def test_who_cannot_or_will_not_be_told_is_not(acts, columns):
    User.objects.filter(username="reviewer").update(**columns)
    acts.submit()
    assert told() == set()


@pytest.mark.parametrize("change", ["closed", "moved"])
def test_who_left_meanwhile_gets_no_letter_of_a_text(acts, stage, change):
    acts.submit()
    elsewhere = {"is_active": False} if change == "closed" else {
        "organization": stage.bodies["interpol"]
    }  # fmt: skip
    User.objects.filter(username="reviewer").update(**elsewhere)
    assert outbox.drain() == 0 and letters() == [] and told() == set()


def test_remarks_tell_writers_and_those_who_spoke_and_call_those_named(acts, stage):
    reviewer, drafter = stage.staff["reviewer"], stage.staff["drafter"]
    made = remarks.write(
        acts.row, "ar", field="title", block=0, quote="", text="انظر @publisher", author=reviewer
    )
    assert told() == {("publisher", "mention", "ar"), ("drafter", "remark", "ar")}
    Notice.objects.all().delete()
    remarks.answer(made, "تم", drafter)
    assert told() == {("reviewer", "remark", "ar")}


# --- how it goes out -----------------------------------------------------------------------------


def test_in_the_persons_language_with_a_link_to_decide(acts):
    User.objects.filter(username="reviewer").update(language="ar")
    acts.submit("ar")
    call_command("send_notices", verbosity=0)
    (letter,) = mail.outbox
    assert letter.to == ["reviewer@bayan.example"]
    assert letter.subject.startswith("«") and "ينتظرك: المراجعة" in letter.subject
    link = f"/admin/communiques/communique/{acts.row.pk}/"
    html = letter.alternatives[0].content
    assert link in letter.body and link in html and 'dir="rtl"' in html
    assert acts.row.text("ar").body not in html  # the words themselves stay at the desk
    User.objects.filter(username="reviewer").update(language="en")
    acts.submit("en")
    outbox.drain()
    assert "waits for you: Review" in mail.outbox[1].subject


def test_a_long_title_hides_nothing_of_what_is_asked(acts):
    """A mail program shows the start of a subject; the letter has the whole title."""
    title = "عنوان طويل جدا " * 12
    acts.write("ar", title=title.strip())
    acts.submit("ar")
    outbox.drain()
    (letter,) = [each for each in mail.outbox if each.to == ["reviewer@bayan.example"]]
    assert letter.subject.endswith("…» (العربية) ينتظرك: المراجعة.")
    assert len(letter.subject) < 100 and title.strip() in letter.body


@pytest.mark.parametrize(
    ("in_days", "said"),
    [(None, "is released, public from 20 November 2026"),
     (3, "is scheduled, to be public from 23 November 2026")],
)  # fmt: skip
def test_what_is_only_scheduled_is_not_called_released(acts, in_days, said):
    User.objects.update(language="en")
    acts.clear()
    outbox.drain()
    mail.outbox.clear()
    acts.release(in_days=in_days)
    outbox.drain()
    told = [each for each in mail.outbox if each.to == ["drafter@bayan.example"]]
    assert [said in each.subject for each in told] == [True, True]


@pytest.mark.parametrize(
    ("language", "in_days", "said"),
    [("en", None, "“A corrected title” (Arabic): a later edition (Corrigendum) is released, "
      "public from 20 November 2026, 10:00."),
     ("en", 3, "“A corrected title” (Arabic): a later edition (Corrigendum) is scheduled, to be "
      "public from 23 November 2026, 10:00."),
     ("ar", None, "«عنوان مصوب» (العربية): نُشر إصدار لاحق (تصويب)، وهو علني اعتبارًا من "
      "20 نوفمبر 2026، 10:00.")],
)  # fmt: skip
def test_a_correction_does_not_read_like_a_first_release(acts, language, in_days, said):
    User.objects.update(language=language)
    acts.clear()
    acts.release()
    acts.write("ar", title="عنوان مصوب", change_note="صُوب العنوان.")
    acts.write("en", title="A corrected title", change_note="The title was corrected.")
    acts.clear()
    outbox.drain()
    mail.outbox.clear()
    acts.release(in_days=in_days, kind="corrigendum")
    outbox.drain()
    told = [each.body for each in mail.outbox if each.to == ["drafter@bayan.example"]]
    assert [body.splitlines()[0] for body in told] == [said]


def test_once_a_day_in_the_morning_all_together(acts):
    User.objects.filter(username="reviewer").update(notices="daily")
    acts.submit()
    assert outbox.drain() == 0
    morning = dt.datetime(2026, 11, 21, 6, 0, tzinfo=dt.UTC)
    assert set(Notice.objects.values_list("due_at", flat=True)) == {morning}
    with time_machine.travel(morning, tick=False):
        assert outbox.drain() == 1
    (letter,) = mail.outbox
    assert letter.subject == "بيان: إشعاران"
    assert letter.body.count("/admin/communiques/communique/") == 2


def test_nothing_is_sent_twice(acts):
    acts.submit()
    assert (outbox.drain(), outbox.drain()) == (2, 0)


def test_a_mail_server_that_is_down_loses_nothing(acts, settings):
    acts.submit("ar")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody answers there
    assert outbox.drain() == 0
    row = Notice.objects.get()
    assert (row.sent_at, row.failures, row.due_at) == (None, 1, NOW + dt.timedelta(minutes=1))
    assert row.last_failure == "ConnectionRefusedError"
    with time_machine.travel(NOW + dt.timedelta(minutes=2), tick=False):
        outbox.drain()
        row.refresh_from_db()
        assert (row.failures, row.due_at) == (2, timezone.now() + dt.timedelta(minutes=5))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=False):
        assert outbox.drain() == 1


def test_a_worker_that_died_lets_its_notices_go(acts):
    acts.submit("ar")
    taken = outgoing.take(Notice.objects.all(), "user", NOW)
    assert len(taken) == 1  # and nothing more is heard of it
    assert outbox.drain() == 0
    with time_machine.travel(NOW + dt.timedelta(minutes=6), tick=False):
        assert outbox.drain() == 1


def test_a_title_with_a_line_break_stays_in_its_subject(acts):
    Notice.objects.create(
        user=acts.stage.staff["reviewer"], kind="remark", communique=acts.row, language="ar",
        data={"by": {"ar": "ليلى", "en": "Leila"}, "text": "a\r\nBcc: x@y.z"},
        made_at=NOW, due_at=NOW,
    )  # fmt: skip
    assert outbox.drain() == 1
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == ["reviewer@bayan.example"]


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_send_each_notice_once(transactional_db):
    stage = play.set_the_stage()
    row = play.compose(stage, "review", timezone.now())
    staff = [stage.staff[name] for name in ("drafter", "reviewer", "approver", "publisher")]
    for _n in range(10):
        notices.tell(staff, Notice.Kind.REMARK, row, "ar", text="x")
    sent, barrier = [], threading.Barrier(3)

    def work():
        barrier.wait(10)
        try:
            sent.append(outbox.drain(NOW))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _each in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(sent) == len(mail.outbox) == 40
    assert not Notice.objects.filter(sent_at=None).exists()


# --- what is called to mind ----------------------------------------------------------------------


def test_a_review_overdue_is_called_to_mind_once_a_day(acts):
    acts.submit()
    Notice.objects.all().delete()
    assert remind() == 0
    for day, expected in ((2, 2), (2, 0), (3, 2)):
        with time_machine.travel(NOW + dt.timedelta(days=day), tick=False):
            assert remind() == expected
    assert told() == {("reviewer", "overdue", "ar"), ("reviewer", "overdue", "en")}


def test_an_urgent_release_that_nobody_reviews_is_called_to_mind(acts):
    """Those who may review it, not whoever let it out."""
    for language in ("ar", "en"):
        acts.do(Action.URGENT, "approver", language, reason="It cannot wait.")
    acts.release()
    Notice.objects.all().delete()
    for day, expected in ((1, 0), (2, 2), (2, 0)):
        with time_machine.travel(NOW + dt.timedelta(days=day), tick=False):
            assert remind() == expected
    assert told() == {("deputy", "urgent", "ar"), ("deputy", "urgent", "en")}
    for language in ("ar", "en"):
        acts.do(Action.REVIEW_URGENT, "deputy", language)
    with time_machine.travel(NOW + dt.timedelta(days=3), tick=False):
        assert remind() == 0


def test_what_is_needed_soon_and_not_cleared_is_called_to_mind(acts):
    due = timezone.localdate() + dt.timedelta(days=3)
    drafting.save_facts(acts.row, {"due_on": due}, based_on=acts.row.rev_facts, author=None)
    acts.submit("ar")
    Notice.objects.all().delete()
    call_command("remind", verbosity=0)
    assert told("due") >= {("reviewer", "due", "ar"), ("publisher", "due", "ar"),
                           ("drafter", "due", "ar"), ("publisher", "due", "en")}  # fmt: skip
    outbox.drain()
    assert any("23 نوفمبر 2026" in each.subject for each in mail.outbox)
    for days, said in ((3, "is needed by"), (4, "was needed by")):
        with time_machine.travel(NOW + dt.timedelta(days=days), tick=False):
            call_command("remind", verbosity=0)
            assert said in outbox.sentence(Notice.objects.filter(kind="due").latest("pk"))


def test_what_is_cleared_is_not_called_to_mind(acts):
    due = timezone.localdate() + dt.timedelta(days=1)
    drafting.save_facts(acts.row, {"due_on": due}, based_on=acts.row.rev_facts, author=None)
    acts.clear()
    Notice.objects.all().delete()
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        assert remind() == 0


# --- the choice is one's own ---------------------------------------------------------------------


def test_how_one_is_told_is_chosen_at_the_desk(stage, client):
    drafter = stage.staff["drafter"]
    client.force_login(drafter)
    assert 'name="notices"' in client.get("/admin/").content.decode()
    for wanted, kept in (("daily", "daily"), ("nonsense", "daily"), ("none", "none")):
        client.post("/admin/notices/", {"notices": wanted})
        drafter.refresh_from_db()
        assert drafter.notices == kept
    client.logout()
    client.post("/admin/notices/", {"notices": "now"})
    drafter.refresh_from_db()
    assert drafter.notices == "none"
    assert client.get("/admin/notices/").status_code in (302, 405)
