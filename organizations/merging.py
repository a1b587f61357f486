"""Two records of one body or one person made one, and back again.

Every foreign key that leads to the duplicate is led to the survivor, whichever app it is of. Rows
that the database seals stay as they are: the duplicate remains behind them, `merged_into` the
survivor, offered nowhere, its address leading on. One audit event keeps what was where; from it a
merge is undone, as long as nothing of it was touched and nothing new hangs on the survivor.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils.formats import localize
from django.utils.translation import gettext, gettext_noop

from organizations import audit
from organizations.models import Named, Organization
from organizations.triggers import sealed_tables

MERGED = gettext_noop("merged into another record")
UNDONE = gettext_noop("merge undone")
#: Rows that differ in these alone say the same.
INCIDENTAL = frozenset({"position", "spelling", "sounds", "ends"})
#: What of a record is not chosen at a merge: the survivor's stands.
FIXED = ("parent", "successor", "kept_by")
#: What changes by itself, or is nobody's business.
VOLATILE = frozenset({"password", "last_login"})
SAMPLE = 5


class Refused(Exception):
    """The merge cannot be done, or not undone; the message says why."""


class Moved(Refused):
    """Something changed since the person looked."""


# ---------------------------------------------------------------- what leads to a record


def rows_of(model: type[models.Model]) -> models.QuerySet:
    """All rows as they are stored: no manager hides any, no language stands in for another."""
    return models.QuerySet(model)


def links(model: type[models.Model]) -> list[models.ForeignKey]:
    """Every foreign key to the model that the database holds, those of many-to-many tables
    included. Columns without a constraint are records of the past."""
    relations = model._meta.get_fields(include_hidden=True)
    found = (each.field for each in relations if each.one_to_many or each.one_to_one)
    keys = {each for each in found if isinstance(each, models.ForeignKey) and each.db_constraint}
    return sorted(keys, key=name_of)


def name_of(link: models.ForeignKey) -> str:
    """How the audit chain names a link: `events.delegation.organization`."""
    return f"{link.model._meta.label_lower}.{link.name}"


def leading_to(link: models.ForeignKey, record: Named) -> models.QuerySet:
    """The rows that lead there by this link; never the record itself."""
    rows = rows_of(link.model).filter(**{link.attname: record.pk}).order_by("pk")
    return rows.exclude(pk=record.pk) if link.model is type(record) else rows


def owner_of(link: models.ForeignKey) -> tuple[type[models.Model], models.Field]:
    """The model and field that staff know the link by: for a many-to-many table, its owner's."""
    through = link.model
    if not through._meta.auto_created:
        return through, link
    owner = through._meta.auto_created
    many = (each for each in owner._meta.local_many_to_many if each.remote_field.through is through)
    return owner, next(many)


def sentence_of(link: models.ForeignKey) -> str:
    owner, column = owner_of(link)
    return f"{owner._meta.verbose_name_plural} ({column.verbose_name})"


# ---------------------------------------------------------------- the plan


@dataclass
class Move:
    """The rows that one link leads to the duplicate, and some of them by name."""

    link: models.ForeignKey
    keys: list[int]
    sample: list[str] = field(default_factory=list)

    def __len__(self):
        return len(self.keys)

    @property
    def more(self) -> int:
        return len(self.keys) - len(self.sample)

    def __str__(self):
        return sentence_of(self.link)


@dataclass
class Collision:
    """A row of the duplicate that cannot stand beside one of the survivor's."""

    link: models.ForeignKey
    row: models.Model
    other: models.Model | None
    why: str
    drops: bool

    def __str__(self):
        return described(self.row, self.link)


@dataclass
class Choice:
    """A column in which the two records differ, and whether the duplicate's value is taken."""

    name: str
    label: str
    kept: str
    other: str
    fixed: bool
    taken: bool


