"""A log that can only grow, as a Merkle tree (RFC 6962, section 2.1): its head, and proofs that an
entry is in it and that one head continues another.

Pure functions over hashes of 32 bytes. A tree is read through `get(level, index)`, the hash of the
complete subtree over the leaves index·2^level and the 2^level - 1 after it: a proof in a tree of n
leaves asks for at most about 2·log2(n) of them, whichever way they are stored.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence

Get = Callable[[int, int], bytes]
Node = tuple[int, int]  # level, index
EMPTY = hashlib.sha256(b"").digest()


class Unproven(Exception):
    """A proof does not prove what it is said to."""


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


# --- what a tree stores -------------------------------------------------------------------------


def grown(leaf: bytes, index: int, get: Get) -> Iterator[tuple[Node, bytes]]:
    """The subtrees that are complete once the leaf with that index is there: itself, and each that
    it is the last of."""
    level, here = 0, leaf
    yield (level, index), here
    while index & 1:
        here = node_hash(get(level, index - 1), here)
        level, index = level + 1, index >> 1
        yield (level, index), here


def pieces(first: int, end: int) -> list[Node]:
    """The complete subtrees that the leaves from `first` up to `end` are made of, from the left;
    `first` is a multiple of the largest power of two below their number, as in RFC 6962."""
    found = []
    while first < end:
        level = (end - first).bit_length() - 1
        found.append((level, first >> level))
        first += 1 << level
    return found


def nodes_of_head(size: int) -> list[Node]:
    return pieces(0, size)


def _joined(hashes: Sequence[bytes]) -> bytes:
    """The hash of a range from those of its pieces."""
    *rest, here = hashes
    for each in reversed(rest):
        here = node_hash(each, here)
    return here


def head(size: int, get: Get) -> bytes:
    """The hash of a tree of that many leaves."""
    return _joined([get(*each) for each in nodes_of_head(size)]) if size else EMPTY


# --- proofs -------------------------------------------------------------------------------------


def inclusion_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """The ranges of leaves whose hashes prove that the leaf is in the tree, from the leaf up."""
    if not 0 <= index < size:
        raise IndexError(index)
    first, end, found = 0, size, []
    while end - first > 1:
        middle = first + _split(end - first)
        if index < middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((first, middle))
            first = middle
    return found[::-1]


def consistency_ranges(old: int, size: int) -> list[tuple[int, int]]:
    """The ranges whose hashes prove that the tree of `old` leaves is the beginning of this one."""
    if not 0 < old <= size:
        raise IndexError(old)
    first, end, whole, found = 0, size, True, []
    while old != end:
        middle = first + _split(end - first)
        if old <= middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((first, middle))
            first, whole = middle, False
    return ([] if whole else [(first, end)]) + found[::-1]


def proof(ranges: list[tuple[int, int]], get: Get) -> list[bytes]:
    return [_joined([get(*each) for each in pieces(*span)]) for span in ranges]


def nodes_of_proof(ranges: list[tuple[int, int]]) -> set[Node]:
    """All that a proof reads, to be read at once."""
    return {each for span in ranges for each in pieces(*span)}


def _split(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << ((size - 1).bit_length() - 1)


# --- checking, without the tree (RFC 9162, sections 2.1.3.2 and 2.1.4.2) ------------------------


def check_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Raises Unproven."""
    if not 0 <= index < size:
        raise Unproven("no such entry")
    node, last, here = index, size - 1, leaf
    for each in path:
        if last == 0:
            raise Unproven("the proof is too long")
        if node & 1 or node == last:
            here = node_hash(each, here)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            here = node_hash(here, each)
        node, last = node >> 1, last >> 1
    if last or here != root:
        raise Unproven("the entry is not in that tree")


def check_consistency(
    old: int, size: int, path: Sequence[bytes], old_root: bytes, root: bytes
) -> None:
    """Raises Unproven."""
    if not 0 < old <= size:
        raise Unproven("no such size")
    if old == size:
        if path or old_root != root:
            raise Unproven("one size, two trees")
        return
    path = list(path) if old & (old - 1) else [old_root, *path]
    if not path:
        raise Unproven("the proof is empty")
    node, last = old - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    before = now = path[0]
    for each in path[1:]:
        if last == 0:
            raise Unproven("the proof is too long")
        if node & 1 or node == last:
            before, now = node_hash(each, before), node_hash(each, now)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            now = node_hash(now, each)
        node, last = node >> 1, last >> 1
    if last or before != old_root or now != root:
        raise Unproven("the later tree does not continue the earlier one")
