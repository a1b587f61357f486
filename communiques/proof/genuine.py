"""Is a text that somebody holds one of ours? Two texts are compared as readers would: a hamza, a
number or a word make another text; tatweel, the shape of letters and digits, quotation marks,
punctuation and line breaks do not.

Pure functions over `str`.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from communiques.differences import opcodes

Span = tuple[str, int, int, int, int]  # difflib's opcode
#: Fewer words than these say nothing.
FEWEST = 6
#: Of the words that somebody holds, how many must be ours for the text to be taken for ours.
LEAST_SHARE = 0.5
#: Fewer words than these may stand beside a text by chance; they are taken for a line of our papers
#: only where they are alone on theirs.
LEAST_OF_A_LINE = 3
#: Words shown on either side of a place that differs.
AROUND = 6

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_SIGN = re.compile(f"[{_MARKS}]")
#: What nobody sees, or says nothing: tatweel, joiners, directions, soft hyphens.
_SILENT = re.compile(
    "[\u0640\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_OVERRIDES = re.compile("[\u202d\u202e]")
#: Numbers that some readers of PDF copy as they stand on the line, from left to right, with marks
#: that turn them back.
_AS_SEEN = re.compile("\u202a([^\u202a-\u202e\n]*)\u202c")
_DASH = re.compile(r"\s*[-–—‐‑−]\s*")
_ARABIC = "\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
#: A number, or letters of one script: where a word is copied without the space before it, the next
#: one is of the other script more often than not.
_WORD = re.compile(
    rf"\d+|[{_ARABIC}][{_ARABIC}{_MARKS}]*|[^\W\d_{_ARABIC}](?:[^\W\d_{_ARABIC}]|[{_MARKS}])*"
)
#: Numbers of pages, as the heads and feet of documents write them.
_PAGE = re.compile(
    r"(?:(?:page|صفحة|الصفحة|ص)\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|من|/)\s*\d{1,4})?",
    re.IGNORECASE,
)


class Verdict(StrEnum):
    EXACT = "exact"
    SAME_WORDS = "same_words"
    TURNED = "turned"  # the same words, but the ends of a range change places
    EXCERPT = "excerpt"
    ALTERED = "altered"
    OTHER = "other"
    GONE = "gone"  # it bears the code of a text whose words we no longer have


#: Nothing of ours is missing, and nothing else is there.
WHOLE = (Verdict.EXACT, Verdict.SAME_WORDS, Verdict.TURNED)


@dataclass(frozen=True)
class Word:
    """A word: what it is compared by, its vowel signs, and where it stands."""

    key: str
    signs: str
    start: int
    end: int
    end_of: int = 0  # of a range: 1 as it stands, 2 with its ends turned


@dataclass(frozen=True)
class Place:
    """Where the texts differ: what ours says and what theirs says, and ours around it."""

    before: str
    ours: str
    theirs: str
    after: str


@dataclass(frozen=True)
class Answer:
    """How a text that somebody holds stands to ours; `share` is how much of theirs is ours.
    `turned` are the ranges whose ends change places."""

    verdict: Verdict
    places: list[Place] = field(default_factory=list)
    share: float = 0.0
    turned: list[Place] = field(default_factory=list)


def hides_directions(text: str) -> bool:
    """Whether signs that nobody sees make it read otherwise than it is written."""
    return bool(_OVERRIDES.search(text))


def words(text: str) -> list[Word]:
    """Positions are those of `text` in compatible composed form (NFKC) without silent signs: see
    `plain`."""
    keyed = _keyed if _SIGN.search(text) else _unsigned
    return [Word(*keyed(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


def plain(text: str) -> str:
    """The text as words are read from it: letters and digits in their usual shapes."""
    text = _AS_SEEN.sub(_turned_back, text)
    text = _SILENT.sub("", unicodedata.normalize("NFKC", text))
    return text if text.isascii() else "".join(map(_digit, text))


def _turned_back(found: re.Match[str]) -> str:
    """Numbers in the order in which they are read, if there is nothing else between the marks."""
    seen = found[1]
    if any(each.isalpha() for each in seen):
        return seen
    return " ".join(seen.split()[::-1])


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


def _keyed(word: str) -> tuple[str, str]:
    return _SIGN.sub("", word).casefold(), "".join(_SIGN.findall(word))


def _unsigned(word: str) -> tuple[str, str]:
    return word.casefold(), ""


def fingerprints(ours: Sequence[str]) -> list[str]:
    """By which a text is known again whose words are gone: SHA-256 over the words, as they are
    compared, of the title, the summary and the body; without the summary; of the body alone."""
    title, summary, body = ours
    return [fingerprint(part) for part in (f"{title}\n{summary}\n{body}", f"{title}\n{body}", body)]


def fingerprint(text: str) -> str:
    said = " ".join(f"{each.key}{each.signs}" for each in words(plain(text)))
    return hashlib.sha256(said.encode()).hexdigest()


def judge(ours: Sequence[str], theirs: str, around: Iterable[str] = ()) -> Answer:
    """`ours` are the title, the summary and the body, of which people copy some; `around` are the
    lines that stand beside them on our pages and papers: they may come along."""
    lines = _Lines(around)
    title, summary, body = ours
    answers = []
    for taken in ((title, summary, body), (title, body), (body,)):
        answers.append(_compared("\n".join(filter(None, taken)), theirs, lines))
        if answers[-1].verdict in WHOLE:
            break
    return likeliest(answers)


def likeliest(answers: Iterable[Answer]) -> Answer:
    """The one by which the text is most like ours."""
    return min(answers, key=lambda each: (list(Verdict).index(each.verdict), len(each.places)))


def _compared(ours: str, theirs: str, lines: "_Lines") -> Answer:
    mine = plain(ours)
    held = without_lines(plain(theirs), lines, mine)
    old, new = in_order(words(mine), mine), in_order(words(held), held)
    if len(new) < FEWEST:
        return Answer(Verdict.OTHER)
    spans = list(opcodes([each.key for each in old], [each.key for each in new]))
    spans = _without_strays(spans, old, new)
    share = sum(j - i for tag, i, j, _k, _m in spans if tag == "equal") / len(new)
    if share < LEAST_SHARE:
        return Answer(Verdict.OTHER, share=share)
    places, turned, cut = [], [], False
    for number, span in enumerate(spans):
        tag, i, j, k, m = span
        first, last = number == 0, number == len(spans) - 1
        if tag == "equal":
            places += _signs(mine, held, old[i:j], new[k:m])
            turned += _turned(mine, held, old[i:j], new[k:m])
        elif respaced(old[i:j], new[k:m]):
            continue
        elif not comes_along(old[i:j], new[k:m], lines, first, last) or (
            i < j and not (first or last)
        ):
            places.append(_place(mine, held, old, new, span))
        else:
            cut = cut or i < j
    if places:
        return Answer(Verdict.ALTERED, places, share)
    if cut:
        return Answer(Verdict.EXCERPT, share=share, turned=turned)
    if turned:
        return Answer(Verdict.TURNED, share=share, turned=turned)
    same = _joined(theirs) == _joined(ours)
    return Answer(Verdict.EXACT if same else Verdict.SAME_WORDS, share=share)


def _without_strays(spans: list[Span], old: list[Word], new: list[Word]) -> list[Span]:
    """A word that was cut where the copying began or ended may be taken for another, far away,
    that has just its letters: it is the rest of the word beside."""
    tail = spans[:-1] if spans and spans[-1][0] == "delete" else spans
    if len(tail) > 1 and tail[-2][0] == "delete" and tail[-1][0] == "equal":
        _tag, i, _j, k, _m = tail[-2]
        alone = tail[-1][4] - tail[-1][3] == 1
        if alone and old[i].key != new[k].key and old[i].key.startswith(new[k].key):
            spans = [*tail[:-2], ("replace", i, len(old), k, k + 1)]
    head = spans[1:] if spans and spans[0][0] == "delete" else spans
    if len(head) > 1 and head[1][0] == "delete" and head[0][0] == "equal":
        j = head[1][2]
        alone = head[0][4] == 1
        if alone and old[j - 1].key != new[0].key and old[j - 1].key.endswith(new[0].key):
            spans = [("replace", 0, j, 0, 1), *head[2:]]
    return spans


def comes_along(
    old: Sequence[Word], new: Sequence[Word], lines: "_Lines", first: bool, last: bool
) -> bool:
    """Whether what theirs has beside ours is no change of it."""
    keys = [each.key for each in new]
    return not new or lines.cover(keys) or is_cut_word(old, new, first=first, last=last)


def respaced(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether the same letters are only divided otherwise: readers of PDF lose spaces and find some
    that are none. Numbers divided otherwise are other numbers."""
    one, other = ("".join(each.key for each in run) for run in (old, new))
    return one == other and one.isalpha()


