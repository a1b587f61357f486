"""A cell with a name: ranks and honorifics before it, the name itself, a second person in it.

The cell is kept as it was printed; what is taken apart here is shown beside it. Capitals and
particles (de, bin, al-) stay as they are.
"""

import re
import unicodedata
from dataclasses import dataclass

from organizations import arabic, tidying

# Longest first where one begins like another. A dot after an abbreviation may be a slash or both.
_DOT = r"\s*[./]+"
_ARABIC = [
    rf"أ\s*\.?\s*م\s*\.?\s*د{_DOT}", rf"أ\s*[./]?\s*د{_DOT}", r"أ\s*\.\s*د\b",
    rf"د{_DOT}", rf"م{_DOT}", rf"أ{_DOT}",
    "الأستاذ المساعد", "الأستاذ المشارك", "الأستاذ الدكتور", "الأستاذة الدكتورة",
    "صاحب السمو الملكي", "صاحب السمو", "صاحبة السمو", "صاحب المعالي", "صاحب السعادة",
    "معالي", "سعادة", "سيادة", "فضيلة", "سماحة", "عطوفة", "دولة", "سمو", "فخامة", "حضرة", "جلالة",
    "السيد", "السيدة", "الآنسة", "الأخ", "الأخت", "الشيخ", "الشيخة", "الأمير", "الأميرة",
    "الأستاذ", "الأستاذة", "الدكتور", "الدكتورة", "دكتور", "دكتورة",
    "المهندس", "المهندسة", "مهندس", "المستشار", "المستشارة", "السفير", "السفيرة",
    "الوزير", "الوزيرة", "القاضي", "المحامي", "الحاج",
    r"(?:ال)?فريق أول", r"(?:ال)?فريق", r"(?:ال)?لواء", r"(?:ال)?عميد", r"(?:ال)?عقيد",
    r"(?:ال)?مقدم", "الرائد", r"(?:ال)?نقيب", r"(?:ال)?ملازم أول", r"(?:ال)?ملازم", "المراقب",
    "المفوض", r"(?:ال)?محافظ شرطة", r"(?:ال)?عميد أول", r"(?:ال)?مشير",
    "ركن", "الركن", "متقاعد", "المتقاعد", "طيار", "الطيار", "بحري",
]  # fmt: skip
_LATIN = [
    r"H\s*\.\s*E\s*\.?", r"H\s*\.\s*R\s*\.\s*H\s*\.?", "His Excellency", "Her Excellency",
    r"(?-i:HE(?=\s+[A-Z]))",
    r"Lt\.?\s*Gen", r"Lieutenant General", r"Maj\.?\s*Gen", "Major General", r"Brig\.?\s*Gen",
    "Brigadier General", "Brigadier", r"Brig", r"Lt\.?\s*Col", "Lieutenant Colonel", "Colonel",
    r"Col", "Captain", r"Capt", "Lieutenant", r"Lt", "Major", r"Maj", "General", r"Gen",
    "Commissioner", "Superintendent", "Inspector",
    "Doctor", r"Dr", "Professor", r"Prof", "Engineer", r"Eng", "Ambassador", r"Amb",
    r"Mr", r"Mrs", r"Ms", "Miss", "Sir", "Judge", r"Sheikh(?=\s+\S+\s+\S)", r"Hon\.", "Minister",
    r"M\.(?=\s)", "Mme", "Mlle", "Général", "Commissaire", r"S\.\s*E\.(?:M\.)?", "Monsieur",
    "Madame",
]  # fmt: skip
_LATIN_END = r"(?:\s*[./]+|(?=[\s,]|$))"
_ENDS = r"(?:\s*/+|(?=[\s،]|$))"


def _loose(word: str) -> str:
    """A written word that also matches without its hamzas, as hurried typists leave them."""
    return re.sub("[أإآ]", "[أإآا]", word)


