"""Two versions of a text, block by block."""

from dataclasses import dataclass, field
from typing import Literal

from communiques.differences.pairing import paired
from communiques.differences.wording import Change, words
from communiques.text import Block, blocks, shape


@dataclass(frozen=True)
class Row:
    """One line of a comparison: a block of either text, and the word changes between them.

    `changes` are those of the words with the shape that they stand in: rows and cells, points of
    lists. `formatting_only`: both are the same, only their form (bold, heading, link) differs.
    """

    kind: Literal["equal", "changed", "inserted", "deleted"]
    old: Block | None
    new: Block | None
    changes: list[Change] = field(default_factory=list)
    formatting_only: bool = False


def compare(old_html: str, new_html: str) -> list[Row]:
    """Return the two texts block by block: similar blocks side by side, others on their own."""
    old, new = blocks(old_html), blocks(new_html)
    return [
        _row(None if i is None else old[i], None if k is None else new[k])
        for i, k in paired(old, new)
    ]


def _row(old: Block | None, new: Block | None) -> Row:
    before, after = (shape(each.html) if each else "" for each in (old, new))
    changes = words(before, after)
    if old is None or new is None:
        return Row("inserted" if old is None else "deleted", old, new, changes)
    if old.html == new.html:
        return Row("equal", old, new, changes)
    return Row("changed", old, new, changes, formatting_only=before == after)
