"""What belongs to no app: the door, the machinery's questions, and the pages of refusal."""

import datetime as dt
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from communiques.desk import rescue
from config import interruptions


def root(request):
    """To the home page in the reader's language."""
    return redirect("public:home")


@never_cache
def healthz(request):
    """The process is alive."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request):
    """The database answers and has every table that this version needs."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        return HttpResponse("no database\n", content_type="text/plain", status=503)
    if pending:
        return HttpResponse("migrations pending\n", content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")


def robots(request):
    """The desk, and earlier editions, which are for readers and not for indexes."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /oembed/",
        "Disallow: /*/editions/",
        "Disallow: /*/compare/",
        "Disallow: /api/",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def security(request):
    """Whom to tell of a weakness (RFC 9116), where the installation names somebody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + dt.timedelta(days=365)).replace(microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.astimezone(dt.UTC).isoformat()}",
        "Preferred-Languages: ar, en",
        f"Canonical: {settings.SITE_URL}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


# --- refusals ------------------------------------------------------------------------------------


def bad_request(request, exception):
    if isinstance(exception, RequestDataTooBig):
        return render(request, "400.html", {"too_big": True}, status=413)
    return render(request, "400.html", status=400)


def forbidden(request, exception, reason=""):
    return render(request, "403.html", {"reason": reason}, status=403)


def csrf_failure(request, reason=""):
    """A login in another tab makes the token of an open form old; what was typed comes back."""
    if rescue.keep(request):
        return redirect(request.path)
    expired = _(
        "The form was open too long or was sent from another page. Go back, reload the page and "
        "send it again."
    )
    return forbidden(request, None, expired)


def not_found(request, exception):
    return render(request, "404.html", status=404)


def server_error(request):
    """Without the database and without the base page: either may be what failed."""
    if interruptions.is_away(sys.exception()):
        return interruptions.page(request)
    return render(request, "500.html", status=500)
