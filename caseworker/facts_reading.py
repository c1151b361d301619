# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The facts that reports count, with the state of the ledger that they were read at."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, text
from sqlmodel import Session, col

from caseworker.checkpoints import LedgerState, ledger_state
from caseworker.database import Database
from caseworker.models import WeekMark
from caseworker.queries.baselines import baselines_of_reports
from caseworker.queries.naming import display_names, owners, scales
from caseworker.week_marks import UNDATED

if TYPE_CHECKING:
    import pandas as pd

_TEAM = text("""
SELECT * FROM decision_facts WHERE team = :team
UNION ALL
SELECT * FROM decision_facts WHERE (team IS NULL OR team <> :team) AND response IS NOT NULL
  AND COALESCE(decided_on, shown_on, issued_on) BETWEEN :first AND :last
""")


@dataclass(frozen=True)
class Facts:
    """One row per recommendation as the view `decision_facts` has it, unchecked, and where the ledger stood."""

    frame: "pd.DataFrame"
    ledger: LedgerState


def facts(database: Database) -> Facts:
    """The facts of one state of the database; `reports.check` makes them a frame that measures take."""
    import pandas as pd

    with database.read() as session:
        state = ledger_state(session)
        frame = pd.read_sql_query(text("SELECT * FROM decision_facts"), session.connection())
    return Facts(frame, state)


def team_facts(database: Database, team: str, first: date, last: date) -> Facts:
    """All facts of a team, and what other teams have answered from the day `first` to the day `last`."""
    import pandas as pd

    with database.read() as session:
        state = ledger_state(session)
        asked = _TEAM.bindparams(team=team, first=first, last=last)
        frame = pd.read_sql_query(asked, session.connection())
    return Facts(frame, state)


def report_inputs(
    database: Database, today: date, language: str, read: Facts | None = None
) -> tuple[dict[str, Any], LedgerState]:
    """The arguments that every report takes as the log stands now, and where it stands; `read` are its facts."""
    read = read or facts(database)
    with database.read() as session:
        return {"frame": read.frame, **around_reports(session, today, language)}, read.ledger


def last_touched(session: Session, until: date | None = None) -> int:
    """The last entry that may have changed a fact: of any week, or of the weeks up to that of the Monday `until`."""
    found = select(func.max(col(WeekMark.entry)))
    if until is not None:
        found = found.where(col(WeekMark.week) <= until.isoformat(), col(WeekMark.week) != UNDATED)
    return session.execute(found).scalar_one() or 0


def around_reports(session: Session, today: date, language: str) -> dict[str, Any]:
    """As `report_inputs` without the facts: what a report says of the same facts follows from it."""
    return {
        "language": language,
        "now": today,
        "names": display_names(session, language),
        "owners": owners(session),
        "scales": scales(session, language),
        "baselines": baselines_of_reports(session),
    }
