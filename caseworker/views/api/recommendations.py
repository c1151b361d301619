# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Recommendations: a system sends them, one or a thousand at a time, and reads them with their decisions."""

from http import HTTPStatus

from flask import Response

from caseworker.interchange.sent_recommendations import Outcome, Received, receive
from caseworker.queries.machines import own_recommendation
from caseworker.request_scope import context, database, reading
from caseworker.security import open_to_token
from caseworker.token_gate import bearer
from caseworker.views.api.blueprint import READING, WRITING, answer, answers, calls, described, link
from caseworker.views.api.bodies import NewRecommendation, NewRecommendations, RecommendationPlace
from caseworker.views.api.problems import document_of
from caseworker.views.api.shown import Batch, Item, Problem, Recommendation, shown_recommendation
from caseworker.views.statuses import status_of
from caseworker.vocabulary.closed_lists import TokenScope

_LINKS = {
    "read": link("read_recommendation", "Read it again.", recommendation_id="id"),
    "decide": link("decide", "Record its decision.", recommendation_id="id"),
}
_LOCATION = {"Location": {"description": "Where it is read.", "schema": {"type": "string"}}}


@calls.post(
    "/recommendations",
    operation_id="send_recommendation",
    summary="Send a recommendation",
    description="It waits for its decision from now on. With recommendation_id, sending the same again is safe.",
    responses=answers(
        *WRITING,
        409,
        created=described(Recommendation, "Stored.", headers=_LOCATION, links=_LINKS),
        ok=described(Recommendation, "Known already with the same content.", headers=_LOCATION, links=_LINKS),
    ),
)
@open_to_token(TokenScope.WRITE)
def send(body: NewRecommendation) -> Response:
    """Stores one recommendation, or finds it."""
    (outcome,) = receive(database(), context(), bearer().system, [body.sent()])
    if not isinstance(outcome, Received):
        raise outcome
    read = own_recommendation(reading(), bearer().system, outcome.recommendation_id)
    status = HTTPStatus.OK if outcome.known else HTTPStatus.CREATED
    return answer(shown_recommendation(read), status, f"{calls.url_prefix}/recommendations/{read.recommendation.id}")


@calls.post(
    "/recommendations/batch",
    operation_id="send_recommendations",
    summary="Send up to 1,000 recommendations",
    description="Each is answered for itself, in order. Where the request has another shape than this, none is stored.",
    responses=answers(*WRITING, ok=described(Batch, "What became of each.")),
)
@open_to_token(TokenScope.WRITE)
def send_many(body: NewRecommendations) -> Response:
    """Stores the recommendations that can be stored, and says what is wrong with the others."""
    sent = [each.sent() for each in body.recommendations]
    outcomes = receive(database(), context().with_ids_in_order(), bearer().system, sent)
    return answer(Batch(items=[_item(outcome) for outcome in outcomes]))


@calls.get(
    "/recommendations/<uuid:recommendation_id>",
    operation_id="read_recommendation",
    summary="Read a recommendation",
    description="With its decision, if it has one.",
    responses=answers(*READING, 422, ok=described(Recommendation, "The recommendation.")),
)
@open_to_token(TokenScope.READ)
def read_one(path: RecommendationPlace) -> Response:
    """One recommendation of the token's system."""
    return answer(shown_recommendation(own_recommendation(reading(), bearer().system, path.recommendation_id)))


def _item(outcome: Outcome) -> Item:
    if isinstance(outcome, Received):
        status = HTTPStatus.OK if outcome.known else HTTPStatus.CREATED
        return Item(status=status, id=outcome.recommendation_id, problem=None)
    return Item(status=status_of(outcome), id=None, problem=Problem(**document_of(outcome)))
