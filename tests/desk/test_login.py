"""Whoever tries passwords is slowed down, by network and not by what they say of themselves."""

import pytest
from django.test import Client

from communiques.demo import play
from communiques.desk import site
from communiques.public import limits

TRY = {"username": "approver", "password": "wrong", "next": "/admin/"}


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(site, "LOGINS", 3)


def tries(n: int, **extra) -> list[int]:
    return [Client().post("/admin/login/", TRY, **extra).status_code for _n in range(n)]


def test_after_so_many_tries_even_the_right_password_waits(stage):
    assert tries(3) == [200, 200, 200]
    answer = Client().post("/admin/login/", TRY | {"password": play.PASSWORD})
    assert answer.status_code == 429
    assert "Too many attempts" in answer.content.decode() or "محاولات" in answer.content.decode()
    assert Client().get("/admin/login/").status_code == 200
    elsewhere = Client().post(
        "/admin/login/", TRY | {"password": play.PASSWORD}, REMOTE_ADDR="203.0.113.9"
    )
    assert elsewhere.status_code == 302


def test_behind_a_proxy_each_network_has_its_own_count(stage, settings):
    settings.BEHIND_PROXY = True
    one, two = "198.51.100.1", "203.0.113.9"
    assert tries(4, HTTP_X_FORWARDED_FOR=one) == [200, 200, 200, 429]
    assert tries(1, HTTP_X_FORWARDED_FOR=two) == [200]
    # What the asker writes before the proxy's own word makes no new network.
    assert tries(1, HTTP_X_FORWARDED_FOR=f"10.0.0.7, {one}") == [429]


@pytest.mark.parametrize(
    ("proxied", "header", "network"),
    [
        (False, "203.0.113.9", "127.0.0.0/24"), (True, "203.0.113.9", "203.0.113.0/24"),
        (True, "1.2.3.4, 203.0.113.9", "203.0.113.0/24"), (True, None, "127.0.0.0/24"),
        (True, "2001:db8::1", "2001:db8::/64"), (True, "nobody", "unknown"),
    ],
)  # fmt: skip
def test_whose_network_it_is(rf, settings, proxied, header, network):
    settings.BEHIND_PROXY = proxied
    headers = {"HTTP_X_FORWARDED_FOR": header} if header else {}
    assert limits.network(rf.get("/", **headers)) == network
