"""What a list would do to a conference: every row, every match with its reason, every problem.

The plan is made anew whenever it is needed, in the same number of queries however long the list;
`digest` tells whether it is still the one that somebody looked at.
"""

import difflib
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import ACTIVE, Delegate, RosterImport
from events.roster import names
from events.roster.entries import COMMA, Entry, Reading, read
from events.roster.files import Book
from events.roster.progress import Progress
from events.roster.remarks import Gravity, Remark
from organizations import arabic, likeness
from organizations.models import Honorific, Organization, OrganizationAlias, PersonAlias

#: Beyond this many unknown bodies no likeness is looked for.
LIKENESS_FOR = 100
SUGGESTIONS = 4
#: Of people who sound alike, so many are compared.
MOST_HEARD = 20


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


def plan_of(roster: RosterImport, progress: Progress | None = None) -> Plan:
    """The plan of a list that waits, against the database as it is."""
    return Planner(roster, progress or Progress()).plan()


class Known:
    """The directory and the conference, each read once."""

    def __init__(self, roster: RosterImport):
        standing = OrganizationAlias.objects.filter(organization__merged_into=None)
        spellings = standing.values_list("key", "organization_id")
        self.body_keys: dict[str, int] = dict(spellings)
        bodies = Organization.objects.order_by("sort_ar", "id")
        rows = bodies.values_list("pk", "name_ar", "name_en", "iso2")
        self.bodies = {pk: ar or en for pk, ar, en, _iso2 in rows}
        self.codes = {iso2: pk for pk, _ar, _en, iso2 in rows if iso2}
        self.people: dict[int, str] = {}
        self.person_keys: dict[str, list[int]] = defaultdict(list)
        self.by_sound: dict[str, list[tuple[int, str]]] = defaultdict(list)
        standing = PersonAlias.objects.filter(person__merged_into=None)
        columns = ("key", "sounds", "ends", "spelling", "person_id")
        names_of_people = ("person__name_ar", "person__name_en")
        for key, sounds, ends, spelling, pk, ar, en in standing.order_by(
            "person_id", "id"
        ).values_list(*columns, *names_of_people):
            self.people[pk] = ar or en
            self.person_keys[key].append(pk)
            for sound in {sounds, ends} - {""}:
                self.by_sound[sound].append((pk, spelling))
        self.honorifics: dict[str, int] = {}
        for each in Honorific.objects.order_by("-precedence", "-id"):
            for form in ("masculine_ar", "masculine_en", "feminine_ar", "feminine_en"):
                if key := arabic.fold(getattr(each, form) or ""):
                    self.honorifics[key] = each.pk
        places = Delegate.objects.filter(conference=roster.conference_id)
        self.active: dict[int, Delegate] = {}
        self.former: set[tuple[int, int]] = set()
        for place in places.annotate(body_pk=F("delegation__organization")).order_by("pk"):
            if place.state in ACTIVE:
                self.active[place.person_id] = place
            else:
                self.former.add((place.person_id, place.body_pk))
        earlier = RosterImport.objects.filter(
            conference=roster.conference_id, state=RosterImport.State.APPLIED
        )
        self.parts: dict[str, int] = {}
        for parts in earlier.order_by("applied_at").values_list("done__parts", flat=True):
            self.parts |= parts or {}


#: Abbreviations of honorifics, and what the register is likely to call them; both folded.
ABBREVIATED = {
    arabic.fold(short): arabic.fold(long)
    for short, long in {
        "د.": "الدكتور", "أ.د": "الأستاذ الدكتور", "أ. د": "الأستاذ الدكتور", "م.": "المهندس",
        "أ.": "الأستاذ", "Brig Gen": "Brigadier General", "Brig": "Brigadier",
        "Maj Gen": "Major General", "Lt Gen": "Lieutenant General", "Lt Col": "Lieutenant Colonel",
        "Col": "Colonel", "Capt": "Captain", "Maj": "Major", "Gen": "General", "Doctor": "Dr",
        "Engineer": "Eng", "Professor": "Prof", "H.E": "His Excellency",
    }.items()
}  # fmt: skip