@dataclass
class Plan:
    """What a merge would do, as of now."""

    survivor: Named
    duplicate: Named
    moves: list[Move] = field(default_factory=list)
    sealed: list[Move] = field(default_factory=list)
    collisions: list[Collision] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def dropped(self) -> list[Collision]:
        return [each for each in self.collisions if each.drops]

    @property
    def unresolved(self) -> list[Collision]:
        return [each for each in self.collisions if not each.drops]

    @property
    def possible(self) -> bool:
        return not (self.obstacles or self.unresolved)

    @cached_property
    def seen(self) -> str:
        """One value for a form to carry: what the person saw when deciding."""
        columns = [stored(each) for each in (self.survivor, self.duplicate)]
        moves = {name_of(each.link): each.keys for each in (*self.moves, *self.sealed)}
        dropped = sorted(audit.label_of(each.row) for each in self.collisions)
        return fingerprint([columns, moves, dropped])


def plan(survivor: Named, duplicate: Named) -> Plan:
    """What would move, what would be dropped as said twice, and what stands in the way."""
    made = Plan(survivor, duplicate, choices=choices(survivor, duplicate))
    made.obstacles = list(obstacles(survivor, duplicate))
    sealed = sealed_tables()
    for link in links(type(survivor)):
        keys = list(leading_to(link, duplicate).values_list("pk", flat=True))
        if keys and link.model._meta.db_table in sealed:
            made.sealed.append(Move(link, keys))
        elif keys:
            found = collisions(link, survivor, duplicate)
            gone = {each.row.pk for each in found if each.drops}
            staying = [key for key in keys if key not in gone]
            made.collisions += found
            made.notes += notes(link, keys)
            if staying:
                made.moves.append(Move(link, staying, sample(link, staying)))
    return made


def obstacles(survivor: Named, duplicate: Named) -> Iterator[str]:
    """What no rule resolves about the two records themselves."""
    if survivor.pk == duplicate.pk:
        yield gettext("Choose two different records.")
    for each in (survivor, duplicate):
        if each.merged_into_id:
            yield gettext("“%(name)s” was merged into another record meanwhile.") % {"name": each}
    if not isinstance(survivor, Organization):
        return
    if duplicate.pk in line_of(survivor, "parent"):
        yield gettext(
            "“%(survivor)s” is part of “%(duplicate)s”. Keep “%(duplicate)s” instead, or move "
            "“%(survivor)s” out of it first."
        ) % {"survivor": survivor, "duplicate": duplicate}
    if duplicate.pk in line_of(survivor, "successor"):
        yield gettext(
            "“%(duplicate)s” is recorded as the successor of “%(survivor)s”: then they are two "
            "bodies. If that is wrong, take the successor away first."
        ) % {"survivor": survivor, "duplicate": duplicate}


def line_of(record: Organization, column: str) -> list[int]:
    """The keys of what the body leads to by that column, the nearest first."""
    line, step = [], getattr(record, f"{column}_id")
    while step and step not in line:
        line.append(step)
        step = rows_of(Organization).filter(pk=step).values_list(column, flat=True).first()
    return line


def sample(link: models.ForeignKey, keys: list[int]) -> list[str]:
    """The first rows by name."""
    model = link.model
    related = [each.name for each in model._meta.concrete_fields if each.many_to_one]
    rows = rows_of(model).filter(pk__in=keys[:SAMPLE]).select_related(*related).order_by("pk")
    return [described(row, link) for row in rows]


def described(row: models.Model, link: models.ForeignKey) -> str:
    """A row by what it belongs to and its own name."""
    if row._meta.auto_created:
        ends = (each for each in row._meta.concrete_fields if each.many_to_one and each != link)
        return str(getattr(row, next(ends).name))
    owners = (
        getattr(row, each.name)
        for each in row._meta.concrete_fields
        if each.many_to_one and each != link and each.remote_field.on_delete is models.CASCADE
    )
    names = [str(each) for each in owners if each] + [str(row)]
    return ": ".join(dict.fromkeys(names))


