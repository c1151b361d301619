# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""CDS Hooks: feedback in, feedback out, and the reasons that a card may offer."""

from flask import Response, request
from flask_openapi.blueprint import APIBlueprint

from caseworker.interchange.card_feedback import take_feedback
from caseworker.queries.machines import decisions_after
from caseworker.registry import listed_reasons
from caseworker.request_scope import context, database, reading, settings
from caseworker.security import open_to_token
from caseworker.token_gate import bearer
from caseworker.views.api.blueprint import BEARER, JSON, READING, WRITING, answer, answers, described
from caseworker.views.api.bodies import Polling
from caseworker.views.api.going import announce
from caseworker.views.api.requests import check_body
from caseworker.views.cds_payloads import (
    EXTENSION,
    Feedback,
    NewFeedback,
    OverrideReasons,
    SystemPlace,
    feedback_on,
    override_reason,
)
from caseworker.vocabulary.closed_lists import ReasonSide, TokenScope
from caseworker.vocabulary.problems import Absent

calls = APIBlueprint("cds_hooks", __name__, url_prefix="/cds-services", abp_security=[{BEARER: []}])
_TAKEN = {"description": "Taken.", "content": {JSON: {"schema": {"type": "object"}}}}


@calls.before_request
def _check() -> None:
    if request.method == "POST":
        check_body()


calls.after_request(announce)


@calls.post(
    "/<system>/feedback",
    operation_id="send_feedback",
    summary="Send CDS Hooks feedback",
    description="A card that is not known yet becomes a recommendation; the latest word about a card counts.",
    responses=answers(*WRITING, 404, 409, ok=_TAKEN),
)
@open_to_token(TokenScope.WRITE)
def take(path: SystemPlace, body: NewFeedback) -> Response:
    """Records what a client says of the cards of a service."""
    _check_own(path.system)
    take_feedback(database(), context(), path.system, [each.sent() for each in body.feedback])
    return Response("{}", mimetype=JSON)


@calls.get(
    "/<system>/feedback",
    operation_id="read_feedback",
    summary="Poll for decisions as CDS Hooks feedback",
    description="For a service that wants its feedback in the form of the specification.",
    responses=answers(*READING, 422, ok=described(Feedback, "A page.")),
)
@open_to_token(TokenScope.READ)
def give(path: SystemPlace, query: Polling) -> Response:
    """Decisions of the system as feedback on its cards, in the order of the ledger."""
    _check_own(path.system)
    found = decisions_after(reading(), path.system, query.after, query.limit + 1)
    page = found[: query.limit]
    numbers = {reason.code: reason.hl7 for reason in listed_reasons(reading(), path.system)}
    after = page[-1].decision.entry if page else query.after
    entries = [feedback_on(each, numbers) for each in page if each.decision.response is not None]
    return answer(
        Feedback(feedback=entries, extension={EXTENSION: {"next": after, "more": len(found) > query.limit}}),
    )


@calls.get(
    "/<system>/override-reasons",
    operation_id="read_override_reasons",
    summary="Read the reasons for cards",
    description="The reasons for departing that the system offers, as overrideReasons of a card.",
    responses=answers(*READING, 422, ok=described(OverrideReasons, "The reasons.")),
)
@open_to_token(TokenScope.READ)
def reasons(path: SystemPlace) -> Response:
    """The reasons that a card of the system may offer for overriding it."""
    _check_own(path.system)
    listed = [each for each in listed_reasons(reading(), path.system) if each.side == ReasonSide.DEPART]
    return answer(OverrideReasons(overrideReasons=[override_reason(each, settings().locale) for each in listed]))


def _check_own(system: str) -> None:
    if system != bearer().system:
        raise Absent()
