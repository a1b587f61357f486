"""Differences word by word, alignment block by block, and the merge of two people's work.

Built on difflib without its own junk heuristic. Every comparison is bounded: in sequences that
repeat themselves too much, the most frequent items no longer start a match, they only extend one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from communiques.text import Block, blocks, shape

Operation = Literal["equal", "insert", "delete"]
_Indexes = tuple[int | None, int | None]
_Span = tuple[str, int, int, int, int]  # difflib's opcode

_MOST_EQUAL_PAIRS = 100_000
_MOST_CELLS = 10_000
_LONGEST_BY_LETTER = 200
_SIMILAR = 0.5

# ---------------------------------------------------------------- words


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


# ---------------------------------------------------------------- sequences


def opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Span]:
    """Yield difflib's opcodes, common ends taken off first, within a bounded effort."""
    start = _common_start(old, new)
    shared_end = _common_start(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - shared_end, len(new) - shared_end
    if start:
        yield "equal", 0, start, 0, start
    for tag, i, j, k, m in _middle_opcodes(old[start:old_end], new[start:new_end]):
        yield tag, i + start, j + start, k + start, m + start
    if shared_end:
        yield "equal", old_end, len(old), new_end, len(new)


def _common_start(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle_opcodes(old: Sequence[str], new: Sequence[str]) -> Iterable[_Span]:
    if not old and not new:
        return []
    rare = _rare(old, new)
    if not rare:
        tag = "replace" if old and new else "delete" if old else "insert"
        return [(tag, 0, len(old), 0, len(new))]
    # Other items only ever extend a match: on their own they mislead, and cost the most.
    matcher = SequenceMatcher(lambda item: item not in rare, old, new, autojunk=False)
    return matcher.get_opcodes()


def _rare(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the common items to match by: no spaces, and not so frequent as to take minutes."""
    in_old, in_new = Counter(old), Counter(new)
    pairs = {item: in_old[item] * in_new[item] for item in in_old if not item.isspace()}
    rare: set[str] = set()
    total = 0
    for item, count in sorted(pairs.items(), key=lambda pair: pair[1]):
        total += count
        if count and total <= _MOST_EQUAL_PAIRS:
            rare.add(item)
    return rare


# ---------------------------------------------------------------- two versions of a text


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
        for i, k in _paired(old, new)
    ]


def _row(old: Block | None, new: Block | None) -> Row:
    before, after = (shape(each.html) if each else "" for each in (old, new))
    changes = words(before, after)
    if old is None or new is None:
        return Row("inserted" if old is None else "deleted", old, new, changes)
    if old.html == new.html:
        return Row("equal", old, new, changes)
    return Row("changed", old, new, changes, formatting_only=before == after)


def _paired(old: Sequence[Block], new: Sequence[Block]) -> list[_Indexes]:
    """Pair equal blocks, then similar ones between them; deletions precede insertions."""
    pairs: list[_Indexes] = []
    spans = opcodes([block.html for block in old], [block.html for block in new])
    for tag, i, j, k, m in spans:
        if tag == "equal":
            pairs += zip(range(i, j), range(k, m), strict=True)
        else:
            similar = _similar_pairs(old[i:j], new[k:m])
            pairs += _with_the_rest([(i + a, k + b) for a, b in similar], range(i, j), range(k, m))
    return pairs


def _with_the_rest(
    pairs: Iterable[tuple[int, int]], olds: range, news: range
) -> Iterator[_Indexes]:
    """Add to pairs the indexes that they leave out, each on its own."""
    i, k = olds.start, news.start
    for paired_old, paired_new in [*pairs, (olds.stop, news.stop)]:
        yield from ((at, None) for at in range(i, paired_old))
        yield from ((None, at) for at in range(k, paired_new))
        if paired_old < olds.stop:
            yield paired_old, paired_new
        i, k = paired_old + 1, paired_new + 1


def _similar_pairs(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """Return the pairs, in order and not crossing, whose similarity adds up to the most."""
    if len(old) * len(new) > _MOST_CELLS:
        return list(zip(range(len(old)), range(len(new)), strict=False))
    scores = _similarities(old, new)
    return _best_pairs(scores, len(old), len(new))


def _best_pairs(
    scores: dict[tuple[int, int], float], height: int, width: int
) -> list[tuple[int, int]]:
    """Return the non-crossing pairs with the greatest sum of scores; the earliest if tied."""
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in reversed(range(height)):
        for k in reversed(range(width)):
            together = best[i + 1][k + 1] + scores.get((i, k), 0.0)
            best[i][k] = max(best[i + 1][k], best[i][k + 1], together)
    return list(_traced(scores, best))


def _traced(
    scores: dict[tuple[int, int], float], best: list[list[float]]
) -> Iterator[tuple[int, int]]:
    i = k = 0
    while i < len(best) - 1 and k < len(best[0]) - 1:
        score = scores.get((i, k), 0.0)
        if score and best[i][k] == best[i + 1][k + 1] + score:
            yield i, k
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1


def _similarities(old: Sequence[Block], new: Sequence[Block]) -> dict[tuple[int, int], float]:
    """Return the similarity (over 0.5, up to 1) of the blocks that are similar, by position."""
    old_counts = [Counter(block.text.split()) for block in old]
    new_counts = [Counter(block.text.split()) for block in new]
    scores = {
        (i, k): _similarity(old[i].text, new[k].text, old_counts[i], new_counts[k])
        for i in range(len(old))
        for k in range(len(new))
    }
    return {at: score for at, score in scores.items() if score > _SIMILAR}


def _similarity(old: str, new: str, old_words: Counter[str], new_words: Counter[str]) -> float:
    if old == new:
        return 1.0
    total = old_words.total() + new_words.total()
    by_word = 2 * (old_words & new_words).total() / total if total else 0.0
    if by_word > _SIMILAR or max(len(old), len(new)) > _LONGEST_BY_LETTER:
        return by_word
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


# ---------------------------------------------------------------- two languages of a text

_KIN = {"h2": "heading", "h3": "heading", "ul": "list", "ol": "list"}


def align(a_html: str, b_html: str) -> list[tuple[Block | None, Block | None]]:
    """Return the blocks of a text and its translation side by side, each once and in order.

    Headings, lists, tables and quotations are matched first, by tag; paragraphs between them go
    by position. A paragraph too many therefore shifts nothing beyond the next heading.
    """
    a, b = blocks(a_html), blocks(b_html)
    rows: list[tuple[Block | None, Block | None]] = []
    i = k = 0
    for anchor_a, anchor_b in _anchor_pairs(a, b):
        rows += _by_position(a[i:anchor_a], b[k:anchor_b])
        rows.append((a[anchor_a], b[anchor_b]))
        i, k = anchor_a + 1, anchor_b + 1
    return rows + _by_position(a[i:], b[k:])


def _anchor_pairs(a: Sequence[Block], b: Sequence[Block]) -> list[tuple[int, int]]:
    at_a = [at for at, block in enumerate(a) if block.tag != "p"]
    at_b = [at for at, block in enumerate(b) if block.tag != "p"]
    if len(at_a) * len(at_b) > _MOST_CELLS:
        pairs: Iterable[tuple[int, int]] = zip(range(len(at_a)), range(len(at_b)), strict=False)
    else:
        gaps_a, gaps_b = _gaps(at_a, len(a)), _gaps(at_b, len(b))
        scores = {
            (i, k): score
            for i, x in enumerate(at_a)
            for k, y in enumerate(at_b)
            if (score := _kinship(a[x].tag, b[y].tag) - _gap_difference(gaps_a, gaps_b, i, k)) > 0
        }
        pairs = _best_pairs(scores, len(at_a), len(at_b))
    return [(at_a[i], at_b[k]) for i, k in pairs]


def _kinship(tag: str, other: str) -> int:
    if tag == other:
        return 100
    return 60 if tag in _KIN and _KIN[tag] == _KIN.get(other) else 0


def _gaps(anchors: Sequence[int], length: int) -> list[int]:
    """Return how many paragraphs stand before each anchor and, last, after all of them."""
    edges = [-1, *anchors, length]
    return [after - before - 1 for before, after in pairwise(edges)]


def _gap_difference(gaps_a: Sequence[int], gaps_b: Sequence[int], i: int, k: int) -> int:
    """Tell two anchors of one tag apart by the number of paragraphs around them."""
    return min(40, abs(gaps_a[i] - gaps_b[k]) + abs(gaps_a[i + 1] - gaps_b[k + 1]))


def _by_position(a: Sequence[Block], b: Sequence[Block]) -> list[tuple[Block | None, Block | None]]:
    """Pair paragraphs in order; a heading or list without a counterpart stands alone."""
    rows: list[tuple[Block | None, Block | None]] = []
    i = k = 0
    while i < len(a) or k < len(b):
        if i < len(a) and (k == len(b) or a[i].tag != "p"):
            rows.append((a[i], None))
            i += 1
        elif k < len(b) and (i == len(a) or b[k].tag != "p"):
            rows.append((None, b[k]))
            k += 1
        else:
            rows.append((a[i], b[k]))
            i, k = i + 1, k + 1
    return rows


# ---------------------------------------------------------------- two people's work


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
    for i, k in _rewritten(_paired(base, side)):
        if i is None and k is not None:
            edits.inserted[at].append(side[k].html)
        elif i is not None:
            edits.blocks[i] = "" if k is None else side[k].html
            at = i + 1
    return edits


def _rewritten(pairs: Iterable[_Indexes]) -> Iterator[_Indexes]:
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
    start = _common_start(mine, theirs)
    end = _common_start(mine[start:][::-1], theirs[start:][::-1])
    yield [], mine[:start], mine[:start]
    yield [], mine[start : len(mine) - end], theirs[start : len(theirs) - end]
    yield [], mine[len(mine) - end :], mine[len(mine) - end :]


def _resolved(base: list[str], mine: list[str], theirs: list[str]) -> list[str] | None:
    """Return what both sides agree on; None where they do not."""
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None
