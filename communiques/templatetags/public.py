"""How the readers' pages write dates, labels, names and addresses."""

import datetime as dt
import secrets
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from urllib.parse import quote, urlencode

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from communiques.documents.content import grouped as in_fours
from communiques.models import Communique, EditionKind, Kind, Reservation, Withdrawal
from communiques.public import linked
from communiques.public import words as named
from communiques.public.typesetting import unbroken
from events.models import Conference, Delegate, Delegation, Intervention, Organizer, Session
from organizations import calendars
from organizations.languages import other

register = template.Library()

#: Lines of lists that were written last.
REMEMBERED = 2000
#: Where the words of a result come in: no text has this.
WORDS = secrets.token_hex(16)

LABELS = {
    "kind": Kind,
    "edition": EditionKind,
    "conference": Conference.Kind,
    "state": Conference.State,
    "mode": Conference.Mode,
    "role": Organizer.Role,
    "session": Session.Kind,
    "part_of_day": Session.PartOfDay,
    "part": Intervention.Part,
    "function": Delegate.Function,
    "capacity": Delegation.Capacity,
    "group": Delegation.Group,
    "reservation": Reservation.Kind,
}

register.filter("direction", named.direction)
register.filter("grouped_code", in_fours)
register.filter("other", other)
register.filter("unbroken", unbroken)
register.simple_tag(named.words, name="words")


@register.filter
def label(value: str, what: str) -> str:
    """The word for a code that an edition has sealed; a code no longer in use stands for itself."""
    return dict(LABELS[what].choices).get(value, value)


@register.filter
def grouped(rows: list[dict], key: str) -> list[tuple]:
    """The rows by the value of a key, in order of first appearance."""
    groups = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return list(groups.items())


# --- what pages have in common -------------------------------------------------------------------


@register.tag
def alike(parser, token):
    """`{% alike %}…{% endalike %}`: what is the same on all pages of a language is written once;
    `{% alike section %}` on all with the same `section`, of which there must be few."""
    _name, *names = token.split_contents()
    nodes = parser.parse(["endalike"])
    parser.delete_first_token()
    return Alike(nodes, [parser.compile_filter(each) for each in names])


class Alike(template.Node):
    def __init__(self, nodes: template.NodeList, by: list[template.base.FilterExpression]):
        self.nodes, self.by = nodes, by
        self.written: dict[tuple, str] = {}

    def render(self, context) -> str:
        key = named.page_language(), *(each.resolve(context) for each in self.by)
        if key not in self.written:
            self.written[key] = self.nodes.render(context)
        return self.written[key]


# --- lines of a list -----------------------------------------------------------------------------


class Line(NamedTuple):
    """All that a line of a list shows of an edition from `for_list`."""

    slug: str
    title: str
    summary: str
    symbol: str
    communique_kind: str
    dated_on: dt.date
    hijri: str | None
    issuer_name: str | None


@register.simple_tag
def entry(edition, heading: str, summary: bool = False) -> str:
    """A line of a list, under a heading of that level, with or without its summary."""
    line = Line(*(getattr(edition, each) for each in Line._fields))
    return _entry(line if summary else line._replace(summary=""), heading, named.page_language())


@lru_cache(REMEMBERED)
def _entry(line: Line, heading: str, _language: str) -> str:
    """Written once for the same on pages of one language."""
    return render_to_string("public/parts/entry.html", {"edition": line, "heading": heading})


class Meeting(NamedTuple):
    """All that a line of a list shows of a conference."""

    slug: str
    title: named.Words
    kind: str
    session: str
    city: named.Words
    state: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    hijri_label: named.Words


@register.simple_tag
def meeting_entry(conference: Conference, heading: str) -> str:
    """A line of a list of conferences, under a heading of that level."""
    language, row = named.page_language(), conference
    session = row.meeting_in(language)
    title, city, hijri_label = (named.words(row, each) for each in ("title", "city", "hijri_label"))
    days = row.starts_on, row.ends_on
    said = Meeting(row.slug, title, row.kind, session, city, row.state, *days, hijri_label)
    return _meeting_entry(said, heading, language)


@lru_cache(REMEMBERED)
def _meeting_entry(meeting: Meeting, heading: str, _language: str) -> str:
    return render_to_string("public/parts/meeting.html", {"row": meeting, "heading": heading})


@register.simple_tag
def body_entry(organization) -> str:
    """A body in a list of them, by its name and acronym."""
    name, acronym = (named.words(organization, each) for each in ("name", "acronym"))
    return _body_entry(organization.slug, name, acronym, named.page_language())


@lru_cache(REMEMBERED)
def _body_entry(slug: str, name: named.Words, acronym: named.Words, _language: str) -> str:
    said = {"slug": slug, "name": name, "acronym": acronym}
    return render_to_string("public/parts/organization.html", said)


