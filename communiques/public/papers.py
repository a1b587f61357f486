"""The papers of what is public: PDF, Word and plain text of an edition, and both languages in one.

Each is made once and kept. Of a text that was withdrawn they say so across every page, and are made
for the one who asks.
"""

import datetime as dt
import logging

from django.http import FileResponse, Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from communiques.documents import making
from communiques.models import Document, Edition, Form, Withdrawal
from communiques.public import reading
from communiques.public.tombstone import or_tombstone
from communiques.public.words import page_language
from organizations.languages import other

#: Kept for a minute, then asked for again: what is withdrawn must not be shown for long.
CACHE = "public, max-age=60"
log = logging.getLogger(__name__)


@or_tombstone
def current(request, slug, form):
    """Of the edition in force in the language of the address."""
    now = timezone.now()
    row = reading.Communique.find(slug, at=now)
    return send(request, row.current(page_language()), form, at=now)


@or_tombstone
def edition(request, slug, number, form):
    now = timezone.now()
    row = reading.Communique.find(slug, at=now, as_sealed=True)
    row.refuse_redacted(int(number), language=page_language())
    return send(request, row.numbered(int(number), page_language()), form, at=now)


@or_tombstone
def bilingual(request, slug):
    """The editions in force, the original first."""
    now = timezone.now()
    row = reading.Communique.find(slug, at=now)
    if len(row.languages) < 2:
        raise Http404
    one = reading.complete(row.current(page_language()))[0]
    original = one.envelope["original_language"]
    return send(
        request, row.current(original), Form.BILINGUAL, row.current(other(original)), at=now
    )


def send(request, edition: Edition | None, form: str, beside=None, *, at: dt.datetime):
    if edition is None:
        raise Http404
    edition, beside = reading.complete(edition, beside)
    stood = Withdrawal.objects.standing(at=at).filter(communique=edition.communique_id).first()
    try:
        if stood:
            mark = reading.withdrawn_on(stood, edition.language)
            data = making.printed(edition, form, beside, mark)
            response = HttpResponse(data, content_type=Document.MEDIA[form])
        else:
            response = sent(request, making.document(edition, form, beside))
    except (making.NotMade, FileNotFoundError) as error:
        log.error("no %s of %s: %s", form, edition, error)
        context = {"edition": edition}
        return TemplateResponse(request, "public/no_paper.html", context, status=503)
    response["Content-Disposition"] = disposition(edition, form)
    response["Cache-Control"] = CACHE
    response["X-Robots-Tag"] = "noindex"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


def sent(request, document: Document):
    """The kept file, or that the reader has it already."""
    etag = f'"{document.digest}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    response = FileResponse(making.read(document), content_type=Document.MEDIA[document.form])
    response["ETag"] = etag
    return response


def disposition(edition: Edition, form: str) -> str:
    shown = "attachment" if form == Form.WORD else "inline"
    ending = "pdf" if form == Form.BILINGUAL else form
    languages = "ar-en" if form == Form.BILINGUAL else edition.language
    number = "" if edition.number == 1 else f"-{edition.number}"
    return f'{shown}; filename="{edition.communique.slug}{number}-{languages}.{ending}"'
