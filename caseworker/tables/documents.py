# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What was handed on to a citizen: explanations that a caseworker has read and released."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from caseworker.columns import FACT, Ledgered


class Explanation(Ledgered, table=True):
    """One release of the explanation to the citizen; its text is an erasable value, the latest version counts."""

    __tablename__ = "explanations"
    __table_args__ = (
        UniqueConstraint("decision_id", "version"),
        CheckConstraint("version > 0", name="versions_begin_with_one"),
        CheckConstraint("language IN ('da', 'en')", name="language_listed"),
        FACT,
    )

    id: UUID = Field(primary_key=True)
    recommendation_id: UUID = Field(foreign_key="recommendations.id", index=True)
    decision_id: UUID
    decision_revision: int
    version: int
    language: str = Field(max_length=5)
    left_out: int
    released_on: date
