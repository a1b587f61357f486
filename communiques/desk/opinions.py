"""Links for opinions from outside: made, shown once, revoked."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communiques import opinions
from communiques.desk.forms import LinkForm
from communiques.desk.pages import address, found, not_done, show_once
from communiques.models import Communique, OpinionLink
from communiques.standing import digests
from communiques.workflow import works_on
from organizations.languages import LANGUAGES


def panel(row: Communique, user) -> dict:
    """The links given, how they stand, and what came by them."""
    over = opinions.is_over(row)
    current = {each: "" if over else digests(row, each).seen for each in LANGUAGES}
    links = row.opinion_links.select_related("asked_by").prefetch_related("opinions")
    return {
        "links": [(each, opinions.state(each, current[each.language]).value) for each in links],
        "may_ask": works_on(user, row),
        "days": opinions.DAYS,
    }


@require_POST
def ask(request, site, pk: int):
    """A new link, whose address is shown this once."""
    row = found(request, pk)
    if not works_on(request.user, row):
        raise PermissionDenied
    form = LinkForm(request.POST)
    if form.is_valid() and not row.text(form.cleaned_data["language"]):
        form.add_error("language", _("There is no text in that language yet."))
    if not form.is_valid():
        not_done(request, form)
        return redirect(f"{address('decide', row.pk)}#opinions")
    data = form.cleaned_data
    _link, token = opinions.ask(
        row, data["language"], data["office"], days=data["days"], by=request.user
    )
    said = _("Send this address to the office; it is shown this once:")
    show_once(request, said, data["language"], "public:opinion", token)
    return redirect(f"{address('decide', row.pk)}#opinions")


@require_POST
def revoke(request, site, pk: int, link_pk: int):
    row = found(request, pk)
    if not works_on(request.user, row):
        raise PermissionDenied
    link = get_object_or_404(OpinionLink, pk=link_pk, communique=row)
    opinions.revoke(link, request.user)
    messages.success(request, _("The link is revoked."))
    return redirect(f"{address('decide', row.pk)}#opinions")
