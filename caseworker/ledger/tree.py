# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The Merkle tree of RFC 6962 and RFC 9162, grown leaf by leaf, with its two proofs.

A node is named by level and position: level 0 holds the leaves in order, and the node (level, position)
covers the leaves from position * 2^level up to, not including, (position + 1) * 2^level. Only complete
subtrees are kept.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

HASH_BYTES = 32

NodeSource = Callable[[int, int], bytes]
"""Gives the kept hash of the complete subtree at (level, position)."""


class Node(NamedTuple):
    """The root of one complete subtree."""

    level: int
    position: int
    hash: bytes


def leaf_hash(raw: bytes) -> bytes:
    """SHA-256 over 0x00 and the entry's bytes (RFC 9162, section 2.1.1)."""
    return sha256(b"\x00" + raw).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 over 0x01 and the two hashes below (RFC 9162, section 2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The tree head over the raw bytes of `leaves`; of none, SHA-256 of nothing (RFC 9162, section 2.1.1)."""
    frontier = Frontier()
    for raw in leaves:
        frontier.append(raw)
    return frontier.root()


def frontier_positions(size: int) -> list[tuple[int, int]]:
    """(level, position) of the complete subtrees that a tree of `size` leaves falls into, largest first."""
    return _cover(0, size)


class Frontier:
    """The right edge of a tree: all that is needed to append to it and to know its root.

    `hashes` belong to `frontier_positions(size)`, in that order. Raises ValueError if their number or their
    length is another.
    """

    __slots__ = ("_hashes", "_size")

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self._size = size
        self._hashes = list(hashes)
        if size < 0 or len(self._hashes) != size.bit_count():
            raise ValueError(f"a tree of size {size} does not end in {len(self._hashes)} complete subtrees")
        if any(len(each) != HASH_BYTES for each in self._hashes):
            raise ValueError(f"a hash has {HASH_BYTES} bytes")

    @property
    def size(self) -> int:
        """The number of leaves."""
        return self._size

    @property
    def hashes(self) -> tuple[bytes, ...]:
        """The roots of the complete subtrees, largest first."""
        return tuple(self._hashes)

    def append(self, raw: bytes) -> list[Node]:
        """The nodes completed by adding an entry's bytes as the next leaf, the leaf itself first."""
        return self.append_hash(leaf_hash(raw))

    def append_hash(self, leaf: bytes) -> list[Node]:
        """As `append`, for a leaf that is hashed already."""
        level, position, digest = 0, self._size, leaf
        completed = [Node(level, position, digest)]
        while position & 1:
            digest = node_hash(self._hashes.pop(), digest)
            level, position = level + 1, position >> 1
            completed.append(Node(level, position, digest))
        self._hashes.append(digest)
        self._size += 1
        return completed

    def root(self) -> bytes:
        """The tree head at the present size."""
        return _joined(self._hashes)


def root_at(size: int, node: NodeSource) -> bytes:
    """The tree head that the tree had at `size` leaves, from its kept nodes."""
    return _range_root(0, size, node)


def inclusion_proof(index: int, size: int, node: NodeSource) -> list[bytes]:
    """The hashes that lead from leaf `index`, counted from 0, to the root at `size` (RFC 9162, 2.1.3.1).

    Raises ValueError if the tree of that size has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of size {size} has no leaf {index}")
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        split = start + _split(end - start)
        if index < split:
            proof.append(_range_root(split, end, node))
            end = split
        else:
            proof.append(_range_root(start, split, node))
            start = split
    return proof[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows that the leaf hash `leaf` stands at `index` under `root` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, digest = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            digest = node_hash(step, digest)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            digest = node_hash(digest, step)
        at, last = at >> 1, last >> 1
    return last == 0 and digest == root


def consistency_proof(old: int, new: int, node: NodeSource) -> list[bytes]:
    """The hashes that show the tree of `old` leaves to be the beginning of that of `new` (RFC 9162, 2.1.4.1).

    Empty if `old` is 0 or equals `new`. Raises ValueError if `old` is larger than `new` or negative.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of size {old} is not the beginning of one of size {new}")
    proof: list[bytes] = []
    start, end = 0, new
    while start < old < end:
        split = start + _split(end - start)
        if old <= split:
            proof.append(_range_root(split, end, node))
            end = split
        else:
            proof.append(_range_root(start, split, node))
            start = split
    if start:
        proof.append(_range_root(start, end, node))
    return proof[::-1]


def verify_consistency(old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that `new_root` keeps all that is under `old_root` (RFC 9162, 2.1.4.2).

    The empty tree is the beginning of every tree, by an empty proof.
    """
    if not 0 <= old_size <= new_size:
        return False
    if old_size in (0, new_size):
        expected = _joined([]) if old_size == 0 else new_root
        return not proof and old_root == expected
    path = [*proof] if old_size & (old_size - 1) else [old_root, *proof]
    if not path:
        return False
    at, last = old_size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old_digest = new_digest = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old_digest, new_digest = node_hash(step, old_digest), node_hash(step, new_digest)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new_digest = node_hash(new_digest, step)
        at, last = at >> 1, last >> 1
    return last == 0 and old_digest == old_root and new_digest == new_root


def _split(width: int) -> int:
    return 1 << ((width - 1).bit_length() - 1)


def _cover(start: int, end: int) -> list[tuple[int, int]]:
    # Every range met here begins at a multiple of a power of two not below its width, so the largest power
    # that fits is always in place.
    positions = []
    while start < end:
        level = (end - start).bit_length() - 1
        positions.append((level, start >> level))
        start += 1 << level
    return positions


def _joined(hashes: Sequence[bytes]) -> bytes:
    if not hashes:
        return sha256().digest()
    digest = hashes[-1]
    for left in reversed(hashes[:-1]):
        digest = node_hash(left, digest)
    return digest


def _range_root(start: int, end: int, node: NodeSource) -> bytes:
    return _joined([node(level, position) for level, position in _cover(start, end)])
