"""Papers are printed in a language of their own, whatever that of the desk: their words are said
here in the language asked for."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from events.lists import title_of
from events.models import Conference, Delegate, ListIssue
from organizations import calendars
from organizations.languages import in_language

register = template.Library()

WORDS = {
    "list": _("List of delegates"),
    "roll": _("Attendance roll"),
    "badges": _("Badges"),
    "as it stands": _("As it stands on"),
    "number": _("No."),
    "name": _("Name"),
    "post": _("Post"),
    "function": _("Function"),
    "delegation": _("Delegation"),
    "signature": _("Signature"),
    "mandated by": _("Mandated by"),
    "no delegation": _("No delegation yet."),
    **{each.value: each.label for each in Delegate.Function},
}


@register.simple_tag
def in_words(what: str, language: str) -> str:
    with override(language):
        return str(WORDS[what])


@register.simple_tag
def of(thing, field: str, language: str) -> str:
    """A translated column in that language alone."""
    return in_language(thing, field, language)


@register.simple_tag
def days_of(conference: Conference, language: str) -> str:
    """The days in both calendars."""
    if not conference.starts_on:
        return ""
    days = conference.starts_on, conference.ends_on, language
    hijri = in_language(conference, "hijri_label", language) or calendars.hijri_range_text(*days)
    return " · ".join(filter(None, (calendars.range_text(*days), hijri)))


@register.simple_tag
def status_of(issue: ListIssue, language: str) -> str:
    """«القائمة النهائية، الإصدار 2، 26 نوفمبر 2026 م»."""
    with override(language):
        parts = (
            str(issue.get_status_display()),
            str(_("issue %(number)s") % {"number": issue.number}),
            calendars.gregorian_text(issue.dated_on, language),
        )
    return ("، " if language == "ar" else ", ").join(parts)


@register.simple_tag
def today(language: str) -> str:
    return calendars.gregorian_text(timezone.localdate(), language)


@register.simple_tag
def heading_of(delegation: dict, language: str) -> str:
    with override(language):
        return title_of(delegation)


@register.filter
def by(sides, languages):
    """The sides of a row with the language of each."""
    return list(zip(languages, sides, strict=True))


@register.filter
def delegates(sides):
    """The delegates of the sides of one delegation, side by side."""
    return list(zip(*(each["delegates"] for each in sides), strict=True))


@register.filter
def in_side(person: dict, language: str) -> dict:
    return person[language]
