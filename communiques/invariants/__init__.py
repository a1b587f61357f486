"""The invariants of the product, checked again on the live database; `manage.py verify` prints
what fails. The numbers are those of the README."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import Max, Prefetch
from django.utils import timezone

from communiques import redactions
from communiques import text as rich
from communiques.editions import bodies_of, files_of, people_of, sealed_columns
from communiques.models import (
    Action,
    Clearance,
    Communique,
    Decision,
    Document,
    Edition,
    FactsVersion,
    Forward,
    LogDue,
    LogEntry,
    LogHead,
    LogNode,
    RedactedEdition,
    Redaction,
    Release,
    Signature,
    StoredFile,
    Symbol,
    SymbolCounter,
    TextVersion,
    Withdrawal,
)
from communiques.proof import merkle, transparency
from communiques.proof.keys import Key
from communiques.search import index, rebuild
from communiques.standing import contributors
from communiques.text import digest
from events.models import ListIssue, ProgrammeIssue
from organizations import audit, links
from organizations.languages import LANGUAGES
from organizations.models import OrganizationAlias, PersonAlias
from organizations.triggers import STANDING_VERBS

CHUNK = 500


@dataclass(frozen=True)
class Failure:
    """One thing that does not hold: which invariant, where, why."""

    invariant: int
    where: str
    why: str


def failures() -> Iterator[Failure]:
    """Every failure of every invariant that can be checked from the rows alone."""
    for check in (
        approved,
        four_eyes,
        together,
        unchanged,
        files,
        redacted,
        symbols,
        in_work,
        chain,
        keys,
        one_record,
        searchable,
        logged,
    ):
        yield from check()


# --- 1: what is public was approved -------------------------------------------------------------


def approved() -> Iterator[Failure]:
    """Each edition's bytes are those that its digests name, and its approvals name its digests."""
    emptied = gone()
    for edition in editions():
        where = audit.label_of(edition)
        if edition.pk not in emptied:
            for why in (*unlike_its_digests(edition), *unlike_its_envelope(edition)):
                yield Failure(1, where, why)
        if edition.clearance != Clearance.LEGACY:
            for why in approvals_missing(edition):
                yield Failure(1, where, why)


def gone() -> set[int]:
    """The editions that a redaction emptied."""
    return set(RedactedEdition.objects.values_list("pk", flat=True))


def editions():
    decisions = Prefetch("communique__decisions", Decision.objects.order_by("id"))
    return (
        Edition.objects.select_related("communique__series", "release")
        .prefetch_related(decisions, "mentions", "named_people", "files__file")
        .order_by("pk")
        .iterator(CHUNK)
    )


def unlike_its_digests(edition: Edition) -> Iterator[str]:
    if edition.text().digest != edition.text_digest:
        yield "the text is not the one that was sealed"
    if digest(edition.envelope) != edition.envelope_digest:
        yield "the envelope is not the one that was sealed"
    if rich.render(edition.body, edition.language) != edition.html:
        yield "the HTML is not that of the sealed text"
    if edition.seal() != edition.digest:
        yield "the edition's own digest does not fit"
    if edition.visible_from != edition.release.visible_from:
        yield "it becomes public at another time than its release"


def unlike_its_envelope(edition: Edition) -> Iterator[str]:
    """What lists and filters read beside the envelope must say the same."""
    sealed = edition.envelope
    if edition.envelope_digest != digest(sealed):
        return  # said already
    event = sealed["conference"]
    columns = (
        edition.dated_on.isoformat() == sealed["dated_on"],
        edition.communique_kind == sealed["kind"],
        edition.issuer_id == sealed["issuer"]["id"],
        edition.conference_id == (event["id"] if event else None),
        {each.organization_id for each in edition.mentions.all()} == bodies_of(sealed),
        {each.person_id for each in edition.named_people.all()} == people_of(sealed),
        {(each.file.digest, each.name) for each in edition.files.all()} == files_of(sealed),
    )
    if not all(columns):
        yield "the columns that lists read are not those of the envelope"


