"""The memory and the term base at the desk: looked up, taken out, brought in."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST

from communiques import exchange, memory
from communiques.checks.names import is_of
from communiques.desk.pages import address, page
from communiques.models import MemoryPair, Term
from organizations import audit

LONGEST_ASKED = 5000


def overview(request, site, **guessed):
    """A paragraph is asked about, and how like ones were released is shown. `guessed` are the words
    and the name of a file whose encoding somebody has to look at."""
    asked = request.GET.get("text", "").replace("\0", "")[:LONGEST_ASKED]
    language = "ar" if is_of(asked, "ar") else "en"
    found = memory.suggest([asked], language, request.user)[0] if asked.strip() else []
    return page(
        request, site, "memory", _("Translation memory"), asked=asked, language=language,
        found=found, pairs=MemoryPair.objects.visible_to(request.user).count(),
        terms=Term.objects.count(), may_bring=request.user.has_perm("communiques.add_term"),
        **guessed,
    )  # fmt: skip


def tmx(request, site):
    visible = MemoryPair.objects.visible_to(request.user)
    pairs = visible.select_related("edition").order_by("pk").iterator(500)
    return attached(
        StreamingHttpResponse(exchange.tmx(pairs, settings.SITE_URL), "application/x-tmx+xml"),
        "memory.tmx",
    )


def terms_csv(request, site):
    text = exchange.terms_csv(Term.objects.order_by("ar", "pk").iterator())
    return attached(HttpResponse(text, "text/csv; charset=utf-8"), "terms.csv")


def attached(response, name: str):
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def bring(request, site, what: str):
    """Pairs from a TMX, or terms from a CSV; `seen` is one that had to be looked at first."""
    if what not in BROUGHT:
        raise Http404
    if not request.user.has_perm("communiques.add_term"):
        raise PermissionDenied
    file = request.FILES.get("file")
    if seen := request.POST.get("seen"):
        file = ContentFile(seen.encode(errors="replace"), request.POST.get("name", "")[:200])
    if file is None:
        messages.error(request, _("Choose a file first."))
        return redirect(address("memory"))
    try:
        with transaction.atomic():
            said = BROUGHT[what](file, request.user)
    except exchange.Guessed as guessed:
        return overview(request, site, seen=guessed.args[0], file_name=file.name)
    except exchange.Unreadable as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect(address("memory"))


def brought_pairs(file, user) -> str:
    new, left_out = exchange.take_tmx(file, file.name)
    audit.record(gettext_noop("memory brought in"), user, user, file=file.name, new=new)
    said = ngettext("%(n)s new pair.", "%(n)s new pairs.", new) % {"n": new}
    if left_out:
        more = ngettext("%(n)s unit held no Arabic and English.",
                        "%(n)s units held no Arabic and English.", left_out)  # fmt: skip
        said += " " + more % {"n": left_out}
    return said


def brought_terms(file, user) -> str:
    new = exchange.take_terms(file, user)
    audit.record(gettext_noop("terms brought in"), user, user, file=file.name, new=new)
    return ngettext("%(n)s new term.", "%(n)s new terms.", new) % {"n": new}


BROUGHT = {"memory": brought_pairs, "terms": brought_terms}
