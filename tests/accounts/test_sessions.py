"""A session ends at its age, where nobody is there, and whenever somebody ends it."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.backends.base import UpdateError
from django.db import transaction
from django.test import Client
from django.utils import timezone

from communiques.demo import play
from organizations.accounts import keeping
from organizations.models import AccountLetter, DeskSession, User
from tests.accounts.conftest import Browser, give_password, is_in, person

NEW = "a-Quite-new-one-77"


@pytest.fixture
def two(english) -> tuple[Client, Client]:
    """One person, in two browsers."""
    made = (Browser(), Browser())
    for each in made:
        give_password(each, "drafter")
        assert is_in(each)
    return made


def test_idle_and_age(english, settings, client):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        give_password(client, "drafter")
    for minutes, expected in ((59, True), (117, True), (178, False)):
        with time_machine.travel(start + dt.timedelta(minutes=minutes), tick=False):
            assert is_in(client) is expected
    with time_machine.travel(start, tick=False):
        give_password(client, "drafter")
    for minutes in range(50, 600, 50):
        with time_machine.travel(start + dt.timedelta(minutes=minutes), tick=False):
            assert is_in(client)
    with time_machine.travel(start + dt.timedelta(minutes=601), tick=False):
        assert not is_in(client)  # however busy


def test_a_page_that_asks_by_itself_keeps_nobody_in(english, client):
    row = play.compose(english, "review", timezone.now())
    start = timezone.now()
    address = f"/admin/communiques/communique/{row.pk}/buffer/"
    asked = {"ar-revision": row.rev_ar, "en-revision": row.rev_en}
    with time_machine.travel(start, tick=False):
        give_password(client, "drafter")
    with time_machine.travel(start + dt.timedelta(minutes=50), tick=False):
        assert client.post(address, asked).status_code == 200
    with time_machine.travel(start + dt.timedelta(minutes=61), tick=False):
        assert client.post(address, asked).status_code == 302
    with time_machine.travel(start, tick=False):
        give_password(client, "drafter")
    with time_machine.travel(start + dt.timedelta(minutes=50), tick=False):
        client.post(address, asked | {"typed": "1"})
    with time_machine.travel(start + dt.timedelta(minutes=61), tick=False):
        assert client.post(address, asked).status_code == 200


def test_what_was_typed_into_an_idle_session_comes_back(english, client):
    row = play.compose(english, "review", timezone.now())
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        give_password(client, "drafter")
        page = client.get(f"/admin/communiques/communique/{row.pk}/change/")
    with time_machine.travel(start + dt.timedelta(minutes=70), tick=False):
        sent = {"written_by": page.context["written_by"], "ar-title": "عنوان مكتوب",
                "ar-revision": row.rev_ar, "ar-body": "<p>نص</p>"}  # fmt: skip
        client.post(f"/admin/communiques/communique/{row.pk}/change/", sent)
        give_password(client, "drafter")
        again = client.get(f"/admin/communiques/communique/{row.pk}/change/")
    assert "عنوان مكتوب" in again.content.decode()


def test_logging_out_everywhere_else(two):
    one, other = two
    page = one.post("/admin/account/log-out-everywhere/", follow=True)
    assert "logged out everywhere else" in page.content.decode()
    assert (is_in(one), is_in(other)) == (True, False)


def test_a_new_password_ends_the_other_sessions(two):
    one, other = two
    sent = {"old_password": play.PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert one.post("/admin/password_change/", sent).status_code == 302
    assert (is_in(one), is_in(other)) == (True, False)
    assert DeskSession.objects.count() == 1
    assert AccountLetter.objects.get().kind == "password"


@pytest.mark.parametrize("way", ["log_out", "closed", "reset", "by hand"])
def test_an_administrator_ends_them_at_once(two, way):
    account, keeper = person("drafter"), person("administrator")
    if way == "log_out":
        keeping.log_out(account, keeper)
    elif way == "reset":
        keeping.reset_factors(account, keeper)
    else:
        User.objects.filter(pk=account.pk).update(is_active=False)
        if way == "closed":
            with transaction.atomic():
                keeping.closed(person("drafter"), keeper)
    assert [is_in(each) for each in two] == [False, False]
    if way != "by hand":
        assert DeskSession.objects.filter(account=account).count() == 0


def test_a_request_that_was_under_way_brings_no_session_back(two):
    """Its end writes the session, which is there no more."""
    session = two[0].session
    session.load()
    session["seen_at"] = 0
    keeping.log_out(person("drafter"), person("administrator"))
    with pytest.raises(UpdateError):
        session.save()
    assert not DeskSession.objects.filter(account=person("drafter")).exists()
