"""Taking an existing archive in: one bilingual record a line, each sealed as it was published.

The import streams, works in small transactions beside the live site, and can be run again: a
record whose id is known is left alone. A faulty line costs that line only.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import DataError, IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from communiques import drafting, editions
from communiques import text as rich
from communiques.envelope import with_envelope
from communiques.models import (
    LANGUAGES,
    Clearance,
    Communique,
    EditionKind,
    Kind,
    Release,
    Series,
    Symbol,
    Text,
    TextVersion,
)
from events.models import Conference
from organizations import arabic, audit
from organizations.models import Organization, OrganizationAlias

#: Records a transaction: a live site's writers wait no longer than that.
BATCH = 30
#: Bytes a line, and a batch.
MAX_LINE = 5_000_000
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
EARLIEST = dt.date(1800, 1, 1)
BOM = "\ufeff"
BLANK = ("", BOM, b"", BOM.encode())
#: Characters shown on either side of a fault.
NEAR = 20
#: A body that begins with an element; any other is plain paragraphs.
HTML = re.compile(r"\s*<(?:[a-z][a-z0-9]*[\s/>]|!)", re.IGNORECASE)


class Faulty(ValueError):
    """A line that cannot be taken in, and why, in words for the person who made the file."""


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


@dataclass(frozen=True)
class Meeting:
    """The conference that a record names."""

    title: dict[str, str]
    starts_on: dt.date | None
    ends_on: dt.date | None

    @property
    def titles(self) -> list[str]:
        return [text for text in self.title.values() if text]

    def is_it(self, row: Conference) -> bool:
        """Whether that conference was on those days and has one of the titles."""
        days = (row.starts_on, row.ends_on) == (self.starts_on, self.ends_on)
        return days and any(
            text and text == getattr(row, f"title_{language}")
            for language, text in self.title.items()
        )


@dataclass(frozen=True)
class Record:
    """One line, checked."""

    id: str
    issuer: str
    kind: Kind
    date: dt.date
    symbol: str
    original_language: str
    texts: dict[str, Text]
    place: dict[str, str]
    conference: Meeting | None
    organizations: list[str]
    source_url: str


# --- reading a line -----------------------------------------------------------------------------


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one that is too long only as much as shows that."""
    while line := stream.readline(MAX_LINE + 1):
        yield line
        while len(line) > MAX_LINE and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE + 1)


def parse(line: str | bytes) -> Record:
    """The record of one line. Raises Faulty."""
    return record_of(object_of(line))


def object_of(line: str | bytes) -> dict:
    """The JSON object of one line, which has an id. Raises Faulty."""
    if len(line) > MAX_LINE:
        raise Faulty(_("the line is longer than 5 MB"))
    text = text_of_line(line)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise Faulty(_("not JSON: %(error)s") % {"error": place_of(error)}) from None
    except RecursionError:
        raise Faulty(_("the record is nested too deeply")) from None
    except ValueError:
        raise Faulty(_("the record holds a number with thousands of digits")) from None
    if not isinstance(data, dict):
        raise Faulty(_("not a record: a line must be one JSON object"))
    required(data, "id")
    return data


def text_of_line(line: str | bytes) -> str:
    try:
        text = line.decode() if isinstance(line, bytes) else line
    except UnicodeDecodeError as error:
        near = line[max(0, error.start - NEAR) : error.end + NEAR].decode(errors="replace")
        raise Faulty(_("not UTF-8 near “%(near)s”") % {"near": printable(near)}) from None
    return text.lstrip(BOM)


def place_of(error: json.JSONDecodeError) -> str:
    """Column and excerpt, which need no translation."""
    piece = error.doc[max(0, error.pos - NEAR) : error.pos + NEAR].strip()
    return f"{error.colno} “{printable(piece)}”"


def printable(text: str) -> str:
    return "".join(each if each.isprintable() else "\ufffd" for each in text)


def record_of(data: dict) -> Record:
    """The record that the object is. Raises Faulty."""
    texts = texts_of(data)
    original = data.get("original_language") or next(iter(texts))
    if original not in LANGUAGES:
        raise Faulty(_("original_language must be “ar” or “en”"))
    return Record(
        id=fitting(required(data, "id"), "id", Communique, "archive_id"),
        issuer=fitting(required(data, "issuer"), "issuer", Organization, "name_ar"),
        kind=kind_of(data),
        date=past_day(data, "date"),
        symbol=fitting(optional(data, "symbol"), "symbol", Symbol, "text"),
        original_language=original if original in texts else next(iter(texts)),
        texts=texts,
        place=pair(data, "place", Communique),
        conference=conference_of(data),
        organizations=names(data, "organizations"),
        source_url=optional(data, "source_url"),
    )


def required(data: dict, key: str) -> str:
    value = optional(data, key)
    if not value:
        raise Faulty(_("“%(key)s” is missing") % {"key": key})
    return value


