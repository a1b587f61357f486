"""Papers at the desk: a draft under its watermark, and documents whose making failed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from communiques.desk.pages import address, found, page
from communiques.documents import making, pdf
from communiques.documents.content import Paper
from communiques.envelope import envelope
from communiques.models import Communique, Document, Form
from communiques.sending import NO_CACHE
from organizations.press import NotPrinted


def draft(request, site, pk: int, language: str):
    """The working copy as it would be printed, marked as a draft and never sealed."""
    row = found(request, pk)
    with override(language):
        mark = _("Draft")
    paper = Paper(row.text(language), envelope(row, language), watermark=mark)
    try:
        data = pdf.pdf(paper)
    except (NotPrinted, FileNotFoundError) as error:
        title = _("This draft cannot be printed")
        return page(request, site, "not_printed", title, 422, communique=row, why=str(error))
    name = f"draft-{row.pk}-{language}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": NO_CACHE}
    return HttpResponse(data, content_type=Document.MEDIA[Form.PDF], headers=headers)


def unmade(row: Communique) -> list:
    """The documents of what was released that could not be made yet."""
    return making.still_to_make(row.editions.all())


def again(request, site, pk: int):
    """Try now what failed, instead of at its time."""
    row = found(request, pk)
    if request.method == "POST" and (rows := unmade(row)):
        made = making.make_due(timezone.now(), rows)
        if made == len(rows):
            messages.success(request, _("The documents are made."))
        else:
            messages.error(request, _("Some documents still cannot be made."))
    return redirect(address("decide", row.pk))