def approvals_missing(edition: Edition) -> Iterator[str]:
    given = [each for each in decisions_before(edition) if about(each, edition)]
    if edition.clearance == Clearance.URGENT:
        if not any(each.action == Action.URGENT for each in given):
            yield "it says urgent, and nobody decided that"
        return
    signed = {each.step for each in given if each.action == Action.CLEAR}
    if not edition.steps:
        yield "no clearance step was asked for"
    for step in edition.steps:
        if step not in signed:
            yield f"no {step} names these words"


def decisions_before(edition: Edition) -> list[Decision]:
    """The language's decisions up to the one that released it."""
    mine = [d for d in edition.communique.decisions.all() if d.language == edition.language]
    releases = [
        d.pk for d in mine if d.action == Action.RELEASE and d.release_id == edition.release_id
    ]
    return [each for each in mine if releases and each.pk < releases[0]]


def about(decision: Decision, edition: Edition) -> bool:
    return (decision.text_digest, decision.envelope_digest, decision.source_digest) == (
        edition.text_digest,
        edition.envelope_digest,
        edition.source_digest,
    )


# --- 2: four eyes -------------------------------------------------------------------------------


def four_eyes() -> Iterator[Failure]:
    """No clearance behind an edition, urgent or not, was given by who wrote what it cleared."""
    for row in with_versions(Communique.objects.exclude(decisions=None).distinct()):
        for language in LANGUAGES:
            sealed = [e for e in row.editions.all() if e.language == language]
            for earlier, edition in zip([None, *sealed], sealed, strict=False):
                yield from own_clearances(row, earlier, edition)


def with_versions(queryset):
    versions = TextVersion.objects.defer("title", "summary", "body", "change_note")
    sealed = Edition.objects.filter(release__called_off_at=None).order_by("number")
    return queryset.prefetch_related(
        "decisions",
        Prefetch("versions", versions),
        Prefetch("facts_versions", FactsVersion.objects.defer("data")),
        Prefetch("editions", sealed.defer("body", "html", "envelope")),
    ).iterator(CHUNK)


def own_clearances(row: Communique, earlier, edition: Edition) -> Iterator[Failure]:
    wrote = contributors(row, edition.language, earlier, edition)
    for decision in row.decisions.all():
        clears = decision.action in (Action.CLEAR, Action.URGENT)
        cleared = clears and decision.language == edition.language
        if cleared and about(decision, edition) and decision.actor_id in wrote:
            yield Failure(2, audit.label_of(edition), "cleared by somebody who wrote it")


# --- 5: all languages of a release together -----------------------------------------------------


def together() -> Iterator[Failure]:
    """A release has its editions, and a first one all that its series asks for."""
    rows = Release.objects.select_related("communique__series").prefetch_related(
        Prefetch("editions", Edition.objects.only("release", "language", "clearance"))
    )
    for release in rows.iterator(CHUNK):
        sealed = {each.language: each for each in release.editions.all()}
        legacy = any(each.clearance == Clearance.LEGACY for each in sealed.values())
        first = release.number == 1 and release.communique.series.languages_together
        if not sealed or (first and not legacy and set(sealed) != set(LANGUAGES)):
            yield Failure(5, audit.label_of(release), "a language of the release is missing")


# --- 6: no silent change ------------------------------------------------------------------------

GUARDED = (
    "communiques_textversion",
    "communiques_factsversion",
    "communiques_decision",
    "communiques_edition",
    "communiques_mention",
    "communiques_namedperson",
    "communiques_storedfile",
    "communiques_editionfile",
    "communiques_release",
    "communiques_symbol",
    "communiques_withdrawal",
    "communiques_document",
    "communiques_signature",
    "communiques_logentry",
    "communiques_lognode",
    "communiques_editionrelation",
    "communiques_forward",
    "communiques_redaction",
    "communiques_redactededition",
    "events_listissue",
    "events_programmeissue",
    "organizations_auditevent",
)
#: Keys to the same table that never lead back to a row.
WITHOUT_CIRCLES = (
    ("organizations_organization", "parent_id"),
    ("organizations_organization", "successor_id"),
    ("organizations_organization", "merged_into_id"),
    ("organizations_person", "merged_into_id"),
)


