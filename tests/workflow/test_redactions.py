"""A redaction takes the words out of everything, by two people, and leaves that there was a text:
its symbol, digests, signatures, place in the log, reason and actors; the audit chain verifies."""

import datetime as dt
import threading
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone, translation

from communiques import (
    attachments,
    buffers,
    drafting,
    exports,
    invariants,
    memory,
    opinions,
    redactions,
    remarks,
    uploads,
    withdrawals,
)
from communiques.blockers import Refused
from communiques.demo import play
from communiques.documents import making
from communiques.mail import outbox
from communiques.models import (
    Action,
    Decision,
    Document,
    Edition,
    EditionKind,
    FactsVersion,
    Form,
    LogEntry,
    MemoryPair,
    Notice,
    Printing,
    RedactedEdition,
    Redaction,
    Remark,
    Reservation,
    Text,
    TextVersion,
    Waiver,
)
from communiques.proof import genuine, transparency, verifying
from communiques.search import rebuild, suggesting, tables
from organizations import audit
from organizations.audit import AuditEvent
from tests.conftest import triggers_off
from tests.desk.test_attachments import png
from tests.standing import scene
from tests.workflow.conftest import Acts

REASONS = {"ar": "أمر قضائي بالمحو.", "en": "Erased by order of a court."}
#: A word for each place, that stands nowhere else.
PLACES = (
    "title", "summary", "body", "change", "place", "alt", "caption", "credit", "file", "reserved",
    "remark", "answer", "opinion", "waiver", "returned", "aside", "buffer",
)  # fmt: skip
ALL = [["ar", 1], ["en", 1]]


def word(place: str, language: str = "en") -> str:
    """Unlike every other word, for indexes that know words by their likeness."""
    tail = "".join(chr(ord("a") + (ord(each) * 7) % 23) for each in place)
    if language == "en":
        return f"qx{place}{tail}"
    return "ظغ" + "".join(chr(0x62A + (ord(each) - 97) % 15) for each in f"{place}{tail}")


def all_words() -> list[str]:
    return [word(place, language) for place in PLACES for language in ("ar", "en")]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@scene
def acts(stage) -> Acts:
    """A public text that says a word of its own wherever anybody can say one."""
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    staff = stage.staff
    for language in ("ar", "en"):
        said = {name: word(name, language) for name in ("title", "summary", "body")}
        acts.write(language, title=f"{said['title']} {said['title']} {said['title']}",
                   summary=said["summary"], change_note=word("change", language),
                   body=f"<p>{said['body']} {said['summary']} {said['title']}</p>")  # fmt: skip
    acts.facts(place_ar=word("place", "ar"), place_en=word("place"))
    attachments.add(
        acts.row, [uploads.clean(f"{word('file')}.png", png())], author=staff["drafter"]
    )
    acts.row.attachments.update(
        **{f"{name}_{language}": word(name, language)
           for name in ("alt", "caption", "credit") for language in ("ar", "en")}
    )  # fmt: skip
    Reservation.objects.create(
        communique=acts.row, organization=stage.bodies["interpol"],
        text_ar=word("reserved", "ar"), text_en=word("reserved"),
    )  # fmt: skip
    acts.facts(place_en=f"{word('place')} ")
    talk(acts)
    acts.clear()
    acts.release()
    acts.row.refresh_from_db()
    return acts


def talk(acts) -> None:
    """All that is said of a text at the desk."""
    staff, row = acts.stage.staff, acts.row
    acts.submit("en")
    acts.do(Action.RETURN, "reviewer", "en", reason=word("returned"))
    old = row.revision("en")
    acts.write("en", summary=f"{word('summary')} again")
    aside = acts.write("en", summary=word("aside"), based_on=old)
    assert aside.overtaken
    made = remarks.write(row, "en", field="title", block=0, quote=word("title"),
                         text=word("remark"), author=staff["reviewer"])  # fmt: skip
    remarks.answer(made, word("answer"), staff["translator"])
    link, _token = opinions.ask(row, "en", "A ministry", days=5, by=staff["translator"])
    opinions.answer(link, name="Somebody", verdict="comments", text=word("opinion"))
    Waiver.objects.create(communique=row, finding="x", code="y", reason=word("waiver"),
                          by=staff["reviewer"])  # fmt: skip
    buffers.keep(row, Text("en", summary=word("buffer")), page="page", based_on=row.rev_en,
                 author=staff["translator"])  # fmt: skip


