"""Accounts as people use them: they log in by the form, with what they have at hand."""

import re
import time

import pytest
from django.core import mail
from django.test import Client

from communiques.demo import play
from communiques.mail import accounts
from organizations.accounts import factors, keeping
from organizations.models import User


class Browser(Client):
    """One whose owner reads English, as the tests do."""

    def __init__(self, **said):
        super().__init__(**{"HTTP_ACCEPT_LANGUAGE": "en", **said})


@pytest.fixture
def client() -> Browser:
    return Browser()


@pytest.fixture
def english(stage):
    """Colleagues who read the desk in English, as the tests do."""
    User.objects.update(language="en")
    return stage


def person(name: str) -> User:
    return User.objects.get(username=name)


def give_password(client: Client, name: str, password: str = play.PASSWORD, **where):
    sent = {"username": name, "password": password, "next": "/admin/"}
    return client.post("/admin/login/", sent, **where)


def has_app(name: str, *, behind: int = 5) -> bytes:
    """The secret of an app that the person has; its first code was used a while ago."""
    secret = factors.new_secret()
    now = step_now()
    keeping.add_authenticator(person(name), secret, now - behind, session=None)
    return secret


def step_now() -> int:
    return int(time.time()) // factors.STEP


def code(secret: bytes, later: int = 0) -> str:
    return factors.code_at(secret, step_now() + later)


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def letters() -> list[tuple[str, str]]:
    """To whom and about what; sent now."""
    accounts.deliver()
    sent = [(each.to[0], each.subject) for each in mail.outbox]
    return sent


def link_to(name: str) -> str:
    """The address in the last letter to the person."""
    accounts.deliver()
    mine = [each for each in mail.outbox if each.to == [person(name).email]]
    return re.search(r"/admin/invitation/[^\s]+", mine[-1].body).group()
