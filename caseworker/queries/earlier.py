# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the team decided earlier on the same case, for whoever has the case now."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.context import Context
from caseworker.models import Decision, Recommendation, System
from caseworker.permissions import Action, Subject, Viewer, may
from caseworker.queries.cases import personal_values
from caseworker.queries.same_case import decided_on_same_case
from caseworker.recording.openings import opened_today
from caseworker.vocabulary.closed_lists import ReadingPurpose
from caseworker.vocabulary.problems import Absent, SystemStopped


@dataclass(frozen=True)
class EarlierDecision:
    """An earlier decision on the case; its reason only where it is the viewer's own or was opened today.

    It says nothing of what was recommended. Where it has an author, only they explain it to the citizen.
    """

    decision: Decision
    system: System
    own: bool
    has_author: bool
    has_reason: bool
    reason: str | None


@dataclass(frozen=True)
class EarlierOnCase:
    """A recommendation by its case, and what was decided earlier on that case, latest first."""

    recommendation_id: UUID
    case_reference: str | None
    decisions: list[EarlierDecision]


def earlier_on_case(session: Session, viewer: Viewer, context: Context, recommendation_id: UUID) -> EarlierOnCase:
    """What was decided earlier on the case of this recommendation; raises Absent, or SystemStopped."""
    recommendation = _seen(session, viewer, recommendation_id)
    case_reference = personal_values(session, recommendation.entry).get("case_reference")
    rows = session.execute(
        decided_on_same_case(session, recommendation, case_reference)
        .with_only_columns(col(Decision.id), System, maintain_column_froms=True)
        .join(System, col(System.code) == col(Decision.system))
        .order_by(col(Decision.entry).desc())
    ).all()
    return EarlierOnCase(
        recommendation_id,
        case_reference,
        [_earlier(session, viewer, context, decision_id, system) for decision_id, system in rows],
    )


def earlier_to_open(session: Session, viewer: Viewer, recommendation_id: UUID, decision_id: UUID) -> UUID:
    """The id of the decision, where the viewer may open its reason for the sake of this recommendation.

    One's own is read without being opened. Raises Absent.
    """
    recommendation = _seen(session, viewer, recommendation_id)
    case_reference = personal_values(session, recommendation.entry).get("case_reference")
    wanted = decided_on_same_case(session, recommendation, case_reference).where(col(Decision.id) == decision_id)
    if session.execute(wanted).first() is None or _is_own(session, viewer, decision_id):
        raise Absent()
    return decision_id


def _is_own(session: Session, viewer: Viewer, decision_id: UUID) -> bool:
    return personal_values(session, session.get_one(Decision, (decision_id, 0)).entry).get("caseworker") == viewer.id


def _seen(session: Session, viewer: Viewer, recommendation_id: UUID) -> Recommendation:
    recommendation = session.get(Recommendation, recommendation_id)
    if recommendation is None or not may(viewer, Action.SEE_EARLIER_REASONS, Subject(team=recommendation.team)):
        raise Absent()
    if session.get_one(System, recommendation.system).stopped:
        raise SystemStopped()
    return recommendation


def _earlier(session: Session, viewer: Viewer, context: Context, decision_id: UUID, system: System) -> EarlierDecision:
    revisions = (
        session.execute(select(Decision).where(col(Decision.id) == decision_id).order_by(col(Decision.revision)))
        .scalars()
        .all()
    )
    latest = revisions[-1]
    author = personal_values(session, revisions[0].entry).get("caseworker")
    own = author == viewer.id
    reason = personal_values(session, latest.entry).get("reason")
    opened = own or opened_today(session, context, decision_id, viewer.id, ReadingPurpose.SAME_CASE)
    return EarlierDecision(latest, system, own, author is not None, reason is not None, reason if opened else None)
