"""The disk takes nothing more: readers read on, whoever writes is told and keeps what they typed,
no half of anything is left; with room again all goes on."""

import contextlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faults.conftest import RELEASE, need
from tests.faults.test_away import HOLDS, PAGES, Drafter, refuses_clearly
from tests.faults.test_killed import archive, public
from tests.installation import Site


@pytest.fixture
def disk(tmp_path):
    """A small disk of its own."""
    path = tmp_path / "disk"
    path.mkdir()
    mounted = (
        os.getuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", path], capture_output=True
        ).returncode
    )
    need(mounted, "disk of one's own (mount)")
    yield path
    subprocess.run(["umount", "-l", path], check=True)


@contextlib.contextmanager
def full(disk: Path):
    """Not a byte of room, until the end of this."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as stream:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while stream.write(b"x" * size):
                    pass
    try:
        yield
    finally:
        ballast.unlink()


@pytest.fixture
def small(template, disk):
    """The demonstration on SQLite, on that disk; in use, for whoever opens it first needs room."""
    site = template.copy(disk / "site")
    with contextlib.closing(site.connect()) as held:
        held.execute("SELECT count(*) FROM django_migrations")
        yield site


def test_readers_read_on_and_writers_keep_what_they_typed(small, disk):
    with small.serve() as served:
        drafter = Drafter(served)
        assert drafter.type("قبل").status == 200
        assert [served.get(each).status for each in PAGES] == [200] * 4
        with full(disk):
            assert [served.get(each).status for each in PAGES] == [200] * 4
            assert served.get("/readyz").status == 200
            answer = drafter.type("ب" * 20_000)
            assert refuses_clearly(answer) and "ب" * 20_000 in answer.text
            assert drafter.kept(small) == drafter.told == "قبل"
        assert drafter.type("بعد").status == 200
    assert small.verified() == HOLDS


def test_a_release_is_whole_or_is_not(small, disk):
    before = public(small)
    with full(disk):
        process = small.start("shell", "--no-imports", "-c", RELEASE)
        _out, err = process.communicate()
        assert process.returncode and re.search("disk is full|disk I/O error", err)
        assert public(small) == before and small.verified() == HOLDS
    small.python(RELEASE)
    assert public(small) == before + 2 and small.verified() == HOLDS


def test_papers_wait_for_room(heavy, disk, tmp_path):
    """The database is on another machine: the text is public, and its papers come later."""
    site = Site(disk / "site", heavy.url)
    shutil.copytree(heavy.home / "media", disk / "site" / "media")
    before = public(site)
    with full(disk):
        said = site.python(RELEASE)
        assert "#" in said
        assert public(site) == before + 2
        assert site.count("communiques_printing") == 7
        assert site.verified() == HOLDS
        why = site.ask("SELECT DISTINCT failures, last_failure FROM communiques_printing")
        assert [(n, "No space left on device" in said) for n, said in why] == [(1, True)] * len(why)
    site.ask("UPDATE communiques_printing SET due_at = '2020-01-01 00:00:00+00'")
    assert site.manage("make_documents") == "7 documents made.\n"
    assert site.verified() == HOLDS


def test_an_import_says_so_and_goes_on_later(small, disk, tmp_path):
    file = archive(tmp_path, 300)
    with full(disk):
        said = small.manage("import_archive", str(file), code=1)
        assert re.search("disk is full|disk I/O error", said)
        assert "run the import again to go on" in said
        assert small.verified() == HOLDS
    said = small.manage("import_archive", str(file))
    assert "0 faulty." in said
    assert small.verified() == HOLDS


def test_no_half_backup_is_left(light, disk):
    with full(disk):
        said = light.manage("backup", str(disk), code=1)
        assert "No backup was written: " in said and "No space left on device" in said
        assert sorted(each.name for each in disk.iterdir()) == ["ballast"]
    light.manage("backup", str(disk / "b.tar"))


def test_a_restore_leaves_nothing(small, saved, disk):
    new = Site(disk / "new")
    new.manage("migrate", "--verbosity", "0")
    with full(disk):
        said = new.manage("restore", str(saved), code=1)
        assert "is not restored" in said or "No space left" in said
    assert new.count("communiques_edition") == 0
    assert HOLDS in new.manage("restore", str(saved))


def test_where_no_file_may_grow(light, tmp_path):
    """A quota of the system's own: a file may be no longer than 100 kB."""
    limited = ("prlimit", "--fsize=100000")
    process = light.start("backup", str(tmp_path / "b.tar"), before=limited)
    _out, err = process.communicate()
    assert process.returncode == 1 and "File too large" in err and "Traceback" not in err
    assert not list(tmp_path.glob("b.tar*"))
    assert light.verified() == HOLDS
