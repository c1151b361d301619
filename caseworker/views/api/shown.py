# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the calls of the API answer: no reason in words, no caseworker, no time of day."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from caseworker.models import Decision as DecisionRow
from caseworker.models import Result as ResultRow
from caseworker.queries.machines import ReadDecision, ReadRecommendation
from caseworker.recording import Receipt as Recorded
from caseworker.views.api.shapes import Shown
from caseworker.vocabulary.closed_lists import Response, ResultKind, Source

Seq = Annotated[int, Field(ge=0)]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Result(Shown):
    """What became of a decision."""

    result: ResultKind | None
    right_option: str | None
    known_on: date


class Decision(Shown):
    """The latest revision of a decision, or in the pages of the ledger each revision."""

    id: UUID
    revision: Seq
    seq: Annotated[Seq, Field(description="Where this revision stands in the ledger.")]
    recommendation: UUID
    recommendation_id: Annotated[str | None, Field(description="The system's own id.")]
    decided: str | None
    response: Response | None
    direction: Annotated[int | None, Field(ge=-1, le=1)]
    reason_code: str | None
    reason_given: bool
    shown: bool
    citizen_informed: bool | None
    decided_on: date
    source: Source
    result: Result | None


class Recommendation(Shown):
    """A recommendation with its decision, if any."""

    id: UUID
    recommendation_id: Annotated[str | None, Field(description="The system's own id.")]
    page: Annotated[str, Field(description="The page for a person, on this server.")]
    system: str
    case_reference: Annotated[str | None, Field(description="Null where the case was erased.")]
    model_version: str
    recommended: str
    team: str | None
    confidence: str | None
    issued_at: str | None
    decision: Decision | None


class Receipt(Shown):
    """Where a decision or correction stands in the ledger."""

    id: UUID
    revision: Seq
    response: Response | None
    seq: Seq
    fingerprint: Digest


class Stands(Shown):
    """Where a result stands in the ledger."""

    seq: Seq
    fingerprint: Digest


class Page(Shown):
    """Decisions and corrections in the order of the ledger."""

    decisions: list[Decision]
    next: Annotated[Seq, Field(description="What after is next time.")]
    more: Annotated[bool, Field(description="Whether there is more to read at once.")]


class Wrong(Shown):
    """A field that is wrong; what stood in it is not repeated."""

    field: str
    detail: str


class Problem(Shown):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: Annotated[int, Field(ge=400, le=599)]
    detail: str
    errors: list[Wrong] | None = None


class Item(Shown):
    """What became of one recommendation of a batch: 201 stored, 200 known, 409 or 422 with its problem."""

    status: int
    id: UUID | None
    problem: Problem | None


class Batch(Shown):
    """What became of each recommendation, in the order in which they were sent."""

    items: list[Item]


class Proof(Shown):
    """The RFC 6962 inclusion proof of an entry; hashes are hexadecimal."""

    entry: Seq
    size: Seq
    root: Digest
    leaf: Digest
    proof: list[Digest]


def shown_recommendation(read: ReadRecommendation) -> Recommendation:
    """The recommendation as it is answered."""
    row, values = read.recommendation, read.values
    return Recommendation(
        id=row.id,
        recommendation_id=values.get("external_id"),
        page=f"/recommendations/{row.id}",
        system=row.system,
        case_reference=values.get("case_reference"),
        model_version=row.model_version,
        recommended=_answer(row.recommended, row.recommended_number) or "",
        team=row.team,
        confidence=None if row.confidence is None else format(row.confidence, "f"),
        issued_at=values.get("issued_at"),
        decision=shown_decision(read.decision) if read.decision else None,
    )


def shown_decision(read: ReadDecision) -> Decision:
    """The decision as it is answered."""
    row: DecisionRow = read.decision
    return Decision(
        id=row.id,
        revision=row.revision,
        seq=row.entry,
        recommendation=row.recommendation_id,
        recommendation_id=read.external_id,
        decided=_answer(row.decided, row.decided_number),
        response=None if row.response is None else Response(row.response),
        direction=row.direction,
        reason_code=row.reason_code,
        reason_given=row.reason_given,
        shown=row.shown,
        citizen_informed=row.citizen_informed,
        decided_on=row.decided_on,
        source=Source(row.source),
        result=_result(read.result),
    )


def shown_receipt(recorded: Recorded) -> Receipt:
    """The receipt as it is answered."""
    return Receipt(
        id=recorded.decision_id,
        revision=recorded.revision,
        response=recorded.response,
        seq=recorded.entry,
        fingerprint=recorded.fingerprint,
    )


def _result(row: ResultRow | None) -> Result | None:
    if row is None:
        return None
    return Result(
        result=None if row.result is None else ResultKind(row.result),
        right_option=_answer(row.right_option, row.right_number),
        known_on=row.known_on,
    )


def _answer(option: str | None, number: Decimal | None) -> str | None:
    return option if number is None else format(number, "f")