def notes(link: models.ForeignKey, keys: list[int]) -> list[str]:
    """What the owner of the rows wants the person to know before they move."""
    owner, _column = owner_of(link)
    if not hasattr(owner, "merge_notes"):
        return []
    rows = rows_of(link.model).filter(pk__in=keys)
    if link.model is not owner:
        ends = (each for each in link.model._meta.concrete_fields if each.related_model is owner)
        rows = rows_of(owner).filter(pk__in=rows.values(next(ends).attname))
    return owner.merge_notes(rows)


# ---------------------------------------------------------------- collisions


@dataclass(frozen=True)
class Identity:
    """Fields of which no two rows may have the same, one of them the link; where, and what the
    constraint says to staff. An absent value is a value only where the model says so itself."""

    names: tuple[str, ...]
    condition: Q | None = None
    said: str = ""
    absent_counts: bool = False


def identities(link: models.ForeignKey) -> Iterator[Identity]:
    """All that keeps the rows of the link's model apart and that the link is a part of."""
    options = link.model._meta
    for constraint in options.constraints:
        if isinstance(constraint, models.UniqueConstraint) and link.name in constraint.fields:
            said = constraint.violation_error_message
            plain = said == constraint.default_violation_error_message
            yield Identity(constraint.fields, constraint.condition, "" if plain else str(said))
    yield from (Identity(names) for names in options.unique_together if link.name in names)
    if link.unique:
        yield Identity((link.name,))
    if link.name in (same := getattr(link.model, "SAME", ())):
        yield Identity(same, absent_counts=True)


def collisions(link: models.ForeignKey, survivor: Named, duplicate: Named) -> list[Collision]:
    """The duplicate's rows that would be there twice, or lead to themselves."""
    pairs: dict[int, tuple[int, Identity]] = {}
    for identity in identities(link):
        for key, other in twice(link, identity, survivor, duplicate):
            pairs.setdefault(key, (other, identity))
    found = judged(link, pairs) if pairs else []
    return found + loops(link, survivor, duplicate)


def twice(link, identity: Identity, survivor: Named, duplicate: Named) -> Iterator[tuple[int, int]]:
    """The duplicate's row and the survivor's with the same values, by their keys."""
    others = [link.model._meta.get_field(each).attname for each in identity.names]
    others.remove(link.attname)
    theirs, mine = (
        leading_to(link, each).filter(identity.condition or Q()).values_list("pk", *others)
        for each in (survivor, duplicate)
    )
    there = {tuple(values): key for key, *values in theirs}
    for key, *values in mine:
        complete = identity.absent_counts or None not in values
        if complete and tuple(values) in there:
            yield key, there[tuple(values)]


def judged(link, pairs: dict[int, tuple[int, Identity]]) -> list[Collision]:
    """Which of the duplicate's rows say no more than the survivor's do, and can go."""
    keys = {*pairs, *(other for other, _identity in pairs.values())}
    values = {row[link.model._meta.pk.attname]: row for row in rows_of(link.model).filter(
        pk__in=keys).values()}  # fmt: skip
    related = [each.name for each in link.model._meta.concrete_fields if each.many_to_one]
    rows = rows_of(link.model).select_related(*related).in_bulk(keys)
    used = hung_upon(link.model, set(pairs))
    ignored = {*INCIDENTAL, link.attname, link.model._meta.pk.attname}
    return [
        Collision(
            link,
            rows[key],
            rows[other],
            identity.said or gettext("Both records have this."),
            key not in used and alike_but(ignored, values[key], values[other]),
        )
        for key, (other, identity) in sorted(pairs.items())
    ]


def alike_but(ignored: set[str], one: dict, other: dict) -> bool:
    return all(one[name] == other[name] for name in one if name not in ignored)


def hung_upon(model: type[models.Model], keys: set[int]) -> set[int]:
    """Those of the rows that other rows lead to."""
    return {
        key
        for link in links(model)
        for key in rows_of(link.model)
        .filter(**{f"{link.attname}__in": keys})
        .values_list(link.attname, flat=True)
    }


