"""Two people's work on one text, merged block by block."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from communiques.differences.pairing import Indexes, paired
from communiques.differences.sequences import common_start
from communiques.text import Block, blocks


@dataclass(frozen=True)
class Conflict:
    """A place that both changed, each in another way: the HTML of the three sides.

    "" says that a side has nothing there: it deleted the block, or (base) both inserted one.
    `block` is the number, from 1, of the first block concerned in the merged text.
    """

    base: str
    mine: str
    theirs: str
    block: int = 1


@dataclass(frozen=True)
class Merge:
    """A merged text; where there are conflicts, it holds mine and then theirs."""

    html: str
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True)
class _Edits:
    """One side's work: what became of each base block ("" deleted), what stands before it."""

    blocks: list[str]
    inserted: list[list[str]]


def merge(base_html: str, mine_html: str, theirs_html: str) -> Merge:
    """Merge two descendants of a text, block by block.

    A change by one side is taken, the same change by both is taken once, different changes to one
    block are both kept, mine first, and reported. No block that either side wrote is ever lost.
    """
    base = blocks(base_html)
    mine, theirs = _edits(base, blocks(mine_html)), _edits(base, blocks(theirs_html))
    merged: list[str] = []
    conflicts: list[Conflict] = []
    for was, one, other in _slots([block.html for block in base], mine, theirs):
        kept = _resolved(was, one, other)
        if kept is None:
            texts = ("\n".join(side) for side in (was, one, other))
            conflicts.append(Conflict(*texts, block=len(merged) + 1))
            kept = [*one, *other]
        merged += kept
    return Merge("\n".join(merged), conflicts)


def _edits(base: Sequence[Block], side: Sequence[Block]) -> _Edits:
    edits = _Edits([""] * len(base), [[] for _ in range(len(base) + 1)])
    at = 0
    for i, k in _rewritten(paired(base, side)):
        if i is None and k is not None:
            edits.inserted[at].append(side[k].html)
        elif i is not None:
            edits.blocks[i] = "" if k is None else side[k].html
            at = i + 1
    return edits


def _rewritten(pairs: Iterable[Indexes]) -> Iterator[Indexes]:
    """Take a deletion and an insertion in one place for a block that was written anew."""
    deleted: list[int] = []
    inserted: list[int] = []
    for i, k in [*pairs, (-1, -1)]:
        if k is None and i is not None:
            deleted.append(i)
        elif i is None and k is not None:
            inserted.append(k)
        else:
            yield from zip(deleted, inserted, strict=False)
            yield from ((at, None) for at in deleted[len(inserted) :])
            yield from ((None, at) for at in inserted[len(deleted) :])
            deleted, inserted = [], []
            if i != -1:
                yield i, k


def _slots(
    base: Sequence[str], mine: _Edits, theirs: _Edits
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield base, mine and theirs for every place: before each block, the block, the end."""
    for at in range(len(base) + 1):
        yield from _insertions(mine.inserted[at], theirs.inserted[at])
        if at < len(base):
            one, other = mine.blocks[at], theirs.blocks[at]
            yield [base[at]], [one] if one else [], [other] if other else []


def _insertions(
    mine: list[str], theirs: list[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield the insertions of both sides in one place, what they share at either end once."""
    start = common_start(mine, theirs)
    end = common_start(mine[start:][::-1], theirs[start:][::-1])
    yield [], mine[:start], mine[:start]
    yield [], mine[start : len(mine) - end], theirs[start : len(theirs) - end]
    yield [], mine[len(mine) - end :], mine[len(mine) - end :]


def _resolved(base: list[str], mine: list[str], theirs: list[str]) -> list[str] | None:
    """Return what both sides agree on; None where they do not."""
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None
