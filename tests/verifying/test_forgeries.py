"""What somebody may hand on as a bundle of ours, and what may happen to keys and to the log in the
wrong moment."""

import copy
import json
import threading
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communiques import editions, invariants
from communiques import text as rich
from communiques.archive import intake
from communiques.demo import play
from communiques.digests import digest
from communiques.models import Edition, LogEntry, Release, Signature
from communiques.proof import bundles, keys, merkle, statements, transparency
from tests.conftest import triggers_off
from tests.verifying.test_log import NOW, acts, bundle_of, pem, released, signing, unsigning, wrong  # noqa: F401
from tests.workflow.conftest import Acts

LINE = {
    "id": "x-1", "issuer": "Arab Interior Ministers' Council", "kind": "statement",
    "date": "2022-05-23", "symbol": None, "original_language": "ar",
    "title": {"ar": "عنوان", "en": None}, "summary": {"ar": None, "en": None},
    "body": {"ar": "<p>نص</p>", "en": None}, "place": {"ar": None, "en": None},
    "conference": None, "organizations": [], "source_url": "",
}  # fmt: skip


@pytest.fixture
def bundle(acts, signing) -> dict:  # noqa: F811
    return bundle_of(released(acts))


def ask(folder, bundle: dict, known) -> str:
    """What the command prints; raises where it fails."""
    (folder / "bundle.json").write_text(json.dumps(bundle))
    (folder / "keys.json").write_text(json.dumps([each.as_json() for each in known]))
    out = StringIO()
    call_command(
        "verify_edition", str(folder / "bundle.json"), keys=str(folder / "keys.json"), stdout=out
    )
    return out.getvalue()


def forged(bundle: dict) -> dict:
    """Other words, with every digest made to fit, and nothing signed."""
    made = copy.deepcopy(bundle)
    stated, text = json.loads(made["statement"]), made["text"]
    text["body"] = "<p>Invented.</p>"
    made["html"] = rich.render(text["body"], stated["language"])
    stated["text_digest"] = digest({"language": stated["language"], **text})
    same = ("language", "number", "kind", "symbol", "clearance")
    stated["edition_digest"] = digest(
        {name: stated[name] for name in same}
        | {"text": stated["text_digest"], "envelope": stated["envelope_digest"]}
        | {"html": made["html"], "steps": made["steps"]}
        | {"visible_from": bundles._without_zeros(stated["visible_from"])}
    )
    return made | {"statement": statements.canonical(stated), "signatures": [], "log": None}


def test_who_has_keys_takes_nothing_unsigned(bundle, signing, tmp_path):  # noqa: F811
    made = forged(bundle)
    assert wrong(made, signing.keys) == ["signature", "log"]
    leaf = merkle.leaf_hash(made["statement"].encode())
    head = statements.Checkpoint("bayan.example", 1, leaf).body
    made["log"] = {"index": 0, "size": 1, "proof": [], "checkpoint": head}
    assert wrong(made, signing.keys) == ["signature", "head of the log"]
    with pytest.raises(CommandError, match="cannot be proven"):
        ask(tmp_path, made, signing.keys)
    assert wrong(made, ()) == []  # without keys it says that it is unsigned, and claims no more


@pytest.mark.parametrize("part", ["signatures", "log"])
def test_what_is_taken_out_is_missed(bundle, signing, part):  # noqa: F811
    assert wrong(bundle | {part: [] if part == "signatures" else None}, signing.keys) != []


def test_after_a_revocation_the_new_key_s_signature_is_enough(acts, signing, settings, tmp_path):  # noqa: F811
    edition, new = released(acts), keys.keyring(pem(), "", now=NOW)
    old = keys.Key(signing.current.public, revoked_at=timezone.now(), reason="stolen")
    settings.SIGNING_KEYRING = keys.Keyring((old, *new.keys), new.private)
    assert {each.invariant for each in invariants.failures()} == {14}
    call_command("sign_editions", stdout=StringIO())
    assert list(invariants.failures()) == []
    said = ask(tmp_path, bundle_of(edition), settings.SIGNING_KEYRING.keys)
    assert "revoked" in said and "FAILED" not in said
    assert "FAILED" not in ask(tmp_path, bundle_of(edition), new.keys)