def loops(link: models.ForeignKey, survivor: Named, duplicate: Named) -> list[Collision]:
    """Rows of a many-to-many table by which the two records are related to each other."""
    model = link.model
    ends = [each for each in model._meta.concrete_fields if each.related_model is type(survivor)]
    if not model._meta.auto_created or len(ends) < 2:
        return []
    other = next(each for each in ends if each != link)
    rows = leading_to(link, duplicate).filter(**{other.attname: survivor.pk})
    why = gettext("It relates the two records to each other.")
    return [Collision(link, row, None, why, drops=True) for row in rows]


# ---------------------------------------------------------------- the records' own columns


def columns_to_choose(model: type[Named]) -> list[models.Field]:
    names = {each.name for each in model._meta.concrete_fields}
    return [
        each
        for each in model._meta.concrete_fields
        if each.editable
        and not each.primary_key
        and each.name != "slug"
        and f"{each.name}_ar" not in names
    ]


def choices(survivor: Named, duplicate: Named) -> list[Choice]:
    """The columns that differ. What the survivor lacks it takes, unless told otherwise."""
    found = []
    for column in columns_to_choose(type(survivor)):
        kept, other = (getattr(each, column.attname) for each in (survivor, duplicate))
        if (kept or None) == (other or None):
            continue
        fixed = column.name in FIXED
        found.append(
            Choice(
                column.name,
                str(column.verbose_name),
                shown(survivor, column),
                shown(duplicate, column),
                fixed,
                not fixed and kept in (None, ""),
            )
        )
    return found


def shown(record: Named, column: models.Field) -> str:
    if column.choices:
        return str(getattr(record, f"get_{column.name}_display")())
    value = getattr(record, column.name)
    return "" if value is None else str(localize(value))


# ---------------------------------------------------------------- rights


def refusal(user, survivor: Named, duplicate: Named) -> str:
    """Why this person may not merge the two; '' where they may."""
    if not all(each.editable_by(user) for each in (survivor, duplicate)):
        return gettext("Both records must be yours to change.")
    if user.is_superuser or isinstance(survivor, Organization) is False:
        return ""
    inside = user.may_touch(survivor.pk) and user.may_touch(duplicate.pk)
    if inside or not gives_rights(duplicate):
        return ""
    return gettext(
        "People work for “%(name)s”, or it keeps or issues something: merging it would change who "
        "may change what. Ask a system administrator."
    ) % {"name": duplicate}


def gives_rights(body: Organization) -> bool:
    """Whether somebody's rights end at this body."""
    return any(
        leading_to(link, body).exists()
        for link in links(Organization)
        if link.name in getattr(link.model, "SCOPED_BY", ())
    )


# ---------------------------------------------------------------- merging


def merge(survivor: Named, duplicate: Named, *, taken: Iterable[str], seen: str, actor) -> Named:
    """Lead all to the survivor, which takes those columns of the duplicate. Raises Refused."""
    try:
        with transaction.atomic():
            return merge_locked(*locked(survivor, duplicate), set(taken), seen, actor)
    except IntegrityError as error:
        raise Refused(
            gettext("The database refuses what would come of it: %(why)s") % {"why": error}
        ) from error
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def merge_locked(survivor: Named, duplicate: Named, taken: set[str], seen: str, actor) -> Named:
    made = plan(survivor, duplicate)
    if made.obstacles:
        raise Refused(" ".join(made.obstacles))
    if made.seen != seen:
        raise Moved(gettext("Something changed since you looked. This is how it is now."))
    if made.unresolved:
        raise Refused(gettext("Some of what both have cannot be joined by a rule."))
    audit.record(MERGED, duplicate, actor, **carry_out(made, taken))
    return survivor


def locked(*records: Named) -> list[Named]:
    """The rows as they are now, locked in one order, whoever comes first."""
    rows = rows_of(type(records[0])).filter(pk__in=[each.pk for each in records])
    found = {row.pk: row for row in rows.order_by("pk").select_for_update()}
    return [found[each.pk] for each in records]


