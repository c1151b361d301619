# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Decisions: a system sends them, corrects what it sent, adds what became of them, and reads them in ledger order."""

from http import HTTPStatus

from flask import Response

from caseworker.interchange.sent_decisions import read_before, read_decision, read_result
from caseworker.queries.machines import decisions_after, own_decision, own_recommendation
from caseworker.recording import add_result, correct_decision, record_told_decision
from caseworker.registry import SystemRules, system_rules
from caseworker.request_scope import context, database, reading
from caseworker.security import open_to_token
from caseworker.token_gate import bearer
from caseworker.views.api.blueprint import READING, WRITING, answer, answers, calls, described, link
from caseworker.views.api.bodies import (
    DecisionHeaders,
    DecisionPlace,
    NewCorrection,
    NewDecision,
    NewResult,
    Polling,
    RecommendationPlace,
)
from caseworker.views.api.shown import Page, Receipt, Stands, shown_decision, shown_receipt
from caseworker.vocabulary.closed_lists import Source, TokenScope

_LINKS = {
    "correct": link("correct", "Correct it.", decision_id="id"),
    "add_result": link("add_result", "Say what became of it.", decision_id="id"),
    "prove": link("prove_entry", "Prove that it stands in the ledger.", seq="seq"),
}


@calls.post(
    "/recommendations/<uuid:recommendation_id>/decision",
    operation_id="decide",
    summary="Record the decision",
    description="The response follows from the options. With an Idempotency-Key, sending the same again is safe.",
    responses=answers(
        *WRITING,
        404,
        409,
        created=described(Receipt, "Recorded.", links=_LINKS),
        ok=described(Receipt, "Recorded before under the same key.", links=_LINKS),
    ),
)
@open_to_token(TokenScope.WRITE)
def decide(path: RecommendationPlace, header: DecisionHeaders, body: NewDecision) -> Response:
    """Records the decision on a recommendation of the token's system."""
    own_recommendation(reading(), bearer().system, path.recommendation_id)
    now, rules, sent = context(), _rules(), body.sent()
    new, before = read_decision(rules, now, sent, Source.API), read_before(rules, now, sent)
    told = record_told_decision(database(), now, path.recommendation_id, new, before, header.idempotency_key)
    return answer(shown_receipt(told.receipt), HTTPStatus.OK if told.repeated else HTTPStatus.CREATED)


@calls.post(
    "/decisions/<uuid:decision_id>/corrections",
    operation_id="correct",
    summary="Correct a decision",
    description="What it supersedes stays. Only what was sent here is corrected here, by the same caseworker.",
    responses=answers(*WRITING, 404, 409, created=described(Receipt, "Recorded.")),
)
@open_to_token(TokenScope.WRITE)
def correct(path: DecisionPlace, body: NewCorrection) -> Response:
    """Records a correction of a decision of the token's system."""
    own_decision(reading(), bearer().system, path.decision_id)
    now = context()
    new = read_decision(_rules(), now, body.sent(), Source.API)
    receipt = correct_decision(database(), now, path.decision_id, body.revision, new)
    return answer(shown_receipt(receipt), HTTPStatus.CREATED)


@calls.post(
    "/decisions/<uuid:decision_id>/results",
    operation_id="add_result",
    summary="Say what became of a decision",
    description="The outcome of a complaint or of a later check; a later one supersedes it.",
    responses=answers(*WRITING, 404, 409, created=described(Stands, "Recorded.")),
)
@open_to_token(TokenScope.WRITE)
def tell_result(path: DecisionPlace, body: NewResult) -> Response:
    """Records what became of a decision of the token's system."""
    own_decision(reading(), bearer().system, path.decision_id)
    now = context()
    new = read_result(_rules(), now, body.result, body.right_option, body.known_on)
    stands = add_result(database(), now, path.decision_id, new)
    return answer(Stands(seq=stands.entry, fingerprint=stands.leaf.hex()), HTTPStatus.CREATED)


@calls.get(
    "/decisions",
    operation_id="read_decisions",
    summary="Poll for decisions",
    description="Decisions and corrections after an entry, in the order of the ledger. If-None-Match spares a page "
    "that has not changed.",
    responses=answers(*READING, 422, ok=described(Page, "A page.")),
)
@open_to_token(TokenScope.READ)
def poll(query: Polling) -> Response:
    """A page of the decisions of the token's system."""
    found = decisions_after(reading(), bearer().system, query.after, query.limit + 1)
    page = [shown_decision(each) for each in found[: query.limit]]
    return answer(
        Page(decisions=page, next=page[-1].seq if page else query.after, more=len(found) > query.limit),
    )


def _rules() -> SystemRules:
    return system_rules(reading(), bearer().system)