def test_a_key_whose_period_ends_while_the_site_runs_signs_no_more(acts, settings):  # noqa: F811
    ring = keys.keyring(pem(), "", now=NOW)
    ended = keys.Key(ring.current.public, until=NOW.replace(year=2000))
    settings.SIGNING_KEYRING = keys.Keyring((ended,), ring.private)
    assert not released(acts).signatures.exists()
    with pytest.raises(CommandError, match="outside its period"):
        call_command("sign_editions")


def test_what_comes_from_an_archive_is_signed_too(stage, signing):  # noqa: F811
    assert [each.taken for each in intake.take([json.dumps(LINE)])] == [1]
    assert Signature.objects.count() == Edition.objects.count() == 1
    assert list(invariants.failures()) == []


ODD = [
    ("statement", "[]"), ("statement", "1"), ("signatures", 5), ("signatures", [1]),
    ("signatures", {"a": 1}), ("log", 7), ("log", []), ("text", []), ("envelope", 3),
    ("html", None), ("steps", None),
]  # fmt: skip
ODD_LOG = [
    ("checkpoint", 5), ("proof", 5), ("proof", [5]), ("index", None), ("index", "0"),
    ("index", 0.5), ("size", True), ("size", 10**30),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), ODD + ODD_LOG)
def test_what_has_another_shape_is_refused_in_words(bundle, signing, tmp_path, name, value):  # noqa: F811
    (bundle["log"] if (name, value) in ODD_LOG else bundle)[name] = value
    with pytest.raises(CommandError):
        ask(tmp_path, bundle, signing.keys)


def test_verify_misses_a_signature_that_was_removed(acts, signing):  # noqa: F811
    released(acts)
    assert list(invariants.failures()) == []
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM communiques_signature")
    assert {each.invariant for each in invariants.failures()} == {14}


def test_verify_finds_what_entered_the_log_before_its_moment(acts, signing):  # noqa: F811
    edition = released(acts, in_days=3)
    transparency.catch_up(edition.visible_from)
    assert (14, "entered before its moment") in {
        (each.invariant, each.why) for each in invariants.failures()
    }


@pytest.mark.parametrize("first", ["call off", "log"])
@pytest.mark.django_db(transaction=True)
def test_called_off_in_the_last_moment_and_logged_in_the_same(first):
    """Whichever is first, what is called off is never in the log."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    stage = play.set_the_stage()
    edition = released(Acts(stage, play.compose(stage, "review", timezone.now())), in_days=3)
    release, publisher = edition.release, stage.staff["publisher"]
    held, go = threading.Event(), threading.Event()
    jobs = {
        "call off": lambda: editions.call_off(
            Release.objects.get(pk=release.pk), actor=publisher, reason="x", now=timezone.now()
        ),
        "log": lambda: transparency.catch_up(edition.visible_from),
    }

    def run(job, *, waits: bool):
        try:
            with transaction.atomic():
                job()
                if waits:
                    held.set()
                    go.wait(20)
        except editions.TooLate:
            pass
        finally:
            connections.close_all()

    one = threading.Thread(target=run, args=[jobs.pop(first)], kwargs={"waits": True})
    two = threading.Thread(target=run, args=[*jobs.values()], kwargs={"waits": False})
    one.start()
    held.wait(20)
    two.start()
    time.sleep(1)
    go.set()
    one.join(30)
    two.join(30)
    release.refresh_from_db()
    logged = LogEntry.objects.filter(edition__release=release).exists()
    assert (bool(release.called_off_at), logged) == (first == "call off", first == "log")


def test_a_proof_is_read_by_the_index_and_never_by_reading_the_whole_log(stage, signing):  # noqa: F811
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads small tables whole, and rightly")
    for _each in range(3):
        row = play.compose(stage, "ready", timezone.now())
        play.clear(stage, row, timezone.now())
        play.release(stage, row, timezone.now())
    transparency.catch_up()
    with CaptureQueriesContext(connection) as asked:
        transparency.proof(merkle.inclusion_ranges(2, 6))
        transparency.checkpoint(6)
    with connection.cursor() as cursor:
        for each in asked.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {each['sql']}")
            assert not any(line[-1].startswith("SCAN") for line in cursor.fetchall())
    assert len(asked) == 2