def withdraw(acts):
    return withdrawals.withdraw(
        acts.row, reasons=REASONS, removes_text=True, actor=acts.stage.staff["approver"]
    )


def ask(acts, who="approver", numbers=ALL) -> Redaction:
    return redactions.ask(
        acts.row, numbers=numbers, reasons=REASONS, actor=acts.stage.staff[who]
    )  # fmt: skip


def confirm(acts, asked, who="deputy", *, commits=True):
    redactions.confirm(asked, actor=acts.stage.staff[who])
    if commits:  # most tests run inside a transaction that never does
        redactions.erase_files([asked])
    acts.row.refresh_from_db()


def redact(acts, **how) -> Redaction:
    withdraw(acts)
    asked = ask(acts)
    confirm(acts, asked, **how)
    asked.refresh_from_db()
    return asked


def whole_database() -> dict[str, str]:
    """Table → everything that it holds."""
    tables = connection.introspection.table_names()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
            )
            tables = [name for (name,) in cursor.fetchall()]
    held = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            held[table] = "\n".join(said(value) for row in cursor.fetchall() for value in row)
    return held


def said(value) -> str:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    text = str(value)
    return text.encode().decode("unicode_escape", "replace") + text if "\\u" in text else text


def tables_with(words: list[str]) -> set[str]:
    return {table for table, held in whole_database().items() if any(w in held for w in words)}


def refused(call, *args, **named) -> list[str]:
    with pytest.raises(Refused) as why:
        call(*args, **named)
    return [each.code for each in why.value.blockers]


# --- what goes, and what stays --------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_no_word_is_left_anywhere_in_the_database_or_the_storage(acts, settings):
    making.make_due(timezone.now())
    stored = {str(each) for each in settings.MEDIA_ROOT.rglob("*") if each.is_file()}
    call_command("export_public", verbosity=0)
    assert len(stored) == 8  # papers of both languages, the picture
    before = tables_with(all_words())
    assert {
        "communiques_edition", "communiques_textversion", "communiques_factsversion",
        "communiques_communique", "communiques_decision", "communiques_remark",
        "communiques_opinion", "communiques_waiver", "communiques_buffer", "communiques_notice",
        "communiques_memorypair", "communiques_search_word", "communiques_search_text",
        "communiques_desk_search_word", "communiques_editionfile", "communiques_attachment",
        "communiques_reservation", "communiques_document", "organizations_auditevent",
    } <= before  # fmt: skip
    redact(acts)
    call_command("finish_redactions", verbosity=0)
    assert tables_with(all_words()) == set()
    (record,) = [each for each in settings.MEDIA_ROOT.rglob("*") if each.is_file()]
    assert record.parent == settings.MEDIA_ROOT / "redactions"
    said = record.read_text("utf-8")
    assert REASONS["ar"] in said and [each for each in all_words() if each in said] == []
    assert list(invariants.failures()) == []
    if connection.vendor == "sqlite" and (file := connection.settings_dict["NAME"]):
        raw = b"" if "memory" in str(file) else Path(file).read_bytes()
        assert not [w for w in all_words() if w.encode() in raw]


def test_a_database_that_cannot_be_written_anew_says_what_to_do(acts):
    def refuse(execute, sql, *more):
        if sql.startswith("VACUUM"):
            raise DatabaseError("missing chunk number 0")
        return execute(sql, *more)

    with connection.execute_wrapper(refuse), pytest.raises(CommandError) as refused:
        call_command("finish_redactions", verbosity=0)
    assert "may still hold them: missing chunk number 0. Run this again" in str(refused.value)


