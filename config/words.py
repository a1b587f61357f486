"""How the desk names the two columns of a translated field."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

LANGUAGE_NAMES = {"ar": _("Arabic"), "en": _("English")}


def in_language(name, language: str):
    """«الاسم (العربية)», "Name (English)"."""
    return format_lazy("{} ({})", name, LANGUAGE_NAMES[language])
