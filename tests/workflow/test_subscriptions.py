"""Readers are told by e-mail of what they asked for, after they confirmed it, once; of what they
got also what became of it; nothing of them is known to anybody else, or kept once they leave."""

import datetime as dt
import json
import re
import smtplib
import threading

import pytest
import time_machine
from django.conf import settings as site
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from communiques import withdrawals
from communiques.demo import play
from communiques.mail import announcing, letters, subscribing
from communiques.models import Action, Announcement, EditionKind, Letter, Subscriber, Subscription
from organizations import outgoing
from organizations.models import AuditEvent, Organization
from tests.workflow.conftest import Acts

#: Ten in the morning in Tunis; to come, as the database asks of what is called off.
NOW = dt.datetime(2036, 11, 20, 9, tzinfo=dt.UTC)
READER = "reader@example.org"
REASONS = {"ar": "صدر خطأً.", "en": "Issued by mistake."}


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as travel:
        yield travel


def later(clock, **delta) -> None:
    clock.shift(dt.timedelta(**delta))


def subscribe(email=READER, *, language="en", rhythm="now", **wanted) -> Subscriber:
    """A confirmed subscription, and its link put out of the way."""
    wanted = {"issuer": None, "conference": None, "kind": "", "text_language": "", **wanted}
    subscribing.ask(email, language=language, rhythm=rhythm, **wanted)
    found = Subscriber.objects.get(email=email)
    subscribing.confirm(found)
    found.letters.filter(announcement=None).delete()
    return found


def subjects() -> list[str]:
    """Those of the letters that went out since the last look."""
    letters.deliver()
    found = [each.subject for each in mail.outbox]
    mail.outbox.clear()
    return found


@pytest.fixture
def cleared(clock, acts) -> Acts:
    acts.clear()
    return acts


def corrected(acts, *languages, kind=EditionKind.CORRIGENDUM, **fields) -> None:
    """A further edition of those languages."""
    for language in languages:
        words = acts.row.text(language)
        fields = {"title": words.title + " 2", "change_note": "Corrected.", **fields}
        acts.write(language, **fields)
        acts.submit(language)
        acts.review(language)
        acts.authorise(language)
    acts.release(*languages, kind=kind)


# --- asking and confirming ------------------------------------------------------------------------


def wish(client, language="en", **fields):
    form = {"email": READER, "rhythm": "now", "language": language, "issuer": "",
            "conference": "", "kind": "", "text_language": "", **fields}  # fmt: skip
    return client.post("/en/subscriptions/", form)


def link(text: str) -> str:
    return re.search(r"https?://\S+(/(?:ar|en)/subscriptions/(?!stop)\S+)", text).group(1)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_counts_before_its_owner_confirmed_it(cleared, client, clock, language):
    assert wish(client, language).status_code == 302
    letters.deliver()
    (sent,) = mail.outbox
    assert sent.to == [READER]
    own = link(sent.body)
    mail.outbox.clear()
    later(clock, seconds=1)
    cleared.release()
    assert subjects() == []
    page = client.get(own)  # a mail scanner follows links; that confirms nothing
    assert page.status_code == 200 and Subscription.objects.confirmed().count() == 0
    assert client.post(own, {"confirm": "1"}).status_code == 302
    assert Subscription.objects.confirmed().count() == 1
    later(clock, seconds=1)
    assert subjects() == []  # what was public before is not news
    corrected(cleared, "en")
    assert len(subjects()) == 1


def test_the_answer_is_the_same_whoever_asks(clock, stage, client):
    subscribe()
    subscribing.confirm(Subscriber.objects.get())
    known, unknown = wish(client), wish(client, email="nobody@example.org")
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def test_a_stranger_changes_nothing_of_what_is_confirmed(clock, stage, client):
    mine = subscribe(rhythm="daily", kind="statement")
    wish(client, email=READER.upper(), rhythm="now", kind="resolution")
    mine.refresh_from_db()
    assert mine.rhythm == "daily" and Subscriber.objects.count() == 1
    confirmed = mine.subscriptions.confirmed().values_list("kind", flat=True)
    assert list(confirmed) == ["statement"]
    assert mine.subscriptions.count() == 2


