"""The passage of a text that shows best why it was found, in the letters of the original."""

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe

#: Words before the first and in all of a passage.
BEFORE, LENGTH = 6, 38
#: Words found that a passage is tried at.
TRIED = 24
ELLIPSIS = "…"


@dataclass(frozen=True)
class Source:
    """A text as it is kept: its words' terms in order, and where they are."""

    text: str
    terms: list[str]
    spans: array

    @classmethod
    def stored(cls, text: str, terms: str, spans: bytes) -> "Source":
        numbers = array("I")
        numbers.frombytes(bytes(spans))
        return cls(text, terms.split(" ") if terms else [], numbers)

    def span(self, word: int) -> tuple[int, int]:
        return self.spans[2 * word], self.spans[2 * word + 1]


def hits(source: Source, wanted: frozenset[str]) -> list[int]:
    """Which words of the text were asked for."""
    there = set(source.terms)
    asked = {each for each in there if "|" in each and not wanted.isdisjoint(each.split("|"))}
    asked |= there & wanted
    return [n for n, term in enumerate(source.terms) if term in asked] if asked else []


def title(source: Source, length: int, found: list[int]) -> SafeString:
    """The title, the text's first `length` characters, with the words `found` marked."""
    inside = [n for n in found if source.span(n)[1] <= length]
    return _marked(source, 0, length, inside)


def passage(source: Source, after: int, found: list[int]) -> SafeString:
    """The stretch behind the first `after` characters that has most of the words `found`."""
    body = [n for n in found if source.span(n)[0] >= after]
    first = _best(source, body) if body else _first_word(source, after)
    if first is None:
        return mark_safe("")
    last = min(first + LENGTH, len(source.terms)) - 1
    start, end = source.span(first)[0], source.span(last)[1]
    inside = [n for n in body if first <= n <= last]
    before = f"{ELLIPSIS} " if start > after + 2 else ""
    behind = f" {ELLIPSIS}" if end < len(source.text) - 2 else ""
    return mark_safe(f"{before}{_marked(source, start, end, inside)}{behind}")


def _best(source: Source, found: list[int]) -> int:
    """Where the passage begins: before the window with most different words, then most words."""
    best, best_worth = found[0], (0, 0)
    for at, word in enumerate(found[:TRIED]):
        window = found[at : bisect_left(found, word + LENGTH - BEFORE, at)]
        # Side by side counts as one word more: a phrase is what was meant.
        neighbours = sum(b - a == 1 for a, b in pairwise(window))
        worth = (len({source.terms[n] for n in window}), neighbours)
        if worth > best_worth:
            best, best_worth = word, worth
    before = range(max(0, best - BEFORE), best)
    return next((n for n in before if _in_one_block(source, n, best)), best)


def _in_one_block(source: Source, word: int, other: int) -> bool:
    """Whether no paragraph ends between the two."""
    return "\n\n" not in source.text[source.span(word)[0] : source.span(other)[0]]


def _first_word(source: Source, after: int) -> int | None:
    return next((n for n in range(len(source.terms)) if source.span(n)[0] >= after), None)


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
