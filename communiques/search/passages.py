"""The passage of a text that shows best why it was found, in the letters of the original."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe

#: Words before the first and in all of a passage.
BEFORE, LENGTH = 6, 38
#: Words found that a passage is tried at.
TRIED = 24
ELLIPSIS = "…"
_EDGES = ("", " ", "|")


@dataclass(frozen=True)
class Source:
    """A text as it is kept: its words' terms in order, with a space between words and a bar between
    the terms of one, and where the words are."""

    text: str
    terms: str
    spans: array

    @classmethod
    def stored(cls, text: str, terms: str, spans: bytes) -> "Source":
        numbers = array("I")
        numbers.frombytes(bytes(spans))
        return cls(text, terms, numbers)

    def __len__(self):
        return len(self.spans) // 2

    def span(self, word: int) -> tuple[int, int]:
        return self.spans[2 * word], self.spans[2 * word + 1]

    def words_before(self, end: int) -> int:
        """How many words end within the first `end` characters."""
        return bisect_right(self.spans, end) // 2

    def words_until(self, start: int) -> int:
        """How many words begin before that character."""
        return (bisect_left(self.spans, start) + 1) // 2


def hits(source: Source, wanted: frozenset[str]) -> dict[int, str]:
    """Which words of the text were asked for, in order, each with its term."""
    found: dict[int, str] = {}
    for term in wanted:
        word = counted = 0
        for at in _places(source.terms, term):
            word += source.terms.count(" ", counted, at)
            counted = at
            found[word] = term
    return dict(sorted(found.items()))


def _places(terms: str, wanted: str) -> Iterator[int]:
    """Where the term stands whole: looked for as letters, for most texts have few of them."""
    at = terms.find(wanted)
    while at >= 0:
        if (
            terms[at - 1 : at] in _EDGES
            and terms[at + len(wanted) : at + len(wanted) + 1] in _EDGES
        ):
            yield at
        at = terms.find(wanted, at + 1)


def title(source: Source, length: int, found: dict[int, str]) -> SafeString:
    """The title, the text's first `length` characters, with the words `found` marked."""
    words = list(found)
    inside = words[: bisect_left(words, source.words_before(length))]
    return _marked(source, 0, length, inside)


def passage(source: Source, after: int, found: dict[int, str]) -> SafeString:
    """The stretch behind the first `after` characters that has most of the words `found`."""
    words, begins = list(found), source.words_until(after)
    if begins == len(source):
        return mark_safe("")
    body = words[bisect_left(words, begins) :]
    first = _best(source, body, found) if body else begins
    last = min(first + LENGTH, len(source)) - 1
    start, end = source.span(first)[0], source.span(last)[1]
    inside = [n for n in body if first <= n <= last]
    before = f"{ELLIPSIS} " if source.text[after:start].strip() else ""
    behind = f" {ELLIPSIS}" if last < len(source) - 1 else ""
    end = end if behind else len(source.text)
    return mark_safe(f"{before}{_marked(source, start, end, inside)}{behind}")


def _best(source: Source, found: list[int], terms: dict[int, str]) -> int:
    """Where the passage begins: before the window with most different words, then most words."""
    best, best_worth, most = found[0], (0, 0), _worth(found, terms)
    for at, word in enumerate(found[:TRIED]):
        worth = _worth(found[at : bisect_left(found, word + LENGTH - BEFORE, at)], terms)
        if worth > best_worth:
            best, best_worth = word, worth
        if worth == most:
            break
    before = range(max(0, best - BEFORE), best)
    return next((n for n in before if _in_one_block(source, n, best)), best)


def _worth(window: list[int], terms: dict[int, str]) -> tuple[int, int]:
    """How many different words, and how many side by side: a phrase is what was meant."""
    neighbours = sum(b - a == 1 for a, b in pairwise(window))
    return len({terms[n] for n in window}), neighbours


def _in_one_block(source: Source, word: int, other: int) -> bool:
    """Whether no paragraph ends between the two."""
    return "\n\n" not in source.text[source.span(word)[0] : source.span(other)[0]]


def _marked(source: Source, start: int, end: int, words: list[int]) -> SafeString:
    """The text from start to end, safe, with the given words in mark elements; neighbours share
    one."""
    pieces, done = [], start
    for first, last in _runs(source, words):
        pieces.append(escape(source.text[done : source.span(first)[0]]))
        inner = escape(source.text[source.span(first)[0] : source.span(last)[1]])
        pieces.append(f"<mark>{inner}</mark>")
        done = source.span(last)[1]
    pieces.append(escape(source.text[done:end]))
    return mark_safe("".join(pieces))


def _runs(source: Source, words: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for word in words:
        gap = source.text[source.span(runs[-1][1])[1] : source.span(word)[0]] if runs else "-"
        if gap == " ":
            runs[-1] = (runs[-1][0], word)
        else:
            runs.append((word, word))
    return runs
