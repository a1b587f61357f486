"""Chromium before a live server: what every browser test needs."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from communiques.demo import play
from organizations.models import User
from tests.conftest import CHROMIUM

# Playwright's loop runs in the thread of the test, where Django would refuse its own database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture
def browser_page(new_context, live_server) -> Callable[..., Page]:
    """An anonymous reader's page, of a browser that asks for that language."""

    def open_page(language: str = "ar", **options) -> Page:
        context = new_context(base_url=live_server.url, locale=language, **options)
        return context.new_page()

    return open_page


@pytest.fixture
def as_user(browser_page) -> Callable[..., Page]:
    """The page of a member of the demonstration's staff who has just logged in by the form."""

    def log_in(username: str, language: str = "ar", **options) -> Page:
        User.objects.filter(username=username).update(language=language)
        page = browser_page(language, **options)
        page.goto("/admin/login/?next=/admin/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", play.PASSWORD)
        page.click("[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return log_in
