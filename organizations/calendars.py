"""Dates as both languages write them, Gregorian and Hijri (Umm al-Qura), Western digits.

`language` is "ar" or "en" everywhere; anything else raises KeyError.
"""

from datetime import date

from hijridate import Gregorian

_COMMON = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
_LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
_MAGHREB = (
    "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان",
    "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
#: What an office may call the Gregorian months in Arabic.
ARABIC_MONTHS = {
    "common": _COMMON,
    "levant": _LEVANT,
    "maghreb": _MAGHREB,
    "both": tuple(f"{east}/{west}" for east, west in zip(_LEVANT, _COMMON, strict=True)),
}
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = {"ar": _COMMON, "en": ENGLISH_MONTHS}
HIJRI_MONTHS = {
    "ar": (
        "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
        "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
    ),
    "en": (
        "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula",
        "Jumada al-Akhirah", "Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qadah",
        "Dhu al-Hijjah",
    ),
}  # fmt: skip
WEEKDAYS = {
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_GREGORIAN_ERA = {"ar": " م", "en": ""}
_HIJRI_ERA = {"ar": " هـ", "en": " AH"}
_WEEKDAY_COMMA = {"ar": "", "en": ","}


def call_arabic_months(style: str) -> None:
    """Choose, once for the site, a key of ARABIC_MONTHS."""
    _MONTHS["ar"] = ARABIC_MONTHS[style]


def hijri(day: date) -> tuple[int, int, int] | None:
    """Return (year, month, day) in the Umm al-Qura calendar.

    None outside the published tables (1 August 1924 to 16 November 2077). A suggestion: the day
    announced by sighting may differ by one. Source: hijridate.
    """
    try:
        return Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
    except OverflowError:
        return None


def hijri_text(day: date, language: str) -> str:
    """Return «22 شوال 1443 هـ» or "22 Shawwal 1443 AH"; '' outside the calendar's range."""
    months, era = HIJRI_MONTHS[language], _HIJRI_ERA[language]
    converted = hijri(day)
    if converted is None:
        return ""
    year, month, number = converted
    return f"{number} {months[month - 1]} {year}{era}"


def hijri_range_text(start: date, end: date | None, language: str) -> str:
    """Return «22–24 شوال 1443 هـ» or "22–24 Shawwal 1443 AH"; '' outside the calendar's range."""
    first, last = hijri(start), hijri(end or start)
    if first is None or last is None:
        return ""
    if first == last:
        return hijri_text(start, language)
    months, era = HIJRI_MONTHS[language], _HIJRI_ERA[language]
    if first[:2] == last[:2]:
        return f"{first[2]}–{hijri_text(end, language)}"
    begins = f"{first[2]} {months[first[1] - 1]}"
    if first[0] != last[0]:
        begins += f" {first[0]}{era}"
    return f"{begins} – {hijri_text(end, language)}"


def gregorian_text(day: date, language: str) -> str:
    """Return «23 مايو 2022 م» or "23 May 2022"."""
    return f"{_day_and_month(day, language)} {day.year}{_GREGORIAN_ERA[language]}"


def range_text(start: date, end: date | None, language: str) -> str:
    """Return «23–25 مايو 2022 م» or "23–25 May 2022", repeating month and year only if needed.

    Without an end, or with the same day twice, the day alone. ValueError when end is earlier.
    """
    if end is None or end == start:
        return gregorian_text(start, language)
    if end < start:
        raise ValueError(f"{end} is before {start}")
    last = gregorian_text(end, language)
    if start.year != end.year:
        return f"{_day_and_month(start, language)} {start.year} – {last}"
    if start.month != end.month:
        return f"{_day_and_month(start, language)} – {last}"
    return f"{start.day}–{last}"


def month_text(number: int, language: str) -> str:
    """What the Gregorian month of that number is called."""
    return _MONTHS[language][number - 1]


def month_names(language: str) -> tuple[str, ...]:
    """Every name of a month of either calendar, in every style."""
    gregorian = [_MONTHS["en"]] if language == "en" else ARABIC_MONTHS.values()
    return (*(name for style in gregorian for name in style), *HIJRI_MONTHS[language])


def hijri_months_text(start: date, end: date, language: str) -> str:
    """Return «شعبان – رمضان 1443 هـ»: the Hijri months that lie between two days; empty outside the
    calendar."""
    first, last = hijri(start), hijri(end)
    if first is None or last is None:
        return ""
    months, era = HIJRI_MONTHS[language], _HIJRI_ERA[language]
    begins, ends = months[first[1] - 1], f"{months[last[1] - 1]} {last[0]}{era}"
    if first[:2] == last[:2]:
        return ends
    return f"{begins} – {ends}" if first[0] == last[0] else f"{begins} {first[0]}{era} – {ends}"


def weekday_text(day: date, language: str) -> str:
    """Return «الاثنين» or "Monday"."""
    return WEEKDAYS[language][day.weekday()]


def weekday_and_date_text(day: date, language: str) -> str:
    """Return «الاثنين 23 مايو 2022 م» or "Monday, 23 May 2022"."""
    weekday = weekday_text(day, language) + _WEEKDAY_COMMA[language]
    return f"{weekday} {gregorian_text(day, language)}"


def _day_and_month(day: date, language: str) -> str:
    return f"{day.day} {_MONTHS[language][day.month - 1]}"
