# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The ledger without a database: canonical bytes, commitments, Merkle tree, checkpoints, audit."""

from caseworker.ledger.entries import SALT_BYTES, BrokenEntry, NotCanonical, canonical, commitment, parse
from caseworker.ledger.tree import (
    HASH_BYTES,
    Frontier,
    Node,
    NodeSource,
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

__all__ = [
    "HASH_BYTES",
    "SALT_BYTES",
    "BrokenEntry",
    "Frontier",
    "Node",
    "NodeSource",
    "NotCanonical",
    "canonical",
    "commitment",
    "consistency_proof",
    "frontier_positions",
    "inclusion_proof",
    "leaf_hash",
    "node_hash",
    "parse",
    "root",
    "root_at",
    "verify_consistency",
    "verify_inclusion",
]
