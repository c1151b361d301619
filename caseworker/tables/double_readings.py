# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Double readings: what was drawn and what came of it are facts; who said what of which record is not, and goes."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from caseworker.columns import FACT, Ledgered, one_of
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import ReasonVerdict, Response


class DoubleReading(Ledgered, table=True):
    """Two readers are asked to read the same drawn records; who they are, and who asked, are erasable values.

    `seed` draws the records. Of each response, `…_drawn` records of the `…_of` in the period are read.
    """

    __tablename__ = "double_readings"
    __table_args__ = (
        CheckConstraint("first_day <= last_day AND last_day < started_on", name="period_is_over"),
        CheckConstraint("accepted_drawn BETWEEN 1 AND accepted_of", name="accepted_from_all"),
        CheckConstraint("overridden_drawn BETWEEN 1 AND overridden_of", name="overridden_from_all"),
        FACT,
    )

    id: UUID = Field(primary_key=True)
    system: str = Field(foreign_key="systems.code", max_length=limits.CODE_MAX)
    team: str = Field(foreign_key="teams.code", index=True, max_length=limits.CODE_MAX)
    first_day: date
    last_day: date
    seed: str = Field(max_length=64)
    accepted_drawn: int
    accepted_of: int
    overridden_drawn: int
    overridden_of: int
    started_on: date


class DoubleReadingEnd(Ledgered, table=True):
    """A double reading is over: completed by both readers, or given up. The counted pairs are an erasable value."""

    __tablename__ = "double_reading_ends"
    __table_args__ = (FACT,)

    id: UUID = Field(primary_key=True, foreign_key="double_readings.id")
    completed: bool
    ended_on: date


class DoubleReadingRecord(SQLModel, table=True):
    """A drawn record in the order of reading; the row goes when the double reading is over."""

    __tablename__ = "double_reading_records"
    __table_args__ = (one_of("response", Response),)

    reading_id: UUID = Field(primary_key=True, foreign_key="double_readings.id")
    place: int = Field(primary_key=True)
    decision_id: UUID
    response: str = Field(max_length=20)


class DoubleReadingReader(SQLModel, table=True):
    """Which side of the pairs a reader is, by lot; the row goes when the double reading is over."""

    __tablename__ = "double_reading_readers"
    __table_args__ = (CheckConstraint("side IN (0, 1)", name="one_of_two"),)

    reading_id: UUID = Field(primary_key=True, foreign_key="double_readings.id")
    side: int = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", index=True)


class DoubleReadingVerdict(SQLModel, table=True):
    """What one side says of one drawn record; the row goes when the double reading is over."""

    __tablename__ = "double_reading_verdicts"
    __table_args__ = (one_of("verdict", ReasonVerdict), CheckConstraint("side IN (0, 1)", name="one_of_two"))

    reading_id: UUID = Field(primary_key=True, foreign_key="double_readings.id")
    place: int = Field(primary_key=True)
    side: int = Field(primary_key=True)
    verdict: str = Field(max_length=12)