def test_an_address_is_not_flooded(clock, stage, client):
    for _each in range(3):
        wish(client)
        letters.deliver()
    assert len(mail.outbox) == 1
    later(clock, minutes=11)
    wish(client)
    letters.deliver()
    assert len(mail.outbox) == 2
    assert Subscription.objects.count() == 1


def test_a_network_asks_no_more_than_ten_times_a_minute(clock, stage, client):
    got = [wish(client, email=f"r{n}@example.org").status_code for n in range(11)]
    assert got == [302] * 10 + [429]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "no address"),
        ("email", "a@example.org\r\nBcc: b@example.org"),
        ("email", "x" * 250 + "@example.org"),
        pytest.param("email", f"a@{'.'.join(['İ' * 50] * 4)}.org", id="longer in small letters"),
        ("issuer", "no-such"),
        ("conference", "no-such"),
        ("kind", "no-such"),
        ("text_language", "fr"),
        ("rhythm", "hourly"),
        ("language", "fr"),
    ],
)
def test_what_is_not_offered_is_refused_and_nothing_typed_lost(stage, client, field, value):
    answer = wish(client, **{"email": READER, field: value})
    assert answer.status_code == 422 and Subscriber.objects.count() == 0
    assert field == "email" or READER in answer.content.decode()


def test_a_wish_that_nobody_confirms_goes(clock, stage, client):
    wish(client)
    later(clock, days=6)
    letters.deliver()
    assert Subscriber.objects.count() == 1
    later(clock, days=2)
    letters.deliver()
    assert Subscriber.objects.count() == 0


# --- who is told ----------------------------------------------------------------------------------


def test_each_is_told_of_what_it_asked_for(cleared, clock):
    row = cleared.row
    other = Organization.objects.exclude(pk=row.series.issuer_id).first()
    wanted = {
        "all": {},
        "issuer": {"issuer": row.series.issuer},
        "issuer-not": {"issuer": other},
        "kind": {"kind": row.series.kind},
        "kind-not": {"kind": "resolution"},
        "conference-not": {"conference": cleared.stage.conference},
        "arabic": {"text_language": "ar"},
        "english": {"text_language": "en", "issuer": row.series.issuer},
        "one-of-two-not": {"issuer": row.series.issuer, "kind": "resolution"},
    }
    for name, each in wanted.items():
        subscribe(f"{name}@example.org", **each)
    later(clock, seconds=1)
    cleared.release()
    letters.deliver()
    got = {each.to[0].split("@")[0]: each.subject for each in mail.outbox}
    ar, en = (cleared.row.text(each).title for each in ("ar", "en"))
    assert got == {"all": en, "issuer": en, "kind": en, "arabic": ar, "english": en}


def test_both_languages_come_in_one_letter_each_in_its_own(cleared, clock):
    subscribe(language="ar")
    later(clock, seconds=1)
    cleared.release()
    letters.deliver()
    (sent,) = mail.outbox
    (html, _kind) = sent.alternatives[0]
    for language in ("ar", "en"):
        title = cleared.row.text(language).title
        slug = f"/{language}/communiques/{cleared.row.slug or ''}"
        assert title in sent.body and slug in sent.body and title in html
    assert '<html lang="ar" dir="rtl">' in html and '<div lang="en" dir="ltr">' in html


def test_not_a_second_before_its_moment_and_never_what_was_called_off(cleared, clock):
    subscribe()
    later(clock, seconds=1)
    cleared.release(in_days=1)
    later(clock, hours=23, minutes=59, seconds=59)
    assert subjects() == []
    later(clock, seconds=1)
    assert len(subjects()) == 1


def test_what_was_called_off_is_told_to_nobody(cleared, clock):
    subscribe()
    later(clock, seconds=1)
    cleared.release(in_days=1)
    cleared.do(Action.CALL_OFF, "publisher", "ar", reason="Not yet.")
    later(clock, days=2)
    assert subjects() == [] and Announcement.objects.count() == 0


