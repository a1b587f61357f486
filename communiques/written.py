"""Questions that Django writes once: it takes longer to write one than a database to answer it."""

import copy
import datetime as dt
import inspect
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache, update_wrapper
from itertools import count
from typing import NamedTuple

from django.db import connection, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

#: What stands for a value in a question that is written before it is asked: the nth of its kind.
STAND_INS: dict[type, Callable[[int], Hashable]] = {
    dt.datetime: lambda n: dt.datetime(1900, 1, 1, second=n, tzinfo=dt.UTC),
    dt.date: lambda n: dt.date(1900 + n, 1, 1),
    str: lambda n: f"\ufdd0{n}",
    int: lambda n: -(2**40) - n,
}


class Written(NamedTuple):
    """A question as it was written, with what stands in it for each value: one mark, or several."""

    queryset: QuerySet
    compiler: SQLCompiler
    sql: str
    params: tuple
    marks: dict[str, list]

    @property
    def wanted(self) -> set[str]:
        """The values that it cannot be asked without."""
        known = {each for each in self.params if isinstance(each, Hashable)}
        return {name for name, marks in self.marks.items() if known.intersection(marks)}


class Question:
    """A function that makes a query set. What it takes by place is the shape of the question, what
    it takes by name are values, each of a kind of `STAND_INS` or a set of integers; those that a
    shape does not ask for need not be given. The question is written once for each shape, and once
    more where a set holds many more than before."""

    def __init__(self, make: Callable[..., QuerySet]):
        update_wrapper(self, make)
        self.make = make
        parameters = inspect.signature(make).parameters.values()
        self.kinds = {p.name: p.annotation for p in parameters if p.kind is p.KEYWORD_ONLY}
        self.written = cache(self._written)

    def __call__(self, *shape, **values) -> list:
        """Its rows, as the query set gives them."""
        written, params = self._filled(shape, values)
        rows = written.queryset.all()
        asking = copy.copy(written.compiler)
        asking.connection = connections[rows.db]
        asking.as_sql = lambda *_args, **_more: (written.sql, params)
        rows.query.get_compiler = lambda *_args, **_more: asking
        return list(rows)

    def sql(self, *shape, **values) -> tuple[str, tuple]:
        """The question and its parameters, as a part of another."""
        written, params = self._filled(shape, values)
        return written.sql, params

    def _filled(self, shape: tuple, values: dict) -> tuple[Written, tuple]:
        sets = (values.get(name, ()) for name, kind in self.kinds.items() if kind == set[int])
        written, wanted = self.written(connection.vendor, shape, tuple(map(_places, sets)))
        if missing := wanted - values.keys():
            raise TypeError(f"{self.make.__qualname__} is asked without {', '.join(missing)}")
        given = {}
        for name, value in values.items():
            ours = value if self.kinds[name] == set[int] else [value]
            given |= zip(written.marks[name], map(_adapted, ours), strict=False)
        return written, tuple(
            given.get(p, p) if isinstance(p, Hashable) else p for p in written.params
        )

    def _written(self, _vendor: str, shape: tuple, sizes: tuple[int, ...]):
        stand_ins = dict(self._stand_ins(iter(sizes)))
        queryset = self.make(*shape, **stand_ins)
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, params = compiler.as_sql()
        marks = {
            name: list(map(_adapted, each if isinstance(each, list) else [each]))
            for name, each in stand_ins.items()
        }
        written = Written(queryset, compiler, sql, tuple(params), marks)
        return written, written.wanted

    def _stand_ins(self, sizes: Iterator[int]) -> Iterator[tuple[str, object]]:
        places = count(len(self.kinds))
        for number, (name, kind) in enumerate(self.kinds.items()):
            if kind == set[int]:
                yield name, [STAND_INS[int](next(places)) for _place in range(next(sizes))]
            else:
                yield name, STAND_INS[kind](number)


def _places(values: Iterable[int]) -> int:
    """Room for so many and some more, which stay empty: few shapes serve all sizes."""
    return 1 << max(len(values) - 1, 0).bit_length()


def _adapted(value):
    """As a parameter of a question has it."""
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, dt.date) else value
