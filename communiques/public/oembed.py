"""A communiqué as a link that other sites can name (oEmbed, type "link")."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from communiques.public import reading


@require_safe
def oembed(request):
    """What is at that address; 404 where nothing public is, 501 for another format than JSON."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=501)
    language, slug = named(request.GET.get("url", ""))
    now = timezone.now()
    try:
        edition = reading.Communique.find(slug, at=now).current(language)
    except (reading.Removed, reading.Moved):
        raise Http404 from None
    if edition is None:
        raise Http404
    stands = reading.standing(reading.withdrawals(edition, at=now), now)
    with translation.override(language):
        provider, title = gettext("Bayan"), reading.titled(edition, stands)
    return JsonResponse(
        {
            "version": "1.0",
            "type": "link",
            "title": title,
            "provider_name": provider,
            "provider_url": f"{settings.SITE_URL}/{language}/",
            "cache_age": 3600,
        }
    )


def named(url: str) -> tuple[str, str]:
    """Language and slug of the communiqué whose page stands at the address."""
    try:
        parts, site = urlsplit(url), urlsplit(settings.SITE_URL)
    except ValueError:
        raise Http404 from None
    language = parts.path[1:3]
    if parts.netloc != site.netloc or language not in dict(settings.LANGUAGES):
        raise Http404
    try:
        with translation.override(language):
            match = resolve(parts.path)
    except Resolver404:
        raise Http404 from None
    if match.view_name != "public:communique":
        raise Http404
    return language, match.kwargs["slug"]
