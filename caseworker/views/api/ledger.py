# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The ledger: a signed note of how it stands, and the proof that an entry stands in it."""

from flask import Response

from caseworker.checkpoints import ledger_state, signed_now, stored_nodes
from caseworker.ledger import inclusion_proof, root_at
from caseworker.request_scope import reading, settings
from caseworker.security import open_to_token
from caseworker.views.api.blueprint import READING, answer, answers, calls, described, unless_known
from caseworker.views.api.bodies import EntryPlace, ProofAt
from caseworker.views.api.shown import Proof
from caseworker.vocabulary.closed_lists import TokenScope
from caseworker.vocabulary.problems import Absent

_NOTE = {
    "description": "The signed note (C2SP): origin, size, root, signature.",
    "content": {"text/plain": {"schema": {"type": "string"}}},
}


@calls.get(
    "/ledger/checkpoint",
    operation_id="read_checkpoint",
    summary="Read a checkpoint",
    description="The ledger as it stands now, signed. Keep it: nothing before it can change unseen.",
    responses=answers(*READING, ok=_NOTE),
)
@open_to_token(TokenScope.READ)
def checkpoint() -> Response:
    """The signed note of how the ledger stands."""
    return unless_known(Response(signed_now(reading(), settings()), mimetype="text/plain"))


@calls.get(
    "/ledger/entries/<int:seq>/proof",
    operation_id="prove_entry",
    summary="Prove that an entry stands in the ledger",
    description="By RFC 6962: the hashes that lead from the entry to the root of a checkpoint.",
    responses=answers(*READING, 422, ok=described(Proof, "The proof.")),
)
@open_to_token(TokenScope.READ)
def proof(path: EntryPlace, query: ProofAt) -> Response:
    """The inclusion proof of an entry; it shows hashes of salted entries and nothing of what they hold."""
    node, present = stored_nodes(reading()), ledger_state(reading()).size
    size = present if query.size is None else query.size
    if not path.seq <= size <= present:
        raise Absent()
    return answer(
        Proof(
            entry=path.seq,
            size=size,
            root=root_at(size, node).hex(),
            leaf=node(0, path.seq - 1).hex(),
            proof=[each.hex() for each in inclusion_proof(path.seq - 1, size, node)],
        )
    )
