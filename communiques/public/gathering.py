"""A conference with its themes and organizers in one query: the rows that belong to it come with
it as one JSON list instead of a query a table."""

from django.db.models import Aggregate, JSONField, Model, OuterRef, Subquery
from django.db.models.functions import JSONObject

from events.models import Conference, Organizer, Theme
from organizations.models import Organization


class JSONList(Aggregate):
    """The values of a group as one JSON list, in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)


def gathered(queryset, parent: str, **related: type[Model]) -> Subquery:
    """Every column of the rows that belong to the outer row, and of some related to them."""
    columns = {name: name for name in _columns(queryset.model)}
    for relation, model in related.items():
        columns |= {f"{relation}__{name}": f"{relation}__{name}" for name in _columns(model)}
    rows = queryset.filter(**{parent: OuterRef("pk")}).order_by().values(parent)
    return Subquery(rows.annotate(rows=JSONList(JSONObject(**columns))).values("rows"))


def adopt(owner: Model, name: str, rows: list[dict] | None, **related: type[Model]) -> None:
    """Turn gathered rows into what `owner.<name>.all()` returns from then on."""
    queryset = getattr(owner, name).all()
    made = [_row(queryset.model, values, related) for values in rows or []]
    queryset._result_cache = sorted(made, key=lambda each: (each.position, each.pk))
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset


def _row(model: type[Model], values: dict, related: dict[str, type[Model]]) -> Model:
    row = _instance(model, values, "")
    for relation, other in related.items():
        setattr(row, relation, _instance(other, values, f"{relation}__"))
    return row


def _instance(model: type[Model], values: dict, prefix: str) -> Model:
    fields = {each.attname: each for each in model._meta.concrete_fields}
    return model(
        **{name: fields[name].to_python(values[prefix + name]) for name in _columns(model)}
    )


def _columns(model: type[Model]) -> list[str]:
    """The columns that have one value whatever language is active."""
    names = {each.attname for each in model._meta.concrete_fields}
    return sorted(name for name in names if f"{name}_ar" not in names)


# --- a conference --------------------------------------------------------------------------------


def with_parts(conferences):
    """The query for a conference that is going to be completed."""
    return conferences.select_related("programme", "country", "series").annotate(
        themes_rows=gathered(Theme.objects.all(), "conference"),
        organizers_rows=gathered(Organizer.objects.all(), "conference", organization=Organization),
    )


def complete(row: Conference) -> Conference:
    """All that `facts.about` reads, without a further query."""
    adopt(row, "themes", row.themes_rows)
    adopt(row, "organizers", row.organizers_rows, organization=Organization)
    return row
