"""What of a text may be tidied: ornamental tatweel, doubled spaces, presentation forms and so on.

Pure functions over `str`. Positions are code-point offsets into the text that was given.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from organizations.arabic import NBSP, TATWEEL


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
