"""Readers under embargo at the desk: admitted to a scheduled release, and sent away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communiques import embargo, workflow
from communiques.desk.forms import ReaderForm
from communiques.desk.pages import address, found, not_done, show_once
from communiques.models import Action, Communique, EmbargoReader


def panel(row: Communique, user) -> dict | None:
    """The readers of the release to come; nothing where none is scheduled."""
    release = workflow.scheduled_release(row, timezone.now())
    if release is None:
        return None
    return {
        "readers": release.embargo_readers.select_related("account", "given_by"),
        "may_admit": workflow.permitted(Action.RELEASE, row, user),
    }


@require_POST
def admit(request, site, pk: int):
    """A link for one named reader, whose address is shown this once."""
    row = found(request, pk)
    if not workflow.permitted(Action.RELEASE, row, request.user):
        raise PermissionDenied
    release = workflow.scheduled_release(row, timezone.now())
    form = ReaderForm(request.POST)
    if release is None:
        messages.error(request, _("No release is scheduled any more."))
        return redirect(f"{address('decide', row.pk)}#embargo")
    if not form.is_valid():
        not_done(request, form)
        return redirect(f"{address('decide', row.pk)}#embargo")
    _reader, token = embargo.admit(
        release, form.cleaned_data["name"], account=form.cleaned_data["account"], by=request.user
    )
    said = _("Send this address to the reader; it is shown this once:")
    show_once(request, said, row.original_language, "public:embargo", token)
    return redirect(f"{address('decide', row.pk)}#embargo")


@require_POST
def dismiss(request, site, pk: int, reader_pk: int):
    row = found(request, pk)
    if not workflow.permitted(Action.RELEASE, row, request.user):
        raise PermissionDenied
    reader = get_object_or_404(EmbargoReader, pk=reader_pk, release__communique=row)
    embargo.revoke(reader, request.user)
    messages.success(request, _("The link is revoked."))
    return redirect(f"{address('decide', row.pk)}#embargo")
