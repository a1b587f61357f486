"""Asking a database for an expression: which public editions it fits, the latest first.

SQLite gives the rows of its index in their order and stops where enough are found; PostgreSQL
collects all that fit before it sorts them.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from communiques import published
from communiques.models import SearchedEdition
from communiques.search.index import EDITION_BITS
from communiques.search.query import Expression, for_postgres, for_sqlite
from communiques.search.tables import RELEASED, Index
from communiques.written import Question

EDITION_MASK = (1 << EDITION_BITS) - 1
#: A row of terms is small, for the terms are kept apart: PostgreSQL thinks that reading them all is
#: cheap. Both statements are one transaction, and the setting ends with it.
BY_INDEX = {"postgresql": "SET LOCAL enable_seqscan = off; ", "sqlite": ""}


@dataclass(frozen=True)
class Asking:
    """What is asked of one language's public editions at one moment."""

    language: str
    at: dt.datetime
    #: Only what comes after this key, in the order of the results.
    below: int | None = None
    #: Nothing is looked for unless this condition holds.
    given: str = ""

    def latest(self, part: Expression, limit: int, params: list) -> str:
        """A question for the keys and facets of the latest that `part` fits; its parameters are
        added to `params`. The hits come sorted before it is asked whether they are public, so that
        no more are looked at than are wanted."""
        facets, more = public_facets.sql(at=self.at)
        params += more
        hits = self._hits(part, params)
        unbounded = "LIMIT -1" if connection.vendor == "sqlite" else "OFFSET 0"
        seen = f"SELECT key, ({facets}) AS facets FROM ({hits}) AS hit {unbounded}"
        return f"SELECT key, facets FROM ({seen}) AS seen WHERE facets IS NOT NULL LIMIT {limit}"

    def _hits(self, part: Expression, params: list) -> str:
        hits = matching(RELEASED, part, self.language, params)
        key = "key" if connection.vendor == "postgresql" else "rowid"
        if self.below is not None:
            params.append(self.below)
            hits += f" AND {key} < %s"
        if self.given:
            hits += f" AND {self.given}"
        if connection.vendor == "postgresql":
            return f"SELECT key FROM ({hits} OFFSET 0) AS matched ORDER BY key DESC OFFSET 0"
        return f"{hits} ORDER BY rowid DESC LIMIT -1"


def matching(index: Index, part: Expression, language: str, params: list) -> str:
    """A question for rows of `key`, for an expression; its parameters are added to `params`."""
    table = index.terms(language)
    if connection.vendor == "postgresql":
        params.append(for_postgres(part))
        return f"SELECT key FROM {table} WHERE terms @@ %s::tsquery"
    params.append(for_sqlite(part))
    return f"SELECT rowid AS key FROM {table} WHERE {table} MATCH %s"


def rows(parts: dict[str, str], params: list) -> list[tuple]:
    """The answers to several questions at once, of which a later one may name an earlier."""
    if not parts:
        return []
    named = ", ".join(f"{name} AS MATERIALIZED ({part})" for name, part in parts.items())
    united = " UNION ALL ".join(f"SELECT * FROM {name}" for name in parts)
    with published.cursor() as cursor:
        cursor.execute(f"{BY_INDEX[connection.vendor]}WITH {named} {united}", params)
        return cursor.fetchall()


# ---------------------------------------------------------------- what is public


@Question
def public_among(*, editions: set[int], at: dt.datetime) -> QuerySet:
    """Those that are current and public."""
    rows = SearchedEdition.objects.current(at=at).filter(pk__in=editions)
    return rows.values_list("pk", flat=True)


@Question
def public_facets(*, at: dt.datetime) -> QuerySet:
    """The facets of `hit`, if it is a current public edition."""
    one = SearchedEdition.objects.current(at=at).filter(pk=RawSQL(f"hit.key & {EDITION_MASK}", []))
    return one.values_list("facets")[:1]
