"""Is a text that somebody holds one of ours? Two texts are compared as readers would: a hamza, a
number or a word make another text; tatweel, the shape of letters and digits, quotation marks,
punctuation and line breaks do not.

Pure functions over `str`.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from communiques.differences import opcodes

Span = tuple[str, int, int, int, int]  # difflib's opcode
#: Fewer words than these say nothing.
FEWEST = 6
#: Of the words that somebody holds, how many must be ours for the text to be taken for ours.
LEAST_SHARE = 0.5
#: Words shown on either side of a place that differs.
AROUND = 6

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
#: What nobody sees, or says nothing: tatweel, joiners, directions, soft hyphens.
_SILENT = re.compile(
    "[\u0640\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_OVERRIDES = re.compile("[\u202a-\u202e]")
_WORD = re.compile(rf"\d+|[^\W\d_](?:[^\W\d_{_MARKS}]|[{_MARKS}])*")
#: Numbers of pages, as the heads and feet of documents write them.
_PAGE = re.compile(
    r"(?:(?:page|صفحة|الصفحة|ص)\s*)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|من|/)\s*\d{1,4})?",
    re.IGNORECASE,
)


class Verdict(StrEnum):
    EXACT = "exact"
    SAME_WORDS = "same_words"
    EXCERPT = "excerpt"
    ALTERED = "altered"
    OTHER = "other"


@dataclass(frozen=True)
class Word:
    """A word: what it is compared by, its vowel signs, and where it stands."""

    key: str
    signs: str
    start: int
    end: int


@dataclass(frozen=True)
class Place:
    """Where the texts differ: what ours says and what theirs says, and ours around it."""

    before: str
    ours: str
    theirs: str
    after: str


@dataclass(frozen=True)
class Answer:
    """How a text that somebody holds stands to ours; `share` is how much of theirs is ours."""

    verdict: Verdict
    places: list[Place] = field(default_factory=list)
    share: float = 0.0


def hides_directions(text: str) -> bool:
    """Whether signs that nobody sees make it read otherwise than it is written."""
    return bool(_OVERRIDES.search(text))


def words(text: str) -> list[Word]:
    """Positions are those of `text` in compatible composed form (NFKC) without silent signs: see
    `plain`."""
    return [Word(*_keyed(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


def plain(text: str) -> str:
    """The text as words are read from it: letters and digits in their usual shapes."""
    text = _SILENT.sub("", unicodedata.normalize("NFKC", text))
    return "".join(map(_digit, text))


def _digit(character: str) -> str:
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    return character


def _keyed(word: str) -> tuple[str, str]:
    signs = "".join(re.findall(f"[{_MARKS}]", word))
    return re.sub(f"[{_MARKS}]", "", word).casefold(), signs


def judge(ours: Sequence[str], theirs: str, around: Iterable[str] = ()) -> Answer:
    """`ours` are the title, the summary and the body, of which people copy some; `around` are the
    lines that stand beside them on our pages and papers: they may come along."""
    lines = {_keys(plain(line)) for line in around if line.strip()}
    title, summary, body = ours
    answers = []
    for taken in ((title, summary, body), (title, body), (body,)):
        answers.append(_compared("\n".join(filter(None, taken)), theirs, lines))
        if answers[-1].verdict in (Verdict.EXACT, Verdict.SAME_WORDS):
            break
    return min(answers, key=lambda each: (list(Verdict).index(each.verdict), len(each.places)))


def _compared(ours: str, theirs: str, lines: set[tuple[str, ...]]) -> Answer:
    mine = plain(ours)
    held = without_lines(plain(theirs), lines, mine)
    old, new = words(mine), words(held)
    if len(new) < FEWEST:
        return Answer(Verdict.OTHER)
    spans = list(opcodes([each.key for each in old], [each.key for each in new]))
    spans = _without_strays(spans, old, new)
    share = sum(j - i for tag, i, j, _k, _m in spans if tag == "equal") / len(new)
    if share < LEAST_SHARE:
        return Answer(Verdict.OTHER, share=share)
    places, cut = [], False
    for number, span in enumerate(spans):
        tag, i, j, k, m = span
        first, last = number == 0, number == len(spans) - 1
        if tag == "equal":
            places += _signs(mine, held, old[i:j], new[k:m])
        elif not comes_along(old[i:j], new[k:m], lines, first, last) or (
            i < j and not (first or last)
        ):
            places.append(_place(mine, held, old, new, span))
        else:
            cut = cut or i < j
    if places:
        return Answer(Verdict.ALTERED, places, share)
    if cut:
        return Answer(Verdict.EXCERPT, share=share)
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
    old: Sequence[Word], new: Sequence[Word], lines: set[tuple[str, ...]], first: bool, last: bool
) -> bool:
    """Whether what theirs has beside ours is no change of it."""
    return not new or covered(new, lines) or is_cut_word(old, new, first=first, last=last)


def _keys(text: str) -> tuple[str, ...]:
    return tuple(each.key for each in words(text))


def without_lines(held: str, lines: set[tuple[str, ...]], mine: str) -> str:
    """Without the lines that stand around our text, and numbers of pages; but for those that are
    lines of our text itself."""
    own = {_keys(line) for line in mine.split("\n")}
    kept = [
        line
        for line in held.split("\n")
        if (keys := _keys(line)) in own
        or not (keys in lines or (line.strip() and _PAGE.fullmatch(line.strip())))
    ]
    return "\n".join(kept)


def covered(run: Sequence[Word], lines: set[tuple[str, ...]]) -> bool:
    """Whether the words are nothing but whole lines that stand around our text."""
    keys, at = tuple(each.key for each in run), 0
    while at < len(keys):
        size = max((len(x) for x in lines if x and keys[at : at + len(x)] == x), default=0)
        if not size:
            return False
        at += size
    return True


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
    return text[run[0].start : run[-1].end] if run else ""


def _joined(text: str) -> str:
    return " ".join(text.split())
