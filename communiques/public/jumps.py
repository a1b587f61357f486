"""The distinct values of an indexed column, by jumping in the index from each value to the next:
as many steps as there are values, however many rows have them."""

from django.db import connections
from django.db.models import QuerySet

#: The first day of the year that a day lies in.
START_OF_YEAR = {
    "sqlite": "date({}, 'start of year')",
    "postgresql": "date_trunc('year', {})::date",
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
    bound = START_OF_YEAR[connections[queryset.db].vendor].format("steps.value")
    return [int(str(day)[:4]) for day in _walk(queryset, column, bound)]


def _walk(queryset: QuerySet, column: str, bound: str) -> list:
    connection = connections[queryset.db]
    rows = queryset.order_by().values_list(column).query
    sql, params = rows.get_compiler(connection=connection).as_sql()
    quoted = connection.ops.quote_name(column)
    rows = f"SELECT {quoted} AS value FROM ({sql}) AS rows_found"
    with connection.cursor() as cursor:
        cursor.execute(WALK.format(rows=rows, bound=bound), [*params, *params])
        return [value for (value,) in cursor.fetchall()]
