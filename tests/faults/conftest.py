"""Installations to break: the demonstration on SQLite and on a PostgreSQL of one's own."""

import os
import shutil
import uuid

import pytest

from tests.installation import Postgres, Redis, Site, postgres_programs

#: With `FAULTS=required` nothing is skipped.
REQUIRED = os.environ.get("FAULTS") == "required"


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/faults" in str(item.path):
            item.add_marker(pytest.mark.faults)


def need(there, what: str) -> None:
    """Skip where a program is missing; fail where none may be."""
    if not there:
        assert not REQUIRED, f"FAULTS=required, and there is no {what}"
        pytest.skip(f"no {what} on this machine")


@pytest.fixture(scope="session")
def template(tmp_path_factory) -> Site:
    """The demonstration on SQLite. To be copied."""
    site = Site(tmp_path_factory.mktemp("template") / "site")
    site.manage("migrate", "--verbosity", "0")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    for command in ("roles", "states", "demo"):
        site.manage(command)
    english = "from organizations.models import User; User.objects.update(language='en')"
    site.python(english)
    return site


@pytest.fixture(scope="session")
def saved(template, tmp_path_factory):
    """A backup of it."""
    file = tmp_path_factory.mktemp("saved") / "backup.tar"
    template.manage("backup", str(file))
    return file


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL that is never stopped."""
    need(postgres_programs(), "PostgreSQL")
    made = Postgres()
    yield made
    made.remove()


@pytest.fixture(scope="session")
def template_database(server, saved, tmp_path_factory) -> str:
    """The demonstration on it. To be copied."""
    url = server.create("template_bayan")
    Site(tmp_path_factory.mktemp("restored") / "site", url).manage("restore", str(saved))
    return "template_bayan"


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request, template, tmp_path) -> Site:
    """The demonstration, to be broken, on each database."""
    made = template.copy(tmp_path / "site")
    if request.param == "postgresql":
        copied = request.getfixturevalue("template_database")
        server = request.getfixturevalue("server")
        made.url = server.create(f"b{uuid.uuid4().hex[:12]}", copied)
    return made


@pytest.fixture
def light(template, tmp_path) -> Site:
    """The demonstration on SQLite."""
    return template.copy(tmp_path / "site")


@pytest.fixture
def heavy(template, template_database, server, tmp_path) -> Site:
    """The demonstration on PostgreSQL."""
    made = template.copy(tmp_path / "site")
    made.url = server.create(f"b{uuid.uuid4().hex[:12]}", template_database)
    return made


@pytest.fixture
def redis():
    need(shutil.which("redis-server"), "Redis")
    made = Redis()
    yield made
    made.stop()


#: The text of the demonstration that waits for its release.
READY = (
    "from communiques.models import *; from communiques.standing import standings;"
    "from communiques.demo import play; from organizations.models import User;"
    "row = next(r for r in Communique.objects.order_by('pk')"
    " if all(s.stage.value == 'ready' for s in standings(r).values()));"
)
RELEASE = READY + (
    "from communiques import workflow; workflow.apply(Action.RELEASE, row,"
    " actor=User.objects.get(username='publisher'), languages=['ar', 'en'],"
    " seen={k: s.digests.seen for k, s in standings(row).items()}); print('#', row.pk)"
)
