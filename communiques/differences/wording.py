"""Differences word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from communiques.differences.sequences import opcodes

Operation = Literal["equal", "insert", "delete"]


@dataclass(frozen=True)
class Change:
    """A stretch of text: equal in both, inserted in the new one or deleted from the old one."""

    op: Operation
    text: str


_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_TOKENS = re.compile(rf"[\w{_MARKS}]+|\n|[^\S\n]+|.", re.S)
_Segment = tuple[str, str]  # old text, new text


def words(old: str, new: str) -> list[Change]:
    """Return how the new text comes from the old one, by words, spaces and punctuation.

    Equal and deleted stretches make up the old text, equal and inserted ones the new; a deletion
    precedes the insertion that replaces it. Lines are compared first, words within changed lines.
    """
    segments: list[_Segment] = []
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, i, j, k, m in opcodes(old_lines, new_lines):
        before, after = "".join(old_lines[i:j]), "".join(new_lines[k:m])
        segments += _by_word(before, after) if tag == "replace" else [(before, after)]
    return [change for segment in _without_islands(segments) for change in _changes(segment)]


def _by_word(old: str, new: str) -> Iterator[_Segment]:
    old_words, new_words = _TOKENS.findall(old), _TOKENS.findall(new)
    for _, i, j, k, m in opcodes(old_words, new_words):
        yield "".join(old_words[i:j]), "".join(new_words[k:m])


def _without_islands(segments: Iterable[_Segment]) -> list[_Segment]:
    """Join like with like, and changes that nothing but a space separates: a reader sees one."""
    joined: list[_Segment] = []
    for segment in segments:
        joined.append(segment)
        if len(joined) > 1 and _is_change(joined[-1]) == _is_change(joined[-2]):
            joined[-2:] = [_concatenated(joined[-2:])]
        island = len(joined) > 2 and _is_change(joined[-1]) and _is_blank(joined[-2])
        if island and _is_change(joined[-3]):
            joined[-3:] = [_concatenated(joined[-3:])]
    return joined


def _is_change(segment: _Segment) -> bool:
    return segment[0] != segment[1]


def _is_blank(segment: _Segment) -> bool:
    text = segment[0]
    return segment[0] == segment[1] and text.isspace() and "\n" not in text


def _concatenated(segments: Sequence[_Segment]) -> _Segment:
    return "".join(old for old, _ in segments), "".join(new for _, new in segments)


def _changes(segment: _Segment) -> Iterator[Change]:
    old, new = segment
    if old == new:
        yield Change("equal", old)
        return
    if old:
        yield Change("delete", old)
    if new:
        yield Change("insert", new)
