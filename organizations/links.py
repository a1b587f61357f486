"""What leads to a body or a person: every foreign key of every app, and rows as they are stored."""

import hashlib
import json
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from organizations.models import Organization, Person
from organizations.models.named import Named
from organizations.triggers import sealed_tables

#: What changes by itself, or is nobody's business.
VOLATILE = frozenset({"password", "last_login"})
NAMED: tuple[type[Named], ...] = (Organization, Person)


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


def link_named(name: str) -> models.ForeignKey:
    label, _dot, column = name.rpartition(".")
    return apps.get_model(label)._meta.get_field(column)


def leading_to(link: models.ForeignKey, record: Named) -> models.QuerySet:
    """The rows that lead there by this link; never the record itself."""
    rows = rows_of(link.model).filter(**{link.attname: record.pk}).order_by("pk")
    return rows.exclude(pk=record.pk) if link.model is type(record) else rows


def referring_tables() -> set[str]:
    """The tables whose rows may be led from a body or a person to another; not those sealed."""
    found = {link.model._meta.db_table for model in NAMED for link in links(model)}
    return found - sealed_tables()


def stragglers(model: type[Named]) -> Iterator[models.Model]:
    """Rows that lead to a merged record though no database seals them; there should be none."""
    merged = rows_of(model).exclude(merged_into=None)
    sealed = sealed_tables()
    for link in links(model):
        if link.model._meta.db_table not in sealed:
            rows = rows_of(link.model).filter(**{f"{link.attname}__in": merged.values("pk")})
            yield from rows.filter(merged_into=None) if link.model is model else rows


# ---------------------------------------------------------------- in words


def owner_of(link: models.ForeignKey) -> tuple[type[models.Model], models.Field]:
    """The model and field that staff know the link by: for a many-to-many table, its owner's."""
    through = link.model
    if not through._meta.auto_created:
        return through, link
    owner = through._meta.auto_created
    many = (each for each in owner._meta.local_many_to_many if each.remote_field.through is through)
    return owner, next(many)


def sentence_of(link: models.ForeignKey) -> str:
    """The rows of a link in words; a column that staff never see has none of its own."""
    owner, column = owner_of(link)
    unnamed = isinstance(column.verbose_name, str)
    said = "" if unnamed else f" ({column.verbose_name})"
    return f"{owner._meta.verbose_name_plural}{said}"


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


def named_rows(link: models.ForeignKey, keys: list[int]) -> dict[int, tuple[str, models.Model]]:
    """Each row with the words that say which one it is."""
    related = [each.name for each in link.model._meta.concrete_fields if each.many_to_one]
    rows = rows_of(link.model).select_related(*related).in_bulk(keys) if keys else {}
    return {key: (f"{sentence_of(link)}: {described(row, link)}", row) for key, row in rows.items()}


# ---------------------------------------------------------------- as values


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
