"""The distinct values of an indexed column, by jumping in the index from each value to the next:
as many steps as there are values, however many rows have them."""

from django.db import connections
from django.db.models import QuerySet

#: The first day of the year or month that a day lies in.
START_OF = {
    "sqlite": "date({day}, 'start of {span}')",
    "postgresql": "date_trunc('{span}', {day})::date",
}
WALK = """
WITH RECURSIVE steps(value) AS (
    SELECT * FROM (SELECT value FROM ({rows}) AS a ORDER BY value DESC LIMIT 1) AS first
    UNION ALL
    SELECT (
        SELECT value FROM ({rows}) AS b WHERE value < {bound} ORDER BY value DESC LIMIT 1
    ) FROM steps WHERE steps.value IS NOT NULL
)
SELECT value FROM steps WHERE value IS NOT NULL
"""


def distinct(queryset: QuerySet, column: str) -> list:
    """The values of the column, the greatest first."""
    return _walk(queryset, column, "steps.value")


def years(queryset: QuerySet, column: str) -> list[int]:
    """The years that the dates of the column lie in, the latest first."""
    return [year for (year,) in _spans(queryset, column, "year")]


def months(queryset: QuerySet, column: str) -> list[tuple[int, int]]:
    """Year and month that the dates of the column lie in, the latest first."""
    return _spans(queryset, column, "month")


def _spans(queryset: QuerySet, column: str, span: str) -> list[tuple[int, ...]]:
    """Of each the parts of its name, from the year on."""
    start = START_OF[connections[queryset.db].vendor].format(day="steps.value", span=span)
    parts = ("year", "month").index(span) + 1
    days = _walk(queryset, column, start)
    return [tuple(map(int, str(day).split("-")[:parts])) for day in days]


def _walk(queryset: QuerySet, column: str, bound: str) -> list:
    connection = connections[queryset.db]
    rows = queryset.order_by().values_list(column).query
    sql, params = rows.get_compiler(connection=connection).as_sql()
    quoted = connection.ops.quote_name(column)
    rows = f"SELECT {quoted} AS value FROM ({sql}) AS rows_found"
    with connection.cursor() as cursor:
        cursor.execute(WALK.format(rows=rows, bound=bound), [*params, *params])
        return [value for (value,) in cursor.fetchall()]
