"""What a check says, and the rows that several checks walk through, a piece at a time."""

from django.db import models
from django.db.models import F, Prefetch

from communiques.models import Decision, Edition, EditionRelation, RedactedEdition
from communiques.standing import FACTS_VERSIONS

#: Where something does not hold, a row or what else to call it, and why.
Fault = tuple[models.Model | str, str]
CHUNK = 500


def gone() -> set[int]:
    """The editions that a redaction emptied."""
    return set(RedactedEdition.objects.values_list("pk", flat=True))


def editions():
    return (
        Edition.objects.select_related("communique__series", "release")
        .prefetch_related(
            Prefetch("communique__decisions", Decision.objects.order_by("id")),
            Prefetch("communique__facts_versions", FACTS_VERSIONS),
            "mentions",
            "named_people",
            "files__file",
            Prefetch("relations", EditionRelation.objects.annotate(slug=F("to__slug"))),
        )
        .order_by("pk")
        .iterator(CHUNK)
    )
