"""The log's tree against RFC 6962 written down as it stands there, and its known answers."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communiques.proof import merkle

#: The test vectors of the Certificate Transparency reference (entries and heads of 1 to 8).
ENTRIES = [bytes.fromhex(each) for each in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f")]  # fmt: skip
HEADS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def plainly(entries: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, word for word."""
    if not entries:
        return hashlib.sha256().digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    k = 1
    while k * 2 < len(entries):
        k *= 2
    return hashlib.sha256(b"\x01" + plainly(entries[:k]) + plainly(entries[k:])).digest()


def path(m: int, entries: list[bytes]) -> list[bytes]:
    """PATH of section 2.1.1."""
    if len(entries) == 1:
        return []
    k = 1
    while k * 2 < len(entries):
        k *= 2
    if m < k:
        return [*path(m, entries[:k]), plainly(entries[k:])]
    return [*path(m - k, entries[k:]), plainly(entries[:k])]


def subproof(m: int, entries: list[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF of section 2.1.2."""
    if m == len(entries):
        return [] if whole else [plainly(entries)]
    k = 1
    while k * 2 < len(entries):
        k *= 2
    if m <= k:
        return [*subproof(m, entries[:k], whole), plainly(entries[k:])]
    return [*subproof(m - k, entries[k:], False), plainly(entries[:k])]


def stored(entries: list[bytes]) -> dict:
    made: dict = {}
    for index, each in enumerate(entries):
        made.update(merkle.grown(merkle.leaf_hash(each), index, lambda level, n: made[level, n]))
    return made


def getter(entries: list[bytes]):
    nodes = stored(entries)
    return lambda level, index: nodes[level, index]


@pytest.mark.parametrize("size", range(1, 9))
def test_the_heads_are_those_of_the_reference(size):
    assert merkle.head(size, getter(ENTRIES[:size])).hex() == HEADS[size - 1]


def test_an_empty_log_has_the_head_of_nothing():
    assert merkle.head(0, getter([])) == plainly([])


sizes = st.integers(1, 70)


@given(sizes, st.data())
def test_an_entry_is_proven_as_the_rfc_says(size, data):
    entries = [bytes([each]) for each in range(size)]
    index = data.draw(st.integers(0, size - 1))
    ranges = merkle.inclusion_ranges(index, size)
    found = merkle.proof(ranges, getter(entries))
    assert found == path(index, entries)
    leaf, root = merkle.leaf_hash(entries[index]), plainly(entries)
    merkle.check_inclusion(leaf, index, size, found, root)
    for wrong in wrongly(found):
        with pytest.raises(merkle.Unproven):
            merkle.check_inclusion(leaf, index, size, wrong, root)
    with pytest.raises(merkle.Unproven):
        merkle.check_inclusion(merkle.leaf_hash(b"another"), index, size, found, root)
    if size > 1:
        with pytest.raises(merkle.Unproven):
            merkle.check_inclusion(leaf, (index + 1) % size, size, found, root)


@given(sizes, st.data())
def test_one_head_continues_another_as_the_rfc_says(size, data):
    entries = [bytes([each]) for each in range(size)]
    old = data.draw(st.integers(1, size))
    found = merkle.proof(merkle.consistency_ranges(old, size), getter(entries))
    assert found == subproof(old, entries)
    old_root, root = plainly(entries[:old]), plainly(entries)
    merkle.check_consistency(old, size, found, old_root, root)
    for wrong in wrongly(found):
        with pytest.raises(merkle.Unproven):
            merkle.check_consistency(old, size, wrong, old_root, root)
    changed = plainly([b"changed", *entries[1:]])
    with pytest.raises(merkle.Unproven):
        merkle.check_consistency(old, size, found, old_root, changed)


def wrongly(proof: list[bytes]) -> list[list[bytes]]:
    """The proof with an end too much, too few, and each of its hashes another."""
    other = hashlib.sha256(b"wrong").digest()
    made = [[*proof, other]] + ([proof[:-1]] if proof else [])
    return made + [[*proof[:at], other, *proof[at + 1 :]] for at in range(len(proof))]


@pytest.mark.parametrize("index", [-1, 5])
def test_there_is_no_proof_of_what_there_is_not(index):
    with pytest.raises(IndexError):
        merkle.inclusion_ranges(index, 5)
    with pytest.raises(IndexError):
        merkle.consistency_ranges(index + 1 if index < 0 else 6, 5)


def test_a_proof_reads_few_hashes():
    ranges = merkle.inclusion_ranges(77_777, 100_000)
    assert len(merkle.nodes_of_proof(ranges)) <= 34