def test_what_stays(acts):
    transparency.catch_up()
    editions = list(Edition.objects.order_by("pk"))
    statements = [transparency.stated(each) for each in editions]
    decided = list(Decision.objects.order_by("pk").values_list("actor", "action", "text_digest"))
    hashes = list(AuditEvent.objects.order_by("seq").values_list("hash", flat=True))
    authors = list(TextVersion.objects.order_by("pk").values_list("author", "digest"))
    asked = redact(acts)
    after = list(Edition.objects.order_by("pk"))
    kept = ("symbol", "code", "number", "kind", "digest", "text_digest", "envelope_digest",
            "dated_on", "visible_from", "clearance", "steps", "issuer_id")  # fmt: skip
    assert [[getattr(e, name) for name in kept] for e in after] == [
        [getattr(e, name) for name in kept] for e in editions
    ]
    assert [transparency.stated(each) for each in after] == statements
    assert LogEntry.objects.count() == 2
    chain = AuditEvent.objects.order_by("seq")
    assert [*chain.values_list("hash", flat=True)][: len(hashes)] == hashes
    now_decided = Decision.objects.order_by("pk").values_list("actor", "action", "text_digest")
    assert list(now_decided) == decided
    versions = TextVersion.objects.order_by("pk").values_list("author", "digest")
    assert list(versions)[: len(authors)] == authors
    assert (asked.asked_by.username, asked.decided_by.username) == ("approver", "deputy")
    assert (asked.reason_ar, asked.reason_en) == (REASONS["ar"], REASONS["en"])
    assert list(audit.faults()) == []
    event = AuditEvent.objects.get(verb="redacted")
    assert event.actor.username == "deputy" and event.data["redaction"] == asked.pk


def test_who_still_holds_the_text_learns_that_it_was_ours(acts):
    words = acts.row.text("en")
    held = f"{words.title}\n\n{words.summary}\n\n{words.body} "
    for each in ("title", "summary"):
        assert getattr(words, each)
    plain = held.replace("<p>", "").replace("</p>", "")
    redact(acts)
    code = Edition.objects.get(language="en").code
    found = verifying.verify(plain, at=timezone.now())
    assert (found.edition.language, found.answer.verdict) == ("en", genuine.Verdict.SAME_WORDS)
    assert found.edition.is_redacted
    assert verifying.verify(plain.replace("again", "anew"), at=timezone.now()) is None
    paper = f"A letterhead\n{plain}\nCode {code[:4]}-{code[4:8]}-{code[8:]}"
    found = verifying.verify(paper, at=timezone.now())
    assert (found.edition.language, found.answer.verdict) == ("en", genuine.Verdict.GONE)


def test_an_edition_that_lost_its_words_is_not_called_a_forgery(corrected):
    same = " ".join(f"word{n}" for n in range(40))
    for number in (1, 2):
        corrected.write("en", body=f"<p>{same} {word('body') if number == 1 else 'clean'}</p>",
                        change_note=f"Note {number}")  # fmt: skip
        corrected.write("ar", change_note=f"ملاحظة {number}")
        corrected.clear()
        corrected.release(kind=EditionKind.CORRIGENDUM)
    confirm(corrected, ask(corrected, numbers=[["en", 3], ["en", 1]]))
    found = verifying.verify(f"Somebody's line\n{same} {word('body')} more", at=timezone.now())
    assert (found.answer.verdict, found.lost) == (genuine.Verdict.ALTERED, True)


def test_nobody_is_helped_with_its_words(acts):
    at = timezone.now()
    assert [each.title for each in suggesting.titles(word("title")[:4], "en", at=at)]
    redact(acts)
    assert suggesting.titles(word("title")[:4], "en", at=at) == []
    assert memory.suggest([acts.row.title_ar or "x y z"], "ar", acts.stage.staff["translator"]) == [
        []
    ]


def test_words_that_another_text_has_stay_known(acts, stage):
    other = Acts(stage, play.compose(stage, "ready", timezone.now()))
    other.write("en", title=f"Also {word('title')} here")
    other.clear()
    other.release()
    redact(acts)
    found = suggesting.titles(word("title")[:4], "en", at=timezone.now())
    assert [each.communique_id for each in found] == [other.row.pk]
    assert list(invariants.failures()) == []


