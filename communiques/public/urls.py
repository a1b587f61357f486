"""The readers' addresses, below /ar/ and /en/. One that was given once works for ever."""

from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from communiques.public import checking, embargo, opinions, papers, subscriptions, views
from communiques.public.lasting import lasting

app_name = "public"
SLUG = "(?P<slug>[-a-zA-Z0-9_]+)"


def page(address: str, view, name: str):
    """A page that is only ever read: GET and HEAD, and whatever else is asked is told so. It is
    sent compressed, which is safe: no page of the readers holds a secret of theirs."""
    return path(address, csrf_exempt(gzip_page(require_safe(lasting(view)))), name=name)


urlpatterns = [
    page("", views.home, "home"),
    page("communiques/", views.communiques, "communiques"),
    page("communiques/suggest/", views.suggest, "suggest"),
    page("communiques/<slug:slug>/", views.communique, "communique"),
    re_path(
        rf"^communiques/{SLUG}\.(?P<form>bib|ris)$",
        require_safe(lasting(views.citation)),
        name="citation",
    ),
    re_path(
        rf"^communiques/{SLUG}\.(?P<form>pdf|docx|txt)$", require_safe(papers.current), name="paper"
    ),
    re_path(
        rf"^communiques/{SLUG}/editions/(?P<number>[0-9]{{1,9}})\.(?P<form>pdf|docx|txt)$",
        require_safe(papers.edition),
        name="edition_paper",
    ),
    path(
        "communiques/<slug:slug>/parallel.pdf",
        require_safe(papers.bilingual),
        name="bilingual_paper",
    ),
    page("communiques/<slug:slug>/parallel/", views.parallel, "parallel"),
    page("communiques/<slug:slug>/editions/<int:number>/", views.edition, "edition"),
    page(
        "communiques/<slug:slug>/compare/<int:earlier>-<int:later>/", views.comparison, "comparison"
    ),
    path("subscriptions/", subscriptions.subscribe, name="subscriptions"),
    path("subscriptions/asked/", subscriptions.asked, name="subscriptions_asked"),
    path("subscriptions/stop/<str:token>/", subscriptions.stop, name="subscriptions_stop"),
    path("subscriptions/<str:token>/", subscriptions.own, name="subscriptions_own"),
    path("verify/", checking.verify, name="verify"),
    path("verify/<str:code>/", checking.by_code, name="verify_code"),
    page("register/", views.register_index, "register"),
    page("register/feed/", views.register_feed, "register_feed"),
    page("register/<int:series>/<int:year>/", views.register_year, "register_year"),
    page("archive/", views.archive_years, "archive"),
    page("archive/<int:year>/", views.archive_year, "archive_year"),
    page("archive/<int:year>/<int:number>/", views.archive_month, "archive_month"),
    page("feed/", views.feed, "feed"),
    path("embargo/<str:token>/", embargo.sealed, name="embargo"),
    path("embargo/<str:token>/files/<str:digest>/<str:which>", embargo.file, name="embargo_file"),
    path("opinion/<str:token>/", opinions.opinion, name="opinion"),
    path("opinion/<str:token>/files/<str:digest>/<str:which>", opinions.file, name="opinion_file"),
    page("conferences/", views.conferences, "conferences"),
    page("conferences/<slug:slug>/", views.conference, "conference"),
    page("conferences/<slug:slug>.ics", views.conference_calendar, "conference_calendar"),
    page("organizations/", views.organizations, "organizations"),
    page("organizations/<slug:slug>/", views.organization, "organization"),
]
