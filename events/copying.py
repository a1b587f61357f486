"""The next meeting prepared from the last: its bodies and posts, without its days and decisions."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from events.models import Conference, Delegate, Delegation
from organizations import audit
from organizations.languages import LANGUAGES

#: What can be taken over besides the conference itself.
PARTS = {
    "organizers": _("Organizers and their roles"),
    "themes": _("Themes"),
    "sessions": _("Sessions, without days and speakers"),
    "delegations": _("Delegations, without credentials"),
    "delegates": _("Delegates, as nominated anew"),
}
TAKEN = (
    *(f"{name}_{code}" for name in ("title", "venue", "city") for code in LANGUAGES),
    *("kind", "mode", "series", "country", "programme", "list_visibility", "kept_by"),
)
SESSION = ("position", "kind", "title_ar", "title_en", "part_of_day")
DELEGATION = (
    *("organization", "printed_name_ar", "printed_name_en", "group", "capacity", "position"),
    *("mandated_by", "mandated_as_ar", "mandated_as_en"),
)
DELEGATE = (
    *("person", "function", "position", "seconded_from"),
    *("printed_name_ar", "printed_name_en", "printed_title_ar", "printed_title_en"),
)


def copy(last: Conference, *, actor, parts: Collection[str] = tuple(PARTS)) -> Conference:
    """A planned conference like the last one, with the next free number of its series."""
    with transaction.atomic():
        row = Conference(**_columns(last, TAKEN), ordinal=next_number(last))
        row.changed_by = actor
        row.save()
        if "organizers" in parts:
            _each(last.organizers, row, ("organization", "role", "position"))
        if "themes" in parts:
            _each(last.themes, row, ("position", "title_ar", "title_en"))
        if "sessions" in parts:
            _each(last.sessions, row, SESSION)
        if "delegations" in parts:
            _delegations(last, row, with_delegates="delegates" in parts)
        audit.record(
            gettext_noop("copied from an earlier one"),
            row,
            actor,
            earlier=audit.label_of(last),
            parts=sorted(parts),
        )
    return row


def next_number(last: Conference) -> int | None:
    """The number after the highest of the series; None without a series or a number."""
    if last.series is None or last.ordinal is None:
        return None
    numbers = last.series.conferences.exclude(ordinal=None).values_list("ordinal", flat=True)
    return max(numbers) + 1


def _columns(row, names) -> dict:
    return {name: getattr(row, name) for name in names}


def _each(rows, conference: Conference, names) -> None:
    for each in rows.all():
        type(each).objects.create(conference=conference, **_columns(each, names))


def _delegations(last: Conference, row: Conference, *, with_delegates: bool) -> None:
    for each in last.delegations.all():
        made = Delegation.objects.create(conference=row, **_columns(each, DELEGATION))
        for delegate in each.delegates.active() if with_delegates else ():
            Delegate.objects.create(delegation=made, **_columns(delegate, DELEGATE))
