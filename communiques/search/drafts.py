"""The same search for those who write: over the working copies that they may see."""

from functools import partial

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from communiques.search import widening
from communiques.search.finding import matching
from communiques.search.query import Expression, parse
from communiques.search.tables import DRAFTED
from communiques.search.vocabulary import Known, Vocabulary
from organizations.languages import LANGUAGES


def having(rows: QuerySet, typed: str) -> QuerySet:
    """Those of the communiqués `rows` whose words in one of the languages are what was typed."""
    if not parse(typed):
        return rows.none()
    fits = Q()
    for language in LANGUAGES:
        fits |= Q(pk__in=_keys(_expression(rows, typed, language), language))
    return rows.filter(fits)


def _expression(rows: QuerySet, typed: str, language: str) -> Expression:
    vocabulary = Vocabulary(DRAFTED, language, partial(_seen, rows=rows, language=language))
    _query, wider = widening.meant(typed, vocabulary)
    return wider.all()


def _keys(part: Expression, language: str) -> RawSQL:
    params: list = []
    return RawSQL(matching(DRAFTED, part, language, params), params)


def _seen(words: list[Known], *, rows: QuerySet, language: str) -> set[str]:
    """The terms that one of the rows has; nobody is helped with words of a draft kept from them."""
    rows = rows.order_by()
    own = set(rows.filter(pk__in={each.first_in for each in words}).values_list("pk", flat=True))
    terms = {each.term for each in words if each.first_in in own}
    others = {each.term for each in words} - terms
    return terms | {t for t in others if rows.filter(pk__in=_keys(t, language)).exists()}
