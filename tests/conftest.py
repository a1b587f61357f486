"""What every test may use: the demonstration's people and bodies, and a flush that the
append-only triggers let through."""

import contextlib
import gc
import os
import shutil

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis

from communiques.demo import play
from communiques.search import tables
from organizations import audit
from tests.standing import by_scene, pytest_fixture_setup, scene, standing  # noqa: F401

# Properties are judged by their truth: a slow machine is no counter-example.
hypothesis.register_profile("unhurried", deadline=None)
hypothesis.load_profile("unhurried")

#: Where Chromium is; None where the browser tests cannot run.
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")


def pytest_collection_modifyitems(config, items):
    """Faults are made where they are asked for: they take minutes, and machines of their own.
    Without Chromium its tests are skipped, except where they must run."""
    items.sort(key=by_scene)
    if "faults" not in config.option.markexpr:
        left_out = [each for each in items if each.get_closest_marker("faults")]
        items[:] = [each for each in items if each not in left_out]
        config.hook.pytest_deselected(items=left_out)
    if CHROMIUM:
        return
    if os.environ.get("BROWSER_TESTS") == "required":
        raise pytest.UsageError("BROWSER_TESTS=required, and there is no chromium on the PATH.")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no chromium on the PATH; see the README"))


def pytest_collection_finish():
    """Modules and tests stay to the end: no collection of garbage looks through them again."""
    gc.freeze()


@pytest.fixture(autouse=True)
def recorded_in_a_transaction(monkeypatch):
    """An audit event belongs to the transaction of what it records. The one that pytest opens
    around a test would hide that the program opened none, and readers of a page would see 500."""
    recorded = audit.record_all

    def record_all(events, actor=None):
        opened = [each for each in connection.atomic_blocks if not each._from_testcase]
        assert opened, "an audit event belongs to the transaction it records"
        return recorded(events, actor)

    monkeypatch.setattr(audit, "record_all", record_all)


@contextlib.contextmanager
def triggers_off():
    """The append-only triggers out of the way: only a table's owner can do this."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield cursor
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield cursor
        for _name, sql in triggers:
            cursor.execute(sql)


@pytest.fixture(autouse=True, scope="session")
def flush_past_the_triggers():
    """A transactional test ends with a flush, which our triggers rightly refuse."""
    original = TransactionTestCase._fixture_teardown

    def teardown(self):
        tables.clear()
        with triggers_off():
            original(self)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original


@pytest.fixture
def required(settings):
    """As in production; all other tests log in with a password alone (tests/settings.py)."""
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture(autouse=True)
def not_too_often():
    """Each test asks as if it were the first to."""
    cache.clear()


@pytest.fixture
def connection_stays():
    """For tests that ask the WSGI application: a server's connections end with a request, that of a
    test holds its transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@scene
def stage() -> play.Stage:
    """Bodies, series, conference and colleagues of the demonstration; no communiqué yet."""
    return play.set_the_stage()


@scene
def demo() -> None:
    """The whole demonstration."""
    call_command("demo", verbosity=0)