def optional(data: dict, key: str, called: str = "") -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Faulty(_("“%(key)s” must be text") % {"key": called or key})
    return clean(value, called or key)


def clean(value: str, key: str) -> str:
    if found := arabic.problems(value):
        raise Faulty(
            _("“%(key)s” holds a character that cannot be published (%(code)s) near “%(near)s”")
            % {"key": key, "code": found[0].code, "near": found[0].excerpt}
        )
    return arabic.canonical(value)


def fitting(value: str, key: str, model: type[models.Model], column: str) -> str:
    """The value, if the column that it is meant for can hold it."""
    try:
        model._meta.get_field(column).run_validators(value)
    except ValidationError as error:
        raise Faulty(f"“{key}”: {' '.join(error.messages)}") from None
    return value


def pair(data: dict, key: str, model: type[models.Model] | None = None) -> dict[str, str]:
    """{"ar": …, "en": …} with '' where a language is missing; fit for the model's columns."""
    value = data.get(key) or {}
    if not isinstance(value, dict):
        raise Faulty(_("“%(key)s” must hold “ar” and “en”") % {"key": key})
    found = {code: optional(value, code, f"{key}.{code}") for code in LANGUAGES}
    for code in LANGUAGES if model else ():
        fitting(found[code], f"{key}.{code}", model, f"{key}_{code}")
    return found


def names(data: dict, key: str) -> list[str]:
    value = data.get(key) or []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Faulty(_("“%(key)s” must be a list of names") % {"key": key})
    found = filter(None, (clean(each, key) for each in value))
    return [fitting(each, key, Organization, "name_ar") for each in found]


def day(data: dict, key: str) -> dt.date:
    written = required(data, key)
    try:
        date = dt.date.fromisoformat(written if DAY.fullmatch(written) else "")
        MinValueValidator(EARLIEST)(date)
    except ValueError:
        raise Faulty(_("“%(key)s” must be a day like 2022-05-23") % {"key": key}) from None
    except ValidationError as error:
        raise Faulty(f"“{key}”: {' '.join(error.messages)}") from None
    return date


def past_day(data: dict, key: str) -> dt.date:
    """An archive holds what was published; what is still to come goes through the desk."""
    found = day(data, key)
    if found > timezone.localdate():
        raise Faulty(
            _("“%(key)s” is still to come: an archive holds what was published") % {"key": key}
        )
    return found


def kind_of(data: dict) -> Kind:
    value = required(data, "kind")
    if value not in Kind.values:
        raise Faulty(
            _("unknown kind “%(kind)s”; known: %(known)s")
            % {"kind": value, "known": ", ".join(Kind.values)}
        )
    return Kind(value)


def texts_of(data: dict) -> dict[str, Text]:
    """The languages that the record has: those with a body. A title alone is no text."""
    titles, summaries, bodies = pair(data, "title"), pair(data, "summary"), raw(data, "body")
    texts = {}
    for language in LANGUAGES:
        if not bodies[language].strip():
            continue
        if not titles[language]:
            raise Faulty(_("the text in “%(language)s” lacks its title") % {"language": language})
        texts[language] = text_of(language, titles[language], summaries[language], bodies[language])
    if not texts:
        raise Faulty(_("no language has a title and a body"))
    return texts


def raw(data: dict, key: str) -> dict[str, str]:
    value = data.get(key) or {}
    if not isinstance(value, dict):
        raise Faulty(_("“%(key)s” must hold “ar” and “en”") % {"key": key})
    found = {language: value.get(language) or "" for language in LANGUAGES}
    if not all(isinstance(each, str) for each in found.values()):
        raise Faulty(_("“%(key)s” must be text") % {"key": key})
    return found


def text_of(language: str, title: str, summary: str, body: str) -> Text:
    html = body if HTML.match(body) else rich.paragraphs(body)
    if found := rich.problems(html):
        raise Faulty(
            _("the body in “%(language)s” cannot be published: %(code)s near “%(near)s”")
            % {"language": language, "code": found[0].code, "near": found[0].excerpt}
        )
    if len(title) > 500:
        raise Faulty(_("the title is longer than 500 characters"))
    text = drafting.canonical(Text(language, title=title, summary=summary, body=html))
    if not text.body:
        raise Faulty(_("the body in “%(language)s” is empty") % {"language": language})
    return text


def conference_of(data: dict) -> Meeting | None:
    value = data.get("conference")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Faulty(_("“%(key)s” must hold a title and days") % {"key": "conference"})
    title = pair(value, "title", Conference)
    if not any(title.values()):
        raise Faulty(_("the conference has no title"))
    starts = day(value, "starts_on") if value.get("starts_on") else None
    ends = day(value, "ends_on") if value.get("ends_on") else None
    if ends and (starts is None or ends < starts):
        raise Faulty(_("the conference ends before it starts"))
    return Meeting(title, starts, ends)