# --- earlier editions alone -----------------------------------------------------------------------


@scene
def corrected(acts) -> Acts:
    """A second edition, without the words that must go."""
    for language in ("ar", "en"):
        clean = {"ar": "نظيف", "en": "clean"}[language]
        acts.write(language, title=f"{clean} {clean} {clean}", summary="", body=f"<p>{clean}</p>",
                   change_note=f"{clean} {clean}")  # fmt: skip
    acts.row.refresh_from_db()
    acts.facts(place_ar="تونس", place_en="Tunis")
    acts.row.attachments.all().delete()
    acts.row.reservations.all().delete()
    acts.facts(place_en="Tunis City")
    acts.clear()
    acts.release(kind=EditionKind.CORRIGENDUM)
    acts.row.refresh_from_db()
    return acts


@pytest.mark.django_db(transaction=True)
def test_an_earlier_edition_goes_and_the_one_in_force_stays(corrected, settings):
    making.make_due(timezone.now())
    confirm(corrected, ask(corrected))
    now = timezone.now()
    current = Edition.objects.current(at=now).order_by("language")
    assert [(e.language, e.number, e.title) for e in current] == [
        ("ar", 2, "نظيف نظيف نظيف"),
        ("en", 2, "clean clean clean"),
    ]
    assert corrected.row.text("en").title == "clean clean clean"
    assert corrected.stages() == {"ar": "released", "en": "released"}
    call_command("finish_redactions", verbosity=0)
    assert tables_with(all_words()) == set()
    made = Document.objects.exclude(edition__number=1)
    assert made and all(default_storage.exists(each.path) for each in made)
    assert list(invariants.failures()) == []


def test_clocks_that_disagree_leave_no_word(stage):
    """What was written by a machine that is ahead comes before the correction all the same."""
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=10)):
        acts = Acts(stage, play.compose(stage, "review", timezone.now()))
        for language in ("ar", "en"):
            acts.write(language, title=word("title", language), summary=word("summary", language))
        acts.facts(place_ar=word("place", "ar"), place_en=word("place"))
    acts.clear()
    acts.release()
    for language, clean in (("ar", "نظيف"), ("en", "clean")):
        acts.write(language, title=f"{clean} {clean}", summary="", change_note=clean)
    acts.facts(place_ar="تونس", place_en="Tunis")
    acts.clear()
    acts.release(kind=EditionKind.CORRIGENDUM)
    confirm(acts, ask(acts))
    tables.press_together()  # what SQLite keeps of terms until it is asked
    assert tables_with(all_words()) == set()
    assert acts.row.text("en").title == "clean clean"
    assert list(invariants.failures()) == []


def test_what_was_written_after_the_correction_stays(corrected):
    acts, staff = corrected, corrected.stage.staff
    remarks.write(acts.row, "en", field="title", block=0, quote="", text="No longer names Mr X",
                  author=staff["reviewer"])  # fmt: skip
    old = acts.row.rev_en
    acts.write("en", title="Clean clean later", change_note="Later")
    aside = acts.write("en", title="Clean clean aside", change_note="Aside", based_on=old)
    assert aside.overtaken
    confirm(acts, ask(acts))
    aside.version.refresh_from_db()
    assert (acts.row.title_en, aside.version.title) == ("Clean clean later", "Clean clean aside")
    assert not Remark.objects.exists()  # whatever was said at the desk may name what must go
    kept = Decision.objects.filter(reason="[redacted]")
    assert [each.action for each in kept] == [Action.RETURN]


def test_where_one_language_goes_the_drafts_of_the_other_stay(corrected):
    before = list(corrected.row.versions.filter(language="en").order_by("pk"))
    confirm(corrected, ask(corrected, numbers=[["ar", 1]]))
    after = list(corrected.row.versions.filter(language="en").order_by("pk"))
    assert [each.text() for each in after] == [each.text() for each in before]
    arabic = corrected.row.versions.filter(language="ar", revision__isnull=False).order_by("pk")
    assert arabic.first().is_redacted and not arabic.last().is_redacted
    assert list(invariants.failures()) == []


