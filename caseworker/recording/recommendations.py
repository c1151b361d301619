# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Before the decision: a recommendation comes in, somebody judges for themselves, somebody is shown it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from caseworker.acts import Plan, prepare
from caseworker.appending import Appended
from caseworker.cleaning import clean_text
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import KnownRow, OwnJudgement, PersonalValue, Recommendation, Showing, Waiting
from caseworker.recording.transaction import commit
from caseworker.recording.withholding import NOT_DRAWN, Draw, draw, is_withheld
from caseworker.registry import SystemRules, system_rules
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Source
from caseworker.vocabulary.problems import Absent, AlreadyJudged, Refused
from caseworker.vocabulary.responses import Answer

Seen = TypeVar("Seen", Showing, OwnJudgement)


@dataclass(frozen=True)
class NewRecommendation:
    """A recommendation as it comes in; `basis` has sources, factors and citizen groups, as JSON can hold them."""

    model_version: str
    recommended: Answer
    case_reference: str
    source: Source
    team: str | None = None
    external_id: str | None = None
    issued_at: datetime | None = None
    confidence: Decimal | None = None
    basis: Mapping[str, object] = field(default_factory=dict)
    identity: str | None = None


def plan_recommendation(
    rules: SystemRules, new: NewRecommendation, context: Context, *, waits: bool = True
) -> tuple[UUID, Plan]:
    """The id that the recommendation will have, and the plan that stores it.

    It `waits` on the desk unless its decision is committed in the same transaction.
    """
    if new.model_version not in rules.versions:
        raise Refused("The system has no such model version.", field="model_version")
    if new.confidence is not None and not 0 <= new.confidence <= 1:
        raise Refused("The confidence must lie between 0 and 1.", field="confidence")
    case_reference = clean_text(new.case_reference, "case_reference", limits.CASE_REFERENCE_MAX)
    if not case_reference:
        raise Refused("Give the case reference.", field="case_reference")
    row: dict[str, Any] = {
        "id": context.new_id(),
        "system": rules.system,
        "model_version": new.model_version,
        "team": new.team,
        "source": new.source.value,
        "recommended": new.recommended.option,
        "recommended_number": new.recommended.number,
        "confidence": new.confidence,
        "issued_on": None if new.issued_at is None else context.day_of(new.issued_at),
    }
    personal = {
        "case_reference": case_reference,
        "external_id": new.external_id and clean_text(new.external_id, "recommendation_id", limits.EXTERNAL_ID_MAX),
        "issued_at": None if new.issued_at is None else new.issued_at.isoformat(),
        "basis": _basis_text(new.basis),
    }
    plan = Plan(acts=[prepare(Recommendation, row, context.today, context.entropy, personal)])
    if waits:
        plan.beside.append((Waiting, _waiting(row["id"], rules.system, new, context)))
    if new.identity is not None:
        plan.beside.append((KnownRow, {"identity": new.identity, "recommendation_id": row["id"]}))
    return row["id"], plan


def _waiting(recommendation_id: UUID, system: str, new: NewRecommendation, context: Context) -> dict[str, Any]:
    return {
        "recommendation_id": recommendation_id,
        "system": system,
        "team": new.team,
        "issued_at": new.issued_at or context.now,
        "opened_at": None,
        "openings": 0,
        "set_aside": None,
        "set_aside_on": None,
    }


