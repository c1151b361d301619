# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Before the decision: a recommendation was shown, or judged without being shown; no column about a person."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from caseworker.columns import FACT, ExactNumber, Ledgered, option_of_system
from caseworker.vocabulary import limits


class Showing(Ledgered, table=True):
    """A recommendation was shown to somebody; the hour and the person are erasable values."""

    __tablename__ = "showings"
    __table_args__ = (FACT,)

    id: UUID = Field(primary_key=True)
    recommendation_id: UUID = Field(foreign_key="recommendations.id", index=True)
    shown_on: date | None = None


class OwnJudgement(Ledgered, table=True):
    """The option that a caseworker chose before the recommendation was shown.

    Where a sample is withheld, `drawn` is the place of the recommendation in the system's draw, and `withheld` its
    number among those that are not shown.
    """

    __tablename__ = "own_judgements"
    __table_args__ = (
        UniqueConstraint("recommendation_id", "attempt"),
        option_of_system("option"),
        CheckConstraint("withheld IS NULL OR withheld <= drawn", name="withheld_was_drawn"),
        Index("uq_own_judgements_drawn", "system", "drawn", unique=True),
        Index("uq_own_judgements_withheld", "system", "withheld", unique=True),
        FACT,
    )

    id: UUID = Field(primary_key=True)
    recommendation_id: UUID = Field(foreign_key="recommendations.id")
    attempt: int = 1
    system: str = Field(max_length=limits.CODE_MAX)
    option: str = Field(max_length=limits.CODE_MAX)
    number: Decimal | None = Field(default=None, sa_type=ExactNumber)
    drawn: int | None = None
    withheld: int | None = None
