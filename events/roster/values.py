"""The other cells of a row: functions, telephones, e-mail addresses, days."""

import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from hijridate import Hijri

from events.roster.names import shown
from organizations import arabic

# --- functions -----------------------------------------------------------------------------------

FUNCTIONS = {
    "head": """رئيس الوفد|رئيسة الوفد|رئيس وفد|رئيسا|رئيس|رئيسا للوفد|رئيس الوفد المشارك|head|
        head of delegation|head of the delegation|delegation head|chief of delegation|hod|leader|
        chef de délégation|chairman|الرئيس""",
    "deputy": """نائب رئيس الوفد|نائب الرئيس|نائب رئيس وفد|نائب رئيس|نائبا للرئيس|نائب|deputy|
        deputy head|deputy head of delegation|deputy head of the delegation|vice head""",
    "alternate": "مناوب|عضو مناوب|مندوب مناوب|بديل|alternate|alternate member|substitute",
    "member": """عضو|عضوا|عضوة|عضو الوفد|عضو وفد|مشارك|مشاركا|مندوب|member|delegate|participant|
        membre|member of delegation|member of the delegation""",
    "adviser": "مستشار|مستشارا|مستشارة|adviser|advisor|conseiller",
    "expert": "خبير|خبيرا|خبيرة|expert|experte",
    "observer": "مراقب|مراقبا|مراقبة|observer|observateur",
}
_FUNCTIONS = {
    arabic.fold(spelling.strip()): function
    for function, spellings in FUNCTIONS.items()
    for spelling in spellings.split("|")
}
_LEADS = re.compile("(رئيس الوفد|رئيسة الوفد|head of (?:the )?delegation)", re.IGNORECASE)


def function_of(text: str) -> str | None:
    """The function that a cell names; None where it names none that we know."""
    text = shown(text)
    return _FUNCTIONS.get(arabic.fold(re.sub(r"\(.*?\)|[()]", " ", text)))


def leads(text: str) -> bool:
    """Whether a post says that its holder heads the delegation: «وزير الداخلية، رئيس الوفد»."""
    match = _LEADS.search(shown(text))
    return bool(match) and "نائب" not in text[: match.start()] and "eputy" not in text


# --- telephones ----------------------------------------------------------------------------------

_SCIENTIFIC = re.compile(r"\d[.,٫]?\d*E\+?\d+", re.IGNORECASE)
#: Calling codes of the 22 members of the League and of their partners' seats, longest first.
CODES = (
    "962", "971", "973", "974", "213", "216", "218", "222", "249", "252", "253", "269", "961",
    "963", "964", "965", "966", "967", "968", "970", "20", "212", "211",
)  # fmt: skip


LONGEST_PHONE, LONGEST_EMAIL = 40, 254


@dataclass(frozen=True)
class Phone:
    """A number as it will be stored; `fault` says what was done to it or is wrong with it."""

    number: str
    fault: str = ""


def phone_of(text: str) -> Phone:
    """The number with Western digits; a lost + is restored, lost digits are not made up."""
    text = arabic.normal_digits(shown(text)).replace("٫", ".")
    if not text:
        return Phone("")
    if _SCIENTIFIC.fullmatch(text):
        return Phone("", "digits_lost")
    several = [each for each in re.split(r"\s*(?:[/،;]|,| - )\s*", text) if each]
    if len(several) > 1 and all(len(re.sub(r"\D", "", each)) > 6 for each in several):
        return Phone(text, "several") if len(text) <= LONGEST_PHONE else Phone("", "unreadable")
    digits = re.sub(r"\D", "", text)
    if not 5 <= len(digits) <= 15 or re.search(r"[^\d\s()+./-]", text):
        return Phone("", "unreadable")
    if text.endswith("+") or "+" in text[1:]:  # mirrored by an editor that writes from the right
        return Phone(f"+{digits}", "plus_restored")
    if digits.startswith("00") and not text.startswith("+"):
        return Phone(f"+{digits[2:]}")
    if not text.startswith("+") and digits.startswith(CODES) and len(digits) >= 11:
        return Phone(f"+{digits}", "plus_restored")
    text = " ".join(text.split())
    return Phone(text if len(text) <= LONGEST_PHONE else digits)


# --- e-mail --------------------------------------------------------------------------------------


def email_of(text: str) -> tuple[str, bool]:
    """The address, and whether what the cell holds is one (or nothing)."""
    address = re.sub(r"\s+", "", shown(text)).removeprefix("mailto:").strip("<>.,;،")
    if address in {"", "-", "--", "—"}:
        return "", True
    try:
        validate_email(address)
    except ValidationError:
        return "", False
    return (address, True) if len(address) <= LONGEST_EMAIL else ("", False)


# --- days ----------------------------------------------------------------------------------------

_PARTS = re.compile(r"(\d{1,4})\s*[-/.\\]\s*(\d{1,2})\s*[-/.\\]\s*(\d{1,4})")
_EPOCH = dt.date(1899, 12, 30)
#: Serial numbers of 1920 to 2100: any other number is no day.
_SERIALS = range(7_306, 73_051)
_HIJRI_YEARS = range(1_300, 1_501)


@dataclass(frozen=True)
class Day:
    """A day; `doubt` says how it was read where that is not plain."""

    day: dt.date | None
    doubt: str = ""


def day_of(text: str, month_first: bool = False) -> Day:
    """The day that a cell means: ISO, day/month/year, a spreadsheet's serial, a Hijri year."""
    text = arabic.normal_digits(shown(text))
    text = re.sub(r"\s*(?:هـ|ه|م|AH|\d\d:\d\d(?::\d\d)?)\s*$", "", text)
    if text.isascii() and text.isdigit() and len(text) < 6 and int(text) in _SERIALS:
        return Day(_EPOCH + dt.timedelta(days=int(text)), "serial")
    match = _PARTS.fullmatch(text)
    if not match:
        return Day(None, "unreadable" if text.strip(" -—") else "")
    first, middle, last = map(int, match.groups())
    if len(match[1]) == 4:
        return in_calendar(first, middle, last)
    year = last + 2000 if last < 100 else last
    if month_first and first <= 12:
        first, middle = middle, first
    if middle > 12 >= first:
        first, middle = middle, first
    found = in_calendar(year, middle, first)
    ambiguous = first <= 12 and middle <= 12 and first != middle
    return Day(found.day, "day_or_month") if ambiguous and not found.doubt else found


def in_calendar(year: int, month: int, day: int) -> Day:
    try:
        if year in _HIJRI_YEARS:
            return Day(dt.date(*Hijri(year, month, day).to_gregorian().datetuple()), "hijri")
        return Day(dt.date(year, month, day)) if 1900 <= year <= 2200 else Day(None, "unreadable")
    except (ValueError, OverflowError):
        return Day(None, "unreadable")