def test_one_letter_a_day_in_the_morning(cleared, clock):
    subscribe(rhythm="daily")
    second = Acts(cleared.stage, play.compose(cleared.stage, "ready", timezone.now()))
    second.clear()
    later(clock, seconds=1)
    cleared.release()
    second.release()
    assert subjects() == []
    clock.move_to(NOW.replace(day=21, hour=6, minute=0, second=1))  # seven in Tunis
    assert subjects() == ["Bayan: 2 communiqués"]


def test_a_correction_goes_to_those_who_got_the_text_in_its_language(cleared, clock):
    subscribe("arabic@example.org", text_language="ar")
    english = subscribe("english@example.org", text_language="en")
    left = subscribe("left@example.org", text_language="en")
    later(clock, seconds=1)
    cleared.release()
    letters.deliver()
    mail.outbox.clear()
    subscribing.end(english, [each.pk for each in english.subscriptions.all()])
    subscribing.erase(left)
    later(clock, days=1)
    corrected(cleared, "en")
    letters.deliver()
    assert [each.to for each in mail.outbox] == [["english@example.org"]]
    assert mail.outbox[0].subject.startswith("Corrigendum: ")
    assert "Corrected." in mail.outbox[0].body


def test_a_withdrawal_goes_to_those_who_got_it_and_its_end_to_those_who_heard(cleared, clock):
    subscribe("got@example.org")
    later(clock, seconds=1)
    cleared.release()
    letters.deliver()
    mail.outbox.clear()
    subscribe("too-late@example.org")
    approver = cleared.stage.staff["approver"]
    later(clock, hours=1)
    withdrawals.withdraw(cleared.row, reasons=REASONS, actor=approver)
    letters.deliver()
    (sent,) = mail.outbox
    assert sent.to == ["got@example.org"] and sent.subject.startswith("Withdrawn: ")
    assert REASONS["en"] in sent.body
    mail.outbox.clear()
    later(clock, hours=1)
    withdrawals.reinstate(cleared.row, reasons=REASONS, actor=approver)
    letters.deliver()
    assert [(each.to, each.subject[:11]) for each in mail.outbox] == [
        (["got@example.org"], "Reinstated:")
    ]


def test_what_was_withdrawn_before_the_morning_is_told_to_nobody(cleared, clock):
    subscribe(rhythm="daily")
    later(clock, seconds=1)
    cleared.release()
    letters.deliver()
    withdrawals.withdraw(cleared.row, reasons=REASONS, actor=cleared.stage.staff["approver"])
    later(clock, days=1)
    assert subjects() == []
    later(clock, days=1)
    assert subjects() == [] and Letter.objects.count() == 0


def test_the_morning_brings_the_edition_in_force_alone(cleared, clock):
    subscribe(rhythm="daily", text_language="en")
    later(clock, seconds=1)
    cleared.release()
    letters.deliver()
    later(clock, seconds=1)
    corrected(cleared, "en", title="The right title")
    clock.move_to(NOW.replace(day=21, hour=7))
    assert subjects() == ["Corrigendum: The right title"]


def test_a_subscription_follows_a_body_that_was_merged(cleared, clock):
    """Rows that are sealed keep naming the record that was merged; subscriptions were led on."""
    issuer = cleared.row.series.issuer
    survivor = Organization.objects.create(name_ar="الجهة الباقية", name_en="The survivor")
    subscribe(issuer=survivor)
    later(clock, seconds=1)
    cleared.release()
    edition = cleared.row.editions.get(language="en")
    assert not Subscription.objects.of(edition).exists()
    Organization._base_manager.filter(pk=issuer.pk).update(merged_into=survivor)
    assert Subscription.objects.of(edition).count() == 1


# --- each once ------------------------------------------------------------------------------------


@pytest.fixture
def waiting(cleared, clock):
    """A letter that is due."""
    subscriber = subscribe()
    later(clock, seconds=1)
    cleared.release()
    return subscriber


