"""Pictures and documents of what is public: as the page that shows them, not a moment earlier."""

from django.http import Http404, HttpResponse
from django.utils import timezone

from communiques.models import Edition, EditionFile
from communiques.sending import send

#: Kept for a minute, then asked for again: what is withdrawn must not be shown for long.
CACHE = "public, max-age=60"


def file(request, digest: str, which: str):
    public = Edition.objects.public(at=timezone.now())
    sealed = EditionFile.objects.filter(file__digest=digest, edition__in=public)
    shown = sealed.select_related("file").order_by("-edition").first()
    if shown is None:
        released = Edition.objects.released(at=timezone.now())
        if EditionFile.objects.filter(file__digest=digest, edition__in=released).exists():
            return HttpResponse(status=410)  # withdrawn with the text that showed it
        raise Http404
    response = send(request, shown.file, which, name=shown.name, cache=CACHE)
    response["X-Robots-Tag"] = "noindex"
    return response
