"""An import beside a live site: run twice, interrupted, two at once, with people writing."""

import threading
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections, transaction

from communiques import drafting, editions
from communiques.archive import intake
from communiques.archive.intake import BATCH, Report, take
from communiques.demo import play
from communiques.invariants import failures
from communiques.models import Communique, Edition, Release, Text
from organizations import audit
from organizations.audit import AuditEvent
from organizations.models import Organization
from tests.archive.conftest import line


def test_a_second_run_takes_nothing_and_says_so(archive):
    lines = [line(f"x-{n}", symbol=f"A/{n}", issuer="New Body") for n in range(BATCH + 3)]
    archive.write(*lines).take()
    before = AuditEvent.objects.count()
    outcome = archive.take()
    assert outcome.out == [f"0 taken in, {BATCH + 3} known already, 0 faulty."]
    assert not outcome.failed
    assert Edition.objects.count() == 2 * (BATCH + 3)
    assert AuditEvent.objects.count() == before


def test_a_known_record_is_left_alone_even_where_it_reads_otherwise_now(archive):
    archive.write(line()).take()
    outcome = archive.write(line(title={"ar": "غيره", "en": "Other"}), line("x-2")).take()
    assert outcome.counted == "1 taken in, 1 known already, 0 faulty."
    assert Communique.objects.get(archive_id="x-1").title_en == "Statement x-1"


def test_one_id_twice_in_a_file_is_taken_once(archive):
    near = [line("x-1"), line("x-1"), line("x-2")]
    far = [line(f"y-{n}") for n in range(2 * BATCH)] + [line("x-2")]
    outcome = archive.write(*near, *far).take()
    assert outcome.counted == f"{2 + 2 * BATCH} taken in, 2 known already, 0 faulty."
    assert Edition.objects.filter(communique__archive_id="x-1").count() == 2


def test_of_one_id_twice_the_good_line_is_taken(archive):
    archive.write(line("x-0", symbol="A/1"), line("x-1", symbol="A/1"), line("x-1", symbol="A/2"))
    outcome = archive.take()
    assert outcome.counted == "2 taken in, 0 known already, 1 faulty."
    assert Communique.objects.get(archive_id="x-1").slug == "a-2"


@pytest.mark.parametrize("at", [0, 1, 3])
def test_an_interrupted_run_is_finished_by_the_next(archive, monkeypatch, at):
    """The process dies in the middle of a transaction, after `at` whole ones."""
    total = 4 * BATCH + 7
    archive.write(*(line(f"x-{n}", symbol=f"A/{n}") for n in range(total)))
    record_all, calls = audit.record_all, []

    def dying(*args):
        calls.append(args)
        if len(calls) > at:
            raise KeyboardInterrupt
        return record_all(*args)

    monkeypatch.setattr(audit, "record_all", dying)
    with pytest.raises(KeyboardInterrupt):
        archive.take()
    assert Communique.objects.count() == at * BATCH
    assert Release.objects.count() == at * BATCH
    monkeypatch.setattr(audit, "record_all", record_all)
    outcome = archive.take()
    assert (
        outcome.counted == f"{total - at * BATCH} taken in, {at * BATCH} known already, 0 faulty."
    )
    assert Edition.objects.count() == 2 * total
    assert list(failures()) == []


def test_verify_is_clean_after_an_import_with_faults(archive, capsys):
    lines = [line(f"x-{n}", issuer=f"Body {n % 7}", symbol=f"A/{n % 50}") for n in range(70)]
    outcome = archive.write(*lines, b"{\n").take()
    assert outcome.counted == "50 taken in, 0 known already, 21 faulty."
    assert outcome.failed
    call_command("verify")
    assert "All invariants hold." in capsys.readouterr().out


def test_a_database_that_fails_is_not_the_fault_of_a_line(archive, monkeypatch):
    def failing(*args):
        raise OperationalError("disk full")

    monkeypatch.setattr(audit, "record_all", failing)
    with pytest.raises(CommandError, match=r"disk full.*run the import again"):
        archive.write(line()).take()
    assert not Communique.objects.exists()


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_archive", tmp_path / "none.jsonl")
    with pytest.raises(CommandError, match="directory"):
        call_command("import_archive", tmp_path)


def test_faults_are_said_in_the_language_asked_for(archive):
    archive.write(line(kind="poem"))
    assert archive.take("en").err[0].startswith("line 1: unknown kind “poem”")
    assert "نوع" in archive.take("ar").err[0]


# --- at once ------------------------------------------------------------------------------------


def in_threads(*jobs) -> list:
    """Run every job in a thread of its own; what each gave or raised."""
    results = [None] * len(jobs)

    def run(index, job):
        try:
            results[index] = job()
        except Exception as error:  # the result of this job is its error
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(jobs)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(120)
    return results


def the_whole(lines) -> Report:
    report = Report()
    for _grown in take(lines, report=report):
        pass
    return report


def test_two_imports_of_one_file_at_once_take_each_record_once(archive):
    lines = [line(f"x-{n}", issuer="New Body", symbol=f"A/{n}") for n in range(3 * BATCH)]
    reports = in_threads(lambda: the_whole(lines), lambda: the_whole(lines))
    assert [each.faults for each in reports] == [[], []]
    assert sum(each.taken for each in reports) == sum(each.known for each in reports) == 3 * BATCH
    assert sum(len(each.new_bodies) for each in reports) == 1
    assert Edition.objects.count() == 6 * BATCH
    assert Organization.objects.filter(name_en="New Body").count() == 1
    assert list(failures()) == []


def test_people_save_while_an_import_runs(transactional_db):
    """Saves get through between the batches: the import goes on until three of them did."""
    stage = play.set_the_stage()
    row = drafting.start(series=stage.statements, author=stage.staff["drafter"])
    waits, done = [], threading.Event()

    def lines():
        for n in range(100 * BATCH):
            if len(waits) < 3:
                yield line(f"x-{n}")

    def importing():
        try:
            return the_whole(lines())
        finally:
            done.set()

    def writing():
        while not done.is_set():
            began = time.monotonic()
            here = Communique.objects.get(pk=row.pk)
            text = Text("ar", title=f"حفظ {len(waits)}")
            saved = drafting.save_text(
                here, text, based_on=here.rev_ar, author=stage.staff["drafter"]
            )
            assert not saved.overtaken
            waits.append(time.monotonic() - began)
            time.sleep(0.02)

    report, failure = in_threads(importing, writing)
    assert failure is None
    assert report.faults == []
    assert 0 < report.taken < 100 * BATCH
    assert row.versions.count() == len(waits) >= 3
    assert list(failures()) == []


def test_the_head_of_the_chain_is_taken_last(archive, monkeypatch):
    """What every writer needs is held only for the end of a batch."""
    order = []
    record_all, seal = audit.record_all, editions.seal_language
    monkeypatch.setattr(audit, "record_all", lambda *a: order.append("chain") or record_all(*a))
    monkeypatch.setattr(
        editions, "seal_language", lambda *a, **k: order.append("seal") or seal(*a, **k)
    )
    archive.write(line("x-1", issuer="New Body"), line("x-2")).take()
    assert order == ["seal"] * 4 + ["chain"]


def test_reading_a_line_happens_outside_the_transaction(archive, monkeypatch):
    inside = []
    record_of = intake.record_of

    def noting(data):
        inside.append(transaction.get_connection().in_atomic_block)
        return record_of(data)

    monkeypatch.setattr(intake, "record_of", noting)
    archive.write(line("x-1"), line("x-2")).take()
    assert inside == [False, False]
