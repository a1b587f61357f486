"""A sealed text before its moment, for one named reader: watermarked with their name."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language

from communiques import embargo
from communiques.public.opinions import private
from communiques.sending import NO_CACHE, send
from organizations.languages import other

#: How often the name stands behind the text.
MARKS = range(12)


@private
def sealed(request, token: str):
    """The text as it will be, while it is not yet public; then its public page."""
    reader = embargo.found(token)
    if refused := refusal(request, reader):
        return refused
    language, row = get_language(), reader.release.communique
    if embargo.is_public(reader):
        return redirect("public:communique", row.slug)
    edition = embargo.open_(reader, language)
    in_other = reader.release.editions.filter(language=other(language)).exists()
    return TemplateResponse(
        request, "public/embargo.html",
        {"reader": reader, "edition": edition, "facts": edition.envelope if edition else None,
         "in_other": in_other, "marks": MARKS, "private": True,
         "files_at": f"{request.path}files/"},
    )  # fmt: skip


@private
def file(request, token: str, digest: str, which: str):
    """A picture or document of the text, on the same terms as its page."""
    reader = embargo.found(token)
    if refused := refusal(request, reader):
        return refused
    if embargo.is_public(reader):
        return redirect("file", digest, which)
    shown = embargo.open_file(reader, digest, which)
    if shown is None:
        raise Http404
    return send(request, shown.file, which, name=shown.name, cache=NO_CACHE, reader=reader.name)


def refusal(request, reader):
    """Why somebody sees nothing by the link of that reader; None where they may read."""
    if reader is None:
        raise Http404
    if not embargo.may_read(reader, request.user):
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path(), "admin:login")
    if embargo.is_over(reader):
        context = {"over": True, "private": True}
        return TemplateResponse(request, "public/embargo.html", context, status=410)
    return None
