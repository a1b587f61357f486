"""Atom feeds of what is public: all of it, or narrowed as the list is. Whole texts, in the language
of the address; a new edition moves its communiqué up, as an update."""

import datetime as dt

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communiques.models import Edition, EditionQuerySet
from communiques.public import lists
from communiques.public.linked import file_address
from communiques.public.words import page_language

ENTRIES = 30
#: When a feed that has no entry yet was updated last.
NEVER = dt.datetime.fromtimestamp(0, dt.UTC)


class FullTextFeed(Atom1Feed):
    """Atom with the whole text beside the summary, and the language of each entry. A feed of
    nothing says the same whenever it is read."""

    def item_attributes(self, item):
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["text"], {"type": "html"})

    def latest_post_date(self):
        return super().latest_post_date() if self.items else NEVER


def empty_feed(title: str, link: str, path: str) -> FullTextFeed:
    """A feed of that page in the language of the address; `path` is its own."""
    site = settings.SITE_URL
    return FullTextFeed(
        title=title, link=site + link, description=None, language=page_language(),
        author_name=_("Bayan"), feed_url=site + path, feed_guid=site + path,
    )  # fmt: skip


def feed_of(
    editions: EditionQuerySet, title: str, query: str, path: str, *, at: dt.datetime
) -> str:
    """The feed as text: the editions that became public last; `path` is its own address."""
    feed = empty_feed(title, reverse("public:communiques") + query, path)
    for edition in newest(editions, at=at):
        feed.add_item(**entry(edition))
    return feed.writeString("utf-8")


def newest(editions: EditionQuerySet, *, at: dt.datetime) -> list[Edition]:
    """With what an entry says, and since when the communiqué has been public in the language."""
    earlier = Edition.objects.filter(
        communique=OuterRef("communique"),
        language=OuterRef("language"),
        release__called_off_at=None,
    )
    first_public = Subquery(earlier.order_by("number").values("visible_from")[:1])
    whole = Edition.objects.select_related("communique").defer("body")
    keys = lists.newest(editions, ENTRIES, at=at)
    found = whole.annotate(first_public=first_public).in_bulk(keys)
    return [found[key] for key in keys]


def entry(edition: Edition) -> dict:
    address = settings.SITE_URL + reverse("public:communique", args=[edition.communique.slug])
    issuer = edition.envelope["issuer"]["name"]
    noted = edition.change_note and not edition.is_first
    note = format_html("<p><strong>{}</strong> {}</p>", _("What changed:"), edition.change_note)
    return {
        "title": edition.title,
        "link": address,
        "unique_id": address,
        "description": edition.summary or None,
        "text": (note if noted else "") + edition.html,
        "author_name": issuer,
        "pubdate": edition.first_public,
        "updateddate": edition.visible_from,
        "enclosures": [
            Enclosure(file_address(each), str(each["size"]), each["type"])
            for each in edition.envelope.get("attachments", [])
        ],
        "categories": [str(edition.get_communique_kind_display())],
        "language": page_language(),
    }


HAPPENED = {
    "released": gettext_lazy("released"),
    "corrected": gettext_lazy("a further edition"),
    "withdrawn": gettext_lazy("withdrawn"),
    "reinstated": gettext_lazy("reinstated"),
    "redacted": gettext_lazy("words redacted"),
    "void": gettext_lazy("void: never issued"),
}


def register_feed_of(events: list, path: str) -> str:
    """The feed of the register: each thing that happened to a symbol is an entry of its own."""
    feed = empty_feed(_("Register of what was issued"), reverse("public:register"), path)
    site, register = settings.SITE_URL, settings.SITE_URL + reverse("public:register")
    for each in events:
        title = each.edition.title if each.edition else ""
        slug = each.edition.communique.slug if each.edition else ""
        address = site + reverse("public:communique", args=[slug]) if slug else register
        feed.add_item(
            title=f"{each.symbol}: {HAPPENED[each.what]}",
            link=address,
            unique_id=f"{register}#{each.symbol}-{each.what}-{each.at:%Y%m%dT%H%M%S%f}",
            description=title or None,
            text=format_html("<p>{}</p><p>{}</p>", title, each.reason),
            pubdate=each.at,
            updateddate=each.at,
            language=page_language(),
        )
    return feed.writeString("utf-8")
