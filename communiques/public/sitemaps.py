"""The addresses of what is public, for search engines: each in the languages that it has; those of
communiqués by the month, so that no file grows with the archive."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap, x_robots_tag
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from communiques.models import Edition, EditionQuerySet, withdrawn
from communiques.public import directory, jumps
from communiques.public.archive import Month
from organizations.languages import LANGUAGES

OF_A_MONTH = re.compile("communiques-(?!0000)([0-9]{4})-(0[1-9]|1[0-2])")


class BilingualSitemap(Sitemap):
    """Pages that stand at one address a language."""

    i18n = alternates = x_default = True
    limit = 50_000  # as many as the protocol allows

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme


class Communiques(BilingualSitemap):
    """The communiqués of a month, in the languages that have a public edition, and when that came
    out."""

    def __init__(self, month: Month):
        self.month = month

    @property
    def paginator(self):
        """A month without any has no file."""
        return Paginator(self._items(), self.limit, allow_empty_first_page=False)

    def items(self):
        editions = shown()
        dated = editions.filter(
            language__in=LANGUAGES, dated_on__range=(self.month.first, self.month.last)
        )
        rows = (
            editions.filter(communique__in=dated.values("communique"))
            .values_list("communique_id", "communique__slug", "language")
            .annotate(latest=Max("visible_from"))
            .order_by("communique_id")
        )
        found = {}
        for key, slug, language, latest in rows:
            row = found.setdefault(key, {"slug": slug, "languages": {}})
            row["languages"][language] = latest
        return list(found.values())

    def get_languages_for_item(self, item):
        return [each for each in LANGUAGES if each in item["languages"]]

    def location(self, item):
        return reverse("public:communique", args=[item["slug"]])

    def lastmod(self, item):
        return max(item["languages"].values())


class Conferences(BilingualSitemap):
    def items(self):
        rows = directory.conferences(at=timezone.now())
        return list(rows.order_by("pk").values_list("slug", flat=True))

    def location(self, item):
        return reverse("public:conference", args=[item])


class Organizations(BilingualSitemap):
    def items(self):
        rows = directory.organizations(at=timezone.now()).filter(is_public=True)
        return list(rows.order_by("pk").values_list("slug", flat=True))

    def location(self, item):
        return reverse("public:organization", args=[item])


class Lists(BilingualSitemap):
    def items(self):
        return [
            "home",
            "communiques",
            "archive",
            "register",
            "verify",
            "conferences",
            "organizations",
        ]

    def location(self, item):
        return reverse(f"public:{item}")


SECTIONS = {"lists": Lists, "conferences": Conferences, "organizations": Organizations}


def shown() -> EditionQuerySet:
    """The editions whose communiqué has a page that says its words."""
    now = timezone.now()
    return Edition.objects.public(at=now).exclude(communique__in=withdrawn(at=now))


def months() -> list[tuple[int, int]]:
    """Year and number of those that have a communiqué, the latest first."""
    by_language = (jumps.months(shown().in_language(each), "dated_on") for each in LANGUAGES)
    return sorted(set().union(*by_language), reverse=True)


@x_robots_tag
def index(request):
    """Where the files are. Django's own would first count all that they list."""
    names = [*SECTIONS, *(f"communiques-{year:04}-{number:02}" for year, number in months())]
    files = [
        SitemapIndexItem(settings.SITE_URL + reverse("sitemap_section", args=[name]))
        for name in names
    ]
    return TemplateResponse(
        request, "sitemap_index.xml", {"sitemaps": files}, content_type="application/xml"
    )


def section(request, section):
    """One file."""
    return sitemap(request, {section: section_of(section)}, section=section)


def section_of(name: str) -> BilingualSitemap:
    """Raises Http404."""
    if name in SECTIONS:
        return SECTIONS[name]()
    month = OF_A_MONTH.fullmatch(name)
    if not month:
        raise Http404
    return Communiques(Month(*map(int, month.groups())))
