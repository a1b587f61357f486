"""Applying a list, all of it or nothing; putting one away."""

from collections.abc import Callable, Iterable, Iterator

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from events.models import Conference, Delegate, Delegation, RosterImport
from events.roster import names
from events.roster.plan import plan_of
from events.roster.planned import Action, BodyMatch, Plan, Row
from events.roster.progress import Progress
from organizations import arabic, audit
from organizations.models import (
    Organization,
    OrganizationAlias,
    Person,
    PersonAlias,
    PersonHonorific,
)

Kind, Group, State = Organization.Kind, Delegation.Group, RosterImport.State
GROUPS = {
    Kind.STATE: Group.STATES,
    Kind.ARAB_BODY: Group.ARAB,
    Kind.INTERNATIONAL_BODY: Group.INTERNATIONAL,
}


class Refused(Exception):
    """The list cannot be applied, or undone, as it stands."""


class Finished(Refused):
    """Somebody applied it, undid it or put it away meanwhile."""


class Unsettled(Refused):
    """Something has to be decided or corrected first."""


class Moved(Refused):
    """What applying would do is no longer what was shown; `rows` are those that differ."""

    def __init__(self, rows: list[Row]):
        super().__init__()
        self.rows = rows


def apply(
    roster: RosterImport, seen: str, user, agree: Callable[[Plan], None] = lambda plan: None
) -> RosterImport:
    """Do what the plan with that digest says. Raises Refused, or what `agree` raises when it looks
    at the plan; then nothing has changed."""
    progress = Progress(roster.pk)
    try:
        with transaction.atomic():
            roster = locked(roster)
            if roster.state != State.WAITING:
                raise Finished
            plan = plan_of(roster, progress)
            agree(plan)
            if plan.digest != seen:
                raise Moved(plan.moved_since(roster.seen_rows))
            if plan.stops:
                raise Unsettled
            progress.say("writing", 0, len(plan.rows))
            Writer(roster, plan, user).write()
    except IntegrityError as error:  # an edit that did not wait for our lock
        raise Moved(plan_of(roster).moved_since(roster.seen_rows)) from error
    finally:
        progress.over()
    return roster


def locked(roster: RosterImport) -> RosterImport:
    """The list as it is now, with its conference locked, so that lists follow one another."""
    Conference.objects.select_for_update().get(pk=roster.conference_id)
    return RosterImport.objects.select_for_update(of=("self",)).get(pk=roster.pk)