def test_a_refusal_is_tried_again_and_says_no_address(waiting, clock, monkeypatch, caplog):
    said = smtplib.SMTPRecipientsRefused({READER: (450, b"not now")})
    monkeypatch.setattr(EmailBackend, "send_messages", lambda *a: (_ for _ in ()).throw(said))
    assert letters.deliver() == 0
    rows = Letter.objects.values_list("failures", "handed_at", "last_failure")
    assert set(rows) == {(1, None, "SMTPRecipientsRefused")}
    assert READER not in caplog.text
    monkeypatch.undo()
    assert subjects() == []
    later(clock, minutes=1)
    assert len(subjects()) == 1


def test_a_letter_that_cannot_be_written_stops_no_other(waiting, clock, monkeypatch, cleared):
    subscribe("second@example.org")
    later(clock, seconds=1)
    corrected(cleared, "en")
    whole = letters.letter

    def broken(due, *args):
        if due[0].subscriber == waiting:
            raise ValueError("a template's fault")
        return whole(due, *args)

    monkeypatch.setattr(letters, "letter", broken)
    letters.deliver()
    assert [each.to for each in mail.outbox] == [["second@example.org"]]
    monkeypatch.undo()
    later(clock, minutes=1)
    letters.deliver()
    assert [each.to for each in mail.outbox][1:] == [[READER]]


def test_no_server_loses_nothing(waiting, clock, monkeypatch):
    monkeypatch.setattr(EmailBackend, "open", lambda *a: (_ for _ in ()).throw(OSError("away")))
    assert letters.deliver() == 0
    monkeypatch.undo()
    later(clock, minutes=1)
    assert len(subjects()) == 1


def test_a_line_that_broke_leaves_it_in_doubt_and_a_person_decides(waiting, clock, monkeypatch):
    lost = smtplib.SMTPServerDisconnected("gone")
    monkeypatch.setattr(EmailBackend, "send_messages", lambda *a: (_ for _ in ()).throw(lost))
    letters.deliver()
    monkeypatch.undo()
    (number,) = Letter.objects.values_list("message_id", flat=True).distinct()
    later(clock, days=1)
    assert subjects() == []
    assert letters.in_doubt(timezone.now()).count() == 2
    call_command("send_notices", in_doubt=True)
    mine = [each for each in mail.outbox if each.to == [READER]]
    assert [each.extra_headers["Message-ID"] for each in mine] == [number]


def test_a_machine_that_stops_before_handing_over_sends_it_later(waiting, clock):
    announcing.address_letters(timezone.now())
    taken = outgoing.take(Letter.objects.filter(handed_at=None), "subscriber", timezone.now())
    assert len(taken) == 2 and subjects() == []
    later(clock, minutes=6)
    assert len(subjects()) == 1
    assert subjects() == []


def test_a_machine_that_stops_while_addressing_goes_on(cleared, clock):
    for n in range(3):
        subscribe(f"r{n}@example.org")
    later(clock, seconds=1)
    cleared.release()
    letters.deliver()
    assert len(mail.outbox) == 3
    Announcement.objects.update(told_at=None)  # as if it had stopped before saying so
    letters.deliver()
    assert len(mail.outbox) == 3


def test_the_database_keeps_each_letter_once(waiting):
    letters.deliver()
    row = Letter.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(
            subscriber=waiting, announcement=row.announcement, due_at=timezone.now()
        )


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_each_letter_once(stage):
    readers = [f"r{n}@example.org" for n in range(12)]
    for each in readers:
        subscribe(each)
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    acts.clear()
    acts.release()

    faults = []

    def work():
        try:
            letters.deliver()
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _n in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    letters.deliver()
    assert faults == []
    assert sorted(each.to[0] for each in mail.outbox) == sorted(readers)


# --- leaving --------------------------------------------------------------------------------------


