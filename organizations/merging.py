"""Two records of one body or one person made one.

Every foreign key that leads to the duplicate is led to the survivor, whichever app it is of. Rows
that the database seals stay as they are: the duplicate remains behind them, `merged_into` the
survivor, offered nowhere, its address leading on. One audit event keeps what was where; from it
`unmerging` puts everything back.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext, gettext_noop

from organizations import audit
from organizations.links import (
    fingerprints,
    leading_to,
    link_named,
    links,
    name_of,
    rows_of,
    stored,
)
from organizations.merge_plan import Move, Plan, plan
from organizations.models import Organization
from organizations.models.named import Named
from organizations.triggers import sealed_tables

MERGED = gettext_noop("merged into another record")


class Refused(Exception):
    """The merge cannot be done, or not undone; the message says why."""


class Moved(Refused):
    """Something changed since the person looked."""


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


def take(survivor: Named, duplicate: Named, names: set[str]) -> None:
    if not names:
        return
    for name in names:
        setattr(survivor, name, getattr(duplicate, name))
    survivor.save()


def leave_behind(duplicate: Named, survivor: Named) -> None:
    """The duplicate is no more than what its sealed rows and its address lead to."""
    free = {"iso2": ""} if isinstance(duplicate, Organization) else {}
    rows_of(type(duplicate)).filter(pk=duplicate.pk).update(merged_into=survivor, **free)


def drop(row: models.Model) -> dict:
    """Remove a row that says what another one says; as it was."""
    columns = stored(row)
    rows_of(type(row)).filter(pk=row.pk).delete()
    return {"model": row._meta.label_lower, "columns": columns}


def before_of(move: Move, gone: set) -> dict[str, dict]:
    """Row → the columns that the move changes, as they are."""
    names = [move.link.attname, *getattr(move.link.model, "WHEN_MOVED", {})]
    rows = rows_of(move.link.model).filter(pk__in=move.keys).values("pk", *names)
    label = move.link.model._meta.label_lower
    return {str(row.pop("pk")): row for row in rows.iterator() if (label, row["pk"]) not in gone}


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


def there(link: models.ForeignKey, record: Named, sealed: frozenset[str]) -> list[int] | int:
    """The rows that lead there after the merge; of sealed rows, which only grow, the last."""
    keys = leading_to(link, record).values_list("pk", flat=True)
    return (keys.last() or 0) if link.model._meta.db_table in sealed else list(keys)


def with_fingerprints(name: str, rows: dict[str, dict]) -> dict[str, list]:
    """Row → [its columns before, the mark of what it is after]."""
    marks = fingerprints(link_named(name).model, rows)
    return {key: [columns, marks[key]] for key, columns in rows.items()}


def alias_link(record: Named) -> models.ForeignKey:
    """The link from a record's spellings to it."""
    return record.aliases.field
