"""Scenes stand from one test that asks for them to the next: to build one takes longer than most
tests take to run. None of the tests sees what another changed."""

import copy
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from inspect import Parameter, signature
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import override_settings

#: What writes the rows of a scene, upon those of the scenes that it asks for by name.
Build = Callable[..., object]
#: The fixtures by which tests travel in time.
TRAVELS = {"time_machine", "clock"}


def scene(build: Build):
    """A fixture that stands. It may ask for others that stand, and for nothing else."""

    def given(standing, db, **asked):
        return standing.given(build, asked)

    names = ["standing", "db", *signature(build).parameters]
    parameters = [Parameter(each, Parameter.KEYWORD_ONLY) for each in names]
    given.__signature__ = signature(given).replace(parameters=parameters)
    given.builds = build
    return pytest.fixture(given, name=build.__name__)


@dataclass
class Level:
    """One scene in the database: in a transaction around what stands upon it, or committed."""

    files: Path
    around: transaction.Atomic | None = None
    build: Build | None = None
    #: Name → what that scene gave; and what those below gave, as this one left it.
    made: dict[str, object] = field(default_factory=dict)


class Standing:
    """The scenes that are in the database, each upon those before it."""

    def __init__(self, folders: pytest.TempPathFactory):
        self.folders = folders
        self.levels: list[Level] = []
        #: What the test that runs may change, and the files that come with it.
        self.own: dict[Build, tuple[object, Path]] = {}
        #: Scenes → a database of SQLite that holds them alone, and what they gave.
        self.copies: dict[tuple[Build, ...], tuple[sqlite3.Connection, list[Level]]] = {}

    def show(self, scenes: tuple[Build, ...]) -> None:
        while self.levels and not self.stand_under(scenes):
            self.take_down()
        for build in scenes[len(self.levels) :]:
            around = transaction.atomic()
            around._from_testcase = True
            around.__enter__()
            self.put_up(build, around)
            connection.check_constraints()  # else each test checks those of the whole scene
        self.hand_out()

    def stand_under(self, scenes: tuple[Build, ...]) -> bool:
        stand = tuple(each.build for each in self.levels)
        return connection.in_atomic_block and stand == scenes[: len(stand)]

    def commit(self, scenes: tuple[Build, ...]) -> None:
        """In the emptied database of a test that commits, which empties it again."""
        self.clear()
        if scenes and connection.vendor == "sqlite":
            self.levels = self.copied(scenes)
        else:
            self.put_up_all(scenes)
        self.hand_out()
        self.levels = []

    def copied(self, scenes: tuple[Build, ...]) -> list[Level]:
        connection.ensure_connection()
        if scenes not in self.copies:
            self.put_up_all(scenes)
            copied = sqlite3.connect(":memory:")
            connection.connection.backup(copied)
            self.copies[scenes] = copied, self.levels
        copied, levels = self.copies[scenes]
        copied.backup(connection.connection)
        ContentType.objects.clear_cache()
        return levels

    def put_up_all(self, scenes: tuple[Build, ...]) -> None:
        for build in scenes:
            self.put_up(build)

    def put_up(self, build: Build, around: transaction.Atomic | None = None) -> None:
        below = self.levels[-1] if self.levels else None
        level = Level(self.folders.mktemp(build.__name__), around)
        self.levels.append(level)
        if below:
            shutil.copytree(below.files, level.files, dirs_exist_ok=True)
            level.made = copy.deepcopy(below.made)
        asked = {each: level.made[each] for each in signature(build).parameters}
        with override_settings(MEDIA_ROOT=level.files):
            level.made[build.__name__] = build(**asked)
        level.build = build

    def take_down(self) -> None:
        around = self.levels.pop().around
        if around and connection.in_atomic_block:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)

    def clear(self) -> None:
        while self.levels:
            self.take_down()

    def hand_out(self) -> None:
        made = copy.deepcopy(self.levels[-1].made) if self.levels else {}
        self.own = {each.build: (made[each.build.__name__], each.files) for each in self.levels}

    def given(self, build: Build, asked: dict[str, object]) -> object:
        if build not in self.own:
            return build(**asked)
        made, files = self.own[build]
        shutil.copytree(files, settings.MEDIA_ROOT, dirs_exist_ok=True)
        return made


@pytest.fixture(scope="session")
def standing(django_db_setup, django_db_blocker, tmp_path_factory):
    """Goes before the database of the tests does."""
    stands = Standing(tmp_path_factory)
    yield stands
    with django_db_blocker.unblock():
        stands.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef, request):
    """Before a test gets its database: with scenes, or with nothing."""
    if fixturedef.argname != "_django_db_helper":
        return
    stands, item = request.getfixturevalue("standing"), request.node
    with request.getfixturevalue("django_db_blocker").unblock():
        (stands.commit if commits(item) else stands.show)(scenes_of(item))


def scenes_of(item) -> tuple[Build, ...]:
    """What a test stands in, each after those that it stands upon; but who travels in time builds
    all for that time, except the stage, which knows of none."""
    found: dict[Build, str] = {}
    for name in item.fixturenames:
        add(item, name, found)
    travels = TRAVELS.intersection(item.fixturenames)
    return tuple(build for build, name in found.items() if name == "stage" or not travels)


def add(item, name: str, found: dict[Build, str]) -> None:
    *_overridden, fixture = item._fixtureinfo.name2fixturedefs.get(name) or [None]
    if build := getattr(fixture and fixture.func, "builds", None):
        for each in signature(build).parameters:
            add(item, each, found)
        found[build] = name


def commits(item) -> bool:
    marker = item.get_closest_marker("django_db")
    transactional = marker and marker.kwargs.get("transaction")
    return bool(transactional or {"transactional_db", "live_server"} & set(item.fixturenames))


def by_scene(item) -> tuple[bool, list[str]]:
    """In what order tests run, so that a scene is built once; what empties the database comes last,
    as pytest-django has it."""
    return commits(item), [f"{each.__module__}.{each.__name__}" for each in scenes_of(item)]
