"""Small words for the desk's templates."""

import datetime as dt
import re
import unicodedata

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communiques import formatting
from communiques.models import LANGUAGE_CHOICES, other
from organizations import calendars

register = template.Library()


@register.filter
def direction(language: str) -> str:
    return "rtl" if language == "ar" else "ltr"


@register.filter
def other_language(language: str) -> str:
    return other(language)


@register.filter
def language_name(language: str) -> str:
    return str(dict(LANGUAGE_CHOICES)[language])


@register.filter
def on(day: str, language: str) -> str:
    """An ISO day of an envelope in the words of that language."""
    return calendars.gregorian_text(dt.date.fromisoformat(day), language) if day else ""


@register.filter
def nearness(day: dt.date) -> str:
    """The class of a deadline: past, today or to come."""
    return "warn" if day <= timezone.localdate() else "due"


@register.filter
def age(moment: dt.datetime) -> str:
    """How long ago, in one unit."""
    return timesince(moment, depth=1)


@register.filter
def countdown(moment: dt.datetime) -> str:
    """How long until then, in one unit."""
    return timeuntil(moment, depth=1)


@register.filter
def reads(text: str) -> str:
    """The direction of what somebody wrote: that of its first letter, but not of a name called."""
    kinds = map(unicodedata.bidirectional, re.sub(r"@\S+", "", text))
    strong = next((each for each in kinds if each in ("L", "R", "AL")), "")
    return {"L": "ltr", "": "auto"}.get(strong, "rtl")


@register.filter
def tail(text: str, length: int) -> str:
    """The end of a text."""
    return text if len(text) <= length else f"…{text[-length:]}"


#: What nobody sees is shown on its button by its usual letters.
INVISIBLE = {"\u00a0": "NBSP", "\u200c": "ZWNJ", "\u200e": "LRM", "\u200f": "RLM"}


@register.filter
def visible_mark(mark: str) -> str:
    return INVISIBLE.get(mark, mark)


@register.simple_tag
def changes(row) -> str:
    """One row of a difference, words marked as removed or added; never by colour alone."""
    if row.kind == "equal":
        return format_html("<span>{}</span>", row.new.text)
    if row.formatting_only:
        return format_html(
            "<span>{}</span> <em class='note'>({})</em>", row.new.text, _("formatting only")
        )
    tags = {"equal": "span", "insert": "ins", "delete": "del"}
    parts = ((tags[c.op], c.text if c.op == "equal" else broken(c.text)) for c in row.changes)
    return format_html_join("", "<{0}>{1}</{0}>", parts)


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


@register.simple_tag
def formed(row) -> list[dict]:
    """What differs in the form of a row: what is said of it, about which words, and which
    address."""
    return [said_of(each) for each in formatting.differing(row.old, row.new)]


def said_of(each: formatting.Formed) -> dict:
    if each.mark is None:
        said = _("was: %(was)s; is now: %(now)s")
        return {"said": said % {"was": BLOCKS[each.was], "now": BLOCKS[each.now]}}
    mark = each.mark
    return {"said": FORMED[mark.kind, each.come], "text": mark.text, "address": mark.address}
