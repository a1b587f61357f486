"""What two sequences have in common: difflib without its own junk heuristic. Every comparison is
bounded: in sequences that repeat themselves too much, the most frequent items no longer start a
match, they only extend one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

_Span = tuple[str, int, int, int, int]  # difflib's opcode

_MOST_EQUAL_PAIRS = 100_000


def opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[_Span]:
    """Yield difflib's opcodes, common ends taken off first, within a bounded effort."""
    start = common_start(old, new)
    shared_end = common_start(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - shared_end, len(new) - shared_end
    if start:
        yield "equal", 0, start, 0, start
    for tag, i, j, k, m in _middle_opcodes(old[start:old_end], new[start:new_end]):
        yield tag, i + start, j + start, k + start, m + start
    if shared_end:
        yield "equal", old_end, len(old), new_end, len(new)


def common_start(old: Sequence[str], new: Sequence[str]) -> int:
    """How many items both begin with."""
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
