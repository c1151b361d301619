# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a CDS Hooks client says about a card: the decision, and each later word as its correction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, PersonalValue
from caseworker.recording.corrections import correct_decision
from caseworker.recording.decisions import NewDecision, record_decision
from caseworker.vocabulary.closed_lists import Source
from caseworker.vocabulary.problems import AlreadyDecided, CaseErased, NothingChanged, StaleRevision

# Each attempt loses only where another word about the same card was stored meanwhile.
_ATTEMPTS = 5


def record_feedback(database: Database, context: Context, recommendation_id: UUID, new: NewDecision) -> None:
    """Nothing; the feedback counts from now on, unless a later one is known already or the case was erased.

    Of two with the same time the one that arrives last counts. Raises AlreadyDecided where somebody answered the
    recommendation otherwise than by feedback: that record is theirs to correct.
    """
    for attempt in range(_ATTEMPTS):
        with database.read() as session:
            check_open_to_feedback(session, recommendation_id)
            latest = _latest(session, recommendation_id)
            known = None if latest is None else (latest.id, latest.revision)
            if latest is not None and _is_older(session, latest, new.decided_at):
                return
        try:
            if known is None:
                record_decision(database, context, recommendation_id, new)
            else:
                correct_decision(database, context, *known, new)
        except (NothingChanged, CaseErased):
            return
        except (AlreadyDecided, StaleRevision):
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            return


def check_open_to_feedback(session: Session, recommendation_id: UUID) -> None:
    """Nothing; raises AlreadyDecided where the recommendation was answered otherwise than by feedback."""
    latest = _latest(session, recommendation_id)
    if latest is not None and latest.source != Source.CDS_HOOKS:
        raise AlreadyDecided()


def _latest(session: Session, recommendation_id: UUID) -> Decision | None:
    revisions = select(Decision).where(col(Decision.recommendation_id) == recommendation_id)
    return session.execute(revisions.order_by(col(Decision.revision).desc()).limit(1)).scalar_one_or_none()


def _is_older(session: Session, latest: Decision, told_at: datetime) -> bool:
    held = session.get(PersonalValue, (latest.entry, "decided_at"))
    return held is not None and held.value is not None and told_at < datetime.fromisoformat(held.value)
