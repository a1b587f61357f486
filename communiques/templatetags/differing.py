"""Differences as people read them: words removed and added, and what is otherwise of their form."""

import re
import unicodedata
from collections.abc import Iterator

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communiques import formatting
from communiques.differences import Change

register = template.Library()


@register.simple_tag
def changes(row) -> str:
    """One row of a difference, words marked as removed or added; never by colour alone."""
    said = format_html_join("", "<{0}{1}>{2}</{0}>", pieces(row.changes))
    if row.formatting_only:
        return format_html("{} <em class='note'>({})</em>", said, _("formatting only"))
    return said


APART = mark_safe(" class='apart'")
_ENDS, _BEGINS = re.compile(r"\d\W*$"), re.compile(r"\W*\d")
TAGS = {"equal": "span", "insert": "ins", "delete": "del"}


def pieces(changes: list[Change]) -> Iterator[tuple[str, str, str]]:
    """Each stretch with its element, and whether it is set apart."""
    for at, change in enumerate(changes):
        text = change.text if change.op == "equal" else broken(change.text)
        yield TAGS[change.op], APART if runs_on(changes, at) else "", text


def runs_on(changes: list[Change], at: int) -> bool:
    """Whether a new number would stand before the old one: two in a row run from left to right in
    Arabic words too."""
    before, after = changes[:at], changes[at:]
    if [each.op for each in (*before[-1:], after[0])] != ["delete", "insert"]:
        return False
    if not (_ENDS.search(before[-1].text) and _BEGINS.match(after[0].text)):
        return False
    before, after = ("".join(each.text for each in side) for side in (before, after))
    return (strong(before)[-1:] or strong(after)[:1]) == "R"


def strong(text: str) -> str:
    """The directions of its letters: L or R each."""
    kinds = map(unicodedata.bidirectional, text)
    return "".join(each[0].replace("A", "R") for each in kinds if each in ("L", "R", "AL"))


def broken(text: str) -> str:
    """Where a line or an item of a list begins anew, which alone nobody would see."""
    return text.replace("\n", "↵\n")


BLOCKS = {
    "p": gettext_lazy("paragraph"),
    "h2": gettext_lazy("heading"),
    "h3": gettext_lazy("smaller heading"),
    "ul": gettext_lazy("list with bullets"),
    "ol": gettext_lazy("numbered list"),
    "blockquote": gettext_lazy("quotation"),
    "table": gettext_lazy("table"),
}
#: Kind of the mark, and whether it has come.
FORMED = {
    ("link", True): gettext_lazy("now a link:"),
    ("link", False): gettext_lazy("no longer a link:"),
    ("bold", True): gettext_lazy("now bold:"),
    ("bold", False): gettext_lazy("no longer bold:"),
    ("italic", True): gettext_lazy("now italic:"),
    ("italic", False): gettext_lazy("no longer italic:"),
}


FACTS = {
    "issuer": gettext_lazy("issuer"),
    "date": gettext_lazy("date"),
    "place": gettext_lazy("place"),
    "conference": gettext_lazy("conference"),
    "organizers": gettext_lazy("organizers"),
    "sessions": gettext_lazy("sessions"),
    "delegations": gettext_lazy("delegations"),
    "organizations": gettext_lazy("bodies concerned"),
    "people": gettext_lazy("people named"),
    "attachments": gettext_lazy("pictures and documents"),
    "relations": gettext_lazy("relations to other communiqués"),
    "reservations": gettext_lazy("reservations and dissociations"),
}


@register.filter
def fact_name(name: str) -> str:
    return FACTS[name]


@register.filter
def without_lines(lines: list[str], others: list[str]) -> list[str]:
    """Those that the other side has not."""
    return [each for each in lines if each not in others]


@register.simple_tag
def formed(row) -> list[dict]:
    """What differs in the form of a row: what is said of it, about which words, and which
    address."""
    said = [said_of(each) for each in formatting.differing(row.old, row.new)]
    if row.formatting_only and not said:
        return [{"said": _("a list or table is built otherwise: see the text itself")}]
    return said


def said_of(each: formatting.Formed) -> dict:
    if each.mark is None:
        said = _("was: %(was)s; is now: %(now)s")
        return {"said": said % {"was": BLOCKS[each.was], "now": BLOCKS[each.now]}}
    mark = each.mark
    return {"said": FORMED[mark.kind, each.come], "text": mark.text, "address": mark.address}