SEALED = (
    *(Edition, Decision, TextVersion, FactsVersion, Release, Symbol, Withdrawal, Forward, Document),
    *(Redaction, RedactedEdition, ListIssue, ProgrammeIssue),
)


def unchanged() -> Iterator[Failure]:
    """The triggers are in place, and every row that they keep, and every address, is the one that
    the audit chain recorded."""
    yield from triggers_missing()
    seals, addresses = recorded()
    for model in SEALED:
        for row in model.objects.order_by("pk").iterator(CHUNK):
            label = audit.label_of(row)
            found = seals.pop(label, None)
            if found is None:
                yield Failure(6, label, "is not in the audit chain")
            elif found != audit.seal_of(row):
                yield Failure(6, label, "is not as the chain recorded")
    yield from (Failure(6, label, "was removed") for label in seals)
    rows = Communique.objects.values_list("pk", "slug")
    for pk, slug in rows.iterator(CHUNK):
        label = f"communiques.communique/{pk}"
        if addresses.get(label) != slug:
            yield Failure(6, label, "its address is not the one given")


def recorded() -> tuple[dict[str, str], dict[str, str | None]]:
    """Label → seal of every sealed row, and label → address, as the chain said last."""
    seals: dict[str, str] = {}
    addresses: dict[str, str | None] = {}
    for event in audit.AuditEvent.objects.order_by("seq").iterator(CHUNK):
        seals |= event.data.get("seals", {})
        if "address" in event.data:
            addresses[event.thing] = event.data["address"]
    return seals, addresses


def triggers_missing() -> Iterator[Failure]:
    """A trigger that is gone, switched off, or was put back without its refusal."""
    query = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON tgfoid = pg_proc.oid "
        "WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for name, body in cursor.fetchall() if "RAISE" in body.upper()}
    for table in GUARDED:
        for verb in ("update", "delete"):
            if f"{table}_no_{verb}" not in present:
                yield Failure(6, table, f"the trigger against {verb} is missing")
    for table, column in WITHOUT_CIRCLES:
        for verb in ("insert", "update"):
            if f"{table}_no_circle_{column}_{verb}" not in present:
                yield Failure(12, table, f"the trigger against circles of {column} is missing")
    for table in sorted(links.referring_tables() - {*GUARDED}):
        for verb in STANDING_VERBS:
            if f"{table}_stands_{verb}" not in present:
                yield Failure(12, table, f"the trigger against merged records at {verb} is missing")


def files() -> Iterator[Failure]:
    """Every file is kept, byte for byte, as the editions that show it name it; but of those that
    were redacted."""
    for stored in StoredFile.objects.order_by("pk").iterator(CHUNK):
        if stored.sealed_in.exists() and not redactions.is_needed(stored):
            continue
        named = [(stored.path(), stored.digest)]
        named += [(stored.path(each["width"]), each["digest"]) for each in stored.copies]
        for path, wanted in named:
            if not default_storage.exists(path):
                yield Failure(6, path, "the storage has lost it")
            elif digest_kept(path) != wanted:
                yield Failure(6, path, "is not the file that was attached")
    emptied = RedactedEdition.objects.values("edition")
    of_readable = Document.objects.exclude(edition__in=emptied).exclude(beside__in=emptied)
    for document in of_readable.order_by("pk").iterator(CHUNK):
        if not default_storage.exists(document.path):
            yield Failure(6, document.path, "the storage has lost it")
        elif digest_kept(document.path) != document.digest:
            yield Failure(6, document.path, "is not the document that was made")


