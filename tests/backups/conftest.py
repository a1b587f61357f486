"""Sites to back up, on SQLite, and to restore into, on the database that is tested: from one to the
other and back is in `tests/faults`."""

import contextlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.installation import Site

ENGINES = ["postgresql" if os.environ.get("DATABASE_URL") else "sqlite"]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Site:
    """Tables, and nothing in them. To be copied."""
    site = Site(tmp_path_factory.mktemp("migrated") / "site")
    site.manage("migrate", "--verbosity", "0")
    return site


@pytest.fixture(scope="session")
def demonstration(migrated, tmp_path_factory) -> Site:
    """The demonstration. To be copied."""
    site = migrated.copy(tmp_path_factory.mktemp("demonstration") / "site")
    for command in ("roles", "states", "demo"):
        site.manage(command)
    return site


@pytest.fixture(scope="session")
def saved(demonstration, tmp_path_factory) -> Path:
    """A backup of the demonstration."""
    file = tmp_path_factory.mktemp("saved") / "demonstration.tar"
    demonstration.manage("backup", str(file))
    return file


@pytest.fixture
def site(demonstration, tmp_path) -> Site:
    """The demonstration, to be worked on."""
    return demonstration.copy(tmp_path / "site")


@pytest.fixture(params=ENGINES)
def bare(request, tmp_path):
    """A site that was never migrated."""
    with contextlib.ExitStack() as databases:
        postgres = request.param == "postgresql"
        url = databases.enter_context(database()) if postgres else ""
        yield Site(tmp_path / "bare", url)


@pytest.fixture(scope="session", params=ENGINES)
def tables(request, migrated, tmp_path_factory):
    """A migrated site on the database that is tested. To be copied."""
    if request.param == "sqlite":
        yield migrated
        return
    with database() as url:
        site = Site(tmp_path_factory.mktemp("tables") / "site", url)
        site.manage("migrate", "--verbosity", "0")
        yield site


@pytest.fixture
def fresh(tables, tmp_path):
    """A site that is new."""
    if not tables.url:
        yield tables.copy(tmp_path / "fresh")
        return
    with database(tables.url.rpartition("/")[2]) as url:
        yield Site(tmp_path / "fresh", url)


@contextlib.contextmanager
def database(template: str = "template0") -> Iterator[str]:
    """The address of a new one beside that of the tests."""
    name, server = f"fresh_{uuid.uuid4().hex[:12]}", os.environ["DATABASE_URL"]
    with contextlib.closing(psycopg2.connect(server)) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield server.rpartition("/")[0] + f"/{name}"
        cursor.execute(f"DROP DATABASE {name}")