@pytest.mark.parametrize("which", ["acts", "corrected"])
def test_a_page_that_was_left_open_brings_nothing_back(which, request, stage):
    acts = request.getfixturevalue(which)
    opened = acts.row.versions.filter(language="en", revision__isnull=False).first()
    old, author = opened.text(), stage.staff["translator"]
    if which == "acts":
        redact(acts)
    else:
        confirm(acts, ask(acts))
    with pytest.raises(drafting.Redacted):
        drafting.save_text(acts.row, old, based_on=opened.revision, author=author)
    assert buffers.keep(acts.row, old, page="p", based_on=opened.revision, author=author) is None
    assert tables_with([opened.title]) == set() if which == "acts" else True


def test_a_text_whose_words_are_gone_is_written_no_more(acts):
    redact(acts)
    with pytest.raises(drafting.Redacted):
        acts.write("en", title="Anew")
    with pytest.raises(drafting.Redacted):
        acts.facts(place_en="Elsewhere")
    assert acts.stages() == {"ar": "redacted", "en": "redacted"}
    assert acts.row.working_title("en") == Edition.objects.first().symbol


def test_what_was_typed_over_the_corrected_words_stays(corrected):
    acts, author = corrected, corrected.stage.staff["translator"]
    typed = Text("en", summary="Being typed now")
    buffers.keep(acts.row, typed, page="now", based_on=acts.row.rev_en, author=author)
    assert acts.row.buffers.count() == 2
    confirm(acts, ask(acts))
    assert [each.summary for each in acts.row.buffers.all()] == ["Being typed now"]


def test_an_edition_in_force_goes_only_with_all_and_once_it_is_withdrawn(corrected):
    acts = corrected
    assert refused(ask, acts, numbers=[["ar", 2]]) == ["in_force", "not_withdrawn"]
    every = [["ar", 1], ["en", 1], ["ar", 2], ["en", 2]]
    assert refused(ask, acts, numbers=every) == ["not_withdrawn"]
    withdraw(acts)
    confirm(acts, ask(acts, numbers=every))
    assert Edition.objects.public(at=timezone.now()).count() == 0
    assert list(invariants.failures()) == []


def test_one_after_the_other(corrected):
    confirm(corrected, ask(corrected))
    withdraw(corrected)
    confirm(corrected, ask(corrected, numbers=[["ar", 2], ["en", 2]]))
    assert set(RedactedEdition.objects.values_list("edition__number", flat=True)) == {1, 2}
    assert list(invariants.failures()) == []


def test_what_was_called_off_goes_with_it(acts):
    acts.write("en", summary=f"Secret {word('aside')}", change_note="Anew")
    acts.write("ar", change_note="جديد")
    acts.clear()
    acts.release(in_days=30)
    acts.do(Action.CALL_OFF, "publisher", "ar", "en", reason=word("aside"))
    redact(acts)
    tables.press_together()
    assert tables_with([word("aside")]) == set()
    assert all(each.is_redacted for each in Edition.objects.all())
    assert list(invariants.failures()) == []


# --- two people -----------------------------------------------------------------------------------


def test_one_person_alone_cannot(acts):
    withdraw(acts)
    asked = ask(acts)
    assert refused(redactions.confirm, asked, actor=acts.stage.staff["approver"]) == ["two_people"]
    assert Edition.objects.public(at=timezone.now()).count() == 0  # withdrawn, with its words
    assert all(not each.is_redacted for each in Edition.objects.all())


@pytest.mark.parametrize(
    "who", ["drafter", "translator", "reviewer", "publisher", "protocol", "administrator"]
)
def test_only_approvers_may(acts, who):
    withdraw(acts)
    with pytest.raises(PermissionDenied):
        ask(acts, who)
    asked = ask(acts)
    for door in (redactions.confirm, redactions.decline):
        with pytest.raises(PermissionDenied):
            door(asked, actor=acts.stage.staff[who])
    assert Redaction.objects.get().decided_at is None


