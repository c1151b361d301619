# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What happens to a recommendation on the desk besides a decision: it is set aside, or a fault is reported."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from caseworker.columns import FACT, Ledgered, one_of
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import NotNow


class SetAside(Ledgered, table=True):
    """Why a recommendation is not decided now; without a code it was taken back. The latest revision counts."""

    __tablename__ = "set_asides"
    __table_args__ = (UniqueConstraint("recommendation_id", "revision"), one_of("code", NotNow), FACT)

    id: UUID = Field(primary_key=True)
    recommendation_id: UUID = Field(foreign_key="recommendations.id")
    revision: int = 0
    code: str | None = Field(default=None, max_length=2)
    set_on: date


class FaultReport(Ledgered, table=True):
    """A caseworker told the system's owner of a fault; what was written is an erasable value, who wrote is not kept."""

    __tablename__ = "fault_reports"
    __table_args__ = (FACT,)

    id: UUID = Field(primary_key=True)
    recommendation_id: UUID = Field(foreign_key="recommendations.id", index=True)
    system: str = Field(foreign_key="systems.code", max_length=limits.CODE_MAX)
    model_version: str = Field(max_length=limits.CODE_MAX)
    reported_on: date


class SystemStop(Ledgered, table=True):
    """A system was stopped, or started again; why, and by whom, are erasable values."""

    __tablename__ = "system_stops"
    __table_args__ = (FACT,)

    id: UUID = Field(primary_key=True)
    system: str = Field(foreign_key="systems.code", index=True, max_length=limits.CODE_MAX)
    stopped: bool
    said_on: date
