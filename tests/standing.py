"""Scenes stand from one test that asks for them to the next: to build one takes longer than most
tests take to run. None of the tests sees what another changed."""

import copy
import sqlite3

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction

from communiques.demo import play


def demonstrate() -> None:
    call_command("demo", verbosity=0)


#: Name of the fixture → what writes its rows, and gives what the fixture gives.
SCENES = {"demo": demonstrate, "stage": play.set_the_stage}


class Standing:
    """The scene in the database: in a transaction around those of tests, or committed."""

    def __init__(self):
        self.scene: str | None = None
        self.made: object = None
        self.around: transaction.Atomic | None = None
        #: Scene → a database of SQLite that holds it alone, and what was given with it.
        self.copies: dict[str, tuple[sqlite3.Connection, object]] = {}

    def show(self, scene: str | None) -> None:
        if scene and scene == self.scene and connection.in_atomic_block:
            return
        self.clear()
        if scene:
            self.around = transaction.atomic()
            self.around._from_testcase = True
            self.around.__enter__()
            self.scene, self.made = scene, SCENES[scene]()
            connection.check_constraints()  # else each test checks those of the whole scene

    def commit(self, scene: str | None) -> None:
        """In the emptied database of a test that commits, which empties it again."""
        self.clear()
        if scene:
            made = self.copied(scene) if connection.vendor == "sqlite" else SCENES[scene]()
            self.scene, self.made = scene, made

    def copied(self, scene: str) -> object:
        connection.ensure_connection()
        if scene not in self.copies:
            made, copied = SCENES[scene](), sqlite3.connect(":memory:")
            connection.connection.backup(copied)
            self.copies[scene] = copied, made
        copied, made = self.copies[scene]
        copied.backup(connection.connection)
        ContentType.objects.clear_cache()
        return made

    def clear(self) -> None:
        if self.around and connection.in_atomic_block:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)
        self.scene = self.around = self.made = None

    def given(self, scene: str) -> object:
        """What a test may change."""
        return copy.deepcopy(self.made) if self.scene == scene else SCENES[scene]()


@pytest.fixture(scope="session")
def standing(django_db_setup, django_db_blocker):
    """Goes before the database of the tests does."""
    stands = Standing()
    yield stands
    with django_db_blocker.unblock():
        stands.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef, request):
    """Before a test gets its database: with a scene, or with nothing."""
    if fixturedef.argname != "_django_db_helper":
        return
    stands, item = request.getfixturevalue("standing"), request.node
    with request.getfixturevalue("django_db_blocker").unblock():
        (stands.commit if commits(item) else stands.show)(scene_of(item))


def scene_of(item) -> str | None:
    """What a test stands in; but who travels in time builds a demonstration of that time."""
    asked = [each for each in SCENES if each in item.fixturenames]
    if not asked or (asked[0] == "demo" and "time_machine" in item.fixturenames):
        return None
    return asked[0]


def commits(item) -> bool:
    marker = item.get_closest_marker("django_db")
    transactional = marker and marker.kwargs.get("transaction")
    return bool(transactional or {"transactional_db", "live_server"} & set(item.fixturenames))


def by_scene(item) -> tuple[bool, str]:
    """In what order tests run, so that a scene is built once; what empties the database comes last,
    as pytest-django has it."""
    return commits(item), scene_of(item) or ""
