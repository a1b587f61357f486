"""What the database itself refuses, and what `verify` finds when somebody went round it."""

import io

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from communiques.invariants import failures
from communiques.models import (
    Announcement,
    Communique,
    Decision,
    Edition,
    FactsVersion,
    LogDue,
    MemoryBand,
    MemoryPair,
    Mention,
    Printing,
    Release,
    Symbol,
    SymbolCounter,
    TextVersion,
)
from communiques.search import tables
from organizations import audit
from organizations.audit import AuditEvent
from tests.conftest import triggers_off
from tests.standing import scene


@scene
def released(acts):
    acts.clear()
    acts.release()
    return acts


GUARDED_MODELS = [
    (TextVersion, {"title": "غيره"}),
    (FactsVersion, {"revision": 99}),
    (Decision, {"reason": "غيره"}),
    (Edition, {"title": "غيره"}),
    (Mention, {"organization": None}),
    (Release, {"number": 9}),
    (Symbol, {"text": "غيره"}),
    (AuditEvent, {"verb": "غيره"}),
]


@pytest.mark.parametrize(("model", "change"), GUARDED_MODELS, ids=lambda each: str(each)[:40])
def test_the_database_refuses_to_change_or_delete(released, model, change):
    rows = model.objects.all()
    assert rows.exists()
    if change == {"organization": None}:
        change = {"organization": released.stage.bodies["interpol"]}
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows._raw_delete(rows.db)


def test_replace_into_does_not_slip_past_the_delete_trigger(released):
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE INTO is SQLite's")
    columns = ", ".join(f'"{field.column}"' for field in Symbol._meta.fields)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"REPLACE INTO communiques_symbol ({columns}) SELECT {columns} FROM communiques_symbol"
        )


def test_truncate_is_refused(released):
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is PostgreSQL's")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE communiques_edition CASCADE")


def test_a_release_that_is_public_cannot_be_called_off_by_raw_sql(released):
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE communiques_release SET called_off_at = %s", [timezone.now()])


def test_a_scheduled_time_cannot_be_brought_forward(acts):
    acts.clear()
    acts.release(in_days=3)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Release.objects.update(visible_from=timezone.now())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Edition.objects.update(visible_from=timezone.now())


def test_a_void_symbol_stays_void_and_a_symbol_is_never_renamed(acts):
    acts.clear()
    acts.release(in_days=3)
    acts.do("call_off", "publisher", "ar", reason="سبب")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Symbol.objects.update(voided_at=None)


def test_a_decision_that_must_give_its_reason_cannot_be_stored_without(released):
    decision = Decision.objects.filter(action="submit").first()
    decision.pk, decision.action, decision.reason = None, "return", ""
    with pytest.raises(DatabaseError), transaction.atomic():
        decision.save()


# --- verify -------------------------------------------------------------------------------------


def test_verify_finds_nothing_on_a_sound_database(demo):
    out = io.StringIO()
    call_command("verify", stdout=out)
    assert out.getvalue() == "All invariants hold.\n"


def tamper(sql, *params):
    with triggers_off() as cursor:
        cursor.execute(sql, params)


def found() -> set[tuple[int, str]]:
    return {(each.invariant, each.why) for each in failures()}


def one(model, **which):
    return model.objects.filter(**which).order_by("pk").first().pk


UNKNOWN = (8, "the desk does not know what is released of it")
FOUND = (13, "is not in the search index as it was sealed")
CHAIN = (6, "is not as the chain recorded")
UNFOUND = (13, "is not in the search index as it was sealed")
COLUMNS = (1, "the columns that lists read are not those of the envelope")
UNFIT = (1, "the edition's own digest does not fit")
ATTACKS = [
    (Edition, "title = 'x'", {CHAIN, UNFOUND, (1, "the text is not the one that was sealed")}),
    (Edition, "html = '<p>x</p>'", {CHAIN, UNFIT, (1, "the HTML is not that of the sealed text")}),
    (Edition, "envelope = '{}'", {CHAIN, (1, "the envelope is not the one that was sealed")}),
    (Edition, "clearance = 'legacy'", {CHAIN, UNFIT}),
    (Edition, "dated_on = '1999-01-01'", {CHAIN, COLUMNS, UNFOUND}),
    (Edition, "code = 'x'", {CHAIN}),
    (Edition, "text_revision = 99", {CHAIN, UNKNOWN}),
    (Edition, "symbol = 'x'", {CHAIN, UNFIT, UNFOUND, (7, "carries x, never given")}),
    (
        Mention,
        "organization_id = (SELECT max(id) FROM organizations_organization)",
        {COLUMNS, UNFOUND},
    ),
    (Decision, "reason = 'x'", {CHAIN}),
    (TextVersion, "title = 'x'", {CHAIN}),
    (TextVersion, "author_id = NULL", {CHAIN}),
    (FactsVersion, "data = '{}'", {CHAIN}),
    (Release, "called_off_at = '2020-01-01', called_off_reason = 'x'", {CHAIN, UNKNOWN, FOUND}),
    (Symbol, "voided_at = '2020-01-01', void_reason = 'x'", {CHAIN}),
    (AuditEvent, "verb = 'x'", {(9, "was altered")}),
    (Communique, "slug = 'elsewhere'", {(6, "its address is not the one given")}),
    (SymbolCounter, "last = 0", {(7, "its counter stands before a number given")}),
]