def in_order(found: list[Word], text: str) -> list[Word]:
    """The words, the numbers on either side of a dash by their size: some readers of PDF turn the
    ends of a range in Arabic. Those that were turned say so."""
    ordered = list(found)
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        numbers = one.key.isdecimal() and other.key.isdecimal()
        if numbers and _DASH.fullmatch(text, one.end, other.start):
            turned = int(one.key) > int(other.key)
            pair = (other, one) if turned else (one, other)
            ordered[at : at + 2] = [replace(each, end_of=1 + turned) for each in pair]
    return ordered


def _turned(mine: str, held: str, old: Sequence[Word], new: Sequence[Word]) -> Iterable[Place]:
    for at in range(len(old) - 1):
        ours, theirs = old[at : at + 2], new[at : at + 2]
        ends = {each.end_of for each in (*ours, *theirs)}
        if 0 not in ends and ours[0].end_of != theirs[0].end_of:
            yield Place("", _said(mine, ours), _said(held, theirs), "")


def _keys(text: str) -> tuple[str, ...]:
    return tuple(each.key for each in words(text))


def without_lines(held: str, lines: "_Lines", mine: str) -> str:
    """Without the lines that stand around our text, and numbers of pages; but for those that are
    lines of our text itself."""
    own = {_keys(line) for line in mine.split("\n")}
    kept = [
        line
        for line in held.split("\n")
        if (keys := _keys(line)) in own
        or not (lines.has(keys) or (line.strip() and _PAGE.fullmatch(line.strip())))
    ]
    return "\n".join(kept)


