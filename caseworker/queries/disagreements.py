# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The disagreements that a team discusses: drawn by the system, never chosen by person, time or case.

Each overridden record of the week gets a number that only the installation's key can compute from its id; the lowest
numbers are drawn. So every record has the same chance, nobody can steer or foresee the draw, a week has the same draw
for ever, and a wider draw holds the narrower one. Who decided has no part in it.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from caseworker.context import Context
from caseworker.models import Decision, ListedReason, PersonalValue, Recommendation
from caseworker.permissions import Action, Subject, Viewer, may
from caseworker.queries.cases import Asked, asked_of, personal_values
from caseworker.recording.openings import opened_today
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import ReadingPurpose, Response
from caseworker.vocabulary.problems import Absent
from caseworker.vocabulary.responses import Answer

PURPOSES = (ReadingPurpose.TEAM_DISCUSSION, ReadingPurpose.QUALITY_CHECK)
"""What a team lead may open a drawn reason for."""


@dataclass(frozen=True)
class Draw:
    """One team's draw of one week, which begins on `monday`: how many at most, and by which key."""

    team: str
    monday: date
    most: int
    key: bytes


@dataclass(frozen=True)
class Disagreement(Asked):
    """A drawn record as a team lead sees it: nobody's name, no case, no day; its reason only where opened today.

    `place` counts from 1 and is all that names it on the page.
    """

    place: int
    recommended: Answer
    decided: Answer | None
    response: str
    listed: ListedReason | None
    corrected: bool
    has_reason: bool
    reason: str | None


def disagreements(session: Session, viewer: Viewer, context: Context, draw: Draw) -> list[Disagreement] | None:
    """The drawn records; None where the team is too small for them to be nobody's. Raises Absent."""
    if not may(viewer, Action.DISCUSS_DISAGREEMENTS, Subject(team=draw.team)):
        raise Absent()
    if _active(session, draw) < limits.FEWEST_ACTIVE:
        return None
    found = drawn(session, draw)
    return [shown_as_drawn(session, viewer, context, place, each) for place, each in enumerate(found, start=1)]


def disagreement_to_open(session: Session, viewer: Viewer, draw: Draw, place: int) -> UUID:
    """The id of the record drawn as number `place`, where the viewer may open its reason; raises Absent."""
    if not may(viewer, Action.DISCUSS_DISAGREEMENTS, Subject(team=draw.team)):
        raise Absent()
    found = drawn(session, draw) if _active(session, draw) >= limits.FEWEST_ACTIVE else []
    if not 1 <= place <= len(found):
        raise Absent()
    return found[place - 1]


def drawn(session: Session, draw: Draw) -> list[UUID]:
    """The ids of the drawn records in the order of the draw.

    Drawn from the decisions as they were first sent, so that a later correction or erasure changes no draw.
    """
    overridden = select(col(Decision.id)).where(
        col(Decision.response) == Response.OVERRIDDEN.value,
        col(Decision.reason_given),
        *_first_decisions(draw, draw.monday),
    )
    ids = session.execute(overridden.join(Recommendation, _ITS_RECOMMENDATION)).scalars()
    return sorted(ids, key=lambda decision_id: _number(draw, decision_id))[: draw.most]


_ITS_RECOMMENDATION = col(Recommendation.id) == col(Decision.recommendation_id)


def _number(draw: Draw, decision_id: UUID) -> bytes:
    return hmac.digest(draw.key, f"{draw.team}/{draw.monday}/{decision_id}".encode(), hashlib.sha256)


def _first_decisions(draw: Draw, start: date) -> Sequence[ColumnElement[bool]]:
    """The first decisions of the team from `start` to the end of the week of the draw."""
    return (
        col(Recommendation.team) == draw.team,
        col(Decision.revision) == 0,
        col(Decision.decided_on) >= start,
        col(Decision.decided_on) < draw.monday + timedelta(weeks=1),
    )


def _active(session: Session, draw: Draw) -> int:
    """How many caseworkers of the team decided in the weeks that count; nothing else is known of them here."""
    start = draw.monday - timedelta(weeks=limits.ACTIVE_WEEKS - 1)
    counted = (
        select(func.count(col(PersonalValue.value).distinct()))
        .select_from(Decision)
        .join(Recommendation, _ITS_RECOMMENDATION)
        .join(
            PersonalValue,
            (col(PersonalValue.entry) == col(Decision.entry)) & (col(PersonalValue.field) == "caseworker"),
        )
        .where(col(Decision.response).is_not(None), *_first_decisions(draw, start))
    )
    count: int = session.execute(counted).scalar_one()
    return count


def shown_as_drawn(session: Session, viewer: Viewer, context: Context, place: int, decision_id: UUID) -> Disagreement:
    """A record as a reader of drawn ones sees it; the caller has asked whether this viewer is one."""
    newest = select(Decision).where(col(Decision.id) == decision_id).order_by(col(Decision.revision).desc()).limit(1)
    latest = session.execute(newest).scalar_one()
    recommendation = session.get_one(Recommendation, latest.recommendation_id)
    listed = session.get(ListedReason, (latest.reason_list, latest.reason_code)) if latest.reason_code else None
    reason = personal_values(session, latest.entry).get("reason")
    opened = any(opened_today(session, context, decision_id, viewer.id, purpose) for purpose in PURPOSES)
    return Disagreement(
        **vars(asked_of(session, latest.system)),
        place=place,
        recommended=Answer(recommendation.recommended, recommendation.recommended_number),
        decided=Answer(latest.decided, latest.decided_number) if latest.decided else None,
        response=latest.response or "",
        listed=listed,
        corrected=latest.revision > 0,
        has_reason=reason is not None,
        reason=reason if opened else None,
    )