class Planner:
    """Makes the plan of one list."""

    def __init__(self, roster: RosterImport, progress: Progress):
        self.choices = roster.choices
        self.known = Known(roster)
        book = Book.from_json(roster.book)
        self.reading = read(book, self.choices, self.known.body_keys.keys(), progress)
        self.bodies: dict[str, BodyMatch] = {}
        self.rows: list[Row] = []

    def plan(self) -> Plan:
        of_rows, others = self.sorted_remarks()
        for entry in self.reading.entries:
            row = Row(entry, self.body(entry), self.person(entry))
            row.remarks = of_rows.get(row.key, [])
            self.rows.append(row)
        self.suggest_bodies()
        for row in self.rows:
            self.settle(row)
        self.look_at_repetitions()
        self.look_at_places()
        self.look_at_careers()
        self.look_at_heads()
        self.look_at_addresses()
        for row in self.rows:
            if row.action is Action.OUT:
                row.remarks = [each for each in row.remarks if each.gravity is not Gravity.ERROR]
            elif row.needs_help:
                row.action = Action.STOP
        return Plan(self.reading, self.rows, list(self.bodies.values()), others, self.known.bodies)

    def sorted_remarks(self) -> tuple[dict[str, list[Remark]], list[Remark]]:
        """The remarks by the row that they are about, and those about anything else."""
        keys = {entry.key for entry in self.reading.entries}
        of_rows, others = defaultdict(list), []
        for remark in self.reading.remarks:
            key = f"{remark.sheet}:{remark.row}"
            if remark.row and self.choices.get(f"person:{key}") == "out" and key not in keys:
                message = _("Left out, as you chose.")
                remark = replace(remark, gravity=Gravity.NOTE, code="left_out", message=message)
            (of_rows[key] if key in keys else others).append(remark)
        return of_rows, others

    def remark(self, row: Row, gravity: Gravity, code: str, message: str, field_: str = "") -> None:
        column = self.letter(row.entry.sheet, field_)
        row.remarks.append(Remark(row.entry.sheet, row.entry.row, column, gravity, code, message))

    def letter(self, sheet: int, field_: str) -> str:
        columns = self.reading.tables[sheet].header.columns
        return next((each.letter for each in columns if each.field == field_), "")

    # --- bodies ---

    def body(self, entry: Entry) -> BodyMatch:
        fold = arabic.fold(entry.body)
        match = self.bodies.get(fold)
        if match is None:
            match = BodyMatch(entry.key, entry.body, entry.body_other)
            self.match_body(match)
            self.bodies[fold] = match
        match.rows += 1
        return match

    def match_body(self, match: BodyMatch) -> None:
        known, fold = self.known, match.fold
        choice = self.choices.get(f"body:{match.key}", "")
        if choice in ("new", "out"):
            match.how = choice
            match.name = match.text if choice == "new" else ""
        elif choice.isdecimal() and int(choice) in known.bodies:
            self.take_body(match, int(choice), "chosen", _("Chosen by you."))
            match.is_part = self.choices.get(f"how:{match.key}") == "part"
        elif pk := known.body_keys.get(fold) or known.body_keys.get(arabic.fold(match.other)):
            self.take_body(match, pk, "spelling", _("This spelling is known."))
        elif pk := known.codes.get(match.text.upper()):
            self.take_body(match, pk, "code", _("The ISO code of the state."))
        elif (pk := known.parts.get(fold)) in known.bodies:
            reason = _("Chosen in an earlier list; the text goes into the posts.")
            self.take_body(match, pk, "remembered", reason)
            match.is_part = True

    def take_body(self, match: BodyMatch, pk: int, how: str, reason: str) -> None:
        match.pk, match.name, match.how, match.reason = pk, self.known.bodies[pk], how, reason

    def suggest_bodies(self) -> None:
        """For bodies that nobody knows, and for those that were chosen, so that one can return."""
        keys = self.known.body_keys
        open_ones = [
            each
            for each in self.bodies.values()
            if each.text and each.how not in ("spelling", "code", "remembered")
        ]
        longest = sorted((each for each in keys if len(each) > 2), key=len, reverse=True)
        for match in open_ones[:LIKENESS_FOR]:
            found: dict[int, Option] = {}
            for key in longest:
                if names_whole(key, match.fold):
                    reason = _("its name stands in the text")
                    found.setdefault(keys[key], Option(keys[key], "", reason))
            for key in difflib.get_close_matches(match.fold, keys, SUGGESTIONS, 0.75):
                found.setdefault(keys[key], Option(keys[key], "", _("spelled alike")))
            match.options = list(found.values())[:SUGGESTIONS]
            for option in match.options:
                option.name = self.known.bodies[option.pk]
            if f"how:{match.key}" not in self.choices:
                match.is_part = looks_like_part(match.text)

    # --- people ---

    def person(self, entry: Entry) -> PersonMatch:
        known = self.known
        keys = [key for text in (entry.name_ar, entry.name_en) if (key := arabic.fold(text))]
        exact = list(dict.fromkeys(pk for key in keys for pk in known.person_keys.get(key, [])))
        like = [] if exact else self.sounding_like(entry)
        options = [Option(pk, known.people[pk], _("same spelling")) for pk in exact]
        options += [Option(pk, known.people[pk], _("sounds alike")) for pk in like]
        match = PersonMatch(options=options[: SUGGESTIONS * 2])
        choice = self.choices.get(f"person:{entry.key}", "")
        if choice in ("new", "out"):
            match.how, match.apart = choice, choice == "new"
        elif choice.isdecimal() and int(choice) in {each.pk for each in match.options}:
            self.take_person(match, int(choice), "chosen", _("Chosen by you."))
        elif exact:
            self.take_exact(match, exact)
        return match

    def sounding_like(self, entry: Entry) -> list[int]:
        """People whose names may be the entry's, in either script; nobody is taken for it."""
        found: dict[int, None] = {}
        for name in filter(None, (entry.name_ar, entry.name_en)):
            for sound in {likeness.sounds(name), likeness.ends(name)} - {""}:
                for pk, spelling in self.known.by_sound.get(sound, ())[:MOST_HEARD]:
                    if likeness.alike(name, spelling):
                        found.setdefault(pk)
        return sorted(found)

    def take_exact(self, match: PersonMatch, exact: list[int]) -> None:
        sitting = [pk for pk in exact if pk in self.known.active]
        if len(exact) == 1:
            self.take_person(match, exact[0], "spelling", _("This spelling is known."))
        elif len(sitting) == 1:
            reason = _("Of several with this name, the one who is at this conference.")
            self.take_person(match, sitting[0], "spelling", reason)
        else:
            match.how = "unclear"

    def take_person(self, match: PersonMatch, pk: int, how: str, reason: str) -> None:
        match.pk, match.name, match.how, match.reason = pk, self.known.people[pk], how, reason

    # --- rows ---

    def settle(self, row: Row) -> None:
        """What becomes of the row, looked at alone."""
        entry, body, person = row.entry, row.body, row.person
        row.values = stored_values(entry, body)
        if body.how == "out" or person.how == "out":
            row.action = Action.OUT
            return self.remark(row, Gravity.NOTE, "left_out", _("Left out, as you chose."))
        if body.text and not body.decided:
            message = _("“%(body)s” is not known. Which body is meant?")
            self.remark(row, Gravity.ERROR, "body_unknown", message % {"body": body.text}, "body")
        if person.how == "unclear":
            message = _("Several people are called “%(name)s”. Who is meant?")
            name = entry.name_ar or entry.name_en
            self.remark(row, Gravity.ERROR, "person_unclear", message % {"name": name}, "name")
        elif person.how == "new" and person.options and not person.apart:
            message = _("Like “%(name)s” in the directory. Is that who is meant?")
            params = {"name": person.options[0].name}
            self.remark(row, Gravity.WARNING, "person_alike", message % params, "name")
        if not entry.function:
            self.remark(
                row, Gravity.WARNING, "no_function",
                _("No function: a member, unless a function is recorded already."), "function",
            )  # fmt: skip
        if person.how == "new":
            row.styles = list(self.styles_of(entry))
        if place := self.place_of(row):
            row.delegate = place.pk
            row.changes = dict(changes_of(row, place))
            row.action = Action.CHANGE if row.changes else Action.LEAVE
        elif (person.pk, body.pk) in self.known.former:
            message = _("Was in this delegation before and no longer is: gets a new place.")
            self.remark(row, Gravity.WARNING, "former", message, "name")

    def styles_of(self, entry: Entry) -> Iterator[int]:
        """The honorifics of the register that stand before the name, however abbreviated."""
        forms = self.known.honorifics
        for text in entry.honorifics:
            key = arabic.fold(text)
            key = ABBREVIATED.get(key, key)
            if pk := forms.get(key) or forms.get(f"ال{key}"):
                yield pk

    def place_of(self, row: Row) -> Delegate | None:
        """The person's place in this very delegation."""
        place = self.known.active.get(row.person.pk) if row.person.pk else None
        return place if place and place.body_pk == row.body.pk else None

    def staying(self) -> Iterator[Row]:
        return (row for row in self.rows if row.action is not Action.OUT)

    def look_at_repetitions(self) -> None:
        """The same person in two rows: the same twice is left out once, all else is asked."""
        seen: dict[object, Row] = {}
        for row in list(self.staying()):
            keys = list(identities(row))
            first = next((seen[key] for key in keys if key in seen), None)
            if first is None:
                seen |= dict.fromkeys(keys, row)
            elif first.body is row.body and first.values == row.values:
                row.action = Action.OUT
                message = _("The same as row %(row)s: left out.") % {"row": first.entry.row}
                self.remark(row, Gravity.WARNING, "same_row", message)
            else:
                self.say_twice(row, first)
                self.say_twice(first, row)

    def say_twice(self, row: Row, other: Row) -> None:
        message = _("The same person, differently, in row %(row)s. Leave one out.")
        code = "twice"
        if other.body is not row.body:
            code = "two_delegations"
            message = _(
                "The same person stands for “%(body)s” in row %(row)s. Leave one out, or say that "
                "it is another person."
            )
        params = {"row": other.entry.row, "body": other.body.name or other.body.text}
        if not any(each.code == code for each in row.remarks):
            self.remark(row, Gravity.ERROR, code, message % params, "name")

    def look_at_places(self) -> None:
        """Nobody has two places at one conference."""
        for row in self.staying():
            place = self.known.active.get(row.person.pk) if row.person.pk else None
            if place and place.body_pk != row.body.pk and (row.body.pk or row.body.how == "new"):
                message = _(
                    "Has a place in the delegation of “%(body)s” already. Withdraw that one first, "
                    "or say that this is another person."
                )
                params = {"body": self.known.bodies[place.body_pk]}
                self.remark(row, Gravity.ERROR, "sits_elsewhere", message % params, "name")

    def look_at_careers(self) -> None:
        """Somebody of that name who so far stood for others may be somebody else."""
        rows = [row for row in self.staying() if row.person.how == "spelling" and row.body.pk]
        places = Delegate.objects.filter(person__in={row.person.pk for row in rows})
        stood: dict[int, list[int]] = defaultdict(list)
        for person, body in places.order_by("-pk").values_list(
            "person", "delegation__organization"
        ):
            stood[person].append(body)
        for row in rows:
            bodies = stood.get(row.person.pk)
            if bodies and row.body.pk not in bodies:
                message = _("“%(name)s” stood for “%(body)s” so far. Or is this another person?")
                params = {"name": row.person.name, "body": self.known.bodies[bodies[0]]}
                self.remark(row, Gravity.WARNING, "stood_for_another", message % params, "name")

    def look_at_heads(self) -> None:
        """One head a delegation, counting those who stay from before."""
        by_body: dict[str, list[Row]] = defaultdict(list)
        for row in self.staying():
            by_body[self.body_identity(row.body)].append(row)
        for rows in by_body.values():
            heads = [row for row in rows if row.values["function"] == "head"]
            touched = {row.delegate for row in rows}
            before = [
                place
                for place in self.known.active.values()
                if place.body_pk == rows[0].body.pk
                and place.function == "head"
                and place.pk not in touched
            ]
            self.say_heads(rows, heads, before)

    def say_heads(self, rows: list[Row], heads: list[Row], before: list[Delegate]) -> None:
        if len(heads) + len(before) > 1:
            others = [str(row.entry.row) for row in heads]
            message = _("More than one head of this delegation, in rows %(rows)s. Correct one.")
            if before:
                message = _(
                    "The delegation has a head already, “%(name)s”, who is not in the list. Change "
                    "that place first, or the function here."
                )
            name = self.known.people[before[0].person_id] if before else ""
            for row in heads:
                params = {"rows": _(", ").join(others), "name": name}
                self.remark(row, Gravity.ERROR, "two_heads", message % params, "function")
        elif not heads and not before:
            message = _("No head of the delegation of “%(body)s”.")
            params = {"body": rows[0].body.name or rows[0].body.text}
            self.remark(rows[0], Gravity.WARNING, "no_head", message % params, "function")

    def body_identity(self, body: BodyMatch) -> str:
        return f"known {body.pk}" if body.pk else f"text {body.fold}"

    def look_at_addresses(self) -> None:
        """One address for several people is possible, and said."""
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in self.staying():
            if row.values["email"]:
                rows[row.values["email"].casefold()].append(row)
        listed = {row.delegate for row in self.rows}
        taken = {
            place.email.casefold(): place
            for place in self.known.active.values()
            if place.email and place.pk not in listed
        }
        for address, sharing in rows.items():
            numbers = _(", ").join(str(row.entry.row) for row in sharing)
            for row in sharing:
                if len(sharing) > 1:
                    message = _("The same e-mail address in rows %(rows)s.") % {"rows": numbers}
                    self.remark(row, Gravity.WARNING, "email_shared", message, "email")
                elif address in taken:
                    name = self.known.people[taken[address].person_id]
                    message = _("“%(name)s” has the same e-mail address.") % {"name": name}
                    self.remark(row, Gravity.WARNING, "email_shared", message, "email")