class _Lines:
    """The lines that stand around a text. Readers of PDF turn the words of a line, Latin ones above
    all, so that a line is known by which words it has; # stands for the number of a page."""

    def __init__(self, around: Iterable[str]):
        lines = {(_keys(plain(line)), line.count("#")) for line in around}
        shapes = ((len(keys) + pages, Counter(keys), pages) for keys, pages in lines if keys)
        self.shapes = sorted(shapes, key=lambda each: -each[0])

    def has(self, keys: Sequence[str]) -> bool:
        """Whether the words are just one of the lines."""
        return any(size == len(keys) and _is_line(keys, *line) for size, *line in self.shapes)

    def cover(self, keys: Sequence[str]) -> bool:
        """Whether the words are nothing but whole lines, one after the other."""
        at = 0
        while at < len(keys):
            rest = keys[at:]
            fitting = (n for n, *line in self.shapes if _is_line(rest[:n], *line))
            size = next(fitting, 0)
            if size < LEAST_OF_A_LINE:
                return False
            at += size
        return True


def _is_line(keys: Sequence[str], line: Counter, pages: int) -> bool:
    """Whether they are the words of the line, and as many numbers as it has pages."""
    here = Counter(keys)
    rest = list((here - line).elements())
    numbers = all(each.isdecimal() and len(each) < 5 for each in rest)
    return not line - here and len(rest) == pages and numbers


def is_cut_word(old: Sequence[Word], new: Sequence[Word], *, first: bool, last: bool) -> bool:
    """Whether it is the rest of a word at the edge of what was copied."""
    if len(new) != 1 or not old:
        return False
    (held,) = new
    return (first and old[-1].key.endswith(held.key)) or (last and old[0].key.startswith(held.key))


def _signs(mine: str, held: str, old: Sequence[Word], new: Sequence[Word]) -> Iterable[Place]:
    """Words with the same letters and other vowel signs, where both have them."""
    for one, other in zip(old, new, strict=True):
        if one.signs and other.signs and one.signs != other.signs:
            yield Place("", mine[one.start : one.end], held[other.start : other.end], "")


def _place(mine: str, held: str, old: list[Word], new: list[Word], span) -> Place:
    _tag, i, j, k, m = span
    return Place(
        _said(mine, old[max(0, i - AROUND) : i]),
        _said(mine, old[i:j]),
        _said(held, new[k:m]),
        _said(mine, old[j : j + AROUND]),
    )


def _said(text: str, run: Sequence[Word]) -> str:
    if not run:
        return ""
    return text[min(each.start for each in run) : max(each.end for each in run)]


def _joined(text: str) -> str:
    return " ".join(text.split())