_STYLE = re.compile(
    "(?:{}|(?:{}){}|(?:{}){})".format(
        "|".join(_loose(each) for each in _ARABIC if _DOT in each or r"\b" in each),
        "|".join(
            _loose(each)
            for each in sorted(_ARABIC, key=len, reverse=True)
            if _DOT not in each and r"\b" not in each
        ),
        _ENDS,
        "|".join(sorted(_LATIN, key=len, reverse=True)),
        _LATIN_END,
    ),
    re.IGNORECASE,
)
_RETIRED = re.compile(r"\s*\((?:متقاعد|م|ret(?:d|ired)?\.?|rtd\.?)\)\s*", re.IGNORECASE)
#: Words that are a rank as well as a given name: left in the name, and said so.
_DOUBTFUL = re.compile(r"(?:رائد|سيد|أمير|شيخ|امير)\s+\S+")
_SPACES = re.compile(r"[\s\u200b]+")
#: Marks around a name are its own: "Abu Ammar".
_TIDIED = tidying.ALL_CLEANUPS - {tidying.Cleanup.QUOTATION}
#: Where there may be something to tidy.
_UNTIDY = re.compile("[\u0640\u00a0\ufb50-\ufdff\ufe70-\ufeff]|\\s\\s|\\s[^\\w(]|^\\s|\\s$")
#: What is seen by nobody: marks of direction, joiners at odd places, byte order marks.
_UNSEEN = re.compile(
    "[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]"
)


@dataclass(frozen=True)
class Name:
    """A cell with a name, taken apart."""

    printed: str
    honorifics: tuple[str, ...]
    own: str
    #: The name begins with a word that may be a rank.
    doubtful: bool = False


def shown(text: str) -> str:
    """A cell on one line, without what nobody sees; letters, tatweel and capitals untouched."""
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip()


def has_unseen(text: str) -> bool:
    return bool(_UNSEEN.search(text))


def split(text: str) -> Name:
    """Honorifics and name. What remains always has a word: a rank alone is no name."""
    printed = shown(text)
    rest, honorifics = tidied(printed), []
    rest = _RETIRED.sub(" ", rest).strip() or rest
    while match := _STYLE.match(rest):
        remaining = rest[match.end() :].lstrip(" /،,-")
        if not any(each.isalpha() for each in remaining):
            break
        honorifics.append(match[0].strip().rstrip("/").strip())
        rest = remaining
    return Name(printed, tuple(honorifics), rest, bool(_DOUBTFUL.match(rest)))


def tidied(text: str) -> str:
    """The name as a register keeps it: without tatweel and presentation forms, one space."""
    if not _UNTIDY.search(text):  # most names, and the search for clean-ups takes its time
        return text
    return _SPACES.sub(" ", tidying.apply_cleanups(text, _TIDIED)).strip()


def is_honorific(text: str) -> bool:
    """Whether a cell holds honorifics and nothing else."""
    rest = shown(text)
    while match := _STYLE.match(rest):
        rest = rest[match.end() :].lstrip(" /.،,-")
    return not rest and bool(shown(text))


def script(text: str) -> str:
    """'ar' or 'en' by the letters that prevail; '' without letters."""
    arab = sum("\u0600" <= each <= "\u06ff" or "\ufb50" <= each <= "\ufeff" for each in text)
    latin = sum(each.isalpha() and "LATIN" in unicodedata.name(each, "") for each in text)
    return "" if not (arab or latin) else "ar" if arab >= latin else "en"


#: Between two people these are enough; between words, the second must begin with a style.
_APART = re.compile(r"\n|;|؛|\+|&|\s/\s|(?:^|\s)\d+\s*[-.)]")
_PERHAPS_APART = re.compile(r"\s-\s|،|,|\s+(?:و\s*(?=ال\w)|and\s+|et\s+)")
_OFFICE = re.compile(
    r"(?:ال)?(?:وزير|مدير|رئيس|نائب|مساعد|وكيل|أمين|مستشار|ضابط|قائد|عضو|سفير|خبير|مسؤول|ممثل)\w*\s"
    r"|(?:deputy|director|head|minister|chief|assistant|secretary|officer|member|expert)\b",
    re.IGNORECASE,
)


def people_in(text: str) -> list[str]:
    """The names in a cell: one, except where the cell is plainly of several people."""
    text = _UNSEEN.sub("", text).strip()
    apart = [part for part in _APART.split(arabic.normal_digits(text)) if part.strip()]
    if len(apart) > 1 and all(map(is_whole_name, apart)):
        return [shown(part) for part in apart]
    halves = _PERHAPS_APART.split(shown(text))
    if len(halves) > 1 and all(map(is_whole_name, halves)) and all(map(is_styled, halves[1:])):
        return [shown(half) for half in halves]
    return [shown(text)]


def is_whole_name(text: str) -> bool:
    """Two words at least besides the honorifics, which are not those of an office."""
    own = split(text).own
    words = [each for each in own.split() if any(map(str.isalpha, each))]
    return len(words) > 1 and not is_honorific(text) and not _OFFICE.match(f"{own} ")


def is_styled(text: str) -> bool:
    return bool(split(text).honorifics)
