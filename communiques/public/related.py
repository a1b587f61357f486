"""What a text is to other texts, and they to it, as both were sealed: only texts that are public,
or were and left a tombstone, are named."""

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from communiques.documents.content import RELATIONS
from communiques.models import Edition, EditionRelation, RelationKind
from communiques.written import Question

#: Of the other text, where it names this one.
SAID_OF_IT = {
    RelationKind.CORRECTS: pgettext_lazy("relation", "Corrected by:"),
    RelationKind.REPLACES: pgettext_lazy("relation", "Replaced by:"),
    RelationKind.ADDS_TO: pgettext_lazy("relation", "Added to by:"),
    RelationKind.CLARIFIES: pgettext_lazy("relation", "Clarified by:"),
    RelationKind.ANSWERS: pgettext_lazy("relation", "Answered by:"),
}


def relations(edition: Edition, *, at: dt.datetime) -> list[dict]:
    """Both ways, with the titles of those that are public in the language of the edition."""
    sealed = edition.envelope.get("relations", [])
    named = [(each["slug"], each["symbol"], RELATIONS[each["kind"]]) for each in sealed]
    naming = _naming(communique=edition.communique_id, at=at)
    named += [(slug, symbol, SAID_OF_IT[kind]) for slug, symbol, kind in naming]
    if not named:
        return []
    slugs = {slug for slug, _symbol, _said in named}
    there = Edition.objects.current(at=at).in_language(edition.language)
    there = there.filter(communique__slug__in=slugs)
    titles = dict(there.values_list("communique__slug", "title"))
    found = dict.fromkeys(
        (slug, symbol, str(said), titles.get(slug, "")) for slug, symbol, said in named
    )
    return [dict(zip(("slug", "symbol", "said", "title"), each, strict=True)) for each in found]


@Question
def _naming(*, communique: int, at: dt.datetime) -> QuerySet:
    """Address, symbol and kind of relation of the texts that name it."""
    current = Edition.objects.current(at=at)
    naming = EditionRelation.objects.filter(to=communique, edition__in=current)
    return naming.values_list("edition__communique__slug", "edition__symbol", "kind").order_by("pk")
