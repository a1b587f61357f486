"""Which blocks of two texts belong together: in order, and none crossing another."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from communiques.differences.sequences import opcodes
from communiques.text import Block

Indexes = tuple[int | None, int | None]

#: Pairs above which blocks are paired by position alone.
MOST_CELLS = 10_000
_LONGEST_BY_LETTER = 200
_SIMILAR = 0.5


def paired(old: Sequence[Block], new: Sequence[Block]) -> list[Indexes]:
    """Pair equal blocks, then similar ones between them; deletions precede insertions."""
    pairs: list[Indexes] = []
    spans = opcodes([block.html for block in old], [block.html for block in new])
    for tag, i, j, k, m in spans:
        if tag == "equal":
            pairs += zip(range(i, j), range(k, m), strict=True)
        else:
            similar = _similar_pairs(old[i:j], new[k:m])
            pairs += _with_the_rest([(i + a, k + b) for a, b in similar], range(i, j), range(k, m))
    return pairs


def _with_the_rest(pairs: Iterable[tuple[int, int]], olds: range, news: range) -> Iterator[Indexes]:
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
    if len(old) * len(new) > MOST_CELLS:
        return list(zip(range(len(old)), range(len(new)), strict=False))
    scores = _similarities(old, new)
    return best_pairs(scores, len(old), len(new))


def best_pairs(
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
