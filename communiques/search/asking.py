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
#: cheap. Tiers that several of its processes read would come in no order. All is one transaction,
#: and the settings end with it.
BY_INDEX = {
    "postgresql": "SET LOCAL enable_seqscan = off; SET LOCAL max_parallel_workers_per_gather = 0; ",
    "sqlite": "",
}


@dataclass(frozen=True)
class Asking:
    """What is asked of one language's public editions at one moment."""

    language: str
    at: dt.datetime

    def latest(self, part: Expression, limit: int, params: list) -> str:
        """A question for the keys and facets of the latest that `part` fits; its parameters are
        added to `params`."""
        return f"SELECT key, facets FROM ({self.tiers({0: part}, limit, params)}) AS latest"

    def tiers(
        self, parts: dict[int, Expression], limit: int, params: list, below: int | None = None
    ) -> str:
        """A question for the number, keys and facets of what the parts fit, one part after the
        other, the latest of each first; of the first part only what comes after the key `below`.
        The hits come sorted before it is asked whether they are public, so that no more are looked
        at, and no more parts asked for, than are wanted."""
        facets, more = public_facets.sql(at=self.at)
        params += more
        hits = []
        for number, part in parts.items():
            found = self._hits(part, params, below if not hits else None)
            hits.append(f"SELECT {number} AS tier, key FROM ({found}) AS tier{number}")
        united = " UNION ALL ".join(hits)
        unbounded = "LIMIT -1" if connection.vendor == "sqlite" else "OFFSET 0"
        seen = f"SELECT tier, key, ({facets}) AS facets FROM ({united}) AS hit {unbounded}"
        public = "WHERE facets IS NOT NULL"
        return f"SELECT tier, key, facets FROM ({seen}) AS seen {public} LIMIT {limit}"

    def _hits(self, part: Expression, params: list, below: int | None) -> str:
        hits = matching(RELEASED, part, self.language, params)
        key = "key" if connection.vendor == "postgresql" else "rowid"
        if below is not None:
            params.append(below)
            hits += f" AND {key} < %s"
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
