"""What weighs most asks for the password where it was given a while ago: of whoever sits
at a desk that somebody left. Nothing typed is lost, and who has just logged in is not asked."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from communiques.demo import play
from communiques.desk import freshness
from communiques.models import Edition, Redaction, Withdrawal
from organizations.models import AuditEvent
from tests.desk.conftest import url
from tests.standing import scene

REASONS = {"reason_ar": "سبب", "reason_en": "A reason"}
LATER = dt.timedelta(minutes=16)


@scene
def released(english, ready):
    play.release(english, ready, timezone.now())
    return ready


@pytest.fixture
def later(as_):
    """A person's client, a while after they logged in."""
    travels = []

    def client(who):
        made = as_(who)
        travels.append(time_machine.travel(timezone.now() + LATER))
        travels[-1].start()
        return made

    yield client
    for each in travels:
        each.stop()


def test_who_has_just_logged_in_is_not_asked(released, as_):
    assert as_("approver").post(url("withdraw", released.pk), REASONS).status_code == 302
    assert Withdrawal.objects.count() == 1


def test_a_while_later_the_password_is_asked_and_nothing_is_lost(released, later):
    client, address = later("approver"), url("withdraw", released.pk)
    page = client.post(address, REASONS)
    html = page.content.decode()
    assert page.status_code == 403 and "Give your password once more" in html
    assert all(f'value="{each}"' in html for each in REASONS.values())
    wrong = client.post(address, REASONS | {"password_again": "guess"})
    assert wrong.status_code == 403 and "This is not your password." in wrong.content.decode()
    assert "guess" not in wrong.content.decode()
    assert Withdrawal.objects.count() == 0
    assert AuditEvent.objects.filter(verb="login failed").count() == 1
    right = client.post(address, REASONS | {"password_again": play.PASSWORD})
    assert right.status_code == 302 and Withdrawal.objects.count() == 1
    assert client.post(url("reinstate", released.pk), REASONS).status_code == 302  # fresh again


@pytest.mark.parametrize("action", ["release", "urgent"])
def test_what_becomes_public_is_let_out_by_who_is_there(english, ready, later, action):
    client = later("publisher" if action == "release" else "approver")
    page = client.post(url("decide", ready.pk), {"action": action, "release_languages": ["ar"]})
    assert page.status_code == 403 and "Give your password once more" in page.content.decode()
    assert not Edition.objects.exists()


AT_STAKE = [
    ("publisher", "decide", {"action": "release"}, "What is released becomes public"),
    ("approver", "decide", {"action": "urgent"}, "What is cleared urgently lacks"),
    ("approver", "withdraw", {}, "A withdrawal is public at once"),
    ("approver", "reinstate", {}, "A reinstatement is public at once"),
    ("approver", "redact", {}, "Once somebody else confirms a redaction"),
    ("approver", "redaction", {"answer": "confirm"}, "this cannot be taken back"),
    ("approver", "redaction", {"answer": "decline"}, "can only be asked for anew"),
]
ACCOUNTS = [
    ("access", "This changes how a colleague gets into the desk."),
    ("authenticator", "This changes what you log in with."),
    ("passkey_add", "This changes what you log in with."),
    ("factor_remove", "This changes what you log in with."),
    ("recovery_codes", "This changes what you log in with."),
]


def said_by(page) -> set[str]:
    """The sentences that one of the acts has for itself."""
    html = page.content.decode()
    assert page.status_code == 403 and "You logged in a while ago." in html
    known = {said for *_act, said in AT_STAKE} | {said for _name, said in ACCOUNTS}
    return {each for each in known if each in html}


@pytest.mark.parametrize(("who", "name", "sent", "said"), AT_STAKE)
def test_each_act_on_a_text_says_what_is_at_stake(released, later, who, name, sent, said):
    numbers = [released.pk, 1] if name == "redaction" else [released.pk]
    assert said_by(later(who).post(url(name, *numbers), sent)) == {said}


@pytest.mark.parametrize(("name", "said"), ACCOUNTS)
def test_each_act_on_an_account_says_what_is_at_stake(english, later, name, said):
    numbers = [english.staff["drafter"].pk] if name == "access" else []
    page = later("administrator").post(reverse(f"admin:{name}", args=numbers))
    assert said_by(page) == {said}


def test_what_can_be_taken_back_asks_nothing(english, submitted, later):
    page = later("reviewer").post(url("decide", submitted.pk), {"action": "return"})
    assert "password_again" not in page.content.decode()


def test_a_redaction_is_asked_for_and_confirmed_by_who_is_there(released, later):
    client = later("approver")
    asking = {"editions": ["ar-1", "en-1"], **REASONS}
    assert client.post(url("redact", released.pk), asking).status_code == 403
    assert not Redaction.objects.exists()


def test_whoever_tries_passwords_is_slowed_down(released, later, monkeypatch):
    monkeypatch.setattr(freshness, "MOST", 2)
    client, address = later("approver"), url("withdraw", released.pk)
    for _n in range(2):
        client.post(address, REASONS | {"password_again": "guess"})
    page = client.post(address, REASONS | {"password_again": play.PASSWORD})
    assert page.status_code == 403 and "Too many attempts" in page.content.decode()
    assert Withdrawal.objects.count() == 0


def test_a_password_that_is_given_must_be_right(released, as_):
    page = as_("approver").post(url("withdraw", released.pk), REASONS | {"password_again": "guess"})
    assert page.status_code == 403 and Withdrawal.objects.count() == 0
