# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Which decisions stand on the same case in the same team."""

from uuid import UUID

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from caseworker.looking_up import naming
from caseworker.models import Decision, PersonalValue, Recommendation, Waiting


def decided_on_same_case(session: Session, recommendation: Recommendation, case_reference: str | None) -> Select[UUID]:
    """The first revision of each decision on another recommendation of the same case in the same team."""
    # Looked up by itself: in one statement a database may walk through all that the team ever had.
    named = select(col(PersonalValue.entry)).where(naming("case_reference", case_reference or ""))
    return (
        select(col(Decision.id))
        .join(Recommendation, col(Recommendation.id) == col(Decision.recommendation_id))
        .where(
            col(Decision.revision) == 0,
            col(Recommendation.entry).in_(session.execute(named).scalars().all()),
            col(Recommendation.id) != recommendation.id,
            # Not by the index of teams, which would find all that the team ever had.
            func.coalesce(col(Recommendation.team), "") == (recommendation.team or ""),
            ~select(Waiting).where(col(Waiting.recommendation_id) == col(Recommendation.id)).exists(),
        )
    )


def count_earlier(session: Session, recommendation: Recommendation, case_reference: str | None) -> int:
    """How many other recommendations of the same team on the same case have been decided."""
    statement = decided_on_same_case(session, recommendation, case_reference)
    counted = statement.with_only_columns(func.count(), maintain_column_froms=True)
    count: int = session.execute(counted).scalar_one()
    return count
