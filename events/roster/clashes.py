"""Rows looked at together: what they say of each other, and of the places that are held already."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from events.models import Delegate
from events.roster.known import Known
from events.roster.planned import Action, BodyMatch, Row
from events.roster.remarks import Gravity
from organizations import arabic


class Clashes:
    """Remarks on rows that do not go together. `remark` puts one on a row."""

    def __init__(self, rows: list[Row], known: Known, remark: Callable[..., None]):
        self.rows, self.known, self.remark = rows, known, remark

    def look(self) -> None:
        self.look_at_repetitions()
        self.look_at_places()
        self.look_at_careers()
        self.look_at_heads()
        self.look_at_addresses()

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
            by_body[body_identity(row.body)].append(row)
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


def identities(row: Row) -> Iterable[object]:
    """What two rows must not share: a known person, or the name of a new one."""
    if row.person.pk:
        yield row.person.pk
    elif not row.person.apart:
        yield from filter(None, map(arabic.fold, (row.entry.name_ar, row.entry.name_en)))


def body_identity(body: BodyMatch) -> str:
    return f"known {body.pk}" if body.pk else f"text {body.fold}"
