"""What the office of a delegate is reached by, and days: the private part of an entry. What cannot
be stored as it is goes to the note for the desk."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from events.roster import names, values
from events.roster.books import Line
from events.roster.cells import Cells
from events.roster.columns import LABELS, Field
from events.roster.names import shown
from events.roster.remarks import Gravity
from organizations import calendars

PHONE_FAULTS = {
    "digits_lost": (
        Gravity.WARNING,
        gettext_noop(
            "The spreadsheet has shortened “%(text)s”; its last digits are lost. Ask for the "
            "number; what stands there is kept in the note for the desk."
        ),
    ),
    "plus_restored": (Gravity.NOTE, gettext_noop("The + is put back: %(number)s.")),
    "several": (Gravity.NOTE, gettext_noop("Several numbers in one cell: kept together.")),
    "unreadable": (
        Gravity.WARNING,
        gettext_noop("“%(text)s” is no telephone number: kept in the note for the desk."),
    ),
}
DAY_DOUBTS = {
    "serial": (
        Gravity.NOTE,
        gettext_noop("“%(text)s” is the number by which a spreadsheet counts days: %(day)s."),
    ),
    "hijri": (
        Gravity.WARNING,
        gettext_noop("“%(text)s” is a Hijri day, probably %(day)s; both are kept."),
    ),
    "day_or_month": (
        Gravity.WARNING,
        gettext_noop("“%(text)s” is read as %(day)s. Or does the month stand first?"),
    ),
    "unreadable": (
        Gravity.WARNING,
        gettext_noop("“%(text)s” is no day; it is kept as it stands."),
    ),
}


def email(cells: Cells, line: Line, notes: list[str]) -> str:
    """The address; what is none is added to the notes."""
    column, found = cells.first(Field.EMAIL), cells.pool(line, Field.EMAIL)
    for each, text in found:
        address, is_one = values.email_of(text)
        if not is_one:
            message = _("“%(text)s” is no e-mail address: kept in the note for the desk.")
            cells.remark(line, each, Gravity.WARNING, "email_wrong", message % {"text": text})
            notes.append(text)
        if address:
            return address
    if column and not found:
        cells.remark(line, column, Gravity.NOTE, "no_email", _("No e-mail address."))
    return ""


def phone(cells: Cells, line: Line, notes: list[str]) -> str:
    """The first number; others, and what is none, are added to the notes."""
    numbers = []
    for column, text in cells.pool(line, Field.PHONE):
        phone = values.phone_of(text)
        if phone.fault:
            gravity, message = PHONE_FAULTS[phone.fault]
            params = {"text": text, "number": phone.number}
            cells.remark(line, column, gravity, f"phone_{phone.fault}", _(message) % params)
        if not phone.number:
            notes.append(text)
        numbers.append(phone.number)
    numbers = list(dict.fromkeys(filter(None, numbers)))
    notes += numbers[1:]
    return numbers[0] if numbers else ""


def days(cells: Cells, line: Line, field: Field, month_first: bool) -> Iterator[str]:
    """The days of such columns, each in words behind its header."""
    for column, text in cells.pool(line, field):
        found = values.day_of(text, month_first)
        if found.doubt:
            gravity, message = DAY_DOUBTS[found.doubt]
            day = in_words(found.day, (get_language() or "ar")[:2])
            params = {"text": text, "day": day}
            cells.remark(line, column, gravity, f"day_{found.doubt}", _(message) % params)
        # In the words of the list, whoever reads it.
        header = shown(column.header) or str(LABELS[field])
        printed = f" ({text})" if found.doubt == "hijri" else ""
        day = in_words(found.day, names.script(header) or "ar") or text
        yield f"{header}: {day}{printed}"


def in_words(day: dt.date | None, language: str) -> str:
    return calendars.gregorian_text(day, language) if day else ""
