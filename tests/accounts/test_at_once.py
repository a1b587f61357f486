"""What serves once serves once, and what is counted is counted, however many ask at the same
moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from organizations.accounts import factors, invitations, logins
from organizations.models import Login, Organization, User
from tests.accounts.conftest import code, has_app

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person(transactional_db) -> User:
    body = Organization.objects.create(name_ar="جهة", name_en="Body")
    made = User.objects.create(username="somebody", organization=body, email="s@bayan.example")
    made.groups.set(Group.objects.all())
    return made


def at_once(ask, times: int = 8) -> list:
    def one(_n):
        try:
            return ask()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_a_code_of_the_app(person):
    secret = has_app("somebody")
    typed = code(secret)
    assert sorted(at_once(lambda: factors.code_holds(person, typed))) == [False] * 7 + [True]


def test_a_recovery_code(person):
    typed = factors.new_recovery_codes(person)[0]
    answers = at_once(lambda: factors.recovery_code_holds(person, typed))
    assert sorted(answers) == [False] * 7 + [True]


def test_an_invitation(person):
    token = invitations.token_for_letter(invitations.invite(person, None))
    held = invitations.found(token)
    answers = at_once(lambda: invitations.accept(held, "a-Quite-new-one-77"), 4)
    assert sorted(answers) == [False] * 3 + [True]


@pytest.mark.parametrize("name", ["somebody", "nobody-at-all"])
def test_no_more_passwords_are_looked_at_than_the_limit(person, settings, name):
    settings.LOCK_AFTER = 3
    account = User.objects.filter(username=name).first()
    answers = at_once(lambda: logins.begin(name, account, Login.Step.PASSWORD))
    assert len([each for each in answers if each]) <= 3
    assert Login.objects.count() <= 3
