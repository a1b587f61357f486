"""A merge undone: exactly, as long as nothing of it was touched and nothing new hangs on the
record that stayed; else it is said what is in the way."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext, gettext_noop

from organizations import audit
from organizations.links import (
    fingerprints,
    leading_to,
    link_named,
    links,
    name_of,
    named_rows,
    rows_of,
    sentence_of,
)
from organizations.merging import MERGED, Refused, locked
from organizations.models.named import Named

UNDONE = gettext_noop("merge undone")


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


def newcomers(survivor: Named, data: dict) -> Iterator[InTheWay]:
    """Rows that have come to the survivor since: nobody knows which of the two they mean. A table
    younger than the merge was filled from the others, which tell what is new."""
    there = data["there"]
    for link in (each for each in links(type(survivor)) if name_of(each) in there):
        known = there[name_of(link)]
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


# ---------------------------------------------------------------- putting back


def undo(duplicate: Named, *, actor) -> Named:
    """Put everything back exactly as it was before the merge. Raises Refused."""
    try:
        with transaction.atomic():
            return undo_locked(duplicate, actor)
    except IntegrityError as error:
        raise Refused(
            gettext("The database refuses what would come of it: %(why)s") % {"why": error}
        ) from error


def undo_locked(duplicate: Named, actor) -> Named:
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
    rows_of(type(duplicate)).filter(pk=duplicate.pk).update(merged_into=None)
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
