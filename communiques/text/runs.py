"""The words of a paragraph: white space, line breaks, neighbours that are marked alike."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from communiques.text.tree import Marks, Run

Edit = tuple[int, int, str]  # start, end, replacement

# All but the first of several, and any beside a line break.
_SUPERFLUOUS_SPACES = re.compile(" +(?=\n)|(?<=[ \n]) +")


def tidy(runs: Sequence[Run]) -> list[Run]:
    """Collapse white space (NBSP is none), merge like with like, normalise to NFC."""
    text = "".join(text for text, _ in runs)
    start, end = len(text) - len(text.lstrip(" \n")), len(text.rstrip(" \n"))
    inner = _superfluous_spaces(text, start, max(start, end))
    edits = [(0, start, ""), *((*span, "") for span in inner), (end, len(text), "")]
    kept = [run for run in edited(runs, edits) if run[0]]
    merged = _merged(_marked_breaks(kept))
    return [(unicodedata.normalize("NFC", text), marks) for text, marks in merged]


def _superfluous_spaces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if not any(pair in text for pair in ("  ", " \n", "\n ")):
        return []
    return [match.span() for match in _SUPERFLUOUS_SPACES.finditer(text, start, end)]


def edited(runs: Iterable[Run], edits: Iterable[Edit]) -> Iterator[Run]:
    """Yield the runs with pieces of their joined text replaced (in order, not overlapping).

    A replacement takes the marks of the place where the replaced piece begins.
    """
    waiting = list(reversed([*edits]))
    offset = 0
    for text, marks in runs:
        pieces, done, end = [], offset, offset + len(text)
        while waiting and waiting[-1][0] < end:
            start, stop, replacement = waiting[-1]
            if start >= offset:
                pieces += [text[done - offset : start - offset], replacement]
            done = min(stop, end)
            if stop > end:
                break
            waiting.pop()
        pieces.append(text[done - offset :])
        yield "".join(pieces), marks
        offset = end


def _marked_breaks(runs: Sequence[Run]) -> Iterator[Run]:
    """Give each line break the marks that the text before and after it share."""
    following: list[Marks] = []
    marks_after: Marks = ()
    for text, marks in reversed(runs):
        following.append(marks_after)
        marks_after = marks_after if text == "\n" else marks
    marks_before: Marks = ()
    for (text, marks), after in zip(runs, reversed(following), strict=True):
        if text == "\n":
            yield text, tuple(mark for mark in marks_before if mark in after)
        else:
            marks_before = marks
            yield text, marks


def _merged(runs: Iterable[Run]) -> list[Run]:
    merged: list[Run] = []
    for text, marks in runs:
        if merged and merged[-1][1] == marks:
            merged[-1] = (merged[-1][0] + text, marks)
        else:
            merged.append((text, marks))
    return merged
