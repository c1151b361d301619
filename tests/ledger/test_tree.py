# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The Merkle tree against the RFC's definition, its published roots and an independent implementation."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from caseworker.ledger import (
    Frontier,
    Node,
    consistency_proof,
    frontier_positions,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    root_at,
    verify_consistency,
    verify_inclusion,
)

RFC_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
SIZES = st.integers(1, 70)


def leaves_of(size: int) -> list[bytes]:
    return [b"entry %d" % index for index in range(size)]


def nodes_of(size: int) -> dict[tuple[int, int], bytes]:
    frontier = Frontier()
    return {(node.level, node.position): node.hash for raw in leaves_of(size) for node in frontier.append(raw)}


KEPT = nodes_of(130)


def kept(level: int, position: int) -> bytes:
    return KEPT[level, position]


def defined_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162, section 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + defined_root(leaves[:split]) + defined_root(leaves[split:])).digest()


def defined_consistency(old: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 9162, section 2.1.4.1, word for word."""
    if old == len(leaves):
        return [] if whole else [defined_root(leaves)]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if old <= split:
        return [*defined_consistency(old, leaves[:split], whole), defined_root(leaves[split:])]
    return [*defined_consistency(old - split, leaves[split:], False), defined_root(leaves[:split])]


@pytest.mark.parametrize(
    ("size", "begins"), [(1, "6e340b9c"), (2, "fac54203"), (3, "aeb6bcfe"), (7, "ddb89be4"), (8, "5dc9da79")]
)
def test_the_roots_published_with_the_rfc_come_out(size: int, begins: str) -> None:
    assert root(RFC_LEAVES[:size]).hex().startswith(begins)


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert root([]) == Frontier().root() == root_at(0, kept) == sha256(b"").digest()


def test_roots_and_inclusion_proofs_equal_those_of_an_independent_implementation() -> None:
    other = InmemoryTree(algorithm="sha256")
    for size, raw in enumerate(leaves_of(65), start=1):
        other.append_entry(raw)
        assert root_at(size, kept) == other.get_root(size)
        for index in range(size):
            assert [leaf_hash(leaves_of(size)[index]), *inclusion_proof(index, size, kept)] == (
                other.prove_inclusion(index + 1, size).path
            )


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_every_root_is_the_one_that_the_rfc_defines(leaves: list[bytes]) -> None:
    assert root(leaves) == defined_root(leaves)


@given(st.integers(0, 2**40))
def test_the_frontier_covers_a_tree_without_gap_from_large_to_small(size: int) -> None:
    covered = 0
    for level, position in frontier_positions(size):
        assert position << level == covered
        covered += 1 << level
    assert covered == size
    levels = [level for level, _ in frontier_positions(size)]
    assert levels == sorted(set(levels), reverse=True)


@given(SIZES, SIZES)
def test_a_frontier_taken_up_again_goes_on_as_if_never_laid_down(size: int, more: int) -> None:
    resumed = Frontier(size, [kept(level, position) for level, position in frontier_positions(size)])
    straight = Frontier()
    for raw in leaves_of(size):
        straight.append(raw)
    for raw in leaves_of(size + more)[size:]:
        assert resumed.append(raw) == straight.append(raw)
    assert (resumed.size, resumed.hashes, resumed.root()) == (straight.size, straight.hashes, straight.root())


def test_a_frontier_refuses_hashes_that_cannot_belong_to_its_size() -> None:
    for size, hashes in ((-1, []), (0, [bytes(32)]), (3, [bytes(32)]), (1, [bytes(31)])):
        with pytest.raises(ValueError, match=r"complete subtrees|a hash has"):
            Frontier(size, hashes)


def test_an_append_completes_exactly_the_nodes_that_end_at_its_leaf() -> None:
    frontier = Frontier()
    first, second = frontier.append(b"a"), frontier.append(b"b")
    assert first == [Node(0, 0, leaf_hash(b"a"))]
    assert second == [Node(0, 1, leaf_hash(b"b")), Node(1, 0, node_hash(leaf_hash(b"a"), leaf_hash(b"b")))]
    assert len(nodes_of(100)) == 2 * 100 - (100).bit_count()


@given(SIZES, st.data())
def test_an_inclusion_proof_convinces_for_its_leaf_place_and_root_only(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaf, proof, head = kept(0, index), inclusion_proof(index, size, kept), root_at(size, kept)
    assert verify_inclusion(leaf, index, size, proof, head)
    assert not verify_inclusion(kept(0, index + 1), index, size, proof, head)
    assert not verify_inclusion(leaf, index, size, proof, root_at(size + 1, kept))
    assert not verify_inclusion(leaf, index, size, [*proof, bytes(32)], head)
    assert not verify_inclusion(leaf, size, size, proof, head)
    assert not verify_inclusion(leaf, -1, size, proof, head)
    for other in set(range(size)) - {index}:
        assert not verify_inclusion(leaf, other, size, proof, head)
    for place in range(len(proof)):
        assert not verify_inclusion(leaf, index, size, [*proof[:place], *proof[place + 1 :]], head)
        assert not verify_inclusion(leaf, index, size, [*proof[:place], bytes(32), *proof[place + 1 :]], head)


@given(st.integers(1, 70), st.integers(0, 50))
def test_a_consistency_proof_is_the_rfcs_and_convinces_for_its_two_roots_only(old: int, more: int) -> None:
    new = old + more
    proof = consistency_proof(old, new, kept)
    old_root, new_root = root_at(old, kept), root_at(new, kept)
    assert proof == defined_consistency(old, leaves_of(new))
    assert verify_consistency(old, new, old_root, new_root, proof)
    assert not verify_consistency(old, new, bytes(32), new_root, proof)
    assert not verify_consistency(old, new, old_root, bytes(32), proof)
    assert not verify_consistency(old, new, old_root, new_root, [*proof, bytes(32)])
    assert not verify_consistency(new + 1, old, new_root, old_root, proof)
    for place in range(len(proof)):
        assert not verify_consistency(old, new, old_root, new_root, [*proof[:place], *proof[place + 1 :]])
        changed = [*proof[:place], bytes(32), *proof[place + 1 :]]
        assert not verify_consistency(old, new, old_root, new_root, changed)


def test_the_empty_tree_is_the_beginning_of_every_tree() -> None:
    empty, head = root([]), root_at(9, kept)
    assert consistency_proof(0, 9, kept) == []
    assert verify_consistency(0, 9, empty, head, [])
    assert not verify_consistency(0, 9, head, head, [])
    assert not verify_consistency(0, 9, empty, head, [bytes(32)])


def test_proofs_that_cannot_exist_are_refused() -> None:
    for index, size in ((0, 0), (5, 5), (-1, 5)):
        with pytest.raises(ValueError, match="has no leaf"):
            inclusion_proof(index, size, kept)
    for old, new in ((6, 5), (-1, 5)):
        with pytest.raises(ValueError, match="not the beginning"):
            consistency_proof(old, new, kept)


@pytest.mark.full
def test_all_pairs_of_sizes_up_to_130_prove_their_consistency() -> None:
    heads = [root_at(size, kept) for size in range(131)]
    for new in range(1, 131):
        for old in range(new + 1):
            proof = consistency_proof(old, new, kept)
            assert verify_consistency(old, new, heads[old], heads[new], proof)


def test_negative_control_a_tree_without_the_leaf_prefix_takes_a_node_for_a_leaf() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    forged = b"\x01" + left + right
    assert sha256(forged).digest() == root([b"a", b"b"])
    assert root([forged]) != root([b"a", b"b"])