def carry_out(made: Plan, taken: set[str]) -> dict:
    """The merge itself; what it did, as the audit chain keeps it."""
    survivor, duplicate = made.survivor, made.duplicate
    spellings = leading_to(alias_link(survivor), survivor)
    before = {
        "survivor": stored(survivor),
        "duplicate": stored(duplicate),
        "spellings": {str(row["id"]): row for row in spellings.values()},
    }
    dropped = [drop(each.row) for each in made.dropped]
    gone = {(each.row._meta.label_lower, each.row.pk) for each in made.dropped}
    moved = {name_of(each.link): before_of(each, gone) for each in made.moves}
    leave_behind(duplicate, survivor)
    for each in made.moves:
        lead(each.link, moved[name_of(each.link)], survivor)
    take(survivor, duplicate, {each.name for each in made.choices if not each.fixed} & taken)
    return {
        "survivor": audit.label_of(survivor),
        "name": str(duplicate),
        "into": str(survivor),
        "before": before,
        "dropped": dropped,
        **as_left(survivor, before["spellings"], moved),
    }


def lead(link: models.ForeignKey, rows: dict[str, dict], survivor: Named) -> None:
    changes = {link.attname: survivor.pk} | getattr(link.model, "WHEN_MOVED", {})
    rows_of(link.model).filter(pk__in=map(int, rows)).update(**changes)


def as_left(survivor: Named, spellings: dict[str, dict], moved: dict[str, dict]) -> dict:
    """How the merge leaves things, for whoever wants to undo it to compare."""
    link, sealed = alias_link(survivor), sealed_tables()
    known = {*spellings, *moved.get(name_of(link), {})}
    made = leading_to(link, survivor).exclude(pk__in=map(int, known))
    return {
        "after": {
            "survivor": fingerprints(type(survivor), [survivor.pk])[str(survivor.pk)],
            "spellings": fingerprints(link.model, spellings),
        },
        "moved": {name: with_fingerprints(name, rows) for name, rows in moved.items()},
        "made": list(made.values_list("pk", flat=True)),
        "there": {name_of(each): there(each, survivor, sealed) for each in links(type(survivor))},
    }


def alias_link(record: Named) -> models.ForeignKey:
    """The link from a record's spellings to it."""
    return record.aliases.field


def before_of(move: Move, gone: set) -> dict[str, dict]:
    """Row → the columns that the move changes, as they are."""
    names = [move.link.attname, *getattr(move.link.model, "WHEN_MOVED", {})]
    rows = rows_of(move.link.model).filter(pk__in=move.keys).values("pk", *names)
    label = move.link.model._meta.label_lower
    return {str(row.pop("pk")): row for row in rows.iterator() if (label, row["pk"]) not in gone}


def drop(row: models.Model) -> dict:
    """Remove a row that says what another one says; as it was."""
    columns = stored(row)
    rows_of(type(row)).filter(pk=row.pk).delete()
    return {"model": row._meta.label_lower, "columns": columns}


def leave_behind(duplicate: Named, survivor: Named) -> None:
    """The duplicate is no more than what its sealed rows and its address lead to."""
    free = {"iso2": ""} if isinstance(duplicate, Organization) else {}
    rows_of(type(duplicate)).filter(pk=duplicate.pk).update(merged_into=survivor, **free)


def take(survivor: Named, duplicate: Named, names: set[str]) -> None:
    if not names:
        return
    for name in names:
        setattr(survivor, name, getattr(duplicate, name))
    survivor.save()


def there(link: models.ForeignKey, record: Named, sealed: frozenset[str]) -> list[int] | int:
    """The rows that lead there after the merge; of sealed rows, which only grow, the last."""
    keys = leading_to(link, record).values_list("pk", flat=True)
    return (keys.last() or 0) if link.model._meta.db_table in sealed else list(keys)


def with_fingerprints(name: str, rows: dict[str, dict]) -> dict[str, list]:
    """Row → [its columns before, the mark of what it is after]."""
    marks = fingerprints(link_named(name).model, rows)
    return {key: [columns, marks[key]] for key, columns in rows.items()}


# ---------------------------------------------------------------- undoing


@dataclass
class InTheWay:
    """Something that keeps a merge from being undone."""

    what: str
    row: models.Model | None = None


