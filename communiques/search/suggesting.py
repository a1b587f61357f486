"""Titles that may be meant, while somebody types: those with all words, the last one unfinished."""

import datetime as dt

from django.db import connection

from communiques.models import Edition
from communiques.search import finding, query
from communiques.search.analysis import IN_TITLE
from communiques.search.query import Asked, Expression, all_of, any_of
from communiques.search.tables import RELEASED

MOST, SHORTEST = 6, 2
#: Endings of the last word that are thought of.
MOST_ENDINGS = 25


def titles(typed: str, language: str, *, at: dt.datetime) -> list[Edition]:
    """The latest public titles, at most six. Three questions to the database."""
    asked = query.parse(typed)
    if not asked or len(asked.words[-1].form) < SHORTEST:
        return []
    *whole, last = asked.words
    expression = all_of([*(each.expression(IN_TITLE) for each in whole), _begun(last, language)])
    pks = finding.latest(expression, language, at=at, limit=MOST)
    rows = Edition.objects.current(at=at).filter(pk__in=pks).select_related("communique")
    by_key = {each.pk: each for each in rows.only("title", "communique__slug")}
    return _different([by_key[pk] for pk in pks if pk in by_key])


def _begun(last: Asked, language: str) -> Expression:
    """A word as it stands, or one that begins so."""
    terms = [*last.terms, *_endings(last.forms, language)]
    return any_of(IN_TITLE + term for term in dict.fromkeys(terms))


def _endings(forms: tuple[str, ...], language: str) -> list[str]:
    """The shortest words of titles that begin with one of the forms."""
    begins = " OR ".join(["form >= %s AND form < %s"] * len(forms))
    ranges = [end for form in forms for end in (form, form[:-1] + chr(ord(form[-1]) + 1))]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT term FROM {RELEASED.words} WHERE language = %s AND in_title AND ({begins})"
            f" ORDER BY length(form), form LIMIT {MOST_ENDINGS}",
            [language, *ranges],
        )
        return [term for (term,) in cursor.fetchall()]


def _different(editions: list[Edition]) -> list[Edition]:
    """One title is offered once."""
    return list({each.title: each for each in reversed(editions)}.values())[::-1]
