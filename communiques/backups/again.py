"""Redactions done once more: an older backup brings words back that were redacted after it, and the
record says which. It is the two people of then who do it again, by the same doors."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from communiques import redactions, withdrawals
from communiques.blockers import Refused
from communiques.models import Communique, Edition
from organizations import audit
from organizations.models import User


@dataclass
class Outcome:
    """Records by what became of them."""

    done: list[dict] = field(default_factory=list)
    #: Those that people must ask for anew; `hidden` are withdrawn until then.
    left: list[dict] = field(default_factory=list)
    hidden: list[dict] = field(default_factory=list)


def redo(records: Iterable[dict]) -> Outcome:
    """Take those words out that are back."""
    outcome = Outcome()
    for record in {each["editions"][0]["code"]: each for each in records}.values():
        if not (back := words_back(record)):
            continue
        row = back[0].communique
        try:
            redact(row, back, record)
        except (Refused, PermissionDenied, User.DoesNotExist):
            (outcome.hidden if hide(row, record) else outcome.left).append(record)
        else:
            outcome.done.append(record)
    return outcome


def words_back(record: dict) -> list[Edition]:
    """The editions that it says are empty, and are not."""
    codes = [each["code"] for each in record["editions"]]
    rows = Edition.objects.unredacted().filter(code__in=codes).order_by("pk")
    return list(rows.select_related("communique"))


@transaction.atomic
def redact(row: Communique, back: list[Edition], record: dict) -> None:
    asker = User.objects.get(username=record["asked_by"])
    confirmer = User.objects.get(username=record["confirmed_by"])
    _withdraw(row, record)
    public = redactions.redactable(row, timezone.now())
    numbers = [[each.language, each.number] for each in back if each in public]
    asked = redactions.pending(row) or redactions.ask(
        row, numbers=numbers, reasons=record["reasons"], actor=asker
    )
    redactions.confirm(asked, actor=confirmer)
    audit.record(gettext_noop("redaction done again"), row, None, record=record)


def hide(row: Communique, record: dict) -> bool:
    """Let no reader see them before people have decided. False where even that cannot be."""
    try:
        with transaction.atomic():
            _withdraw(row, record)
    except (Refused, PermissionDenied, User.DoesNotExist):
        return False
    stands = withdrawals.standing(row)
    return stands is not None and stands.removes_text


def _withdraw(row: Communique, record: dict) -> None:
    """What corrected it, or its withdrawal, is not in the backup either."""
    if withdrawals.standing(row) is None:
        asker = User.objects.get(username=record["asked_by"])
        withdrawals.withdraw(row, reasons=record["reasons"], removes_text=True, actor=asker)