def test_one_click_ends_and_erases_all(waiting, client):
    letters.deliver()
    (sent,) = mail.outbox
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = sent.extra_headers["List-Unsubscribe"].strip("<>")
    assert address.startswith(site.SITE_URL)
    path = address.removeprefix(site.SITE_URL)
    assert client.get(path).status_code == 200 and Subscriber.objects.count() == 1
    for _again in range(2):
        answer = client.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert answer.headers["Referrer-Policy"] == "same-origin"
    assert (Subscriber.objects.count(), Subscription.objects.count(), Letter.objects.count()) == (
        0,
        0,
        0,
    )


def test_the_own_page_changes_ends_exports_and_erases(waiting, client):
    letters.deliver()
    own = f"/en/subscriptions/{subscribing.own_token(waiting)}/"
    assert client.post(own, {"rhythm": "daily", "language": "ar"}).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.rhythm, waiting.language) == ("daily", "ar")
    told = json.loads(client.get(f"{own}?export").content)
    assert told["address"] == READER and len(told["letters"]) == 2
    stranger = subscribe("stranger@example.org")
    client.post(own, {"end": stranger.subscriptions.get().pk})
    assert stranger.subscriptions.count() == 1  # not theirs to end
    client.post(own, {"end": waiting.subscriptions.get().pk})
    assert waiting.subscriptions.count() == 0
    assert client.post(own, {"erase": "1"}).status_code == 200
    assert list(Subscriber.objects.values_list("email", flat=True)) == ["stranger@example.org"]
    assert client.get(own).status_code == 404


@pytest.mark.parametrize("kinds", [1, 4])
def test_the_pages_take_as_many_queries_however_much_one_is_told_of(
    cleared, client, django_assert_num_queries, kinds
):
    issuer, conference = cleared.row.series.issuer, cleared.stage.conference
    for kind in ("statement", "resolution", "message", "declaration")[:kinds]:
        reader = subscribe(kind=kind, issuer=issuer, conference=conference)
    own = f"/en/subscriptions/{subscribing.own_token(reader)}/"
    with django_assert_num_queries(2):
        client.get(own)
    with django_assert_num_queries(2):
        client.get("/en/subscriptions/")


def test_an_old_link_shows_nothing_and_sends_a_new_one(waiting, client, clock):
    own = f"/en/subscriptions/{subscribing.own_token(waiting)}/"
    stop = f"/en/subscriptions/stop/{subscribing.stop_token(waiting)}/"
    later(clock, days=8)
    page = client.get(own)
    assert page.status_code == 410 and READER not in page.content.decode()
    assert client.post(own).status_code == 410
    letters.deliver()
    fresh = link(mail.outbox[-1].body)
    assert client.get(fresh).status_code == 200
    assert client.post(stop).status_code == 200 and Subscriber.objects.count() == 0


@pytest.mark.parametrize("forged", ["x", "WzEsMV0:1abc:xyz", "WzEsImEiXQ:1vMNtF:__-9"])
def test_a_forged_link_opens_nothing(stage, client, forged):
    assert client.get(f"/en/subscriptions/{forged}/").status_code == 404


def test_one_link_does_not_serve_as_the_other(waiting, client):
    stop, own = subscribing.stop_token(waiting), subscribing.own_token(waiting)
    assert client.get(f"/en/subscriptions/{stop}/").status_code == 404
    client.post(f"/en/subscriptions/stop/{own}/")
    assert Subscriber.objects.count() == 1


def test_an_office_answers_in_writing_and_erases(waiting, capsys):
    call_command("subscriber", READER.upper())
    assert json.loads(capsys.readouterr().out)["address"] == READER
    call_command("subscriber", READER, erase=True)
    assert Subscriber.objects.count() == 0
    with pytest.raises(CommandError):
        call_command("subscriber", READER)


def test_no_address_stands_in_the_audit_chain_or_in_the_name_of_a_row(waiting):
    letters.deliver()
    rows = [waiting, *waiting.subscriptions.all()]
    assert all(READER not in str(each) for each in rows)
    assert all(
        READER not in json.dumps(each.data, default=str) for each in AuditEvent.objects.all()
    )
