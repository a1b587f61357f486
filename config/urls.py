"""Where every address leads: the desk, the readers' pages in two languages, the machinery."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.decorators.http import require_safe

from communiques.public import checking, files, log, oembed, sitemaps
from communiques.public.lasting import lasting
from config import views

urlpatterns = [
    path("", views.root, name="root"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", lasting(views.robots), name="robots"),
    path(".well-known/security.txt", lasting(views.security), name="security"),
    path("oembed/", lasting(oembed.oembed), name="oembed"),
    path("files/<str:digest>/<str:which>", require_safe(files.file), name="file"),
    path("v/<str:code>/", checking.short, name="verify_short"),
    path("v/<str:code>/bundle.json", require_safe(log.bundle), name="bundle"),
    path(".well-known/bayan-keys.json", require_safe(log.keys), name="keys"),
    path("api/v1/", include("communiques.api.urls")),
    path("api/v1/log/checkpoint", require_safe(log.checkpoint), name="log_checkpoint"),
    path("api/v1/log/entries", require_safe(log.entries), name="log_entries"),
    path("api/v1/log/proof", require_safe(log.proof), name="log_proof"),
    path("api/v1/log/consistency", require_safe(log.consistency), name="log_consistency"),
    path("sitemap.xml", lasting(sitemaps.index), name="sitemap"),
    path("sitemap-<section>.xml", lasting(sitemaps.section), name="sitemap_section"),
    path("admin/", admin.site.urls),
    *i18n_patterns(path("", include("communiques.public.urls"))),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