def event_of(duplicate: Named) -> audit.AuditEvent | None:
    """The event of the merge that holds, if the record was merged."""
    if not duplicate.merged_into_id:
        return None
    events = audit.AuditEvent.objects.filter(thing=audit.label_of(duplicate), verb=MERGED)
    return events.order_by("-seq").first()


def in_the_way(duplicate: Named) -> list[InTheWay]:
    """Why the merge cannot be undone exactly; empty where it can."""
    event = event_of(duplicate)
    if event is None:
        return [InTheWay(gettext("There is no merge to undo."))]
    survivor = rows_of(type(duplicate)).get(pk=duplicate.merged_into_id)
    if audit.label_of(survivor) != event.data["survivor"]:
        said = gettext("“%(name)s” was itself merged since; undo that first.")
        return [InTheWay(said % {"name": event.data["into"]}, survivor)]
    return [
        *changed_itself(survivor, event.data),
        *touched(event.data),
        *newcomers(survivor, event.data),
        *lost(duplicate, event.data),
    ]


def changed_itself(survivor: Named, data: dict) -> Iterator[InTheWay]:
    marks = fingerprints(type(survivor), [survivor.pk])
    if marks[str(survivor.pk)] != data["after"]["survivor"]:
        yield InTheWay(gettext("It was itself changed since."), survivor)
    marks = fingerprints(survivor.aliases.model, data["after"]["spellings"])
    for key, mark in data["after"]["spellings"].items():
        if marks.get(key) != mark:
            name = data["before"]["spellings"][key]["spelling"]
            yield InTheWay(gettext("Its spelling “%(name)s” was changed since.") % {"name": name})


def touched(data: dict) -> Iterator[InTheWay]:
    """Rows that the merge moved and that are no longer as it left them."""
    for name, moved in data["moved"].items():
        link = link_named(name)
        marks = fingerprints(link.model, moved)
        changed = [int(key) for key, (_columns, mark) in moved.items() if marks.get(key) != mark]
        rows = named_rows(link, changed)
        for key in changed:
            if key in rows:
                yield InTheWay(
                    gettext("Changed since: %(what)s.") % {"what": rows[key][0]}, rows[key][1]
                )
            else:
                yield InTheWay(gettext("Removed since: %(what)s.") % {"what": sentence_of(link)})


def named_rows(link: models.ForeignKey, keys: list[int]) -> dict[int, tuple[str, models.Model]]:
    """Each row with the words that say which one it is."""
    related = [each.name for each in link.model._meta.concrete_fields if each.many_to_one]
    rows = rows_of(link.model).select_related(*related).in_bulk(keys) if keys else {}
    return {key: (f"{sentence_of(link)}: {described(row, link)}", row) for key, row in rows.items()}


def newcomers(survivor: Named, data: dict) -> Iterator[InTheWay]:
    """Rows that have come to the survivor since: nobody knows which of the two they mean."""
    for link in links(type(survivor)):
        known = data["there"].get(name_of(link), [])
        keys = leading_to(link, survivor).values_list("pk", flat=True)
        if isinstance(known, int):
            new = list(keys.filter(pk__gt=known))
        else:
            new = sorted({*keys} - {*known})
        for what, row in named_rows(link, new).values():
            yield InTheWay(gettext("New since: %(what)s.") % {"what": what}, row)


def lost(duplicate: Named, data: dict) -> Iterator[InTheWay]:
    """What the rows to be brought back lead to, and that is there no more."""
    model, before = type(duplicate), data["before"]
    rows = [(model, before["survivor"]), (model, before["duplicate"])]
    rows += [(apps.get_model(each["model"]), each["columns"]) for each in data["dropped"]]
    wanted = {
        (column.related_model, columns[column.attname])
        for model, columns in rows
        for column in model._meta.concrete_fields
        if column.many_to_one and columns[column.attname]
    } - {(model, duplicate.pk)}
    for other, key in sorted(wanted, key=str):
        row = rows_of(other).filter(pk=key).first()
        if row is None:
            yield InTheWay(gettext("Removed since: %(what)s.") % {"what": other._meta.verbose_name})
        elif getattr(row, "merged_into_id", None):
            said = gettext("“%(name)s” was itself merged since; undo that first.")
            yield InTheWay(said % {"name": row}, row)


