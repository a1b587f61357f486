"""Taking an existing archive in: one bilingual record a line, each sealed as it was published.

The import streams, works in small transactions beside the live site, and can be run again: a
record whose id is known is left alone. A faulty line costs that line only.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from communiques import drafting, editions
from communiques import text as rich
from communiques.models import (
    LANGUAGES,
    Clearance,
    Communique,
    EditionKind,
    Kind,
    Series,
    Symbol,
    Text,
    TextVersion,
)
from events.models import Conference
from organizations import arabic, audit
from organizations.models import Organization

#: Records a transaction: a live site's writers wait no longer than that.
BATCH = 20
MAX_LINE = 5_000_000


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
    conference: dict | None
    organizations: list[str]
    source_url: str


# --- reading a line -----------------------------------------------------------------------------


def parse(line: str) -> Record:
    """The record of one line. Raises Faulty."""
    if len(line) > MAX_LINE:
        raise Faulty(_("the line is longer than 5 MB"))
    try:
        data = json.loads(line)
    except ValueError as error:
        raise Faulty(_("not JSON: %(error)s") % {"error": error}) from None
    if not isinstance(data, dict):
        raise Faulty(_("not a record: a line must be one JSON object"))
    texts = texts_of(data)
    original = data.get("original_language") or next(iter(texts))
    if original not in LANGUAGES:
        raise Faulty(_("original_language must be “ar” or “en”"))
    return Record(
        id=required(data, "id"),
        issuer=required(data, "issuer"),
        kind=kind_of(data),
        date=day(data, "date"),
        symbol=optional(data, "symbol"),
        original_language=original if original in texts else next(iter(texts)),
        texts=texts,
        place=pair(data, "place"),
        conference=conference_of(data),
        organizations=names(data, "organizations"),
        source_url=optional(data, "source_url"),
    )


def required(data: dict, key: str) -> str:
    value = optional(data, key)
    if not value:
        raise Faulty(_("“%(key)s” is missing") % {"key": key})
    return value


def optional(data: dict, key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Faulty(_("“%(key)s” must be text") % {"key": key})
    return clean(value, key)


def clean(value: str, key: str) -> str:
    if found := arabic.problems(value):
        raise Faulty(
            _("“%(key)s” holds a character that cannot be published (%(code)s) near “%(near)s”")
            % {"key": key, "code": found[0].code, "near": found[0].excerpt}
        )
    return arabic.canonical(value)


def pair(data: dict, key: str) -> dict[str, str]:
    """{"ar": …, "en": …} with '' where a language is missing."""
    value = data.get(key) or {}
    if not isinstance(value, dict):
        raise Faulty(_("“%(key)s” must hold “ar” and “en”") % {"key": key})
    return {language: optional(value, language) for language in LANGUAGES}


def names(data: dict, key: str) -> list[str]:
    value = data.get(key) or []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Faulty(_("“%(key)s” must be a list of names") % {"key": key})
    return [cleaned for each in value if (cleaned := clean(each, key))]


def day(data: dict, key: str) -> dt.date:
    try:
        return dt.date.fromisoformat(required(data, key))
    except ValueError as error:
        if isinstance(error, Faulty):
            raise
        raise Faulty(_("“%(key)s” must be a day like 2022-05-23") % {"key": key}) from None


def kind_of(data: dict) -> Kind:
    value = required(data, "kind")
    if value not in Kind.values:
        raise Faulty(
            _("unknown kind “%(kind)s”; known: %(known)s")
            % {"kind": value, "known": ", ".join(Kind.values)}
        )
    return Kind(value)


def texts_of(data: dict) -> dict[str, Text]:
    """The languages that the record has: those with a title and a body."""
    titles, summaries, bodies = pair(data, "title"), pair(data, "summary"), raw(data, "body")
    texts = {}
    for language in LANGUAGES:
        if not titles[language] and not bodies[language]:
            continue
        if not titles[language] or not bodies[language]:
            raise Faulty(_("the text in “%(language)s” lacks its title or its body")
                         % {"language": language})  # fmt: skip
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
    html = body if body.lstrip().startswith("<") else rich.from_plain(body)
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


def conference_of(data: dict) -> dict | None:
    value = data.get("conference")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Faulty(_("“%(key)s” must hold a title and days") % {"key": "conference"})
    title = pair(value, "title")
    if not any(title.values()):
        raise Faulty(_("the conference has no title"))
    starts = day(value, "starts_on") if value.get("starts_on") else None
    ends = day(value, "ends_on") if value.get("ends_on") else None
    if ends and (starts is None or ends < starts):
        raise Faulty(_("the conference ends before it starts"))
    return {"title": title, "starts_on": starts, "ends_on": ends}


# --- taking records in --------------------------------------------------------------------------


def take(
    lines: Iterable[str],
    *,
    actor=None,
    now: dt.datetime | None = None,
    report: Report | None = None,
) -> Iterator[Report]:
    """Take every good line in; yields the growing report after each transaction."""
    report, intake = report or Report(), Intake(actor, now or timezone.now())
    for batch in batches(enumerate(lines, start=1)):
        with transaction.atomic():
            for number, line in batch:
                intake.line(number, line, report)
        yield report


def batches(numbered) -> Iterator[list[tuple[int, str]]]:
    batch = []
    for number, line in numbered:
        if line.strip():
            batch.append((number, line))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class Intake:
    """One import: its actor, its clock, and the bodies, series and conferences met so far."""

    def __init__(self, actor, now: dt.datetime):
        self.actor, self.now = actor, now
        self.bodies: dict[str, Organization] = {}
        self.series: dict[tuple[int, str], Series] = {}
        self.conferences: dict[tuple, Conference] = {}

    def forget(self) -> None:
        for cache in (self.bodies, self.series, self.conferences):
            cache.clear()

    def line(self, number: int, line: str, report: Report) -> None:
        new = len(report.new_bodies), len(report.new_conferences)
        try:
            record = parse(line)
            if Communique.objects.filter(archive_id=record.id).exists():
                report.known += 1
                return
            with transaction.atomic():
                self.refuse_taken_symbol(record)
                self.seal(record, report)
        except (Faulty, ValidationError, DatabaseError) as fault:
            del report.new_bodies[new[0] :], report.new_conferences[new[1] :]
            self.forget()  # what the failed line had added is gone again
            report.faults.append((number, reason_of(fault)))
        else:
            report.taken += 1

    def refuse_taken_symbol(self, record: Record) -> None:
        if record.symbol and Symbol.objects.filter(text=record.symbol).exists():
            raise Faulty(_("the symbol “%(symbol)s” is taken") % {"symbol": record.symbol})

    def seal(self, record: Record, report: Report) -> None:
        """The working copy, its versions and its legacy editions, all at once."""
        row = self.working_copy(record, report)
        symbol = self.symbol(record, row)
        editions.give_address(row, record.symbol)
        visible = timezone.make_aware(dt.datetime.combine(record.date, dt.time()))
        release = row.releases.create(
            number=1,
            visible_from=min(visible, self.now),
            sealed_at=self.now,
            released_by=self.actor,
        )
        sealed = [
            editions.seal_language(
                release, language, Clearance.LEGACY, symbol=symbol, kind=EditionKind.ORIGINAL
            )
            for language in record.texts
        ]
        for edition in sealed:
            audit.record(
                "archive edition sealed",
                row,
                self.actor,
                edition=edition.pk,
                seal=edition.digest,
                archive_id=record.id,
                source_url=record.source_url,
            )

    def working_copy(self, record: Record, report: Report) -> Communique:
        issuer = self.body(record.issuer, report)
        concerned = {b.pk: b for b in (self.body(n, report) for n in record.organizations)}
        columns = {
            f"{name}_{language}": value
            for language, text in record.texts.items()
            for name, value in text.fields.items()
        }
        revisions = {f"rev_{language}": 1 for language in record.texts}
        row = Communique.objects.create(
            series=self.series_of(issuer, record.kind),
            archive_id=record.id,
            original_language=record.original_language,
            dated_on=record.date,
            place_ar=record.place["ar"],
            place_en=record.place["en"],
            conference=self.conference(record.conference, report),
            created_by=self.actor,
            **columns,
            **revisions,
        )
        row.organizations.set(concerned.values())
        self.versions(row, record)
        return row

    def versions(self, row: Communique, record: Record) -> None:
        TextVersion.objects.bulk_create(
            TextVersion(
                communique=row,
                language=language,
                revision=1,
                digest=text.digest,
                source_digest=row.source_digest(language),
                author=self.actor,
                **text.fields,
            )
            for language, text in record.texts.items()
        )

    def symbol(self, record: Record, row: Communique) -> Symbol | None:
        if not record.symbol:
            return None
        return Symbol.objects.create(
            text=record.symbol,
            series=row.series,
            year=record.date.year,
            communique=row,
            allocated_at=self.now,
        )

    def body(self, spelling: str, report: Report) -> Organization:
        """The body of that name, however it is spelt; a new one where nobody has it."""
        key = arabic.fold(spelling)
        if not key:
            raise Faulty(_("“%(name)s” is not the name of a body") % {"name": spelling})
        if key not in self.bodies:
            body = Organization.objects.called(spelling) or self.new_body(spelling, report)
            self.bodies[key] = body
        return self.bodies[key]

    def new_body(self, spelling: str, report: Report) -> Organization:
        language = language_of(spelling)
        body = Organization.objects.create(**{f"name_{language}": spelling[:300]})
        audit.record("body added by an import", body, self.actor, name=spelling)
        report.new_bodies.append(spelling)
        return body

    def series_of(self, issuer: Organization, kind: Kind) -> Series:
        """The issuer's series of that kind; a new one for the archive where it has none."""
        key = (issuer.pk, kind)
        if key not in self.series:
            found = Series.objects.filter(issuer=issuer, kind=kind).order_by("pk").first()
            self.series[key] = found or self.new_series(issuer, kind)
        return self.series[key]

    def new_series(self, issuer: Organization, kind: Kind) -> Series:
        names = {}
        for language in LANGUAGES:
            with translation.override(language):
                name = issuer.name_in(language) or issuer.slug
                names[f"name_{language}"] = f"{name}: {kind.label}"[:200]
        pattern = f"{issuer.slug.upper()[:40]}/{kind.value.upper()}/{{year}}/{{number}}"
        return Series.objects.create(issuer=issuer, kind=kind, pattern=pattern, **names)

    def conference(self, value: dict | None, report: Report) -> Conference | None:
        if value is None:
            return None
        key = (*value["title"].values(), value["starts_on"], value["ends_on"])
        if key not in self.conferences:
            days = {"starts_on": value["starts_on"], "ends_on": value["ends_on"]}
            titles = {f"title_{code}": text for code, text in value["title"].items()}
            found = Conference.objects.filter(**titles, **days).first()
            self.conferences[key] = found or self.new_conference(titles, days, report)
        return self.conferences[key]

    def new_conference(self, titles: dict, days: dict, report: Report) -> Conference:
        row = Conference.objects.create(state=Conference.State.HELD, **titles, **days)
        audit.record("conference added by an import", row, self.actor, **titles)
        report.new_conferences.append(next(filter(None, titles.values())))
        return row


def reason_of(fault: Exception) -> str:
    if isinstance(fault, ValidationError):
        return " ".join(fault.messages)
    return str(fault)


def language_of(spelling: str) -> str:
    """'ar' where the name has an Arabic letter."""
    return "ar" if any("\u0600" <= letter <= "\u06ff" for letter in spelling) else "en"