def test_declined_nothing_goes_and_it_can_be_asked_again(acts):
    withdraw(acts)
    asked = ask(acts)
    redactions.decline(asked, actor=acts.stage.staff["approver"])  # the one who asked, too
    assert refused(redactions.confirm, asked, actor=acts.stage.staff["deputy"]) == ["decided"]
    assert all(not each.is_redacted for each in Edition.objects.all())
    again = ask(acts, "deputy")
    assert refused(ask, acts) == ["asked"]
    confirm(acts, again, "approver")
    assert all(each.is_redacted for each in Edition.objects.all())
    assert list(invariants.failures()) == []


def test_what_changed_between_asking_and_confirming_is_looked_at_again(acts):
    withdraw(acts)
    asked = ask(acts)
    withdrawals.reinstate(acts.row, reasons=REASONS, actor=acts.stage.staff["approver"])
    assert refused(redactions.confirm, asked, actor=acts.stage.staff["deputy"]) == ["not_withdrawn"]
    assert all(not each.is_redacted for each in Edition.objects.all())


def test_what_cannot_be_asked(acts):
    withdraw(acts)
    assert refused(ask, acts, numbers=[]) == ["not_chosen"]
    assert refused(ask, acts, numbers=[["ar", 1], ["ar", 7]]) == ["not_chosen"]
    assert refused(ask, acts, numbers=[["ar", 1]]) == ["in_force"]
    draft = Acts(acts.stage, play.compose(acts.stage, "draft", timezone.now()))
    assert refused(ask, draft) == ["nothing"]
    redact_now = ask(acts)
    confirm(acts, redact_now)
    assert refused(ask, acts) == ["nothing"]


def test_a_redacted_text_never_speaks_again(acts):
    redact(acts)
    approver = acts.stage.staff["approver"]
    code = refused(withdrawals.reinstate, acts.row, reasons=REASONS, actor=approver)
    assert code == ["redacted"]
    version = acts.row.versions.filter(language="en").first()
    assert version.is_redacted and acts.row.text("en").title == ""
    assert acts.row.shelved_at


def test_the_second_person_is_told_and_all_of_what_came_of_it(acts):
    def told(kind) -> set[str]:
        return {each.user.username for each in Notice.objects.filter(kind=kind)}

    withdraw(acts)
    asked = ask(acts)
    assert told(Notice.Kind.REDACTION) == {"deputy"}
    redactions.decline(asked, actor=acts.stage.staff["deputy"])
    assert told(Notice.Kind.REDACTION) == set()
    assert told(Notice.Kind.REDACTION_DECLINED) == {"approver"}
    confirm(acts, ask(acts))
    assert told(Notice.Kind.REDACTION) == set()
    assert told(Notice.Kind.REDACTED) == {
        "approver", "drafter", "translator", "reviewer", "publisher"
    }  # fmt: skip
    assert told(Notice.Kind.WITHDRAWN)
    for language, reason in REASONS.items():
        with translation.override(language):
            assert reason in outbox.sentence(Notice.objects.filter(kind=Notice.Kind.REDACTED)[0])


def test_who_asked_and_may_no_more_is_asked_for_anew(acts):
    withdraw(acts)
    asked = ask(acts)
    asked.asked_by.groups.clear()
    assert refused(redactions.confirm, asked, actor=acts.stage.staff["deputy"]) == ["asker_left"]


