"""A line of an archive: read, checked, and refused in words for the person who made the file."""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from communiques import drafting
from communiques import text as rich
from communiques.models import Communique, Kind, Symbol, Text
from communiques.text.problems import problems
from events.models import Conference
from events.models.conferences import EARLIEST, LATEST
from organizations import arabic
from organizations.languages import LANGUAGES
from organizations.models import Organization

#: Bytes a line.
MAX_LINE = 5_000_000
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
BOM = "\ufeff"
#: Characters shown on either side of a fault.
NEAR = 20
#: A body that begins with an element; any other is plain paragraphs.
HTML = re.compile(r"\s*<(?:[a-z][a-z0-9]*[\s/>]|!)", re.IGNORECASE)


class Faulty(ValueError):
    """A line that cannot be taken in, and why, in words for the person who made the file."""


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
        issuer=fitting(required(data, "issuer").strip(), "issuer", Organization, "name_ar"),
        kind=kind_of(data),
        date=past_day(data, "date"),
        symbol=fitting(as_seen(optional(data, "symbol")), "symbol", Symbol, "text"),
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


def as_seen(symbol: str) -> str:
    """The symbol without white space around it and marks that nobody sees: two that read alike are
    one."""
    shown = "".join(each for each in symbol if unicodedata.category(each) != "Cf")
    return " ".join(shown.split())


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
    found = filter(None, (clean(each, key).strip() for each in value))
    return [fitting(each, key, Organization, "name_ar") for each in found]


def day(data: dict, key: str, latest: dt.date = dt.date.max) -> dt.date:
    written = required(data, key)
    try:
        date = dt.date.fromisoformat(written if DAY.fullmatch(written) else "")
        MinValueValidator(EARLIEST)(date)
        MaxValueValidator(latest)(date)
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
    if found := problems(html):
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
    starts = day(value, "starts_on", LATEST) if value.get("starts_on") else None
    ends = day(value, "ends_on", LATEST) if value.get("ends_on") else None
    if ends and (starts is None or ends < starts):
        raise Faulty(_("the conference ends before it starts"))
    return Meeting(title, starts, ends)
