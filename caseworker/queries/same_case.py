# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Which decisions stand on the same case in the same team."""

from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from caseworker.models import Decision, PersonalValue, Recommendation, Waiting


def decided_on_same_case(recommendation: Recommendation) -> Select[UUID]:
    """The first revision of each decision on another recommendation of the same case in the same team."""
    this, other = aliased(PersonalValue), aliased(PersonalValue)
    return (
        select(col(Decision.id))
        .select_from(this)
        .join(other, (col(other.value) == col(this.value)) & (col(other.field) == "case_reference"))
        .join(Recommendation, col(Recommendation.entry) == col(other.entry))
        .join(Decision, (col(Decision.recommendation_id) == col(Recommendation.id)) & (col(Decision.revision) == 0))
        .where(
            col(this.entry) == recommendation.entry,
            col(this.field) == "case_reference",
            col(Recommendation.id) != recommendation.id,
            col(Recommendation.team) == recommendation.team,
            ~select(Waiting).where(col(Waiting.recommendation_id) == col(Recommendation.id)).exists(),
        )
    )


def count_earlier(session: Session, recommendation: Recommendation) -> int:
    """How many other recommendations of the same team on the same case have been decided."""
    statement = decided_on_same_case(recommendation).with_only_columns(func.count(), maintain_column_froms=True)
    count: int = session.execute(statement).scalar_one()
    return count
