"""PostgreSQL brought back to a moment, by the settings and the steps that the README gives."""

import datetime as dt
import re
import shutil
import time
from pathlib import Path

import pytest

from tests.faults.conftest import RELEASE, need
from tests.faults.test_away import HOLDS
from tests.faults.test_killed import public
from tests.installation import ROOT, Postgres, postgres_programs

README = (ROOT / "README.md").read_text("utf-8")


def block(beginning: str) -> str:
    """The block of the README that begins with this."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", README, re.S | re.M)
    return next(each for each in blocks if each.startswith(beginning))


@pytest.fixture
def archived():
    """A PostgreSQL with the settings of the README, and a folder for its WAL."""
    need(postgres_programs(), "PostgreSQL")
    made = Postgres()
    folder = made.home / "wal"
    folder.mkdir()
    shutil.chown(folder, "postgres") if made.as_ else None
    made.configure(block("wal_level").replace("/srv/backup/wal", str(folder)))
    yield made
    made.remove()


def test_to_the_moment_before_a_mistake(archived, template, saved, tmp_path):
    site = template.copy(tmp_path / "site")
    site.url = archived.create("bayan")
    site.manage("restore", str(saved))
    base = archived.home / "base"
    archived.run("pg_basebackup", "-h", str(archived.home), "-p", str(archived.port), "-U", "bayan",
                 "-D", str(base), "-c", "fast", "-X", "stream")  # fmt: skip
    archived.run("pg_verifybackup", "-q", str(base))
    before = public(site)
    site.python(RELEASE)
    time.sleep(1.1)
    moment = dt.datetime.now(dt.UTC)
    time.sleep(1.1)
    site.ask("ALTER TABLE communiques_edition DISABLE TRIGGER ALL")
    site.ask("UPDATE communiques_edition SET title = 'a mistake'")
    assert "is not the one that was sealed" in site.manage("verify", code=1)
    site.ask("SELECT pg_switch_wal()")
    archived.stop("fast")
    shutil.rmtree(archived.home / "data")
    base.rename(archived.home / "data")
    steps = block("restore_command").replace("/srv/backup/wal", str(archived.home / "wal"))
    asked = re.sub(r"2026-\d\d-\d\d \d\d:\d\d:\d\d\+00", f"{moment:%Y-%m-%d %H:%M:%S}+00", steps)
    assert asked != steps
    with Path(archived.home / "data" / "postgresql.auto.conf").open("a") as conf:
        conf.write(asked)
    signal = archived.home / "data" / "recovery.signal"
    signal.touch()
    shutil.chown(signal, "postgres") if archived.as_ else None
    archived.start()
    assert public(site) == before + 2
    assert site.verified() == HOLDS
    assert site.ask("SELECT pg_is_in_recovery()") == [(False,)]
    site.python(
        "from organizations.models import Organization; Organization.objects.create(name_ar='س')"
    )
