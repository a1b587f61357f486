"""The two languages of a text: the words of one of them, and which a list for staff shows."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("ar", "en")
LANGUAGE_CHOICES = [("ar", _("Arabic")), ("en", _("English"))]
COMMA = {"ar": "، ", "en": ", "}


def in_language(thing, field: str, language: str) -> str:
    """The text of that language, '' where there is none: languages never stand in here."""
    return getattr(thing, f"{field}_{language}") or ""


def label(thing, field: str) -> str:
    """For staff lists alone: the text in the interface language, else in the other."""
    active = get_language() or "ar"
    return next(filter(None, (in_language(thing, field, code) for code in order(active))), "")


def order(language: str) -> list[str]:
    """Both languages, the given one first."""
    return sorted(LANGUAGES, key=lambda code: code != language[:2])


def other(language: str) -> str:
    """The other of the two languages."""
    return "en" if language == "ar" else "ar"
