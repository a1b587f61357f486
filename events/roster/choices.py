"""What somebody may choose about a list, and nothing else: a choice that was not offered is
refused."""

from collections.abc import Mapping

from django.core.exceptions import SuspiciousOperation

from events.roster.columns import FIELDS
from events.roster.planned import Plan

#: What else the form holds.
AROUND = {"csrfmiddlewaretoken", "written_by", "action", "seen"}


class NotOffered(SuspiciousOperation):
    """A choice that the page did not offer."""


def merged(chosen: Mapping[str, str], posted: Mapping[str, str], plan: Plan, user) -> dict:
    """The choices with those of a form in their place; '' takes a choice back."""
    choices, offered = dict(chosen), Offers(plan, user)
    for name, value in posted.items():
        if name in AROUND:
            continue
        if not offered.allow(name, value):
            raise NotOffered(f"{name}={value}")
        if value == "":
            choices.pop(name, None)
        elif name in choices or value != offered.default(name):
            choices[name] = value
    return choices


class Offers:
    """The choices that a plan leaves open."""

    def __init__(self, plan: Plan, user):
        self.plan = plan
        self.bodies = {each.key: each for each in plan.bodies}
        self.rows = {row.key: row for row in plan.rows}
        self.lines = {f"{each.sheet}:{each.row}" for each in plan.remarks if each.row}
        self.columns = {
            f"{table.index}:{column.index}": column
            for table in plan.reading.tables
            for column in table.header.columns
        }
        self.may_add_bodies = user.has_perm("organizations.add_organization")

    def allow(self, name: str, value: str) -> bool:
        kind, _colon, place = name.partition(":")
        check = getattr(self, f"allow_{kind}", None)
        return check is not None and check(place, value)

    def allow_repair(self, place: str, value: str) -> bool:
        return not place and value in ("", "yes", "no")

    def allow_dates(self, place: str, value: str) -> bool:
        return not place and value in ("dm", "md")

    def allow_sheet(self, place: str, value: str) -> bool:
        known = {str(table.index) for table in self.plan.reading.tables}
        return place in known and value in ("in", "out")

    def allow_column(self, place: str, value: str) -> bool:
        return place in self.columns and value in FIELDS

    def allow_body(self, place: str, value: str) -> bool:
        if place not in self.bodies or (value == "new" and not self.may_add_bodies):
            return False
        return value in ("", "new", "out") or is_key(value, self.plan.organizations)

    def allow_how(self, place: str, value: str) -> bool:
        return place in self.bodies and value in ("is", "part")

    def allow_person(self, place: str, value: str) -> bool:
        if place in self.lines:
            return value in ("", "out")
        if place not in self.rows:
            return False
        options = {each.pk for each in self.rows[place].person.options}
        return value in ("", "new", "out") or is_key(value, options)

    def default(self, name: str) -> str:
        """What holds where nobody chose."""
        kind, _colon, place = name.partition(":")
        if kind == "dates":
            return "dm"
        if kind == "column":
            return self.columns[place].field.value
        if kind == "how":
            return "part" if self.bodies[place].is_part else "is"
        if kind == "sheet":
            return "in" if self.plan.reading.tables[int(place)].taken else "out"
        return ""


def is_key(value: str, known) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 20 and int(value) in known