# --- taking records in --------------------------------------------------------------------------


def take(
    lines: Iterable[str | bytes],
    *,
    actor=None,
    now: dt.datetime | None = None,
    report: Report | None = None,
) -> Iterator[Report]:
    """Take every good line in; yields the growing report after each batch."""
    report, now = report or Report(), now or timezone.now()
    for batch in batches(enumerate(lines, start=1)):
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
        wanted = with_envelope(Communique.objects).prefetch_related("series__steps")
        complete = wanted.in_bulk([row.pk for row in rows])
        return [complete[row.pk] for row in rows]

    def working_copy(self, record: Record, around: "Surroundings") -> Communique:
        columns = {
            f"{name}_{language}": value
            for language, text in record.texts.items()
            for name, value in text.fields.items()
        }
        revisions = {f"rev_{language}": 1 for language in record.texts}
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


class Surroundings:
    """The bodies, series and conferences that some records name: those known, and new ones."""

    def __init__(self, records: list[Record]):
        self.events: list[tuple] = []
        self.new_bodies: list[str] = []
        self.new_conferences: list[str] = []
        self.bodies = bodies_called(
            {name for record in records for name in (record.issuer, *record.organizations)}
        )
        self.series = series_of_issuers({self.body(record.issuer) for record in records})
        self.conferences = conferences_called(
            {text for record in records if record.conference for text in record.conference.titles}
        )

    def body(self, spelling: str) -> Organization:
        """The body of that name, however it is spelt; a new one where nobody has it."""
        key = arabic.fold(spelling)
        if not key:
            raise Faulty(_("“%(name)s” is not the name of a body") % {"name": spelling})
        if key not in self.bodies:
            self.bodies[key] = self.new_body(spelling)
        return self.bodies[key]

    def new_body(self, spelling: str) -> Organization:
        body = Organization.objects.create(**{f"name_{language_of(spelling)}": spelling})
        self.events.append((gettext_noop("body added by an import"), body, {"name": spelling}))
        self.new_bodies.append(spelling)
        return body

    def series_of(self, record: Record) -> Series:
        """The issuer's series of that kind; a new one for the archive where it has none."""
        issuer = self.body(record.issuer)
        key = issuer.pk, record.kind
        if key not in self.series:
            self.series[key] = new_series(issuer, record.kind)
        return self.series[key]

    def conference(self, record: Record) -> Conference | None:
        """The conference of those days with one of the titles; a new one where there is none."""
        wanted = record.conference
        if wanted is None:
            return None
        found = next((each for each in self.conferences if wanted.is_it(each)), None)
        return found or self.new_conference(wanted)

    def new_conference(self, wanted: Meeting) -> Conference:
        titles = {f"title_{language}": text for language, text in wanted.title.items()}
        row = Conference.objects.create(
            state=Conference.State.HELD,
            starts_on=wanted.starts_on,
            ends_on=wanted.ends_on,
            **titles,
        )
        self.conferences.append(row)
        self.events.append((gettext_noop("conference added by an import"), row, titles))
        self.new_conferences.append(wanted.titles[0])
        return row


def bodies_called(spellings: set[str]) -> dict[str, Organization]:
    """Folded spelling → the body that it means, of those known."""
    keys = set(map(arabic.fold, spellings))
    aliases = OrganizationAlias.objects.filter(key__in=keys).select_related("organization")
    return {alias.key: alias.organization for alias in aliases}


def series_of_issuers(issuers: set[Organization]) -> dict[tuple[int, str], Series]:
    """(issuer, kind) → the issuer's first series of that kind."""
    latest_first = Series.objects.filter(issuer__in=issuers).order_by("-pk")
    return {(each.issuer_id, each.kind): each for each in latest_first}


def new_series(issuer: Organization, kind: Kind) -> Series:
    names = {}
    for language in LANGUAGES:
        with translation.override(language):
            name = issuer.name_in(language) or issuer.slug
            names[f"name_{language}"] = f"{name}: {kind.label}"[:200]
    stem, rest = issuer.slug.upper()[:30], f"{kind.value.upper()}/{{year}}/{{number}}"
    if Series.objects.filter(pattern=f"{stem}/{rest}").exists():
        stem = f"{stem}-{issuer.pk}"  # another body's address begins alike
    return Series.objects.create(issuer=issuer, kind=kind, pattern=f"{stem}/{rest}", **names)


def conferences_called(titles: set[str]) -> list[Conference]:
    return list(Conference.objects.filter(Q(title_ar__in=titles) | Q(title_en__in=titles)))


def reason_of(fault: Exception) -> str:
    if isinstance(fault, ValidationError):
        return " ".join(fault.messages)
    return str(fault)


def language_of(spelling: str) -> str:
    """'ar' where the name has an Arabic letter."""
    return "ar" if any("\u0600" <= letter <= "\u06ff" for letter in spelling) else "en"
