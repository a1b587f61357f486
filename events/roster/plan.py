"""What a list would do to a conference: every row, every match with its reason, every problem.

The plan is made anew whenever it is needed, in the same number of queries however long the list;
`digest` tells whether it is still the one that somebody looked at.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from events.models import Delegate, RosterImport
from events.roster import names
from events.roster.books import Book
from events.roster.clashes import Clashes
from events.roster.entries import Entry, read
from events.roster.known import Known
from events.roster.planned import Action, BodyMatch, Option, PersonMatch, Plan, Row
from events.roster.progress import Progress
from events.roster.remarks import Gravity, Remark
from organizations import arabic, likeness
from organizations.languages import COMMA

#: Beyond this many unknown bodies no likeness is looked for.
LIKENESS_FOR = 100
SUGGESTIONS = 4
#: Of people who sound alike, so many are compared.
MOST_HEARD = 20


def plan_of(roster: RosterImport, progress: Progress | None = None) -> Plan:
    """The plan of a list that waits, against the database as it is."""
    return Planner(roster, progress or Progress()).plan()


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
        Clashes(self.rows, self.known, self.remark).look()
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