class Writer:
    """Writes a plan: bodies, delegations, people, places, spellings."""

    def __init__(self, roster: RosterImport, plan: Plan, user):
        self.roster, self.plan, self.user = roster, plan, user
        self.rows = [row for row in plan.rows if row.action is not Action.OUT]
        self.done: dict[str, list | dict] = {}
        self.events: list[tuple] = []

    def write(self) -> None:
        bodies = self.bodies()
        delegations = self.delegations(bodies)
        people = self.people()
        self.change_places()
        self.create_places(bodies, delegations, people)
        self.remember()
        self.finish()

    def bodies(self) -> dict[str, Organization]:
        """The body of each match that has rows left, the new ones created."""
        matches = {row.body.fold: row.body for row in self.rows}
        known = Organization.objects.in_bulk([m.pk for m in matches.values() if m.pk])
        found, created = {}, []
        for fold, match in matches.items():
            if match.pk:
                found[fold] = known[match.pk]
                continue
            language = names.script(match.text) or "ar"
            body = Organization(kept_by=self.user.organization)
            setattr(body, f"name_{language}", match.text)
            body.save()
            found[fold] = body
            created.append(body)
        self.done["bodies"] = sealed(created)
        return found

    def delegations(self, bodies: dict[str, Organization]) -> dict[int, Delegation]:
        """Key of the body → its delegation; those that are missing are created."""
        known = {
            each.organization_id: each
            for each in Delegation.objects.filter(conference=self.roster.conference_id)
        }
        created, referenced = {}, []
        for row in self.rows:
            body, reference = bodies[row.body.fold], row.entry.reference
            delegation = known.get(body.pk) or created.get(body.pk)
            if delegation is None:
                delegation = created[body.pk] = Delegation(
                    conference_id=self.roster.conference_id,
                    organization=body,
                    group=GROUPS.get(body.kind, Group.OTHER),
                )
            if reference and not delegation.credentials_reference:
                delegation.credentials_reference = reference
                if delegation.pk:
                    referenced.append(delegation)
        Delegation.objects.bulk_create(created.values())
        Delegation.objects.bulk_update(referenced, ["credentials_reference"])
        self.done["delegations"] = sealed(created.values())
        self.done["referenced"] = sealed(referenced)
        return known | created

    def people(self) -> dict[str, int]:
        """Key of the row → key of its person; those who are new are enrolled."""
        new = [row for row in self.rows if row.action is Action.CREATE and not row.person.pk]
        people = [
            Person(
                name_ar=arabic.canonical(row.entry.name_ar),
                name_en=arabic.canonical(row.entry.name_en),
                kept_by=self.user.organization,
            )
            for row in new
        ]
        Person.objects.enrol(people)
        PersonHonorific.objects.bulk_create(
            PersonHonorific(person=person, honorific_id=pk, position=position)
            for row, person in zip(new, people, strict=True)
            for position, pk in enumerate(dict.fromkeys(row.styles), 1)
        )
        self.done["people"] = sealed(people)
        known = {row.key: row.person.pk for row in self.rows if row.person.pk}
        return known | {row.key: person.pk for row, person in zip(new, people, strict=True)}

    def change_places(self) -> None:
        """Those who give up the head's place first."""
        rows = [row for row in self.rows if row.action is Action.CHANGE]
        rows.sort(key=lambda row: row.values["function"] == "head")
        for row in rows:
            changes = {name: after for name, (_before, after) in row.changes.items()}
            Delegate.objects.filter(pk=row.delegate).update(**changes)
        after = Delegate.objects.in_bulk([row.delegate for row in rows])
        verb = gettext_noop("changed by a list")
        self.events += [event(verb, after[row.delegate], row.changes) for row in rows]
        self.done["changed"] = [
            [
                row.delegate,
                audit.seal_of(after[row.delegate]),
                {name: before for name, (before, _after) in row.changes.items()},
            ]
            for row in rows
        ]

    def create_places(self, bodies, delegations, people: dict[str, int]) -> None:
        places = [
            Delegate(
                conference_id=self.roster.conference_id,
                delegation=delegations[bodies[row.body.fold].pk],
                person_id=people[row.key],
                **row.values,
            )
            for row in self.rows
            if row.action is Action.CREATE
        ]
        Delegate.objects.bulk_create(places)
        rows = [row for row in self.rows if row.action is Action.CREATE]
        for row, place in zip(rows, places, strict=True):
            new = {name: (None, value or None) for name, value in row.values.items()}
            self.events.append(event(gettext_noop("added by a list"), place, new))
        self.done["places"] = sealed(places)

    def remember(self) -> None:
        """Choices become spellings, where the person may change that body or that person."""
        self.done["body_spellings"] = [each.pk for each in self.remember_bodies()]
        self.done["person_spellings"] = [each.pk for each in self.remember_people()]
        parts = (each for each in self.matches() if each.is_part and each.pk)
        self.done["parts"] = {each.fold: each.pk for each in parts}

    def matches(self) -> Iterable[BodyMatch]:
        return {row.body.fold: row.body for row in self.rows}.values()

    def remember_bodies(self) -> Iterator[OrganizationAlias]:
        chosen = [m for m in self.matches() if m.how == "chosen" and not m.is_part]
        bodies = Organization.objects.in_bulk([match.pk for match in chosen])
        taken = set(
            OrganizationAlias.objects.filter(key__in=[m.fold for m in chosen]).values_list(
                "key", flat=True
            )
        )
        for match in chosen:
            if match.fold not in taken and bodies[match.pk].editable_by(self.user):
                alias = OrganizationAlias(organization=bodies[match.pk], spelling=match.text)
                alias.save()
                yield alias

    def remember_people(self) -> Iterator[PersonAlias]:
        chosen = [row for row in self.rows if row.person.how == "chosen"]
        mine = Person.objects.editable_by(self.user).in_bulk([row.person.pk for row in chosen])
        known = set(PersonAlias.objects.filter(person__in=mine).values_list("person", "key"))
        for row in chosen:
            for spelling in filter(None, (row.entry.name_ar, row.entry.name_en)):
                place = (row.person.pk, arabic.fold(spelling))
                if row.person.pk in mine and place[1] and place not in known:
                    known.add(place)
                    alias = PersonAlias(person=mine[row.person.pk], spelling=spelling)
                    alias.save()
                    yield alias

    def finish(self) -> None:
        """The rows are private and no longer needed; what was done is needed for undoing it."""
        roster = self.roster
        roster.counts = self.plan.counts | {
            name: len(self.done[name]) for name in ("bodies", "delegations", "people")
        }
        roster.done, roster.state = self.done, State.APPLIED
        roster.applied_at, roster.applied_by = timezone.now(), self.user
        roster.book, roster.seen_rows, roster.choices = None, {}, {}
        roster.save()
        told = {"file": roster.file_name, "sha256": roster.sha256, "counts": roster.counts}
        applied = (gettext_noop("list of delegates applied"), roster.conference, told)
        audit.record_all([applied, *self.events], self.user)


def event(verb: str, place: Delegate, fields: dict[str, tuple]) -> tuple:
    """What the chain keeps of one place, field by field: of what is private that it changed."""
    shown = {
        name: [audit.HIDDEN, audit.HIDDEN] if name in PRIVATE else list(pair)
        for name, pair in fields.items()
        if pair[0] != pair[1]
    }
    return verb, place, {"fields": shown}


def sealed(rows: Iterable[models.Model]) -> list[list]:
    """Key and seal of each row, by which an undoing sees whether it was touched since."""
    return [[row.pk, audit.seal_of(row)] for row in rows]


#: Of what a list changed, the old values that never leave the desk.
PRIVATE = frozenset(Delegate.PRIVATE)


def erase_private(conference: Conference) -> None:
    """Nothing private is left in the lists of a conference: rows that wait are deleted, and an
    undoing no longer brings back addresses, telephones and notes."""
    for roster in conference.roster_imports.select_for_update():
        if roster.state == State.WAITING:
            roster.state = State.PUT_AWAY
        roster.book, roster.seen_rows, roster.choices = None, {}, {}
        for change in roster.done.get("changed", ()):
            change[2] = {name: old for name, old in change[2].items() if name not in PRIVATE}
        roster.save()


def put_away(roster: RosterImport) -> RosterImport:
    """Drop the rows of a list that will not be applied. Raises Refused."""
    with transaction.atomic():
        roster = locked(roster)
        if roster.state != State.WAITING:
            raise Finished
        roster.state, roster.book, roster.seen_rows, roster.choices = State.PUT_AWAY, None, {}, {}
        roster.save()
    return roster
