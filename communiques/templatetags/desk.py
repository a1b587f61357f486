"""Small words for the desk's templates."""

import datetime as dt
import re
import unicodedata

from django import template
from django.utils import timezone
from django.utils.timesince import timesince, timeuntil
from django.utils.translation import gettext as _

from communiques.redactions import REDACTED
from organizations import calendars
from organizations.languages import LANGUAGE_CHOICES, other

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
    return in_one_unit(timesince(moment, depth=1), timezone.now() - moment)


@register.filter
def countdown(moment: dt.datetime) -> str:
    """How long until then, in one unit."""
    return in_one_unit(timeuntil(moment, depth=1), moment - timezone.now())


def in_one_unit(said: str, time: dt.timedelta) -> str:
    return said if time >= dt.timedelta(minutes=1) else _("less than a minute")


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
def of_language(by_language: dict, language: str):
    return by_language[language]


@register.filter
def visible_mark(mark: str) -> str:
    return INVISIBLE.get(mark, mark)


@register.filter
def reason_kept(said: str) -> str:
    """A reason, or that it was redacted."""
    return _("redacted") if said == REDACTED else said
