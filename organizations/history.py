"""What happened to a record, field by field, as the audit chain has it: said in the words of the
desk, for people."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import CASCADE
from django.utils.formats import localize
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.audit import AuditEvent, label_of

#: Events shown; the audit chain has them all.
LIMIT = 300
NOTHING = "—"
LANGUAGE = {"ar": _("Arabic"), "en": _("English")}


@dataclass(frozen=True)
class Change:
    """One field, before and after, in words."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One event about a record, or about a row of it."""

    event: AuditEvent
    verb: str
    #: The row of the record that it is about; '' for the record itself.
    row: str
    changes: list[Change]


def of_record(record: models.Model) -> list[Entry]:
    """Everything that the chain says about the record and its rows, the latest first."""
    own = label_of(record)
    things = [own, *(label_of(each) for each in owners(record))]
    events = AuditEvent.objects.filter(thing__in=things).select_related("actor")[:LIMIT]
    return [entry for event in events for entry in entries(event, own)]


def owners(record: models.Model) -> Iterator[models.Model]:
    """The records on whose forms this one is a row: where it would go if they went."""
    for field in record._meta.concrete_fields:
        if field.many_to_one and field.remote_field.on_delete is CASCADE:
            owner = getattr(record, field.name)
            if owner is not None:
                yield owner


def entries(event: AuditEvent, own: str) -> Iterator[Entry]:
    """What an event says about the record called `own`."""
    parts = event.data.get("parts", [])
    if event.thing != own:
        parts = [each for each in parts if isinstance(each, dict) and each.get("thing") == own]
    else:
        changes = list(changes_of(own, event.data.get("fields", {})))
        if changes or not parts:
            yield Entry(event, gettext(event.verb), "", changes)
    for part in parts:
        if isinstance(part, dict):
            changes = list(changes_of(part["thing"], part.get("fields", {})))
            row = part["name"] if event.thing == own else ""
            yield Entry(event, gettext(part["verb"]), row, changes)


def changes_of(thing: str, fields: dict) -> Iterator[Change]:
    """In the order of the model: PostgreSQL keeps the keys of JSON in an order of its own."""
    try:
        model = apps.get_model(thing.partition("/")[0])
    except (LookupError, ValueError):
        return
    places = {field.name: place for place, field in enumerate(model._meta.get_fields())}
    for name in sorted(fields, key=lambda each: (places.get(each, len(places)), each)):
        pair = fields[name]
        if isinstance(pair, list) and len(pair) == 2:
            old, new = (worded(model, name, value) for value in pair)
            yield Change(called(model, name), old, new)


def called(model: type[models.Model], name: str) -> str:
    """A field as a form calls it; a column of one language by its text and the language."""
    base, _underscore, ending = name.rpartition("_")
    try:
        if ending in LANGUAGE and base:
            return f"{model._meta.get_field(base).verbose_name} ({LANGUAGE[ending]})"
        return str(model._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name


def worded(model: type[models.Model], name: str, value) -> str:
    """A value of the chain as the desk would show it."""
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, list):
        return gettext(", ").join(worded(model, name, each) for each in value)
    if isinstance(value, dict):
        return str(value.get("name", value))
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return str(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return localize(day) if (day := as_day(field, value)) else str(value)


def as_day(field: models.Field, value) -> dt.date | None:
    if not isinstance(field, models.DateField) or not isinstance(value, str):
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None
