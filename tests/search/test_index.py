"""What is written with the seal, and made anew beside the live index."""

import io
import threading
from itertools import islice

import pytest
from django.core.management import call_command
from django.db import connection, connections

from communiques.models import Edition
from communiques.search import analysis, index, rebuild, tables
from organizations import turns
from organizations.models import Organization
from tests.search.conftest import found


def everything() -> dict[str, list]:
    """Table → its rows, but for the full-text tables of SQLite, which keep no text."""
    rows = {}
    with connection.cursor() as cursor:
        for each in tables.ALL:
            for table, kind in each.tables().items():
                if kind in ("texts", "editions", "words"):
                    cursor.execute(f"SELECT * FROM {table}")
                    rows[table] = sorted(
                        [bytes(v) if isinstance(v, memoryview) else v for v in row]
                        for row in cursor.fetchall()
                    )
    return rows


def released() -> dict[str, list]:
    """Those of the index of editions alone: the fixture's drafts are written past drafting."""
    return {table: rows for table, rows in everything().items() if "desk" not in table}


@pytest.fixture
def texts(publish, make_body):
    publish(1, title_ar="تهريب الأسلحة", organizations=[make_body(1)])
    publish(2, title_en="Harbours")


def test_made_anew_it_is_the_same(texts, now):
    before, answers = released(), (found("سلاح", "ar", now), found("harbour", "en", now))
    out = io.StringIO()

    call_command("reindex", stdout=out)

    assert out.getvalue() == "6 texts are indexed.\n"
    assert (found("سلاح", "ar", now), found("harbour", "en", now)) == answers != ([], [])
    assert released() == before


def test_a_rebuild_that_breaks_off_leaves_the_live_index(texts, now, monkeypatch):
    before = everything()
    monkeypatch.setattr(index, "read", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("reindex")
    monkeypatch.undo()

    assert everything() == before
    assert len(found("harbour", "en", now)) == 1
    call_command("reindex", stdout=io.StringIO())
    assert len(found("harbour", "en", now)) == 1


def test_no_edition_is_passed_over_whatever_its_number(texts, monkeypatch):
    """On PostgreSQL a release may end after one that began later, and has a greater number."""
    before, batches = released(), rebuild.Filling.batches
    monkeypatch.setattr(rebuild, "BATCH", 1)
    monkeypatch.setattr(rebuild.Filling, "batches", lambda self: islice(batches(self), 1))
    call_command("reindex", stdout=io.StringIO())
    assert released() == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has many writers")
def test_while_it_is_made_others_get_their_turn(transactional_db, texts, monkeypatch):
    """Between any two transactions; within one, SQLite would let nobody else write."""
    names = iter(range(100))

    def write():
        name = f"written-{next(names)}"
        Organization.objects.create(name_ar=name, name_en=name, slug=name)
        connections.close_all()

    def somebody_writes(_seconds):
        other = threading.Thread(target=write)
        other.start()
        other.join()

    monkeypatch.setattr(rebuild, "BATCH", 1)
    monkeypatch.setattr(turns.time, "sleep", somebody_writes)
    call_command("reindex", stdout=io.StringIO())
    written = Organization.objects.filter(slug__startswith="written-").count()
    # Four editions and two drafts: a turn before each but the first of their kind.
    assert (written, next(names)) == (4, 4)


def test_it_is_due_only_after_another_version(db):
    out = io.StringIO()
    call_command("reindex", "--if-due", stdout=out)
    tables.set_version(analysis.VERSION - 1)
    call_command("reindex", "--if-due", stdout=out)
    call_command("reindex", "--if-due", stdout=out)

    assert out.getvalue() == "0 texts are indexed.\n"


def test_what_is_kept_is_what_was_sealed(texts):
    assert [index.kept_text(each) for each in Edition.objects.order_by("pk")] == [
        "تهريب الأسلحة\n\nGS/ST/2022/1\n\nنص 1",
        "Statement 1\n\nGS/ST/2022/1\n\nText 1",
        "بيان 2\n\nGS/ST/2022/2\n\nنص 2",
        "Harbours\n\nGS/ST/2022/2\n\nText 2",
    ]
