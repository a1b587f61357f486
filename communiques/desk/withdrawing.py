"""Withdrawing at the desk what is public, and reinstating it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from communiques import withdrawals
from communiques.desk import rescue
from communiques.desk.forms import ReasonsForm, WithdrawalForm
from communiques.desk.pages import address, found, page
from communiques.models import Communique


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
    title = _("Withdraw this communiqué")
    return act(request, site, pk, WithdrawalForm, withdrawals.withdraw, title, _("Withdrawn."))


def reinstate(request, site, pk: int):
    title = _("Reinstate this communiqué")
    return act(request, site, pk, ReasonsForm, withdrawals.reinstate, title, _("Reinstated."))


def act(request, site, pk: int, form_class, door, title: str, done: str):
    """The form, and through the door with what it says; nothing typed is lost."""
    row = found(request, pk)
    if not withdrawals.may_withdraw(request.user, row):
        raise PermissionDenied
    form, refused = form_class(row, rescue.typed(request)), []
    if request.method == "POST" and form.is_valid():
        try:
            door(row, actor=request.user, **form.asked())
            messages.success(request, done)
            return redirect(address("decide", row.pk))
        except withdrawals.Refused as reasons:
            refused = reasons.blockers
    status = 409 if refused else 422 if request.method == "POST" else 200
    return page(
        request, site, "withdraw", title, status=status, communique=row, form=form, refused=refused
    )