def _basis_text(basis: Mapping[str, object]) -> str | None:
    if not basis:
        return None
    text = json.dumps(basis, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return clean_text(text, "basis", limits.BASIS_MAX)


def receive_recommendation(database: Database, context: Context, system: str, new: NewRecommendation) -> UUID:
    """The id of the recommendation, stored and waiting. Raises Refused, Absent or NotStored."""
    with database.read() as session:
        rules = system_rules(session, system)
    recommendation_id, plan = plan_recommendation(rules, new, context)
    commit(database, [plan])
    return recommendation_id


def plan_showing(
    recommendation_id: UUID,
    context: Context,
    *,
    caseworker: str | None,
    shown_on: date | None,
    hour: str | None,
) -> Plan:
    """The plan that records that the recommendation was shown, on that day and in that hour."""
    row = {"id": context.new_id(), "recommendation_id": recommendation_id, "shown_on": shown_on}
    personal = {"caseworker": caseworker, "shown_at": hour}
    return Plan(acts=[prepare(Showing, row, context.today, context.entropy, personal)])


def record_showing(database: Database, context: Context, recommendation_id: UUID, caseworker: str) -> None:
    """Nothing; the first showing to this caseworker is a fact, to the hour, and every opening is counted.

    The exact opening lives on the waiting list only and goes with the answer. Raises Absent where nothing waits, or
    where the recommendation is withheld: that is never shown.
    """
    with database.read() as session:
        waiting = session.get(Waiting, recommendation_id)
        if waiting is None or is_withheld(session, recommendation_id):
            raise Absent()
        seen = _theirs(session, Showing, recommendation_id, caseworker) is not None
        opened_at = waiting.opened_at or context.now
    opened = update(Waiting).where(col(Waiting.recommendation_id) == recommendation_id)
    counted = opened.values(opened_at=opened_at, openings=col(Waiting.openings) + 1)
    if seen:
        # No fact is added, so nobody who adds one has to wait for this.
        with database.write() as session:
            session.execute(counted)
        return
    hour = context.now.replace(minute=0, second=0, microsecond=0).isoformat()
    plan = plan_showing(recommendation_id, context, caseworker=caseworker, shown_on=context.today, hour=hour)
    plan.instead.append(counted)
    commit(database, [plan])


def plan_own_judgement(
    rules: SystemRules,
    recommendation_id: UUID,
    answer: Answer,
    context: Context,
    *,
    caseworker: str | None,
    attempt: int = 1,
    drawn: Draw = NOT_DRAWN,
) -> tuple[UUID, Plan]:
    """The id of the own judgement, and the plan that stores it."""
    row: dict[str, Any] = {
        "id": context.new_id(),
        "recommendation_id": recommendation_id,
        "attempt": attempt,
        "system": rules.system,
        "option": answer.option,
        "number": answer.number,
        "drawn": drawn.place,
        "withheld": drawn.withheld,
    }
    return row["id"], Plan(
        acts=[prepare(OwnJudgement, row, context.today, context.entropy, {"caseworker": caseworker})]
    )


def record_own_judgement(
    database: Database, context: Context, recommendation_id: UUID, caseworker: str, answer: Answer
) -> Appended:
    """Where the own judgement stands in the ledger, before anything was shown.

    The first one on a recommendation that nobody has seen draws whether it is shown at all, where the system withholds
    a sample. Raises UnknownOption for one that is retired, and AlreadyJudged where this caseworker has one: it cannot
    be changed once the recommendation may be known.
    """
    with database.read() as session:
        recommendation = session.get(Recommendation, recommendation_id)
        if recommendation is None or session.get(Waiting, recommendation_id) is None:
            raise Absent()
        if own_judgement_of(session, recommendation_id, caseworker) is not None:
            raise AlreadyJudged()
        rules = system_rules(session, recommendation.system)
        rules.answers.check_offered(answer.option)
        last = select(func.max(col(OwnJudgement.attempt))).where(
            col(OwnJudgement.recommendation_id) == recommendation_id
        )
        attempt = (session.execute(last).scalar_one() or 0) + 1
        drawn = draw(session, rules, recommendation_id) if attempt == 1 else NOT_DRAWN
    _id, plan = plan_own_judgement(
        rules, recommendation_id, answer, context, caseworker=caseworker, attempt=attempt, drawn=drawn
    )
    try:
        return commit(database, [plan])[0]
    except IntegrityError:
        # Somebody judged meanwhile: a colleague, and this is the next attempt or the next place in the draw, or the
        # same person in another window.
        return record_own_judgement(database, context, recommendation_id, caseworker, answer)


def own_judgement_of(session: Session, recommendation_id: UUID, caseworker: str) -> OwnJudgement | None:
    """The own judgement of this caseworker on this recommendation, if there is one."""
    return _theirs(session, OwnJudgement, recommendation_id, caseworker)


def _theirs(session: Session, model: type[Seen], recommendation_id: UUID, caseworker: str) -> Seen | None:
    return session.execute(
        select(model)
        .join(PersonalValue, col(PersonalValue.entry) == col(model.entry))
        .where(
            col(model.recommendation_id) == recommendation_id,
            col(PersonalValue.field) == "caseworker",
            col(PersonalValue.value) == caseworker,
        )
    ).scalar_one_or_none()
