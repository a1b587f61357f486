"""What a merge of two records would do: what moves, what is there twice, what stands in the way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.utils.formats import localize
from django.utils.translation import gettext

from organizations import audit
from organizations.links import (
    described,
    fingerprint,
    leading_to,
    links,
    name_of,
    owner_of,
    rows_of,
    sentence_of,
    stored,
)
from organizations.models import Organization
from organizations.models.named import Named
from organizations.triggers import sealed_tables

#: Rows that differ in these alone say the same.
INCIDENTAL = frozenset({"position", "spelling", "sounds", "ends"})
#: What of a record is not chosen at a merge: the survivor's stands.
FIXED = ("parent", "successor", "kept_by")
#: How many of the rows that move are named.
SAMPLE = 5


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
            if staying:
                made.notes += notes(link, staying)
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
