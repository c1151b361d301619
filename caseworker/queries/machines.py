# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a system reads of its own recommendations and decisions: no reason in words, no name, no time of day."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from caseworker.models import Decision, PersonalValue, Recommendation, Result
from caseworker.queries.cases import personal_values
from caseworker.vocabulary.problems import Absent


@dataclass(frozen=True)
class ReadDecision:
    """A revision of a decision, the id that its system gave the recommendation, and its latest result."""

    decision: Decision
    external_id: str | None
    result: Result | None


@dataclass(frozen=True)
class ReadRecommendation:
    """A recommendation with the latest revision of its decision, if it has one."""

    recommendation: Recommendation
    values: dict[str, str | None]
    decision: ReadDecision | None


def own_recommendation(session: Session, system: str, recommendation_id: UUID) -> ReadRecommendation:
    """The system's recommendation; raises Absent for that of another as for one that is not there."""
    recommendation = session.get(Recommendation, recommendation_id)
    if recommendation is None or recommendation.system != system:
        raise Absent()
    statement = _decisions().where(col(Decision.recommendation_id) == recommendation_id)
    found = _read(session, statement.order_by(col(Decision.revision).desc()).limit(1))
    return ReadRecommendation(
        recommendation, personal_values(session, recommendation.entry), found[0] if found else None
    )


def own_decision(session: Session, system: str, decision_id: UUID) -> ReadDecision:
    """The latest revision of the system's decision; raises Absent for that of another as for one that is not there."""
    statement = _decisions().where(col(Decision.id) == decision_id, col(Decision.system) == system)
    found = _read(session, statement.order_by(col(Decision.revision).desc()).limit(1))
    if not found:
        raise Absent()
    return found[0]


def decisions_after(session: Session, system: str, after: int, most: int) -> list[ReadDecision]:
    """The system's decisions and corrections that stand after entry `after`, in the order of the ledger."""
    statement = _decisions().where(col(Decision.system) == system, col(Decision.entry) > after)
    return _read(session, statement.order_by(col(Decision.entry)).limit(most))


def _decisions() -> Select[Decision, str | None]:
    external = aliased(PersonalValue)
    return (
        select(Decision, col(external.value))
        .join(Recommendation, col(Recommendation.id) == col(Decision.recommendation_id))
        .outerjoin(
            external, (col(external.entry) == col(Recommendation.entry)) & (col(external.field) == "external_id")
        )
    )


def _read(session: Session, statement: Select[Decision, str | None]) -> list[ReadDecision]:
    rows = session.execute(statement).all()
    results = _latest_results(session, [decision.id for decision, _external in rows])
    return [ReadDecision(decision, external, results.get(decision.id)) for decision, external in rows]


def _latest_results(session: Session, decisions: Sequence[UUID]) -> dict[UUID, Result]:
    later = aliased(Result)
    newest = (
        select(func.max(col(later.revision)))
        .where(col(later.decision_id) == col(Result.decision_id))
        .correlate(Result)
        .scalar_subquery()
    )
    found = session.execute(
        select(Result).where(col(Result.decision_id).in_(decisions), col(Result.revision) == newest)
    )
    return {result.decision_id: result for result in found.scalars()}
