"""Redacting at the desk: asked for by one person, confirmed or declined by another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communiques import redactions
from communiques.blockers import Refused
from communiques.desk import rescue
from communiques.desk.pages import address, found, page
from communiques.desk.reasons import RedactionForm, carry_out
from communiques.models import Communique, EditionFile, Redaction

ASKING = gettext_lazy("Once somebody else confirms a redaction, its words are gone for ever.")


def panel(row: Communique, user) -> dict | None:
    """What was asked for and done, and what the person may do; nothing where that is nothing."""
    made = list(row.redactions.select_related("asked_by", "decided_by").order_by("-id"))
    waits = any(each.decided_at is None for each in made)
    may = redactions.may_redact(user, row)
    possible = may and not waits and bool(redactions.redactable(row, timezone.now()))
    if not (made or possible):
        return None
    return {"made": made, "may_ask": possible, "may_decide": may}


def waiting(user) -> list[Redaction]:
    """Those that wait for this person: asked for by somebody else."""
    if not user.has_perm(redactions.PERMISSION):
        return []
    rows = Redaction.objects.pending().filter(communique__series__issuer__in=user.scope)
    return list(rows.exclude(asked_by=user).select_related("communique", "asked_by"))


def ask(request, site, pk: int):
    """Which editions lose their words, and why, in both languages."""
    row = allowed(request, pk)
    public = redactions.redactable(row, timezone.now())
    form = RedactionForm(row, public, rescue.typed(request))
    title, done = _("Ask for a redaction"), _("Asked for. Somebody else must confirm it.")
    return carry_out(
        request, site, "redact", form, redactions.ask, title=title, done=done, public=public
    )


def allowed(request, pk: int) -> Communique:
    """The communiqué, for those who may have it redacted."""
    row = found(request, pk)
    if not redactions.may_redact(request.user, row):
        raise PermissionDenied
    return row


def decide(request, site, pk: int, redaction_pk: int):
    """Everything that would go, and the two answers."""
    row = allowed(request, pk)
    asked = get_object_or_404(row.redactions.select_related("asked_by"), pk=redaction_pk)
    refused, status = [], 200
    if request.method == "POST":
        door, done = answer(request.POST.get("answer", ""))
        try:
            door(asked, actor=request.user)
            if door is redactions.confirm:
                rescue.forget(address("decide", row.pk))
            messages.success(request, done)
            return redirect(address("decide", row.pk))
        except Refused as reasons:
            refused, status = reasons.blockers, 409
    elif asked.decided_at:
        return redirect(address("decide", row.pk))
    going = redactions.going(row, asked.numbers, timezone.now())
    return page(
        request, site, "redaction", _("Confirm a redaction"), status=status, communique=row,
        redaction=asked, refused=refused,
        editions=going, pictures=EditionFile.objects.filter(edition__in=going).order_by("pk"),
        may_confirm=asked.asked_by_id != request.user.pk,
    )  # fmt: skip


def at_stake(request) -> str:
    if request.POST.get("answer") == "decline":
        return _("A redaction that is declined can only be asked for anew.")
    return _("What is redacted is gone for ever; this cannot be taken back.")


def answer(given: str):
    """The door for an answer, and what is said once it is through."""
    if given == "confirm":
        return redactions.confirm, _("Redacted: the words are gone.")
    if given == "decline":
        return redactions.decline, _("Declined: nothing was redacted.")
    raise Http404