@pytest.mark.parametrize(("model", "change", "expected"), ATTACKS)
def test_verify_names_what_raw_sql_altered(released, model, change, expected):
    where = "seq" if model is AuditEvent else "id"
    tamper(f"UPDATE {model._meta.db_table} SET {change} WHERE {where} = %s", one(model))
    assert found() == expected


def test_verify_finds_a_release_called_off_behind_the_workflow(acts):
    acts.clear()
    acts.release(in_days=3)
    Release.objects.update(called_off_at=timezone.now(), called_off_reason="x")
    assert found() == {CHAIN, UNKNOWN, FOUND}


def test_verify_finds_a_symbol_voided_behind_the_workflow(acts):
    acts.clear()
    acts.release(in_days=3)
    Symbol.objects.update(voided_at=timezone.now(), void_reason="x")
    assert found() == {CHAIN}


def test_verify_finds_a_trigger_that_no_longer_refuses(released):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER communiques_edition_no_update")
            cursor.execute(
                "CREATE TRIGGER communiques_edition_no_update BEFORE UPDATE ON "
                "communiques_edition BEGIN SELECT 1; END"
            )
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE communiques_edition DISABLE TRIGGER USER")
    assert (6, "the trigger against update is missing") in found()


def test_a_series_that_later_asks_for_more_does_not_accuse_old_editions(released):
    series = released.row.series
    series.steps.create(position=3, permission="review_text")
    series.steps.filter(position=1).delete()
    assert found() == set()


def test_verify_finds_a_forged_edition_whose_digests_were_made_to_fit(released):
    edition = Edition.objects.filter(language="en").get()
    edition.title = "Forged"
    edition.text_digest = edition.text().digest
    tamper(
        "UPDATE communiques_edition SET title = %s, text_digest = %s, digest = %s WHERE id = %s",
        edition.title,
        edition.text_digest,
        edition.seal(),
        edition.pk,
    )
    assert found() == {
        (1, "no review_text names these words"),
        (1, "no authorise_text names these words"),
        CHAIN,
        UNFOUND,
    }


def test_verify_finds_a_removed_decision(released):
    victim = one(Decision, action="clear", language="ar")
    tamper("DELETE FROM communiques_decision WHERE id = %s", victim)
    assert found() == {(1, "no review_text names these words"), (6, "was removed")}


def test_verify_finds_a_removed_event_and_a_shortened_chain(released):
    middle = AuditEvent.objects.order_by("seq")[3].seq
    tamper("DELETE FROM organizations_auditevent WHERE seq = %s", middle)
    assert {(9, f"rows {middle} to {middle} are missing")} <= found()
    tamper("DELETE FROM organizations_auditevent WHERE seq > %s", middle)
    assert (9, "the chain does not end where its head says") in found()


def test_verify_finds_an_inserted_event(released):
    last = AuditEvent.objects.first()
    forged = AuditEvent(
        seq=last.seq + 1, at=timezone.now(), verb="forged", prev_hash=last.hash, data={}
    )
    forged.hash = forged.seal()
    forged.save(force_insert=True)
    assert found() == {(9, "the chain does not end where its head says")}


def test_verify_finds_a_clearance_by_a_contributor(released):
    writer = released.stage.staff["drafter"].pk
    tamper(
        "UPDATE communiques_decision SET actor_id = %s WHERE id = %s",
        writer,
        one(Decision, action="clear", language="ar"),
    )
    assert found() == {CHAIN, (2, "cleared by somebody who wrote it")}


def test_verify_finds_a_release_without_one_of_its_languages(released):
    english = one(Edition, language="en")
    tamper("DELETE FROM communiques_mention WHERE edition_id = %s", english)
    MemoryBand.objects.all().delete()
    MemoryPair.objects.all().delete()
    Printing.objects.all().delete()
    Announcement.objects.all().delete()
    LogDue.objects.filter(edition=english).delete()
    tamper("DELETE FROM communiques_edition WHERE id = %s", english)
    expected = {(5, "a language of the release is missing"), (6, "was removed"), UNKNOWN}
    assert found() == expected


def test_verify_finds_a_gap_in_the_symbols(released):
    tamper("UPDATE communiques_symbolcounter SET last = 3")
    assert found() == {(7, "an unexplained gap")}


def test_verify_finds_a_missing_trigger(released):
    with connection.cursor() as cursor:
        on = " ON communiques_edition" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER communiques_edition_no_update{on}")
    assert found() == {(6, "the trigger against update is missing")}


def test_the_command_fails_where_something_fails(released):
    tamper("UPDATE communiques_symbolcounter SET last = 3")
    with pytest.raises(SystemExit):
        call_command("verify", stdout=io.StringIO(), stderr=io.StringIO())


def test_an_event_is_refused_outside_the_transaction_it_records(transactional_db):
    with pytest.raises(AssertionError):
        audit.record("alone")


def test_verify_names_what_the_search_index_says_otherwise(released):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE communiques_search_text SET text = 'forged'")
    assert found() == {UNFOUND}


def test_verify_says_that_the_search_index_is_another_version_s(released):
    tables.set_version(0)
    assert found() == {(13, "made by another version; `manage.py reindex` makes it anew")}
