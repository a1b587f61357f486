"""Drafts put aside, because they were opened by mistake or given up, and taken up again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from communiques.drafting import locked
from communiques.models import Communique
from communiques.standing import WRITING, standings
from organizations import audit


def shelve(communique: Communique, author, *, shelved: bool = True) -> bool:
    """Put a draft aside that was opened by mistake, or take it up again; nothing of it is removed.
    False where it already is so, where something of it was sealed, or where somebody clears it."""
    with transaction.atomic():
        row = locked(communique)
        busy = any(each.stage not in WRITING for each in standings(row).values())
        if (row.shelved_at is not None) is shelved or row.editions.exists() or (shelved and busy):
            return False
        Communique.objects.filter(pk=row.pk).update(shelved_at=timezone.now() if shelved else None)
        verb = gettext_noop("draft put aside") if shelved else gettext_noop("draft taken up again")
        audit.record(verb, row, author)
    return True
