"""The language itself: canonical text, comparison keys, Arabic order.

Pure functions over `str`. Positions are code-point offsets into the text that was given.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from organizations import glyphs

TATWEEL = "\u0640"
NBSP = "\u00a0"
LONGEST_WORD = 200
EXCERPT_REACH = 20
#: Words whose keys were asked for last, and how long they are at most: checks ask for the same ones
#: thousands of times.
REMEMBERED, LONGEST_REMEMBERED = 2**13, 40

# ---------------------------------------------------------------- what is stored

_LINE_BREAKS = re.compile("\r\n?|[\u2028\u2029]")


def canonical(text: str) -> str:
    """Return the one form in which a text is stored, compared and digested. Idempotent.

    NFC; every line break LF; no spaces or tabs at line ends; no blank lines at either end.
    Tatweel, NBSP and compatibility letters stay: changing those is the drafter's decision.
    """
    text = _LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    return "\n".join(line.rstrip(" \t") for line in text.split("\n")).strip("\n")


# ---------------------------------------------------------------- what is refused


@dataclass(frozen=True)
class Problem:
    """Why a text cannot be accepted.

    `code` is one of bidi_override, unbalanced_isolate, control_character, lone_surrogate, nul,
    long_word, no_glyph (and, from communiques.text, too_long and long_paragraph). `excerpt` is
    safe to show: invisible and directional characters are spelled out as [U+202E]. `block` counts
    from 1 in rich text; 0 means the text as a whole.
    """

    code: str
    position: int
    excerpt: str
    block: int = 0


_SUSPECTS = re.compile(
    "(?P<nul>\0)"
    "|(?P<bidi_override>[\u202a-\u202e])"
    "|(?P<lone_surrogate>[\ud800-\udfff])"
    "|(?P<control_character>[\x01-\x08\x0b-\x1f\x7f-\x9f])"
)
_LONG_WORDS = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_ISOLATES = re.compile("[\u2066-\u2069\n]")
_POP_ISOLATE = "\u2069"


def problems(text: str) -> list[Problem]:
    """Return what makes a canonical text unfit for the public, in order of position.

    LRM, RLM and ALM are harmless and allowed; isolates are allowed when balanced in their line.
    """
    found = [*_suspect_positions(text), *_unbalanced_isolates(text)]
    return [Problem(code, at, _excerpt(text, at)) for at, code in sorted(found)]


def _suspect_positions(text: str) -> Iterator[tuple[int, str]]:
    for match in _LONG_WORDS.finditer(text):
        yield match.start(), "long_word"
    for match in _SUSPECTS.finditer(text):
        yield match.start(), str(match.lastgroup)
    if missing := set(text) - glyphs.PRINTED:
        suspects = {each for each in missing if _SUSPECTS.match(each)}
        yield from ((at, "no_glyph") for at, c in enumerate(text) if c in missing - suspects)


def _unbalanced_isolates(text: str) -> Iterator[tuple[int, str]]:
    open_at: list[int] = []
    for match in _ISOLATES.finditer(text + "\n"):
        if match[0] == "\n":
            yield from ((at, "unbalanced_isolate") for at in open_at)
            open_at = []
        elif match[0] != _POP_ISOLATE:
            open_at.append(match.start())
        elif open_at:
            open_at.pop()
        else:
            yield match.start(), "unbalanced_isolate"


def _excerpt(text: str, at: int) -> str:
    piece = text[max(0, at - EXCERPT_REACH) : at + EXCERPT_REACH]
    return "".join(map(_visible, piece))


def _visible(character: str) -> str:
    if character in "\n\t":
        return " "
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs"}
    return f"[U+{ord(character):04X}]" if hidden else character


# ---------------------------------------------------------------- comparison key

_EASTERN_DIGITS = {ord("\u0660") + n: str(n) for n in range(10)} | {
    ord("\u06f0") + n: str(n) for n in range(10)
}


def normal_digits(text: str) -> str:
    """Return the text with Arabic-Indic and Persian digits as ASCII ones."""
    return text.translate(_EASTERN_DIGITS)


# Letters that no Unicode decomposition relates to the one a reader takes them for.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("\u0671\u0672\u0673\u0675", "ا"),
        **dict.fromkeys("ىیېےۍێ", "ي"),
        **dict.fromkeys("ةەہھۃ", "ه"),
        **dict.fromkeys("کگڪڭݣ", "ك"),
        **{"پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف", "ۋ": "و", "ٮ": "ب", "ڨ": "ق", "ں": "ن"},
        **{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"},
        **{"ħ": "h", "ŧ": "t"},
        # Tatweel, and the signs that transliteration and sloppy keyboards use as apostrophes.
        **dict.fromkeys(TATWEEL + "\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8`", ""),
    }
)
_SPACING_ACUTE = str.maketrans("", "", "\u00b4")
_INSIDE_WORDS = frozenset(".'\"\u2018\u2019\u201c\u201d\u00ab\u00bb")


def fold(text: str) -> str:
    """Return the key under which two spellings of one name are the same. Idempotent.

    «الانتربول» and «الإنتربول», "K.S.A" and "KSA" share a key. Full stops, quotes and hyphens
    vanish; other punctuation separates words. The key is for comparing, never for showing.
    """
    remembered = len(text) <= LONGEST_REMEMBERED
    return _folded(text) if remembered else _folded.__wrapped__(text)


@lru_cache(REMEMBERED)
def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.translate(_SPACING_ACUTE)).casefold()
    text = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    words = "".join(map(_folded_character, text)).split()
    return unicodedata.normalize("NFC", " ".join(words))


def _folded_character(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in {"Mn", "Me", "Pd"} or category[0] == "C" or character in _INSIDE_WORDS:
        return ""
    return " " if category[0] == "P" else character


# ---------------------------------------------------------------- Arabic order

_ALPHABET = "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_FIRST_DIGIT, _FIRST_ARABIC, _FIRST_LATIN = 11, 21, 61
_SPACE, _OTHER_LETTER = "10", "99"
_CODES = (
    {letter: str(_FIRST_ARABIC + n) for n, letter in enumerate(_ALPHABET)}
    | {letter: str(_FIRST_LATIN + n) for n, letter in enumerate(_LATIN)}
    | {str(n): str(_FIRST_DIGIT + n) for n in range(10)}
    | {" ": _SPACE}
)
_SERVANT_OF = re.compile(r"\b(عبد)\s+(?=ال)")
# Only a bare alef makes the article: «ألمانيا» begins with a letter of its own.
_ARTICLE = re.compile(r"(?<!\S)ال(?=\w{2})")
_NUMBER = re.compile("[0-9]+")


def sort_key(text: str) -> str:
    """Return decimal digits, two a letter, that any database sorts as a reader expects.

    The Arabic article and a leading English "The" are ignored, «عبد المجيد» equals
    «عبدالمجيد», numbers go by their value; digits come before Arabic letters and these before
    Latin ones. Source: the order in which the League of Arab States lists its 22 members.
    """
    text = "".join(filter(_is_written, unicodedata.normalize("NFKC", text)))
    text = _ARTICLE.sub("", _SERVANT_OF.sub(r"\1", text))
    folded = fold(text).removeprefix("the ")
    return "".join(map(_code, _NUMBER.sub(_by_value, folded)))


def _is_written(character: str) -> bool:
    return character != TATWEEL and unicodedata.category(character) not in {"Mn", "Cf"}


def _by_value(number: re.Match[str]) -> str:
    """Put a number's length before it, so that 9 precedes 10."""
    digits = number[0].lstrip("0") or "0"
    return f"{min(len(digits), 9)}{digits}"


def _code(character: str) -> str:
    return _CODES.get(character) or (_OTHER_LETTER if character.isalpha() else "")