def redacted() -> Iterator[Failure]:
    """Words are gone where a redaction took them, all of them, and nowhere else."""
    named = RedactedEdition.objects.select_related("redaction")
    by_edition = {each.pk: each.redaction for each in named.iterator(CHUNK)}
    for edition in Edition.objects.order_by("pk").iterator(CHUNK):
        label, its = audit.label_of(edition), by_edition.get(edition.pk)
        if its is None and edition.is_redacted:
            yield Failure(6, label, "its words are gone, and no redaction took them")
        if its and (any(edition.text().fields.values()) or edition.html or edition.envelope):
            yield Failure(6, label, "was redacted, and still has words")
        if its and not its.done_at:
            yield Failure(6, label, "is named by a redaction that was never done")
    for redaction in Redaction.objects.done():
        for path in redactions.left_of(redaction):
            why = "was redacted; `manage.py finish_redactions` takes it out of the storage"
            yield Failure(6, path, why)
    yield from reductions()


def reductions() -> Iterator[Failure]:
    """The chain's events were emptied by redactions alone."""
    done = {(audit.label_of(each.communique), each.pk) for each in
            Redaction.objects.done().select_related("communique")}  # fmt: skip
    for event in audit.AuditEvent.objects.filter(data__has_key="reduced"):
        if (event.thing, event.data.get("redaction")) not in done:
            label = f"organizations.auditevent/{event.seq}"
            yield Failure(6, label, "vouches for emptied events, and is of no redaction")


def digest_kept(path: str) -> str:
    with default_storage.open(path) as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


# --- 7: symbols ---------------------------------------------------------------------------------


def symbols() -> Iterator[Failure]:
    """Every number up to the counter's is there, issued or void; every edition's symbol is one
    of those given."""
    numbers = defaultdict(set)
    given = Symbol.objects.exclude(number=None).values_list("series", "year", "number")
    for series, year, number in given:
        numbers[series, year].add(number)
    taken = set(Symbol.objects.values_list("text", flat=True))
    for counter in SymbolCounter.objects.select_related("series"):
        if counter.last < max(numbers[counter.series_id, counter.year], default=0):
            yield Failure(7, str(counter.series), "its counter stands before a number given")
        for number in range(1, counter.last + 1):
            text = counter.series.symbol(counter.year, number)
            if number not in numbers[counter.series_id, counter.year] and text not in taken:
                yield Failure(7, text, "an unexplained gap")
    for pk, symbol in Edition.objects.exclude(symbol="").values_list("pk", "symbol").iterator():
        if symbol not in taken:
            yield Failure(7, f"communiques.edition/{pk}", f"carries {symbol}, never given")


# --- 8: nothing typed is lost -----------------------------------------------------------------


def in_work() -> Iterator[Failure]:
    """Every text whose newest words no edition carries is known as one to be worked on."""
    names = ("sealed_ar", "sealed_en", "sealed_apart")
    rows = Communique.objects.only("original_language", *names)
    standing = Prefetch("editions", Edition.objects.standing())
    for row in rows.prefetch_related(standing).order_by("pk").iterator(CHUNK):
        if sealed_columns(row, row.editions.all()) != {name: getattr(row, name) for name in names}:
            yield Failure(8, audit.label_of(row), "the desk does not know what is released of it")


# --- 9: the audit chain -------------------------------------------------------------------------


def chain() -> Iterator[Failure]:
    """Every altered, removed or inserted event."""
    for fault in audit.faults():
        yield Failure(9, f"organizations.auditevent/{fault.seq}", fault.why)


# --- 11: names are found and sorted as they are written -----------------------------------------


def keys() -> Iterator[Failure]:
    """The stored keys that lists sort by and spellings are found by are those of the names."""
    for model in links.NAMED:
        for row in model.objects.stale():
            yield Failure(11, audit.label_of(row), "its order or spellings are not its name's")
    for model in (OrganizationAlias, PersonAlias):
        for row in model.objects.stale():
            yield Failure(11, audit.label_of(row), "its key is not that of its spelling")


# --- 12: one body, one record -------------------------------------------------------------------


def one_record() -> Iterator[Failure]:
    """Only what is sealed still leads to a record that was merged into another."""
    for model in links.NAMED:
        for row in links.stragglers(model):
            yield Failure(12, audit.label_of(row), "leads to a record that was merged")


