"""A passkey answers the question asked of this person, in this session, for this purpose, once."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from communiques.demo import play
from communiques.models import Withdrawal
from organizations.models import Login, Passkey, User
from tests.accounts.conftest import Browser, code, give_password, has_app, is_in, person
from tests.accounts.softkey import SoftKey

OPTIONS, ADD, IN = "/admin/passkey/", "/admin/account/passkey/", "/admin/login/passkey/"
SECOND = "/admin/login/second/"
REASONS = {"reason_ar": "سبب", "reason_en": "A reason"}


@pytest.fixture(autouse=True)
def named(english, settings):
    settings.SITE_URL = "http://localhost:8000"


def asked(client: Client, purpose: str) -> dict:
    return client.post(OPTIONS, {"for": purpose}).json()


def keep(client: Client, key: SoftKey | None = None, name: str = "blue phone"):
    key = key or SoftKey()
    return key, client.post(ADD, {"name": name, "passkey": key.made(asked(client, "new"))})


@pytest.fixture
def key(named) -> SoftKey:
    """A passkey of the approver, who logged in with a password to add it."""
    client = Browser()
    give_password(client, "approver")
    made, answer = keep(client)
    assert answer.status_code == 200 and len(answer.context["codes"]) == 10
    return made


def test_adding_one_opens_the_desk_to_whoever_needs_it(required):
    client = Browser()
    give_password(client, "approver")
    assert not is_in(client)
    keep(client)
    assert is_in(client)
    assert list(Passkey.objects.values_list("account__username", "name")) == [
        ("approver", "blue phone")
    ]


def test_it_logs_in_alone(key, client):
    answer = client.post(IN, {"passkey": key.given(asked(client, "login")), "next": "/admin/"})
    assert answer.headers["Location"] == "/admin/" and is_in(client)
    assert client.session["second_factor"] == "passkey"
    last = Login.objects.first()
    assert (last.account.username, last.outcome, last.how) == ("approver", "in", "passkey")


def test_it_is_a_second_factor(key, client):
    assert give_password(client, "approver").headers["Location"] == SECOND
    answer = client.post(SECOND, {"passkey": key.given(asked(client, "second"))})
    assert answer.headers["Location"] == "/admin/" and is_in(client)
    assert Login.objects.first().how == "both"


def test_it_logs_nobody_on_to_another_site(key, client):
    answer = client.post(
        IN, {"passkey": key.given(asked(client, "login")), "next": "https://evil.example/"}
    )
    assert answer.headers["Location"] == "/admin/"


@pytest.mark.parametrize(
    "how", ["origin", "host", "unverified", "unknown", "no question", "nonsense", "old", "other"]
)
def test_answers_that_do_not_do(key, client, how):
    stranger = SoftKey()
    question, when = asked(client, "login"), timezone.now()
    if how == "origin":
        key.origin = "https://evil.example"
    elif how == "host":
        key.host = SoftKey("evil.example").host
    elif how == "other":
        key.key = stranger.key
    answers = {
        "unverified": lambda: key.given(question, verified=False),
        "unknown": lambda: stranger.given(question),
        "no question": lambda: key.given({"challenge": "AAAAAAAAAAAAAAAAAAAAAA"}),
        "nonsense": lambda: '{"id": 7, "response": []}',
    }
    if how == "old":
        when += dt.timedelta(minutes=6)
    sent = answers.get(how, lambda: key.given(question))()
    with time_machine.travel(when):
        answer = client.post(IN, {"passkey": sent})
    assert answer.status_code == 403 and "not known here" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("sent", ["", "[]", "null", "7", "{}", '{"id": null}', "{" * 100])
def test_what_no_browser_sends_is_refused(key, client, sent):
    asked(client, "login")
    assert client.post(IN, {"passkey": sent}).status_code == 403


def test_an_answer_serves_once_and_in_its_own_session(key, client):
    sent = key.given(asked(client, "login"))
    thief = Browser()
    asked(thief, "login")
    assert thief.post(IN, {"passkey": sent}).status_code == 403  # to another's question
    assert client.post(IN, {"passkey": sent}).status_code == 302
    client.post("/admin/logout/")
    asked(client, "login")
    assert client.post(IN, {"passkey": sent}).status_code == 403


def test_an_answer_for_one_purpose_serves_no_other(key, client):
    give_password(client, "approver")
    sent = key.given(asked(client, "login"))
    assert client.post(SECOND, {"passkey": sent}).status_code == 403
    assert not is_in(client)


def test_another_persons_passkey_is_no_second_factor(key, client):
    has_app("reviewer")
    give_password(client, "reviewer")
    sent = key.given(asked(client, "second"))
    assert client.post(SECOND, {"passkey": sent}).status_code == 403


def test_a_copy_that_counts_differently_is_noticed(key, client):
    client.post(IN, {"passkey": key.given(asked(client, "login"), count=7)})
    client.post("/admin/logout/")
    assert (
        client.post(IN, {"passkey": key.given(asked(client, "login"), count=7)}).status_code == 403
    )
    assert (
        client.post(IN, {"passkey": key.given(asked(client, "login"), count=8)}).status_code == 302
    )


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_a_closed_account_is_closed_to_it(key, client, change):
    User.objects.filter(username="approver").update(**change)
    assert client.post(IN, {"passkey": key.given(asked(client, "login"))}).status_code == 403


def test_whoever_is_not_in_asks_for_no_new_one(key, client):
    for purpose in ("new", "again", "second", "else"):
        assert client.post(OPTIONS, {"for": purpose}).status_code in (400, 403)
    assert client.get(OPTIONS).status_code == 405


def test_one_passkey_is_not_kept_twice(key):
    other = Browser()
    give_password(other, "reviewer")
    _key, answer = keep(other, key)
    assert answer.status_code == 422 and Passkey.objects.count() == 1


def test_a_locked_name_still_gets_in_with_it(key, client, settings):
    settings.LOCK_AFTER = 1
    for _n in range(3):
        give_password(Browser(), "approver", "guess")
    assert client.post(IN, {"passkey": key.given(asked(client, "login"))}).status_code == 302


def test_where_the_site_has_no_name_there_are_none(key, client, settings):
    settings.SITE_URL = "http://127.0.0.1:8000"
    assert client.post(OPTIONS, {"for": "login"}).status_code == 400
    assert "Log in with a passkey" not in client.get("/admin/login/").content.decode()


# --- once more, before what weighs most --------------------------------------------------------


@pytest.fixture
def released(english):
    row = play.compose(english, "review", timezone.now())
    play.clear(english, row, timezone.now())
    play.release(english, row, timezone.now())
    return row


def withdraw(client: Client, row, **proof: str):
    address = f"/admin/communiques/communique/{row.pk}/withdraw/"
    return client.post(address, REASONS | proof)


def came_in(key: SoftKey) -> Client:
    with time_machine.travel(timezone.now() - dt.timedelta(minutes=16)):
        client = Browser()
        client.post(IN, {"passkey": key.given(asked(client, "login"))})
    return client


def test_a_fresh_passkey_releases_withdraws_and_redacts(key, released):
    client = came_in(key)
    page = withdraw(client, released)
    assert page.status_code == 403 and "Use a passkey" in page.content.decode()
    sent = key.given(asked(client, "again"))
    assert withdraw(client, released, passkey_again=sent).status_code == 302
    assert Withdrawal.objects.count() == 1


def test_the_password_alone_no_longer_does_where_there_is_a_second_factor(key, released):
    client = came_in(key)
    for proof in (
        {"password_again": play.PASSWORD},
        {"password_again": play.PASSWORD, "code_again": "000000"},
        {"code_again": "000000"},
        {"passkey_again": key.given(asked(client, "login"))},
        {"passkey_again": SoftKey().given(asked(client, "again"))},
    ):
        assert withdraw(client, released, **proof).status_code == 403
    assert Withdrawal.objects.count() == 0


def test_password_and_code_do(released):
    with time_machine.travel(timezone.now() - dt.timedelta(minutes=16)):
        secret = has_app("approver", behind=50)
        client = Browser()
        give_password(client, "approver")
        client.post(SECOND, {"code": code(secret)})
    assert withdraw(client, released).status_code == 403
    proof = {"password_again": play.PASSWORD, "code_again": code(secret)}
    assert withdraw(client, released, **proof).status_code == 302
    assert withdraw(Browser(), released, **proof).status_code == 302  # to the log-in
    assert Withdrawal.objects.count() == 1


def test_what_proves_it_goes_into_no_session(key, released):
    """A form typed into a session that ended is kept without it."""
    client = Browser()
    mark = came_in(key).get("/admin/").context["written_by"]
    proof = {"password_again": play.PASSWORD, "code_again": "123456", "passkey_again": "{}"}
    withdraw(client, released, written_by=mark, **proof)
    kept = str(client.session.get("rescued_forms"))
    assert "A+reason" in kept and play.PASSWORD not in kept and "_again" not in kept


def test_each_person_sees_what_is_theirs(key, client):
    client.force_login(person("drafter"))
    assert "blue phone" not in client.get("/admin/account/").content.decode()
