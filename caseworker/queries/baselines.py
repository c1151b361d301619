# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The baselines that were frozen, for the page of a system and for reports."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.models import FrozenBaseline
from caseworker.queries.cases import personal_values


@dataclass(frozen=True)
class Frozen:
    """A baseline and why it was frozen; None where the reason was erased."""

    said: FrozenBaseline
    why: str | None


def frozen_baselines(session: Session, system: str) -> list[Frozen]:
    """Every baseline frozen for a system, latest first; the first of them counts."""
    rows = select(FrozenBaseline).where(col(FrozenBaseline.system) == system).order_by(col(FrozenBaseline.entry).desc())
    return [Frozen(row, personal_values(session, row.entry).get("why")) for row in session.execute(rows).scalars()]


def baselines_of_reports(session: Session) -> list[tuple[str, date, date, str]]:
    """Every frozen baseline as reports take them: system, first week, day it was frozen, and why; earliest first."""
    rows = session.execute(select(FrozenBaseline).order_by(col(FrozenBaseline.entry))).scalars()
    return [
        (row.system, row.first_week, row.frozen_on, personal_values(session, row.entry).get("why") or "")
        for row in rows
    ]
