"""What a text is to other texts, and who stood apart from it: set together, as facts of it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from communiques import drafting
from communiques.envelope import facts_of
from communiques.models import Communique, Edition, Relation, Reservation


@dataclass(frozen=True)
class Meant:
    """What is to stand: (kind, key of the other text), and (key of the state, kind, words)."""

    relations: list[tuple[str, int]]
    reservations: list[tuple[int, str, dict[str, str]]]


def relatable(row: Communique):
    """Texts that were released, of whichever issuer: what is public may be named."""
    released = Edition.objects.released(at=timezone.now()).values("communique")
    return Communique.objects.filter(pk__in=released).exclude(pk=row.pk)


def save(communique: Communique, meant: Meant, *, based_on: int, author) -> bool:
    """False where another save overtook this one: nothing is then written. Raises drafting.Sealed
    while a release is scheduled."""
    with transaction.atomic():
        row = drafting.locked(communique)
        before = facts_of(row)
        relations = [Relation(communique=row, kind=kind, to_id=to) for kind, to in meant.relations]
        reservations = [
            Reservation(communique=row, organization_id=state, kind=kind,
                        **{f"text_{k}": words[k] for k in words})
            for state, kind, words in meant.reservations
        ]  # fmt: skip
        if meant == standing(row):
            return True
        drafting.refuse_if_sealed(row)
        if row.rev_facts != based_on:
            return False
        for rows, model in ((relations, Relation), (reservations, Reservation)):
            model.objects.filter(communique=row).delete()
            model.objects.bulk_create(rows)
        drafting.keep_facts(Communique.objects.get(pk=row.pk), before, author)
    communique.refresh_from_db()
    return True


def standing(row: Communique) -> Meant:
    """What stands in the working copy."""
    return Meant(
        [(each.kind, each.to_id) for each in row.relations.order_by("pk")],
        [
            (each.organization_id, each.kind, {"ar": each.text_ar or "", "en": each.text_en or ""})
            for each in row.reservations.order_by("pk")
        ],
    )