# --- 13: what is public is found --------------------------------------------------------------


def searchable() -> Iterator[Failure]:
    """Every edition is in the search index with the words that were sealed, by this analysis."""
    if rebuild.is_due():
        yield Failure(13, "search", "made by another version; `manage.py reindex` makes it anew")
        return
    emptied = gone()
    for edition in editions():
        if edition.pk in emptied:
            if index.kept_text(edition) is not None:
                yield Failure(13, audit.label_of(edition), "was redacted, and is still found")
        elif not index.is_kept(edition):
            yield Failure(
                13, audit.label_of(edition), "is not in the search index as it was sealed"
            )


# --- 14: what is public is in the log, and signatures hold ------------------------------------


def logged() -> Iterator[Failure]:
    """Each signature is of its edition's statement by a key that is known; each edition is in the
    log once, as its statement is, or will be at its moment; the log's tree is its entries'."""
    known = {each.id: each for each in settings.SIGNING_KEYRING.keys}
    for each in Signature.objects.select_related("edition").order_by("pk").iterator(CHUNK):
        why = signature_fault(each, known.get(each.key))
        if why:
            yield Failure(14, audit.label_of(each), why)
    yield from uncounted(known.values())
    yield from log_faults()
    missing = Edition.objects.standing().exclude(pk__in=LogEntry.objects.values("edition"))
    for edition in missing.exclude(pk__in=LogDue.objects.values("edition")).only("pk"):
        yield Failure(14, audit.label_of(edition), "is not in the log, nor to come into it")


def uncounted(keys: Iterable[Key]) -> Iterator[Failure]:
    """Where there is a key, each edition has a signature that counts."""
    if settings.SIGNING_KEYRING.private is None:
        return
    good = [each.id for each in keys if not each.revoked_at]
    signed = Signature.objects.filter(key__in=good).values("edition")
    for edition in Edition.objects.standing().exclude(pk__in=signed).only("pk"):
        why = "has no signature that counts; `manage.py sign_editions` makes it"
        yield Failure(14, audit.label_of(edition), why)


def signature_fault(signature: Signature, key: Key | None) -> str:
    if signature.statement != transparency.stated(signature.edition):
        return "is of another statement than its edition's"
    if key is None:
        return "is by a key that SIGNING_KEYS does not list"
    message = signature.statement.encode()
    if not key.signed(message, bytes.fromhex(signature.signature)):
        return "is not of its statement"
    return ""


def latest_moment() -> dt.datetime:
    """Now; or that of the latest event, where the clock of this machine is behind another's, or
    stepped back."""
    latest = audit.AuditEvent.objects.aggregate(at=Max("at"))["at"]
    return max(filter(None, (timezone.now(), latest)))


def log_faults() -> Iterator[Failure]:
    nodes: dict[merkle.Node, bytes] = {}
    size = 0
    rows, now = LogEntry.objects.select_related("edition__release"), latest_moment()
    for entry in rows.order_by("index").iterator(CHUNK):
        label = audit.label_of(entry)
        if entry.index != size:
            yield Failure(14, label, "does not follow the entry before it")
            return
        if entry.statement != transparency.stated(entry.edition):
            yield Failure(14, label, "is not its edition's statement")
        if entry.edition.visible_from > min(entry.added_at, now):
            yield Failure(14, label, "entered before its moment")
        if entry.edition.release.called_off_at:
            yield Failure(14, label, "was called off")
        leaf = merkle.leaf_hash(entry.statement.encode())
        nodes.update(merkle.grown(leaf, size, lambda level, index: nodes[level, index]))
        size += 1
    stored = LogNode.objects.values_list("level", "index", "hash")
    if {(level, n): bytes(value) for level, n, value in stored.iterator(CHUNK)} != nodes:
        yield Failure(14, "log", "its tree is not that of its entries")
    if (LogHead.objects.values_list("size", flat=True).first() or 0) != size:
        yield Failure(14, "log", "it does not end where its head says")