@transaction.atomic
def undo(duplicate: Named, *, actor) -> Named:
    """Put everything back exactly as it was before the merge. Raises Refused."""
    survivor = type(duplicate)._base_manager.filter(merged=duplicate.pk).first()
    if survivor is None:
        raise Refused(gettext("There is no merge to undo."))
    survivor, duplicate = locked(survivor, duplicate)
    if obstacles_now := in_the_way(duplicate):
        raise Refused(" ".join(each.what for each in obstacles_now))
    event = event_of(duplicate)
    put_back(survivor, duplicate, event.data)
    audit.record(UNDONE, duplicate, actor, merge=event.seq, survivor=event.data["survivor"])
    return rows_of(type(duplicate)).get(pk=duplicate.pk)


def put_back(survivor: Named, duplicate: Named, data: dict) -> None:
    spellings = survivor.aliases.model
    rows_of(spellings).filter(pk__in=data["made"]).delete()
    restore(survivor, data["before"]["survivor"])
    restore(duplicate, data["before"]["duplicate"])
    for key, columns in data["before"]["spellings"].items():
        restore(spellings(pk=int(key)), columns)
    for name, moved in data["moved"].items():
        lead_back(link_named(name).model, moved)
    for each in data["dropped"]:
        insert(apps.get_model(each["model"]), each["columns"])


def lead_back(model: type[models.Model], moved: dict[str, list]) -> None:
    """Rows that were alike in what the merge changed are put back together."""
    groups = defaultdict(list)
    for key, (columns, _mark) in moved.items():
        groups[tuple(columns.items())].append(int(key))
    for columns, keys in groups.items():
        rows_of(model).filter(pk__in=keys).update(**dict(columns))


def restore(row: models.Model, columns: dict) -> None:
    """Every column as it was, whatever it would be computed from now."""
    values = {
        each.attname: each.to_python(columns[each.attname])
        for each in row._meta.concrete_fields
        if not each.primary_key
    }
    rows_of(type(row)).filter(pk=row.pk).update(**values)


def insert(model: type[models.Model], columns: dict) -> None:
    """The row with the number that it had; every column as it was."""
    fields = model._meta.concrete_fields
    values = [
        each.get_db_prep_save(each.to_python(columns[each.attname]), connection) for each in fields
    ]
    names = ", ".join(connection.ops.quote_name(each.column) for each in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


# ---------------------------------------------------------------- what must hold


def stragglers(model: type[Named]) -> Iterator[models.Model]:
    """Rows that lead to a merged record though no database seals them; there should be none."""
    merged = rows_of(model).exclude(merged_into=None)
    sealed = sealed_tables()
    for link in links(model):
        if link.model._meta.db_table not in sealed:
            rows = rows_of(link.model).filter(**{f"{link.attname}__in": merged.values("pk")})
            yield from rows.filter(merged_into=None) if link.model is model else rows


# ---------------------------------------------------------------- rows as values


def stored(row: models.Model) -> dict:
    """Every column of the row as it is stored, whatever language is active."""
    return rows_of(type(row)).filter(pk=row.pk).values().get()


def fingerprints(model: type[models.Model], keys: Iterable) -> dict[str, str]:
    """Row → a short mark of all that somebody may change about it."""
    ignored = VOLATILE | {
        each.attname for each in model._meta.concrete_fields if getattr(each, "auto_now", False)
    }
    rows = rows_of(model).filter(pk__in=map(int, keys)).values()
    return {
        str(row[model._meta.pk.attname]): fingerprint(
            {name: value for name, value in row.items() if name not in ignored}
        )
        for row in rows.iterator()
    }


def fingerprint(value) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def link_named(name: str) -> models.ForeignKey:
    label, _dot, column = name.rpartition(".")
    return apps.get_model(label)._meta.get_field(column)
