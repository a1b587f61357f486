"""A conference with everything that its page shows, in three queries however much that is: the
rows that belong to another row come with it as one JSON list instead of a query per table."""

from django.db.models import Aggregate, JSONField, Model, OuterRef, Subquery
from django.db.models.functions import JSONObject

from events.models import (
    Conference,
    Delegate,
    Delegation,
    Intervention,
    Organizer,
    Session,
    Theme,
)
from organizations.models import Honorific, Organization, Person, PersonHonorific


class JSONList(Aggregate):
    """The values of a group as one JSON list, in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)


def gathered(queryset, parent: str, outer: str = "pk", **related: type[Model]) -> Subquery:
    """Every column of the rows that belong to the outer row, and of some related to them."""
    columns = {name: name for name in (*_columns(queryset.model), *queryset.query.annotations)}
    for relation, model in related.items():
        columns |= {f"{relation}__{name}": f"{relation}__{name}" for name in _columns(model)}
    rows = queryset.filter(**{parent: OuterRef(outer)}).order_by().values(parent)
    return Subquery(rows.annotate(rows=JSONList(JSONObject(**columns))).values("rows"))


def adopt(owner: Model, name: str, rows: list[dict] | None, **related: type[Model]) -> list:
    """Turn gathered rows into what `owner.<name>.all()` returns from then on."""
    queryset = getattr(owner, name).all()
    made = [_row(queryset.model, values, related) for values in rows or []]
    queryset._result_cache = sorted(made, key=lambda each: (each.position or 0, each.pk))
    keep(owner, name, queryset)
    return queryset._result_cache


def keep(owner: Model, name: str, queryset) -> None:
    """Let `owner.<name>.all()` return the rows of this queryset, read once."""
    len(queryset)
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = queryset


def _row(model: type[Model], values: dict, related: dict[str, type[Model]]) -> Model:
    """The row, with its related rows, and what it was annotated with as plain attributes."""
    row = _instance(model, values, "")
    for name in values.keys() - set(_columns(model)):
        if "__" not in name:
            setattr(row, name, values[name])
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

OF_CONFERENCE = {
    "themes_rows": gathered(Theme.objects.all(), "conference"),
    "organizers_rows": gathered(Organizer.objects.all(), "conference", organization=Organization),
}
OF_SESSION = {"interventions_rows": gathered(Intervention.objects.all(), "session")}
OF_DELEGATION = {
    "delegates_rows": gathered(Delegate.objects.with_precedence(), "delegation", person=Person),
    "styles_rows": gathered(
        PersonHonorific.objects.all(), "person", "mandated_by", honorific=Honorific
    ),
}


def rank(delegate: Delegate) -> tuple:
    """The order of protocol among the delegates of one delegation."""
    function = list(Delegate.Function).index(delegate.function)
    unplaced = delegate.position is None
    return (
        *(function, unplaced, delegate.position or 0),
        *(delegate.precedence, delegate.person.sort_ar, delegate.pk),
    )


def with_programme(conferences):
    """The query for a conference that is going to be completed."""
    return conferences.select_related("programme", "country", "series").annotate(**OF_CONFERENCE)


def complete(row: Conference) -> Conference:
    """All that `envelope.conference` reads, in two more queries."""
    adopt(row, "themes", row.themes_rows)
    adopt(row, "organizers", row.organizers_rows, organization=Organization)
    keep(row, "sessions", Session.objects.filter(conference=row).annotate(**OF_SESSION))
    delegations = Delegation.objects.filter(conference=row).in_protocol_order()
    keep(row, "delegations", delegations.annotate(**OF_DELEGATION))
    for session in row.sessions.all():
        adopt(session, "interventions", session.interventions_rows)
    for delegation in row.delegations.all():
        adopt(delegation, "delegates", delegation.delegates_rows, person=Person).sort(key=rank)
        if delegation.mandated_by:
            adopt(delegation.mandated_by, "styles", delegation.styles_rows, honorific=Honorific)
    return row
