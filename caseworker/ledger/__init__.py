# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The ledger without a database: canonical bytes, commitments, Merkle tree, checkpoints, audit."""

from caseworker.ledger.audit import MOST_FINDINGS, audit
from caseworker.ledger.checks import ERASURE, RESTORED, completion_order
from caseworker.ledger.entries import SALT_BYTES, BrokenEntry, NotCanonical, canonical, commitment, parse
from caseworker.ledger.findings import (
    NOT_PROJECTED,
    AuditReport,
    Finding,
    FindingKind,
    NotProjected,
    StoredEntry,
)
from caseworker.ledger.notes import (
    BrokenCheckpoint,
    Checkpoint,
    read_checkpoint,
    read_verifier_key,
    sign_checkpoint,
    verifier_key,
)
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
    "ERASURE",
    "HASH_BYTES",
    "MOST_FINDINGS",
    "NOT_PROJECTED",
    "RESTORED",
    "SALT_BYTES",
    "AuditReport",
    "BrokenCheckpoint",
    "BrokenEntry",
    "Checkpoint",
    "Finding",
    "FindingKind",
    "Frontier",
    "Node",
    "NodeSource",
    "NotCanonical",
    "NotProjected",
    "StoredEntry",
    "audit",
    "canonical",
    "commitment",
    "completion_order",
    "consistency_proof",
    "frontier_positions",
    "inclusion_proof",
    "leaf_hash",
    "node_hash",
    "parse",
    "read_checkpoint",
    "read_verifier_key",
    "root",
    "root_at",
    "sign_checkpoint",
    "verifier_key",
    "verify_consistency",
    "verify_inclusion",
]