def test_words_that_nobody_can_read_wait_for_no_review(stage):
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    for language in ("ar", "en"):
        acts.do(Action.URGENT, "approver", language, reason="Now")
    acts.release()
    assert Edition.objects.unreviewed().count() == 2
    withdraw(acts)
    confirm(acts, ask(acts))
    assert Edition.objects.unreviewed().count() == 0
    with pytest.raises(Refused):
        acts.do(Action.REVIEW_URGENT, "deputy", "en")


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_confirm_once(acts, stage):
    withdraw(acts)
    asked = ask(acts)
    outcomes, ready = [], threading.Barrier(2)

    def press():
        ready.wait()
        try:
            redactions.confirm(asked, actor=stage.staff["deputy"])
            outcomes.append("done")
        except Refused as why:
            outcomes.append(why.blockers[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _n in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(outcomes) == ["decided", "done"]
    assert list(invariants.failures()) == []


# --- round the door -------------------------------------------------------------------------------

EMPTYING = [
    (Edition, {"title": "", "summary": "", "body": "", "change_note": "", "html": ""}),
    (Edition, {"envelope": {}}),
    (TextVersion, {"title": "", "summary": "", "body": ""}),
    (FactsVersion, {"data": {}}),
    (Decision, {"reason": "[redacted]"}),
    (AuditEvent, {"data": {}}),
    (Document, {"lines": []}),
]


@pytest.mark.parametrize(("model", "change"), EMPTYING, ids=lambda each: str(each)[:50])
@pytest.mark.parametrize("when", ["never asked", "asked", "done"])
def test_the_database_refuses_to_empty_anything_else(acts, model, change, when):
    making.make_due(timezone.now())
    other = Acts(acts.stage, play.compose(acts.stage, "ready", timezone.now()))
    other.clear()
    other.release()
    if when == "asked":
        withdraw(acts)
        ask(acts)
    if when == "done":
        redact(acts)
    rows = model.objects.all()
    if when == "done" and model is AuditEvent:
        rows = rows.exclude(data={})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(**change)


def test_while_one_is_under_way_nothing_else_can_be_written(acts):
    withdraw(acts)
    asked = ask(acts)
    edition = Edition.objects.order_by("pk").first()
    Redaction.objects.filter(pk=asked.pk).update(
        confirmed=True, decided_by=acts.stage.staff["deputy"], decided_at=timezone.now()
    )
    RedactedEdition.objects.create(edition=edition, redaction=asked, fingerprints="")
    for change in ({"title": "غيره"}, {"symbol": ""}, {"digest": "0"}, {"title": "", "number": 9}):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.filter(thing=audit.label_of(acts.row)).update(verb="x")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Edition.objects.exclude(pk=edition.pk).update(title="")
    assert Edition.objects.filter(pk=edition.pk).update(title="") == 1


def test_the_database_asks_for_two_people(acts):
    withdraw(acts)
    asked = ask(acts)
    alone = {"confirmed": True, "decided_by": asked.asked_by, "decided_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Redaction.objects.filter(pk=asked.pk).update(**alone)
    for change in ({"done_at": timezone.now()}, {"numbers": []}, {"reason_en": "Another"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Redaction.objects.filter(pk=asked.pk).update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Redaction.objects.all()._raw_delete("default")


def found(where="") -> list[tuple[str, str]]:
    return [(each.where, each.why) for each in invariants.failures() if where in each.where]


def test_verify_finds_words_that_went_without_a_redaction(acts):
    edition = Edition.objects.order_by("pk").first()
    with triggers_off() as cursor:
        cursor.execute(
            "UPDATE communiques_edition SET title = '', body = '', html = '' WHERE id = %s",
            [edition.pk],
        )
    label = audit.label_of(edition)
    assert (label, "its words are gone, and no redaction took them") in found(label)


def test_verify_finds_a_redaction_that_nobody_made(acts):
    staff = acts.stage.staff
    forged = Redaction.objects.create(
        communique=acts.row, numbers=ALL, reason_ar="س", reason_en="x", asked_by=staff["approver"],
        asked_at=timezone.now(),
    )  # fmt: skip
    Redaction.objects.filter(pk=forged.pk).update(
        decided_by=staff["deputy"], decided_at=timezone.now(), confirmed=True
    )
    edition = Edition.objects.order_by("pk").first()
    RedactedEdition.objects.create(edition=edition, redaction=forged, fingerprints="")
    Edition.objects.filter(pk=edition.pk).update(title="", body="", html="", summary="")
    Redaction.objects.filter(pk=forged.pk).update(done_at=timezone.now())
    label = audit.label_of(edition)
    whys = {why for _where, why in found()}
    assert {"is not in the audit chain", "was redacted, and still has words"} <= whys
    assert (label, "is not as the chain recorded") in found(label)


def test_verify_finds_an_emptied_event_that_nothing_vouches_for(acts):
    redact(acts)
    event = AuditEvent.objects.filter(verb="facts saved").order_by("seq").first()
    with triggers_off() as cursor:
        cursor.execute(
            "UPDATE organizations_auditevent SET data = %s WHERE seq = %s",
            ['{"seals": {}}', event.seq],
        )
    assert [(each.seq, each.why) for each in audit.faults()] == [(event.seq, "was altered")]


def test_verify_finds_who_vouches_without_a_redaction(acts):
    with transaction.atomic():
        audit.record("redacted", acts.row, None, reduced={"1": "0" * 64}, redaction=99)
    assert [why for _where, why in found("auditevent")] == [
        "vouches for emptied events, and is of no redaction"
    ]


def test_verify_finds_files_that_are_left(acts, monkeypatch, django_capture_on_commit_callbacks):
    making.make_due(timezone.now())
    redact(acts, commits=False)  # the machine stopped
    left = redactions.left_of(Redaction.objects.get())
    assert left and {where for where, why in found() if "finish_redactions" in why} == set(left)
    call_command("finish_redactions", "--files-only", verbosity=0)
    assert found() == []


def test_the_file_of_everything_from_before_goes_with_the_words(acts):
    call_command("export_public", verbosity=0)
    assert len(exports.stored()) == 1
    redact(acts)
    assert exports.stored() == [] and found() == []


def test_a_file_that_another_text_shows_stays(acts, stage):
    other = Acts(stage, play.compose(stage, "ready", timezone.now()))
    attachments.add(other.row, [uploads.clean("a.png", png())], author=stage.staff["drafter"])
    other.row.attachments.update(alt_ar="صورة", alt_en="Picture")
    other.clear()
    other.release()
    stored = other.row.attachments.get().file
    assert acts.row.attachments.get().file == stored
    redact(acts)
    call_command("finish_redactions", "--files-only", verbosity=0)
    assert default_storage.exists(stored.path())
    assert list(invariants.failures()) == []


# --- what is being made meanwhile -----------------------------------------------------------------


def test_a_paper_that_was_being_made_is_not_kept(acts, monkeypatch):
    edition = Edition.objects.get(language="en")
    pressed = making.printed

    def meanwhile(*args):
        data = pressed(*args)
        redact(acts)
        return data

    monkeypatch.setattr(making, "printed", meanwhile)
    with pytest.raises(making.NotMade):
        making.document(edition, Form.PLAIN, insist=True)
    assert not Document.objects.filter(edition=edition).exists()
    assert redactions.left_of(Redaction.objects.get()) == []


def test_no_paper_waits_any_more(acts, monkeypatch):
    assert Printing.objects.exists()
    edition = acts.row.editions.first()
    redact(acts)
    assert not Printing.objects.exists()

    def broken(*args):
        raise OSError("the press failed")

    monkeypatch.setitem(making.MAKERS, Form.PLAIN, broken)  # it had the words in hand still
    with pytest.raises(making.NotMade):
        making.document(edition, Form.PLAIN, insist=True)
    assert not Printing.objects.exists()


def test_an_index_made_anew_leaves_it_out(acts):
    redact(acts)
    call_command("reindex", verbosity=0)
    assert list(invariants.failures()) == []


def test_an_index_that_was_being_made_leaves_it_out(acts):
    making_anew = rebuild.rebuild()
    next(making_anew)  # the text is written beside
    redact(acts)
    assert len(list(making_anew)) > 1
    assert list(invariants.failures()) == []
    assert suggesting.titles(word("title")[:4], "en", at=timezone.now()) == []


def test_memory_is_of_what_remains(corrected):
    assert MemoryPair.objects.filter(edition__number=1).exists()
    confirm(corrected, ask(corrected))
    assert set(MemoryPair.objects.values_list("edition__number", flat=True)) == {2}
