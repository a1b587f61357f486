"""The demonstration stands from one test that asks for it to the next: it takes seconds to build,
and none of them sees what another changed."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction


class Standing:
    """A transaction around those of tests, with the demonstration in it."""

    def __init__(self):
        self.around: transaction.Atomic | None = None

    def build(self) -> None:
        if self.around and connection.in_atomic_block:
            return
        self.around = transaction.atomic()
        self.around._from_testcase = True
        self.around.__enter__()
        call_command("demo", verbosity=0)

    def clear(self) -> None:
        if self.around and connection.in_atomic_block:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)
        self.around = None


@pytest.fixture(scope="session")
def standing(django_db_setup, django_db_blocker):
    """Goes before the database of the tests does."""
    stands = Standing()
    yield stands
    with django_db_blocker.unblock():
        stands.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef, request):
    """Before a test gets its database: with the demonstration, or with nothing."""
    if fixturedef.argname != "_django_db_helper":
        return
    stands = request.getfixturevalue("standing")
    with request.getfixturevalue("django_db_blocker").unblock():
        if "demo" in request.fixturenames and not builds_its_own(request):
            stands.build()
        else:
            stands.clear()


def builds_its_own(request) -> bool:
    """What commits does, and what stands at a moment of its own."""
    marker = request.node.get_closest_marker("django_db")
    own = {"transactional_db", "live_server", "time_machine"}.intersection(request.fixturenames)
    return bool(own or (marker and marker.kwargs.get("transaction")))
