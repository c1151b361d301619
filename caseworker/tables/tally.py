# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Counts made ahead, and what tells that they are stale; neither is ledgered, for both can be counted again."""

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary
from sqlmodel import Field, SQLModel

from caseworker.columns import UtcDateTime


class WeekMark(SQLModel, table=True):
    """The last entry that may have changed a count of a week; `week` is its Monday, or ``undated``.

    What was counted at an earlier entry is stale: the week itself, and the longer periods that hold it.
    """

    __tablename__ = "week_marks"

    week: str = Field(primary_key=True, max_length=10)
    entry: int


class PeriodTally(SQLModel, table=True):
    """The tally of one period as it stood at an entry: its rows as a small Parquet file, which names no person."""

    __tablename__ = "period_tallies"
    __table_args__ = (CheckConstraint("kind IN ('week', 'four_weeks', 'quarter')", name="kind_listed"),)

    kind: str = Field(primary_key=True, max_length=10)
    period: str = Field(primary_key=True, max_length=10)
    entry: int
    counted_at: datetime = Field(sa_type=UtcDateTime)
    counts: bytes = Field(sa_type=LargeBinary)
