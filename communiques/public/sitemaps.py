"""The addresses of what is public, for search engines: each in the languages that it has, divided
into files of a bounded size."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from communiques.models import Edition, withdrawn
from communiques.public import directory
from organizations.languages import LANGUAGES


class BilingualSitemap(Sitemap):
    """Pages that stand at one address a language."""

    i18n = alternates = x_default = True
    limit = 5000

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme


class Communiques(BilingualSitemap):
    """Each communiqué in the languages that have a public edition, and when that came out."""

    def items(self):
        now = timezone.now()
        rows = (
            Edition.objects.public(at=now)
            .exclude(communique__in=withdrawn(at=now))
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


SECTIONS = {
    "lists": Lists,
    "communiques": Communiques,
    "conferences": Conferences,
    "organizations": Organizations,
}
