"""What a document says: the sealed words and facts of one language, as plain data in its language.

The same data prints an edition and, under a watermark, a draft; no press and no storage here.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from communiques import text as rich
from communiques.models import (
    Clearance,
    Edition,
    EditionKind,
    Kind,
    RelationKind,
    Reservation,
    Text,
)
from communiques.text.outline import outline
from organizations import calendars, press


@dataclass(frozen=True)
class Paper:
    """One language of a text as it is to be printed."""

    text: Text
    facts: dict
    symbol: str = ""
    code: str = ""
    number: int = 0
    kind: str = EditionKind.ORIGINAL
    clearance: str = Clearance.NORMAL
    at: dt.datetime = field(default_factory=timezone.now)
    #: Printed across every page: a draft, a text that was withdrawn.
    watermark: str = ""

    @classmethod
    def of(cls, edition: Edition, watermark: str = "") -> "Paper":
        return cls(
            edition.text(), edition.envelope, edition.symbol, edition.code, edition.number,
            edition.kind, edition.clearance, edition.visible_from, watermark,
        )  # fmt: skip

    @property
    def language(self) -> str:
        return self.text.language

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.at)

    @property
    def name(self) -> str:
        """Of its file, without ending."""
        return f"{self.symbol or self.code or 'draft'}-{self.language}".replace("/", "-").lower()

    @property
    def address(self) -> str:
        """Where anyone checks it; before it has a code, where texts are checked at all."""
        if self.code:
            return settings.SITE_URL + reverse("verify_short", args=[self.code])
        with translation.override(self.language):
            return settings.SITE_URL + reverse("public:verify")


def content(paper: Paper) -> dict:
    """All that is printed, worded in the language of the paper."""
    facts, text = paper.facts, paper.text
    issuer = facts["issuer"]
    with translation.override(paper.language):
        return {
            "language": paper.language,
            "title": text.title,
            "author": issuer["name"] or issuer["acronym"] or "—",
            "made": [paper.day.year, paper.day.month, paper.day.day],
            "watermark": paper.watermark,
            "parent": (issuer["parent"] or {}).get("name", ""),
            "issuer": issuer["name"] or issuer["acronym"],
            "kind": str(dict(Kind.choices).get(facts["kind"], facts["kind"])),
            "symbol": paper.symbol,
            "dateline": dateline(paper),
            "notices": list(notices(paper)),
            "summary": outline(rich.paragraphs(text.summary)),
            "blocks": outline(text.body),
            "pictures": [picture(each) for each in files_of(facts) if each["width"]],
            "attached": [document(each) for each in files_of(facts) if not each["width"]],
            "apart": [reservation(each) for each in facts.get("reservations", [])],
            "apart-title": _("Reservations and dissociations"),
            "attached-title": _("Documents attached"),
            "foot": paper.symbol,
            "page-of": str(press.PAGE_OF),
            "code": grouped(paper.code),
            "code-title": _("Verification code"),
            "verify-title": _("Is this text genuine? Check it at:"),
            "verify-address": paper.address,
            "qr-alt": _("The address at which this text is checked, as a code to be scanned"),
            "facts": list(marks(paper)),
        }


def furniture(paper: Paper) -> Iterator[str]:
    """The lines that stand around the text on its papers; # is the number of a page."""
    facts = paper.facts
    issuer = facts["issuer"]
    with translation.override(paper.language):
        kind = str(dict(Kind.choices).get(facts["kind"], facts["kind"]))
        page = str(press.PAGE_OF).format(n="#", m="#")
        code, mine = _("Verification code"), grouped(paper.code)
        yield from [(issuer["parent"] or {}).get("name", ""), issuer["name"], issuer["acronym"]]
        yield from [kind, paper.symbol, f"{kind} {paper.symbol}", dateline(paper)]
        yield from [each for notice in notices(paper) for each in notice]
        yield from [page, f"{paper.symbol} {page} {mine}", f"{page} {mine}"]
        yield from [paper.code, mine, f"{code} {mine}", _("Is this text genuine? Check it at:")]
        yield from [paper.address, *marks(paper), _("Documents attached")]
        yield from [each["text"] for each in map(document, files_of(facts))]
        yield _("Reservations and dissociations")
        for each in facts.get("reservations", []):
            yield from reservation(each)
        yield from [shown["caption"] for shown in map(picture, files_of(facts))]
        yield from [facts["place"], facts["hijri"]]


def dateline(paper: Paper) -> str:
    facts = paper.facts
    day = facts["dated_on"] and dt.date.fromisoformat(facts["dated_on"])
    dated = day and calendars.gregorian_text(day, paper.language)
    return " · ".join(filter(None, [facts["place"], dated, facts["hijri"]]))


#: What the text is to another, before the other's symbol.
RELATIONS = {
    RelationKind.CORRECTS: pgettext_lazy("relation", "Corrects:"),
    RelationKind.REPLACES: pgettext_lazy("relation", "Replaces:"),
    RelationKind.ADDS_TO: pgettext_lazy("relation", "Adds to:"),
    RelationKind.CLARIFIES: pgettext_lazy("relation", "Clarifies:"),
    RelationKind.ANSWERS: pgettext_lazy("relation", "Answers:"),
}


def notices(paper: Paper) -> Iterator[list[str]]:
    """What readers must know before the text, each in paragraphs."""
    related = [
        f"{RELATIONS[each['kind']]} {each['symbol'] or each['slug']}"
        for each in paper.facts.get("relations", [])
    ]
    if related:
        yield related
    if paper.kind != EditionKind.ORIGINAL:
        kind = str(dict(EditionKind.choices).get(paper.kind, paper.kind))
        edition = _("Edition %(number)s") % {"number": paper.number}
        public = calendars.gregorian_text(paper.day, paper.language)
        yield [" · ".join([kind, edition, public]), *paper.text.change_note.splitlines()]
    if paper.clearance == Clearance.URGENT:
        yield [_("Released by the urgent procedure.")]
    elif paper.clearance == Clearance.LEGACY:
        yield [_("From the archive: published before this system.")]


def marks(paper: Paper) -> Iterator[str]:
    """By what the text is known."""
    if paper.number:
        public = calendars.gregorian_text(paper.day, paper.language)
        yield _("Edition %(number)s, public since %(date)s") % {
            "number": paper.number,
            "date": public,
        }


def files_of(facts: dict) -> list[dict]:
    return facts.get("attachments", [])


def picture(each: dict) -> dict:
    credit = each["credit"] and _("Picture: %(credit)s") % {"credit": each["credit"]}
    caption = " · ".join(filter(None, [each["caption"], credit]))
    return {"file": f"{each['digest']}.{each['ending']}", "alt": each["alt"], "caption": caption}


def reservation(each: dict) -> list[str]:
    """A state that stood apart from the text, and its words in paragraphs."""
    kind = str(Reservation.Kind(each["kind"]).label)
    return [f"{each['body']['name']} · {kind}", *each["text"].splitlines()]


def document(each: dict) -> dict:
    path = reverse("file", args=[each["digest"], f"whole.{each['ending']}"])
    return {"text": each["caption"] or each["name"], "href": settings.SITE_URL + path}


def grouped(code: str) -> str:
    """A code as people type it: four letters at a time."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
