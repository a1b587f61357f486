"""What is planned: what becomes of each row, whom and which body it means, and why."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_lazy

from events.models import Delegate
from events.roster.entries import Entry, Reading
from events.roster.remarks import Gravity, Remark
from organizations import arabic


class Action(StrEnum):
    """What applying would do with a row."""

    CREATE = "create"
    CHANGE = "change"
    LEAVE = "leave"
    OUT = "out"
    STOP = "stop"


ACTION_LABELS = {
    Action.CREATE: gettext_lazy("will be created"),
    Action.CHANGE: gettext_lazy("will be changed"),
    Action.LEAVE: gettext_lazy("stays as it is"),
    Action.OUT: gettext_lazy("is left out"),
    Action.STOP: gettext_lazy("cannot be applied"),
}


@dataclass
class Option:
    """A known body or person that a text may mean, and why."""

    pk: int
    name: str
    reason: str


@dataclass
class BodyMatch:
    """What one spelling of a body in the list means."""

    key: str
    text: str
    other: str = ""
    rows: int = 0
    #: Key of the known body; None where it is new, left out or not yet decided.
    pk: int | None = None
    name: str = ""
    #: spelling, code, chosen, part, remembered, new, out, unknown
    how: str = "unknown"
    reason: str = ""
    options: list[Option] = field(default_factory=list)
    #: Whether the text names a part of a body rather than the body.
    is_part: bool = False

    @property
    def fold(self) -> str:
        return arabic.fold(self.text)

    @property
    def is_offered(self) -> bool:
        """Whether what was chosen is among the suggestions."""
        return self.pk in {each.pk for each in self.options}

    @property
    def decided(self) -> bool:
        return self.how != "unknown"


@dataclass
class PersonMatch:
    """Whom a row means."""

    pk: int | None = None
    name: str = ""
    #: spelling, chosen, new, out, unclear
    how: str = "new"
    reason: str = ""
    options: list[Option] = field(default_factory=list)
    #: Somebody said that this is nobody else of that name.
    apart: bool = False


@dataclass
class Row:
    """One entry, and what will become of it."""

    entry: Entry
    body: BodyMatch
    person: PersonMatch
    action: Action = Action.CREATE
    #: The place that is changed or left.
    delegate: int | None = None
    #: Field → value before and after.
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    #: As it will be stored.
    values: dict[str, str] = field(default_factory=dict)
    #: Honorifics of the register that a new person gets, in their order.
    styles: list[int] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.entry.key

    @property
    def asks(self) -> bool:
        """Whether somebody may want to say who is meant, or to leave the row out."""
        person = self.person
        errors = {each.code for each in self.remarks if each.gravity is Gravity.ERROR}
        return bool(
            person.options or person.apart or person.how == "out" or errors - {"body_unknown"}
        )

    @property
    def needs_help(self) -> bool:
        return any(each.gravity is Gravity.ERROR for each in self.remarks)

    @property
    def label(self) -> str:
        return str(ACTION_LABELS[self.action])

    @property
    def function(self) -> str:
        return str(Delegate.Function(self.values["function"]).label)

    @property
    def change_list(self) -> list[tuple[str, str, str]]:
        """Name of the field, value before and after, in the reader's words."""
        return [
            (str(Delegate._meta.get_field(name).verbose_name), *self.in_words(name, values))
            for name, values in self.changes.items()
        ]

    @staticmethod
    def in_words(name: str, values: tuple[str, str]) -> tuple[str, str]:
        if name != "function":
            return values
        return tuple(str(Delegate.Function(each).label) for each in values)

    @property
    def gravity(self) -> str:
        found = {each.gravity for each in self.remarks}
        return next((each for each in Gravity if each in found), "")

    def digest(self) -> str:
        """Everything about the row that applying would write."""
        body = [self.body.how, self.body.pk, self.body.text, self.body.is_part]
        person = [self.person.how, self.person.pk, self.styles]
        content = [self.action, body, person, self.delegate, self.changes, self.values]
        content += [self.entry.name_ar, self.entry.name_en, self.entry.reference]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass
class Plan:
    """A list as it would be applied now."""

    reading: Reading
    rows: list[Row]
    bodies: list[BodyMatch]
    #: Remarks on sheets, columns and rows that hold no person.
    remarks: list[Remark]
    organizations: dict[int, str]

    @property
    def row_digests(self) -> dict[str, str]:
        return {row.key: row.digest() for row in self.rows}

    @property
    def digest(self) -> str:
        return hashlib.sha256(json.dumps(self.row_digests).encode()).hexdigest()

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.action for row in self.rows)
        return {action.value: found[action] for action in Action}

    @property
    def all_remarks(self) -> list[Remark]:
        every = self.remarks + [remark for row in self.rows for remark in row.remarks]
        return sorted(every, key=lambda each: (each.sheet, each.row, each.column))

    @property
    def stops(self) -> bool:
        """Whether anything has to be decided or corrected first."""
        return any(each.gravity is Gravity.ERROR for each in self.all_remarks)

    @property
    def does_nothing(self) -> bool:
        return not any(row.action in (Action.CREATE, Action.CHANGE) for row in self.rows)

    def moved_since(self, digests: dict[str, str]) -> list[Row]:
        """The rows that are not what they were when somebody looked."""
        return [row for row in self.rows if digests.get(row.key) != row.digest()]
