"""Two languages of a text, side by side."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from communiques.differences.pairing import MOST_CELLS, best_pairs
from communiques.text import Block, blocks

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
    if len(at_a) * len(at_b) > MOST_CELLS:
        pairs: Iterable[tuple[int, int]] = zip(range(len(at_a)), range(len(at_b)), strict=False)
    else:
        gaps_a, gaps_b = _gaps(at_a, len(a)), _gaps(at_b, len(b))
        scores = {
            (i, k): score
            for i, x in enumerate(at_a)
            for k, y in enumerate(at_b)
            if (score := _kinship(a[x].tag, b[y].tag) - _gap_difference(gaps_a, gaps_b, i, k)) > 0
        }
        pairs = best_pairs(scores, len(at_a), len(at_b))
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
