"""How a file is sent once somebody has found that it may be: as what it is, to be run by nobody."""

import io
import logging

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response

from communiques.models import StoredFile

#: For what is not public.
NO_CACHE = "private, no-store"
log = logging.getLogger(__name__)


def send(request, file: StoredFile, which: str, *, name: str, cache: str, reader: str = ""):
    """The file itself or a copy of it, `which` as its address says; `cache` is who may keep it.
    Pictures are shown, documents are saved under their name. What is for one reader bears their
    name."""
    try:
        copy = file.copy_named(which)
    except KeyError:
        raise Http404 from None
    etag = f'"{file.digest}-{copy or "whole"}"'
    media_type = "image/webp" if copy else file.media_type
    unchanged = None if reader else get_conditional_response(request, etag=etag)
    if unchanged:
        unchanged["Cache-Control"] = cache
        return unchanged
    try:
        content = default_storage.open(file.path(copy))
    except FileNotFoundError:
        log.error("the storage has lost %s", file.path(copy))
        raise Http404 from None
    if reader:
        from communiques.uploads.marking import marked

        content = io.BytesIO(marked(content.read(), media_type, reader))
    response = FileResponse(
        content,
        as_attachment=not file.is_picture,
        filename=name if copy is None else f"{copy}.webp",
        content_type=media_type,
    )
    if not reader:
        response["ETag"] = etag
    response["Cache-Control"] = cache
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
