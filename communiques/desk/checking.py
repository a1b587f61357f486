"""Findings at the desk: shown beside the texts, waived with a reason, taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communiques import checking
from communiques.desk.forms import WaiverForm
from communiques.desk.pages import address, found, not_done
from communiques.models import Communique
from communiques.workflow import may_write, works_on
from organizations.languages import LANGUAGES


def panel(row: Communique, user) -> dict:
    """What the panel of findings shows."""
    judged = checking.judged(row)
    return {
        "open": [each.finding for each in judged if not each.waiver],
        "waived": [each for each in judged if each.waiver],
        "counts": checking.open_counts(judged),
        "may_waive": works_on(user, row),
        "writable": [each for each in LANGUAGES if may_write(user, row, each)],
    }


@require_POST
def waive(request, site, pk: int):
    """Waive one finding, or take a waiver back."""
    row = found(request, pk)
    if not works_on(request.user, row):
        raise PermissionDenied
    form = WaiverForm(request.POST)
    if not form.is_valid():
        not_done(request, form, "reason")
    elif form.cleaned_data["withdraw"]:
        checking.withdraw(row, form.cleaned_data["finding"], request.user)
        messages.success(request, _("The finding counts again."))
    elif checking.waive(
        row, form.cleaned_data["finding"], form.cleaned_data["reason"], request.user
    ):
        messages.success(request, _("Waived. It counts again once the words change."))
    else:
        messages.warning(request, _("The text changed meanwhile; this finding is gone."))
    back = "change" if form.data.get("back") == "change" else "decide"
    return redirect(f"{address(back, row.pk)}#findings")