@register.simple_tag
def result(found) -> str:
    """A line of results: all but the words with their marks is written once."""
    pieces = _result(found.edition, bool(found.passage), named.page_language())
    words = (found.title, found.passage, "")
    return mark_safe("".join(chain.from_iterable(zip(pieces, words, strict=False))))


@lru_cache(REMEMBERED)
def _result(edition, with_passage: bool, language: str) -> list[str]:
    """What stands before the title, between it and the passage, and behind."""
    found = {"edition": edition, "title": WORDS, "passage": WORDS if with_passage else ""}
    said = {"found": found, "LANGUAGE_CODE": language}
    return render_to_string("public/parts/result.html", said).split(WORDS)


# --- dates ---------------------------------------------------------------------------------------


def as_date(value) -> dt.date | None:
    """A date from a column, from a moment (where the secretariat is), or as an envelope has it."""
    if isinstance(value, dt.datetime):
        return timezone.localdate(value)
    return dt.date.fromisoformat(value) if isinstance(value, str) and value else value or None


@register.filter
def gregorian(value, language: str = "") -> str:
    day = as_date(value)
    if day is None:
        return ""
    text = calendars.gregorian_text(day, language or named.page_language())
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), text)


@register.filter
def hijri(value, language: str = "") -> str:
    day = as_date(value)
    return calendars.hijri_text(day, language or named.page_language()) if day else ""


@register.filter
def weekday(value) -> str:
    day = as_date(value)
    return calendars.weekday_text(day, named.page_language()) if day else ""


@register.simple_tag
def dates(start, end) -> str:
    """From day to day."""
    start, end = as_date(start), as_date(end)
    if start is None:
        return ""
    text = calendars.range_text(start, end, named.page_language())
    return format_html('<time datetime="{}">{}</time>', start.isoformat(), text)


@register.simple_tag
def hijri_dates(start, end, as_printed=""):
    """The Hijri dates as printed at the time, else as the calendar gives them."""
    if as_printed or not start:
        return as_printed
    return calendars.hijri_range_text(as_date(start), as_date(end), named.page_language())


@register.simple_tag
def meeting(conference) -> str:
    """Which meeting of its series, in the language of the page."""
    return conference.meeting_in(named.page_language())


# --- addresses -----------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def here(context, language: str) -> str:
    """The page that is being read, in a language, with its query: for the switch of language."""
    return _path(context["request"], language, query=True)


@register.simple_tag(takes_context=True)
def address(context, language: str, query: bool = False) -> str:
    """The full address of this page in a language, or, for '', in the reader's: for machines."""
    return settings.SITE_URL + _path(context["request"], language, query=query)


@register.simple_tag
def of_result(found) -> str:
    """Where a result of a search is read, in its own language."""
    with translation.override(found.language):
        return reverse("public:communique", args=[found.slug])


@register.simple_tag
def mail(citation) -> str:
    """The query of a mailto: address: its subject and its text."""
    return urlencode({"subject": citation.title, "body": citation.plain}, quote_via=quote)


@register.filter
def absolute(path: str) -> str:
    return settings.SITE_URL + path


def _path(request, language: str, *, query: bool) -> str:
    if request.path_info[:4] not in ("/ar/", "/en/"):
        return f"/{language}/"
    full = request.get_full_path() if query else request.path
    return f"/{language}{full[3:]}" if language else full[3:]


@register.simple_tag
def selection(active: dict[str, str], **more) -> str:
    """The query of a list with the filters in force, if it has any, and something more."""
    query = urlencode((active or {}) | {name: value for name, value in more.items() if value})
    return f"?{query}" if query else ""


@register.filter
def reason_here(withdrawal: Withdrawal) -> str:
    """Why, in the language of the page."""
    return withdrawal.reason(named.page_language())


@register.filter
def symbol_of(row: Communique) -> str:
    """The symbol that its editions carry."""
    return row.symbols.filter(voided_at=None).values_list("text", flat=True).first() or ""


@register.filter
def file_address(each: dict) -> str:
    """Where a file of an envelope is read."""
    return linked.file_address(each)


@register.filter
def has_documents(attachments: list[dict]) -> bool:
    """Whether there is one that is no picture."""
    return any(each["width"] is None for each in attachments)


@register.filter
def plain_date(value, language: str) -> str:
    """A day where there is no markup: in an e-mail."""
    return calendars.gregorian_text(as_date(value), language)


@register.filter
def own_address(edition) -> str:
    """The whole address of the communiqué, in the edition's language."""
    with translation.override(edition.language):
        return settings.SITE_URL + reverse("public:communique", args=[edition.communique.slug])
