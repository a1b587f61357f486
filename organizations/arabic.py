"""The language itself: canonical text, comparison keys, Arabic order, clean-ups.

Pure functions over `str`. Positions are code-point offsets into the text that was given.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
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


# ---------------------------------------------------------------- clean-ups on offer


class Cleanup(StrEnum):
    """What a drafter may ask to have tidied; nothing of it is ever done silently."""

    TATWEEL = "tatweel"
    DOUBLED_SPACE = "doubled_space"
    SPACE_BEFORE_PUNCTUATION = "space_before_punctuation"
    PRESENTATION_FORM = "presentation_form"
    NBSP = "nbsp"
    QUOTATION = "quotation"
    LATIN_PUNCTUATION = "latin_punctuation"
    INVISIBLE = "invisible"


@dataclass(frozen=True)
class Finding:
    """One place to tidy: text[start:end] is `found` and would become `replacement`."""

    kind: Cleanup
    start: int
    end: int
    found: str
    replacement: str


ALL_CLEANUPS = frozenset(Cleanup)
# Where two kinds claim one place, the first of these has it.
_PRECEDENCE = (
    Cleanup.PRESENTATION_FORM,
    Cleanup.TATWEEL,
    Cleanup.SPACE_BEFORE_PUNCTUATION,
    Cleanup.DOUBLED_SPACE,
    Cleanup.NBSP,
    Cleanup.QUOTATION,
    Cleanup.LATIN_PUNCTUATION,
    Cleanup.INVISIBLE,
)
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
_ARABIC_LETTERS = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06fa-\u06fc\u0750-\u077f"
    "\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
)
_STRETCHED_WORD = re.compile(f"[{_ARABIC_LETTERS}{_MARKS}{TATWEEL}]+")
_MARKS_OR_TATWEEL = re.compile(f"[{_MARKS}{TATWEEL}]")
# A tatweel carries these: it is their seat, not an ornament.
_SEATED_MARKS = tuple("\u0670\u0654\u0655")
# Words that end in an honest tatweel: «اهـ», «الـ 22 دولة», «للـ», «وبالـ».
_OPEN_WORDS = frozenset(
    {"اه", "أه"}
    | {f"{conjunction}{article}" for conjunction in ("", "و", "ف")
       for article in ("ال", "بال", "كال", "لل", "ب", "ل", "ك")}
)  # fmt: skip
_ARABIC_PUNCTUATION = {",": "،", ";": "؛", "?": "؟"}
_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]+")
_PATTERNS = {
    Cleanup.DOUBLED_SPACE: (re.compile(f"[ {NBSP}]{{2,}}"), lambda _match: " "),
    Cleanup.NBSP: (re.compile(NBSP), lambda _match: " "),
    # After an Arabic word, and before a space, a closing mark or the end: never inside a number.
    Cleanup.LATIN_PUNCTUATION: (
        re.compile(rf"(?<=[{_ARABIC_LETTERS}{_MARKS}»])[,;?](?=[\s»)\]]|$)"),
        lambda match: _ARABIC_PUNCTUATION[match[0]],
    ),
    # Nothing sees them and nothing needs them; the marks of direction are another matter.
    Cleanup.INVISIBLE: (re.compile("[\u00ad\u200b\u2060\ufeff]"), lambda _match: ""),
    # Not before "..", a decimal (" .5") or a name (" .gov"); never after a dot or a line start.
    # A mark that a word follows at once gets the space behind it: «كلمة ،كلمة».
    Cleanup.SPACE_BEFORE_PUNCTUATION: (
        re.compile(
            rf"(?<=[^\s.])[ {NBSP}]+"
            r"(?:([،؛!؟?;,:])(?=[^\W\d_])|(?=[،؛!؟?;]|[,:](?!\d)|\.(?![.\dA-Za-z])))"
        ),
        lambda match: f"{match[1]} " if match[1] else "",
    ),
}
#: Two straight marks on one line that hold something between them: «و"الإنتربول"».
_QUOTED = re.compile(
    r'(?:(?<!\w)|(?<=(?<!\w)[وفبلك])|(?<=(?<!\w)لل))"([^"\n]*[^\W_][^"\n]*)"(?!\w)'
)
_QUOTATION_MARKS = {True: "«»", False: "“”"}


def find_cleanups(text: str, kinds: Iterable[Cleanup] = ALL_CLEANUPS) -> list[Finding]:
    """Return the places to tidy, in order, none overlapping another."""
    wanted = set(kinds)
    candidates = [
        finding for kind in _PRECEDENCE if kind in wanted for finding in _find(kind, text)
    ]
    candidates.sort(key=lambda finding: finding.start)  # stable: precedence breaks the ties
    kept: list[Finding] = []
    for finding in candidates:
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


def apply_cleanups(text: str, kinds: Iterable[Cleanup] = ALL_CLEANUPS) -> str:
    """Return the text with every finding of these kinds replaced. Idempotent."""
    wanted = set(kinds)
    # One tidying may uncover another («ﹱ» spells a tatweel); each round shortens the list.
    while findings := find_cleanups(text, wanted):
        text = _replaced(text, findings)
    return text


def _replaced(text: str, findings: list[Finding]) -> str:
    pieces, done = [], 0
    for finding in findings:
        pieces += [text[done : finding.start], finding.replacement]
        done = finding.end
    return "".join([*pieces, text[done:]])


def _find(kind: Cleanup, text: str) -> Iterator[Finding]:
    if kind is Cleanup.TATWEEL:
        return _decorative_tatweel(text)
    if kind is Cleanup.PRESENTATION_FORM:
        return _presentation_forms(text)
    if kind is Cleanup.QUOTATION:
        return _straight_quotes(text)
    pattern, replacement = _PATTERNS[kind]
    return (Finding(kind, *m.span(), m[0], replacement(m)) for m in pattern.finditer(text))


def _straight_quotes(text: str) -> Iterator[Finding]:
    """Pairs, as the script of what they hold writes them; none on a line where one is alone."""
    start = 0
    for line in text.split("\n"):
        pairs = list(_QUOTED.finditer(line))
        if 2 * len(pairs) == line.count('"'):
            for pair in pairs:
                marks = _QUOTATION_MARKS[_is_arabic(pair[1])]
                for place, mark in zip((pair.start(), pair.end() - 1), marks, strict=True):
                    at = start + place
                    yield Finding(Cleanup.QUOTATION, at, at + 1, '"', mark)
        start += len(line) + 1


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= each <= "\u06ff" or "\ufb50" <= each <= "\ufefc" for each in text)


def _presentation_forms(text: str) -> Iterator[Finding]:
    for match in _PRESENTATION_FORMS.finditer(text):
        yield from _spelled_out(match.start(), match[0])


def _spelled_out(start: int, forms: str) -> Iterator[Finding]:
    """Find the stretches of characters that have a plain spelling, character by character."""
    pending = ""
    for end, character in enumerate(forms + "\n", start):
        # NFKC leaves ﴿ ﴾ ﷽ and the zero-width no-break space as they are.
        if unicodedata.normalize("NFKC", character) != character:
            pending += character
        elif pending:
            plain = "".join(unicodedata.normalize("NFKC", form) for form in pending)
            yield Finding(Cleanup.PRESENTATION_FORM, end - len(pending), end, pending, plain)
            pending = ""


def _decorative_tatweel(text: str) -> Iterator[Finding]:
    for word in _STRETCHED_WORD.finditer(text):
        if _MARKS_OR_TATWEEL.sub("", word[0]):
            yield from _decoration_in(word[0], word.start())


def _decoration_in(word: str, offset: int) -> Iterator[Finding]:
    for run in re.finditer(f"{TATWEEL}+", word):
        honest = _is_honest(word[: run.start()], word[run.end() :])
        if not honest or len(run[0]) > 1:
            replacement = TATWEEL if honest else ""
            start, end = offset + run.start(), offset + run.end()
            yield Finding(Cleanup.TATWEEL, start, end, run[0], replacement)


def _is_honest(before: str, after: str) -> bool:
    """Say whether a tatweel between these parts of a word means something.

    It does as a mark of abbreviation («١٤٤٣هـ», «جـ»), where a prefix meets a number or a quote
    («الـ 22»), where a suffix is cited («ـة») and under a mark that it carries («هـٰذا»).
    """
    if after.startswith(_SEATED_MARKS):
        return True
    before, after = (_MARKS_OR_TATWEEL.sub("", part) for part in (before, after))
    if after:
        return not before and len(after) == 1
    return len(before) == 1 or before in _OPEN_WORDS