_PART = re.compile(
    r"(?:ال)?(?:إدارة|ادارة|مديرية|قسم|مصلحة|قطاع|مكتب|وزارة|هيئة|مركز|شرطة|قيادة|أكاديمية)\b"
    r"|(?:department|directorate|ministry|office|general directorate|bureau|unit|division)\b",
    re.IGNORECASE,
)


def looks_like_part(text: str) -> bool:
    """Whether the text names a department: «إدارة مكافحة المخدرات بوزارة الداخلية»."""
    return bool(_PART.match(text))


def names_whole(key: str, text: str) -> bool:
    """Whether the key stands in the text as whole words, or behind «ب» or «ل»."""
    if key not in text:
        return False
    padded = f" {text} "
    return any(f" {prefix}{key} " in padded for prefix in ("", "ب", "ل"))


def stored_values(entry: Entry, body: BodyMatch) -> dict[str, str]:
    """The columns of a new place; a department that stood for its body goes into the post."""
    titles = {"ar": entry.printed_title_ar, "en": entry.printed_title_en}
    if body.is_part and body.pk:
        language = names.script(body.text) or "ar"
        parts = dict.fromkeys(filter(None, (titles[language], body.text)))
        titles[language] = COMMA[language].join(parts)[:500]
    return {
        "function": entry.function or Delegate.Function.MEMBER.value,
        "printed_name_ar": entry.printed_name_ar,
        "printed_name_en": entry.printed_name_en,
        "printed_title_ar": titles["ar"],
        "printed_title_en": titles["en"],
        "email": entry.email,
        "phone": entry.phone,
        "private_note": entry.private_note,
    }


def changes_of(row: Row, place: Delegate) -> Iterator[tuple[str, tuple[str, str]]]:
    """What the row says that the place does not; an empty cell says nothing."""
    if not row.entry.function:
        row.values["function"] = place.function
    for name, value in row.values.items():
        before = getattr(place, name) or ""
        value = arabic.canonical(value)
        if name == "private_note" and value:
            missing = [each for each in value.split("\n") if each not in before.split("\n")]
            value = "\n".join(filter(None, [before, *missing]))
            row.values[name] = value
        if value and value != before:
            yield name, (before, value)


def identities(row: Row) -> Iterable[object]:
    """What two rows must not share: a known person, or the name of a new one."""
    if row.person.pk:
        yield row.person.pk
    elif not row.person.apart:
        yield from filter(None, map(arabic.fold, (row.entry.name_ar, row.entry.name_en)))
