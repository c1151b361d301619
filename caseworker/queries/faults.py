# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The faults that caseworkers reported, and why a system was stopped or started."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.models import FaultReport, PersonalValue, System, SystemStop
from caseworker.queries.cases import personal_values
from caseworker.queries.paging import Page, page_of


@dataclass(frozen=True)
class Fault:
    """One report with the system that it is about; `text` is None where nothing was written, or where it was erased."""

    report: FaultReport
    system: System
    text: str | None


@dataclass(frozen=True)
class Stop:
    """A stop of a system or its start again, and why; None where the reason was erased."""

    said: SystemStop
    why: str | None


def faults(session: Session, page: int = 1) -> Page[Fault]:
    """Every report, latest first."""
    statement = (
        select(FaultReport, System, col(PersonalValue.value))
        .join(System, col(System.code) == col(FaultReport.system))
        .outerjoin(
            PersonalValue, (col(PersonalValue.entry) == col(FaultReport.entry)) & (col(PersonalValue.field) == "fault")
        )
        .order_by(col(FaultReport.entry).desc())
    )
    return page_of(session, statement, page, lambda row: Fault(row[0], row[1], row[2]))


def fault_days(session: Session, system: str) -> list[tuple[str, date]]:
    """The model version and the day of every fault reported in a system, without its text."""
    reported = select(col(FaultReport.model_version), col(FaultReport.reported_on)).where(
        col(FaultReport.system) == system
    )
    return [(row.model_version, row.reported_on) for row in session.execute(reported.order_by(col(FaultReport.entry)))]


def stops_of(session: Session, system: str) -> list[Stop]:
    """Every stop and start of a system, latest first."""
    said = select(SystemStop).where(col(SystemStop.system) == system).order_by(col(SystemStop.entry).desc())
    return [Stop(row, personal_values(session, row.entry).get("why")) for row in session.execute(said).scalars()]
