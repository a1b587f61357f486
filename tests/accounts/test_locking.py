"""Whoever tries passwords is locked out; nobody else is, and nobody learns which names exist."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from communiques.demo import play
from organizations.accounts import logins
from organizations.models import AccountLetter, AuditEvent, Login
from tests.accounts.conftest import Browser, give_password, is_in, person

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture(autouse=True)
def few(english, settings):
    settings.LOCK_AFTER = 3


def fail(times: int, name: str = "drafter", client: Client | None = None) -> list[str]:
    """What each answer says."""
    return [said(give_password(client or Browser(), name, "guess")) for _n in range(times)]


def said(answer) -> str:
    cache.clear()  # networks have a limit of their own: tests/desk/test_login.py
    if answer.status_code == 302:
        return "in"
    errors = answer.context["form"].non_field_errors()
    return "locked" if "Too many failed attempts" in errors[0] else "wrong"


def test_after_so_many_failures_not_even_the_right_password_does():
    assert fail(4) == ["wrong", "wrong", "wrong", "locked"]
    assert said(give_password(Browser(), "drafter")) == "locked"
    assert said(give_password(Browser(), "translator")) == "in"


def test_a_name_that_nobody_has_is_locked_just_the_same():
    assert fail(4, "nobody-at-all") == fail(4)
    answers = [give_password(Browser(), each, "guess") for each in ("nobody-at-all", "drafter")]
    texts = [each.content.decode() for each in answers]
    assert (
        texts[0].count("Try again in 15 minutes") == texts[1].count("Try again in 15 minutes") == 1
    )
    assert "nobody-at-all" not in str(list(Login.objects.values()))


def test_capitals_and_spaces_make_no_new_name():
    assert fail(2) + fail(2, "Drafter") == ["wrong", "wrong", "wrong", "locked"]


def test_it_ends_by_itself_and_trying_on_does_not_lengthen_it():
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        fail(4)
    with time_machine.travel(start + dt.timedelta(minutes=14), tick=False):
        assert fail(5) == ["locked"] * 5
    with time_machine.travel(start + dt.timedelta(minutes=16), tick=False):
        assert said(give_password(Browser(), "drafter")) == "in"


def test_a_browser_that_has_been_in_is_not_locked_out_by_strangers():
    """Or whoever knows a name could keep its owner out for ever."""
    mine = Browser()
    give_password(mine, "drafter")
    mine.post("/admin/logout/")
    assert fail(4)[-1] == "locked"
    assert said(give_password(mine, "drafter")) == "in"


def test_that_browser_has_a_count_of_its_own():
    mine = Browser()
    give_password(mine, "drafter")
    mine.post("/admin/logout/")
    assert fail(4, client=mine) == ["wrong", "wrong", "wrong", "locked"]
    assert said(give_password(Browser(), "drafter")) == "in"


def test_that_browser_is_known_with_that_name_alone_and_its_cookie_is_not_forged():
    mine = Browser()
    give_password(mine, "drafter")
    mine.post("/admin/logout/")
    fail(4, "approver")
    assert said(give_password(mine, "approver")) == "locked"
    forged = Browser()
    forged.cookies["bayan_known"] = mine.cookies["bayan_known"].value[:-2] + "xx"
    fail(4)
    assert said(give_password(forged, "drafter")) == "locked"


def test_the_person_is_told_once_and_the_chain_keeps_it():
    fail(8)
    assert AccountLetter.objects.filter(kind="locked").count() == 1
    assert AuditEvent.objects.filter(verb="locked after failed log-ins").count() == 1


def test_a_locked_name_is_still_in_where_it_was():
    mine = Browser()
    give_password(mine, "drafter")
    fail(5)
    assert is_in(mine)


# --- the log of log-ins -------------------------------------------------------------------------


def test_each_log_in_is_kept_with_when_from_where_and_how(client):
    fail(1)
    give_password(client, "drafter", HTTP_USER_AGENT="X (Windows) Firefox/1", **ELSEWHERE)
    rows = Login.objects.order_by("id").values_list(
        "account__username", "outcome", "how", "address", "step"
    )
    assert list(rows) == [
        ("drafter", "failed", "", "127.0.0.1", "password"),
        ("drafter", "in", "password", "203.0.113.9", "password"),
    ]
    page = client.get("/admin/account/").content.decode()
    assert "203.0.113.9" in page and "Firefox, Windows" in page and "127.0.0.1" in page


def test_one_sees_ones_own_and_an_administrator_those_of_their_organization(client):
    give_password(client, "drafter", **ELSEWHERE)
    expected = {"drafter": 403, "approver": 403, "protocol": 403, "administrator": 200}
    got = {}
    for name in expected:
        client.force_login(person(name))
        got[name] = client.get("/admin/organizations/login/").status_code
    assert got == expected
    client.force_login(person("translator"))
    assert "203.0.113.9" not in client.get("/admin/account/").content.decode()
    client.force_login(person("administrator"))
    assert "203.0.113.9" in client.get("/admin/organizations/login/").content.decode()


def test_the_log_is_read_and_not_written(client):
    give_password(client, "drafter")
    row = Login.objects.get()
    client.force_login(person("administrator"))
    base = "/admin/organizations/login/"
    answers = [
        client.get(f"{base}{row.pk}/change/").status_code,
        client.get(f"{base}add/").status_code,
        client.post(f"{base}{row.pk}/change/", {"outcome": "in"}).status_code,
        client.post(f"{base}{row.pk}/delete/", {"post": "yes"}).status_code,
    ]
    assert answers == [200, 403, 403, 403]


def test_old_log_ins_are_forgotten(client):
    give_password(client, "drafter")
    Login.objects.update(at=timezone.now() - dt.timedelta(days=181))
    give_password(client, "translator")
    assert logins.forget_old(timezone.now()) == 1
    assert [each.account.username for each in Login.objects.all()] == ["translator"]


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/5 Chrome/1 Safari/5 Edg/1", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Version/1 Safari/6", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 9) Chrome/1 Mobile Safari/5", "Chrome, Android"),
        ("curl/8", "curl/8"),
        ("", ""),
    ],
)
def test_what_a_browser_is_called(agent, said):
    assert logins.browser_of(agent) == said


def test_the_password_of_who_is_in_is_not_found_by_trying(client):
    assert play.PASSWORD
    give_password(client, "approver")
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=16)):
        sent = {"which": "app", "password_again": "guess"}
        for _n in range(3):
            client.post("/admin/account/remove/", sent)
        page = client.post("/admin/account/remove/", sent | {"password_again": play.PASSWORD})
    assert page.status_code == 403 and "Too many failed attempts" in page.content.decode()
