"""Withdrawing at the desk what is public, and reinstating it."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communiques import withdrawals
from communiques.desk import rescue
from communiques.desk.pages import found
from communiques.desk.reasons import ReasonsForm, WithdrawalForm, carry_out
from communiques.models import Communique

AT_STAKE = gettext_lazy("A withdrawal is public at once, with its reasons, and stays on record.")
LIFTING = gettext_lazy("A reinstatement is public at once; that the text was withdrawn stays said.")


def panel(row: Communique, user) -> dict | None:
    """What was made of it, and what the person may do; nothing where that is nothing."""
    made = row.withdrawals.select_related("by", "lifted_by", "replaced_by").order_by("-id")
    may = withdrawals.may_withdraw(user, row)
    stands = any(each.lifted_at is None for each in made)
    possible = may and not stands and not withdrawals.why_not(row)
    if not (made or possible):
        return None
    may_lift = may and stands and not row.is_redacted
    return {"made": made, "stands": stands, "may_withdraw": possible, "may_lift": may_lift}


def withdraw(request, site, pk: int):
    """The reasons in both languages, whether the text goes, and what replaces it."""
    form = WithdrawalForm(allowed(request, pk), rescue.typed(request))
    title, done = _("Withdraw this communiqué"), _("Withdrawn.")
    return carry_out(request, site, "withdraw", form, withdrawals.withdraw, title=title, done=done)


def reinstate(request, site, pk: int):
    form = ReasonsForm(allowed(request, pk), rescue.typed(request))
    title, done = _("Reinstate this communiqué"), _("Reinstated.")
    return carry_out(request, site, "withdraw", form, withdrawals.reinstate, title=title, done=done)


def allowed(request, pk: int) -> Communique:
    """The communiqué, for those who may withdraw it."""
    row = found(request, pk)
    if not withdrawals.may_withdraw(request.user, row):
        raise PermissionDenied
    return row
