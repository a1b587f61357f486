"""Rows with all that belongs to them, in one query however many relations those are: Django's own
`prefetch_related_objects` asks one for each.

Each relation is a part of one question: a table of rows whose owners are in the table of the part
above, so that a database looks each of them up once. (As subqueries within subqueries, some ten
deep, PostgreSQL took more than half an hour over what it had no statistics of.) The rows of all
parts come as JSON, each with its place in the order of its part and the key by which its owner
knows it.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from itertools import chain, groupby
from operator import itemgetter

from django.db import connections, models, router
from django.db.models import F, Func, Prefetch, QuerySet, Value, Window
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import RawSQL
from django.db.models.functions import RowNumber

#: What PostgreSQL writes into JSON as Python has it. (SQLite writes all as its columns have it.)
PLAIN = (
    models.BooleanField,
    models.CharField,
    models.ForeignKey,
    models.IntegerField,
    models.JSONField,
    models.TextField,
)


class Together:
    """What is read with rows of a model: lookups as `prefetch_related` takes them, along keys to
    other tables, keys from there and many-to-many, without `to_attr`; what their querysets select
    or prefetch with their own rows is read, too."""

    def __init__(self, model: type[models.Model], *lookups: str | Prefetch):
        self.lookups = lookups
        self._top = Part(model._base_manager.all())
        self._top.grow(lookups)
        self._parts = list(self._top.walk())
        for number, part in enumerate(self._parts):
            part.number = number
        self._written: dict[str, tuple[str, list]] = {}

    def read(self, rows: Iterable[models.Model]) -> list:
        """The rows, which must be of one database, with all of it: nothing of it asks any more."""
        rows = list(rows)
        if rows:
            self._top.give(rows, self._found({each.pk for each in rows}))
        return rows

    def _found(self, keys: set[int]) -> "dict[Part, dict[int, list]]":
        """The rows of each part by the keys of their owners, in order."""
        connection = connections[router.db_for_read(self._top.model)]
        sql, params = self._question(connection.alias)
        given = ", ".join(f"({int(key)})" for key in sorted(keys))
        with connection.cursor() as cursor:
            cursor.execute(f"WITH given (pk) AS (VALUES {given}), {sql}", params)
            answers = sorted((json.loads(row) for (row,) in cursor), key=itemgetter(0, 1))
        found = {part: defaultdict(list) for part in self._parts}
        for number, rows in groupby(answers, key=itemgetter(0)):
            part = self._parts[number]
            made = part.making(connection)
            for _number, _place, key, *values in rows:
                found[part][key].append(made(values))
        return found

    def _question(self, alias: str) -> tuple[str, list]:
        """Written once for a database, about whatever rows will be given: Django takes longer to
        write it than a database to answer it."""
        if alias not in self._written:
            written = [part.written(alias) for part in self._parts]
            answers = [f"SELECT answer FROM {part.table}" for part in self._parts[1:]]
            sql = f"{', '.join(sql for sql, _params in written)} {' UNION ALL '.join(answers)}"
            self._written[alias] = sql, list(chain.from_iterable(of for _sql, of in written))
        return self._written[alias]


class JSONRow(Func):
    """Values as one JSON list."""

    function = "JSON_ARRAY"
    output_field = models.TextField()

    def as_postgresql(self, compiler, connection, **more):
        template = "%(function)s(%(expressions)s)::text"
        return self.as_sql(
            compiler, connection, function="JSON_BUILD_ARRAY", template=template, **more
        )


class Part:
    """The rows that a relation leads to from those of the part above, and the parts below it, by
    the names of their relations; to those given no relation leads."""

    def __init__(self, queryset: QuerySet, relation=None, above: "Part | None" = None):
        self.queryset = queryset
        self.model = queryset.model
        self.relation = relation
        self.above = above
        self.below: dict[str, Part] = {}
        self.number = 0

    def walk(self) -> "Iterator[Part]":
        """It, and all the parts below, each before those below it."""
        yield self
        for part in self.below.values():
            yield from part.walk()

    # --- which parts there are ------------------------------------------------------------------

    def grow(self, lookups: Iterable[str | Prefetch]) -> None:
        for lookup in lookups:
            path = lookup.prefetch_through if isinstance(lookup, Prefetch) else lookup
            *way, last = path.split(LOOKUP_SEP)
            part = self
            for name in way:
                part = part.part(name)
            part.part(last, getattr(lookup, "queryset", None))

    def part(self, name: str, queryset: QuerySet | None = None) -> "Part":
        """The part of that name, made where there is none yet."""
        if name not in self.below:
            relation = self.model._meta.get_field(name)
            if queryset is None:
                queryset = _all(relation)
            self.below[name] = part = Part(queryset, relation, self)
            part.follow(queryset.query.select_related or {})
            part.grow(queryset._prefetch_related_lookups)
        elif queryset is not None:
            raise ValueError(f"“{name}” is looked up already; give its queryset first")
        return self.below[name]

    def follow(self, selected: dict) -> None:
        """Those that a queryset selects with its rows."""
        for name, more in selected.items():
            self.part(name).follow(more)

    # --- what is asked --------------------------------------------------------------------------

    @property
    def table(self) -> str:
        return f"part{self.number}"

    def written(self, alias: str) -> tuple[str, list]:
        """Its table: of each row the answer, and what the parts below know their owner by."""
        known_by = ["pk", *(e.relation.attname for e in self.below.values() if e.leads_to_one)]
        answer = JSONRow(Value(self.number), *self.answer()) if self.above else Value("")
        kept = {f"by_{each}": F(each) for each in known_by}
        rows = self.rows().order_by().values(answer=answer, **kept)
        sql, params = rows.query.get_compiler(alias).as_sql()
        return f"{self.table} AS MATERIALIZED ({sql})", params

    def rows(self) -> QuerySet:
        """Those whose owners are in the table of the part above."""
        if not self.above:
            name, owners = "pk", "SELECT pk FROM given"
        elif self.leads_to_one:
            name, owners = "pk", f"SELECT by_{self.relation.attname} FROM {self.above.table}"
        else:
            name, owners = self.back, f"SELECT by_pk FROM {self.above.table}"
        return self.queryset.filter(**{f"{name}__in": RawSQL(owners, [])})

    def answer(self) -> tuple:
        """Of a row its place, the key by which its owner knows it, its values."""
        values = map(F, (*self.names, *self.annotations))
        if self.leads_to_one:
            return Value(0), F("pk"), *values
        order = self.queryset.query.order_by or self.model._meta.ordering
        return Window(RowNumber(), order_by=list(order) or None), F(self.back), *values

    @property
    def leads_to_one(self) -> bool:
        return self.relation.many_to_one or self.relation.one_to_one

    @property
    def back(self) -> str:
        """What leads from the rows to their owners."""
        relation = self.relation
        return relation.field.name if relation.one_to_many else relation.related_query_name()

    @cached_property
    def columns(self) -> list[models.Field]:
        """Those that the queryset reads, and that have one value whatever language is active."""
        fields = self.model._meta.concrete_fields
        every = {each.attname for each in fields}
        names, deferred = self.queryset.query.deferred_loading
        return [
            each
            for each in fields
            if f"{each.attname}_ar" not in every and (each.name in names) is not deferred
        ]

    @cached_property
    def names(self) -> list[str]:
        return [each.attname for each in self.columns]

    @cached_property
    def expressions(self) -> list[models.Expression]:
        """What gives each value: columns, then annotations."""
        table = self.model._meta.db_table
        return [*(each.get_col(table) for each in self.columns), *self.annotations.values()]

    @cached_property
    def annotations(self) -> dict[str, models.Expression]:
        return self.queryset.query.annotation_select

    # --- what came back -------------------------------------------------------------------------

    def making(self, connection) -> Callable[[list], models.Model]:
        """What makes a row of its values."""
        reading, wide = list(self.reading(connection)), len(self.names)

        def made(values: list) -> models.Model:
            for place, read in reading:
                if values[place] is not None:
                    values[place] = read(values[place])
            row = self.model.from_db(connection.alias, self.names, values[:wide])
            for name, value in zip(self.annotations, values[wide:], strict=True):
                setattr(row, name, value)
            return row

        return made

    def reading(self, connection) -> Iterator[tuple[int, Callable]]:
        """The places of values that JSON has otherwise than Django, and what reads them."""
        for place, each in enumerate(self.expressions):
            if connection.vendor == "postgresql":
                if not isinstance(each.output_field, PLAIN):
                    yield place, each.output_field.to_python
                continue
            of_column = each.get_db_converters(connection)
            if read := [*connection.ops.get_db_converters(each), *of_column]:
                yield place, partial(_converted, read, each, connection)

    def give(self, owners: list, found: "dict[Part, dict[int, list]]") -> None:
        """To each owner its rows of the parts below, and to those theirs; as Django leaves what it
        has prefetched."""
        for name, part in self.below.items():
            rows = found[part]
            if part.leads_to_one:
                part.give_one(owners, rows)
            else:
                part.give_many(owners, name, rows)
            part.give(list(chain.from_iterable(rows.values())), found)

    def give_one(self, owners: list, rows: dict[int, list]) -> None:
        for owner in owners:
            for row in rows.get(getattr(owner, self.relation.attname), ()):
                self.relation.set_cached_value(owner, row)

    def give_many(self, owners: list, name: str, rows: dict[int, list]) -> None:
        queryset = self.queryset.all()
        for owner in owners:
            kept = getattr(owner, name)._apply_rel_filters(queryset)
            kept._result_cache, kept._prefetch_done = rows.get(owner.pk, []), True
            owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = kept
            if self.relation.one_to_many:
                for row in kept._result_cache:
                    self.relation.field.set_cached_value(row, owner)


def _all(relation) -> QuerySet:
    """All rows that it may lead to, as Django's own relations see them."""
    model = relation.related_model
    one = relation.many_to_one or relation.one_to_one
    return (model._base_manager if one else model._default_manager).all()


def _converted(converters: list[Callable], expression, connection, value):
    for each in converters:
        value = each(value, expression, connection)
    return value
