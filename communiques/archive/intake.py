"""Taking records in: streaming, in small transactions beside the live site.

It can be run again: a record whose id is known is left alone. A faulty line costs that line only.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from communiques import editions
from communiques.archive.records import (
    BOM,
    MAX_LINE,
    Faulty,
    Record,
    object_of,
    record_of,
    required,
)
from communiques.archive.surroundings import Surroundings
from communiques.envelope import WHOLE
from communiques.models import (
    Clearance,
    Communique,
    EditionKind,
    Release,
    Symbol,
    Text,
    TextVersion,
)
from communiques.search import index
from organizations import audit
from organizations.together import Together
from organizations.turns import leave_turn

#: What sealing reads of a communiqué.
SEALED = Together(Communique, "series__steps", *WHOLE.lookups)
#: Records a transaction: a live site's writers wait no longer than that.
BATCH = 30
BLANK = ("", BOM, b"", BOM.encode())


@dataclass
class Report:
    """What an import did. `faults` are (line number, reason)."""

    taken: int = 0
    known: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)
    new_bodies: list[str] = field(default_factory=list)
    new_conferences: list[str] = field(default_factory=list)

    def add(self, other: "Report") -> None:
        self.taken += other.taken
        self.known += other.known
        self.faults += other.faults
        self.new_bodies += other.new_bodies
        self.new_conferences += other.new_conferences

    @contextmanager
    def of_line(self, number: int):
        """Note the line where what is done with it turns out faulty."""
        try:
            yield
        except Faulty as fault:
            self.faults.append((number, str(fault)))


def take(
    lines: Iterable[str | bytes],
    *,
    actor=None,
    now: dt.datetime | None = None,
    report: Report | None = None,
) -> Iterator[Report]:
    """Take every good line in; yields the growing report after each batch."""
    report, now = report or Report(), now or timezone.now()
    for done, batch in enumerate(batches(enumerate(lines, start=1))):
        if done:
            leave_turn()
        take_together(new_records(batch, report), report, actor, now)
        yield report


def batches(numbered: Iterable[tuple[int, str | bytes]]) -> Iterator[list[tuple[int, str | bytes]]]:
    """A few lines at a time, without the blank ones."""
    batch, size = [], 0
    for number, line in numbered:
        if line.strip() in BLANK:
            continue
        batch.append((number, line))
        size += len(line)
        if len(batch) == BATCH or size > MAX_LINE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def new_records(batch: list[tuple[int, str | bytes]], report: Report) -> list[tuple[int, Record]]:
    """Those of the lines that are not in the archive yet; reports the known and the faulty."""
    objects: dict[int, dict] = {}
    for number, line in batch:
        with report.of_line(number):
            objects[number] = object_of(line)
    known = known_ids(required(data, "id") for data in objects.values())
    records = []
    for number, data in objects.items():
        if required(data, "id") in known:
            report.known += 1
            continue
        with report.of_line(number):
            records.append((number, record_of(data)))
    return records


def known_ids(ids: Iterable[str]) -> set[str]:
    rows = Communique.objects.filter(archive_id__in=set(ids))
    return set(rows.values_list("archive_id", flat=True))


def take_together(records: list[tuple[int, Record]], report: Report, actor, now) -> None:
    """All of them in one transaction. Where that fails, each half by itself: the others stay
    good, and the one at fault is found."""
    if not records:
        return
    try:
        done = Intake(actor, now).take([record for _number, record in records])
    except (Faulty, ValidationError, IntegrityError, DataError) as fault:
        if len(records) == 1:
            report.faults.append((records[0][0], reason_of(fault)))
            return
        half = len(records) // 2
        take_together(records[:half], report, actor, now)
        take_together(records[half:], report, actor, now)
    else:
        report.add(done)


class Intake:
    """Some records taken in by one transaction, and what it did; a failure undoes all of it."""

    def __init__(self, actor, now: dt.datetime):
        self.actor, self.now = actor, now
        self.report = Report()
        self.events: list[tuple] = []
        self.versions: list[TextVersion] = []

    def take(self, records: list[Record]) -> Report:
        with transaction.atomic():
            records = self.unknown(records)
            refuse_taken_symbols(records)
            around = Surroundings(records)
            rows = self.working_copies(records, around)
            self.seal(records, rows)
            # Last, so that nobody waits for the head of the chain longer than need be.
            audit.record_all([*around.events, *self.events], self.actor)
        self.report.taken = len(records)
        self.report.new_bodies = around.new_bodies
        self.report.new_conferences = around.new_conferences
        return self.report

    def unknown(self, records: list[Record]) -> list[Record]:
        """Another import may have taken some of them meanwhile."""
        known = known_ids(record.id for record in records)
        new = [record for record in records if record.id not in known]
        self.report.known = len(records) - len(new)
        return new

    def working_copies(self, records: list[Record], around: "Surroundings") -> list[Communique]:
        """The rows with their words, versions and bodies, read back as their envelopes need."""
        rows = Communique.objects.bulk_create(
            [self.working_copy(record, around) for record in records]
        )
        through = Communique.organizations.through
        through.objects.bulk_create(
            [
                through(communique_id=row.pk, organization_id=pk)
                for row, record in zip(rows, records, strict=True)
                for pk in {around.body(name).pk: None for name in record.organizations}
            ]
        )
        self.versions = TextVersion.objects.bulk_create(
            [
                self.version(row, text)
                for row, record in zip(rows, records, strict=True)
                for text in record.texts.values()
            ]
        )
        saved = Communique.objects.in_bulk([row.pk for row in rows])
        return SEALED.read(saved[row.pk] for row in rows)

    def working_copy(self, record: Record, around: "Surroundings") -> Communique:
        columns = {
            f"{name}_{language}": value
            for language, text in record.texts.items()
            for name, value in text.fields.items()
        }
        revisions = {f"{each}_{code}": 1 for code in record.texts for each in ("rev", "sealed")}
        return Communique(
            series=around.series_of(record),
            archive_id=record.id,
            original_language=record.original_language,
            dated_on=record.date,
            place_ar=record.place["ar"],
            place_en=record.place["en"],
            conference=around.conference(record),
            created_by=self.actor,
            **columns,
            **revisions,
        )

    def version(self, row: Communique, text: Text) -> TextVersion:
        return TextVersion(
            communique=row,
            language=text.language,
            revision=1,
            digest=text.digest,
            source_digest=row.source_digest(text.language),
            author=self.actor,
            **text.fields,
        )

    def seal(self, records: list[Record], rows: list[Communique]) -> None:
        """One release each, public since its date, with a legacy edition a language."""
        symbols = self.symbols(records, rows)
        releases = Release.objects.bulk_create(map(self.release, rows))
        for record, release in zip(records, releases, strict=True):
            editions.give_address(release.communique, record.symbol)
            symbol = symbols.get(record.symbol)
            for language in record.texts:
                index.put_draft(release.communique, language)
            sealed = [
                editions.seal_language(
                    release, language, Clearance.LEGACY, symbol=symbol, kind=EditionKind.ORIGINAL
                )
                for language in record.texts
            ]
            versions = [v for v in self.versions if v.communique_id == release.communique_id]
            self.events.append(event_of(record, release, symbol, *sealed, *versions))

    def release(self, row: Communique) -> Release:
        published = timezone.make_aware(dt.datetime.combine(row.dated_on, dt.time()))
        return Release(
            communique=row,
            number=1,
            visible_from=min(published, self.now),
            sealed_at=self.now,
            released_by=self.actor,
        )

    def symbols(self, records: list[Record], rows: list[Communique]) -> dict[str, Symbol]:
        given = Symbol.objects.bulk_create(
            [
                Symbol(
                    text=record.symbol,
                    series=row.series,
                    year=record.date.year,
                    communique=row,
                    allocated_at=self.now,
                )
                for record, row in zip(records, rows, strict=True)
                if record.symbol
            ]
        )
        return {each.text: each for each in given}


def event_of(record: Record, release: Release, *rows) -> tuple:
    """The event of the audit chain about one record and all that was sealed of it."""
    row = release.communique
    data = {"address": row.slug, "seals": audit.seals(release, *rows)}
    origin = {"archive_id": record.id, "source_url": record.source_url}
    return gettext_noop("archive editions sealed"), row, data | origin


def refuse_taken_symbols(records: list[Record]) -> None:
    asked = {record.symbol for record in records if record.symbol}
    if taken := Symbol.objects.filter(text__in=asked).first():
        raise Faulty(_("the symbol “%(symbol)s” is taken") % {"symbol": taken})


def reason_of(fault: Exception) -> str:
    if isinstance(fault, ValidationError):
        return " ".join(fault.messages)
    return str(fault)
