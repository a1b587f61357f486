"""Browsers that have logged in before, by a signed cookie that says with which names: what others
fail at elsewhere does not lock a person out of them."""

import uuid

from django.conf import settings
from django.core import signing

from organizations.accounts.logins import key_of

COOKIE, SALT = "bayan_known", "bayan.known"
DAYS = 180
#: Names that a browser is known with, the latest ones.
MOST = 5


def device(request, name: str) -> str:
    """The browser's own number, where it has logged in with that name; '' otherwise."""
    number, keys = _said(request)
    return number if key_of(name) in keys else ""


def remember(request, response, name: str) -> None:
    number, keys = _said(request)
    keys = [*(each for each in keys if each != key_of(name)), key_of(name)][-MOST:]
    value = signing.dumps([number or uuid.uuid4().hex, keys], salt=SALT)
    response.set_cookie(
        COOKIE, value, max_age=DAYS * 24 * 3600, path="/admin/", httponly=True,
        samesite="Lax", secure=settings.HTTPS,
    )  # fmt: skip


def _said(request) -> tuple[str, list[str]]:
    cookie = request.COOKIES.get(COOKIE, "")
    try:
        number, keys = signing.loads(cookie, salt=SALT, max_age=DAYS * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return "", []
    return number, keys
