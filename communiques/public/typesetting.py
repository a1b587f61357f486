"""How words are set: what the end of a line may not tear apart.

A number stays with its unit, an honorific with the name, «بن» with the father. Only the line is
told: no letter of the sealed text is changed, and a reader who copies it copies what was sealed.
"""

import re
from functools import lru_cache

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from organizations.calendars import month_names

#: One text is read many times, and its setting never changes.
REMEMBERED = 256
_NUMBER = r"(?<![\w.,٫٬/-])\d+(?:[.,٫٬/–-]\d+)*"
_UNITS = {
    "ar": (
        "م", "هـ", "٪", "%", "في المائة", "في المئة", "بالمئة", "بالمائة", "كم", "كلم", "كيلومتر",
        "كيلومترا", "متر", "مترا", "كغ", "كيلوغرام", "كيلوغراما", "غراما", "طن", "طنا", "ألف",
        "مليون", "مليونا", "مليار", "دولار", "دولارا", "يورو", "ريال", "درهم", "دينار", "ساعة",
        "دقيقة", "يوما", "شخصا", "دولة", "قطعة",
    ),
    "en": (
        "%", "per cent", "percent", "km", "m", "kg", "g", "tonnes", "tons", "hours", "minutes",
        "days", "thousand", "million", "billion", "dollars", "euros", "states", "countries", "AH",
    ),
}  # fmt: skip
_COUNTED = {
    "ar": (
        "رقم", "المادة", "الفقرة", "البند", "القرار", "الدورة", "الجلسة", "الملحق", "العدد", "صفحة",
    ),
    "en": (
        "No.", "Nos.", "Article", "Articles", "Paragraph", "paragraph", "Item", "item",
        "Resolution", "resolution", "Session", "session", "Annex", "annex", "Chapter", "p.", "pp.",
        "Phase", "phase", "US$", "USD", "EUR",
    ),
}  # fmt: skip
#: What stands before a name: with the article, its prefixes and without.
_STYLES = (
    "سيد", "سيدة", "آنسة", "شيخ", "شيخة", "أمير", "أميرة", "أستاذ", "أستاذة", "دكتور", "دكتورة",
    "مهندس", "مهندسة", "مستشار", "مستشارة", "سفير", "سفيرة", "قاضي", "مشير", "فريق", "لواء",
    "عميد", "عقيد", "مقدم", "رائد", "نقيب", "ملازم",
)  # fmt: skip
_BEFORE_A_NAME = {
    "ar": (
        r"(?:(?:[وفبك]?ال|[وف]?لل)(?:" + "|".join(_STYLES) + ")"
        "|[وفبل]?(?:معالي|سعادة|فخامة|سمو|جلالة|سماحة|فضيلة|عطوفة)"
        r"|[وفبل]?(?:أ\.\s?)?[دم]\.|[وفبل]?(?:عبد|أبو|أبي|أبا|بن|ابن|بنت|آل|ذو))"
    ),
    "en": (
        r"(?:Mr|Mrs|Ms|Dr|Prof|Eng|H\.E|H\.R\.H|Gen|Col|Capt|Lt|Maj|Amb|Sheikh|Prince|Princess"
        r"|Ambassador|General|Colonel|Brigadier|Major|Captain|Professor|bin|ibn|bint|Al|El)\.?"
    ),
}
_TEXT = re.compile("[^<>]+(?![^<]*>)")


def _words(words: tuple[str, ...]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, longest_first)) + ")"


@lru_cache(2)
def _together(language: str) -> re.Pattern[str]:
    """Two words that a line keeps together, and no more: on a telephone a line is short."""
    months = _words(month_names(language))
    units = _words(_UNITS[language])
    name = r"[A-Z][\w’'-]{0,20}" if language == "en" else r"[^\W\d_]{1,20}"
    return re.compile(
        rf"{_NUMBER} (?:{months}|{units})(?!\w)"
        rf"|(?<!\w){_words(_COUNTED[language])} {_NUMBER}(?!\w)"
        rf"|(?<!\w){_BEFORE_A_NAME[language]} (?!{_BEFORE_A_NAME[language]} ){name}"
    )


def unbroken(text: str, language: str) -> SafeString:
    """Safe HTML, or a plain text as HTML, with such words in spans that no line breaks."""
    return _set(conditional_escape(text), language)


@lru_cache(REMEMBERED)
def _set(html: str, language: str) -> SafeString:
    pattern = _together(language)
    span = r'<span class="unbroken">\g<0></span>'
    return mark_safe(_TEXT.sub(lambda text: pattern.sub(span, text[0]), html))
