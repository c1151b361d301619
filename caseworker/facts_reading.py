# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The facts that reports count, with the state of the ledger that they were read at."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlmodel import Session

from caseworker.checkpoints import LedgerState, ledger_state
from caseworker.database import Database
from caseworker.queries.baselines import baselines_of_reports
from caseworker.queries.naming import display_names, owners, scales

if TYPE_CHECKING:
    import pandas as pd


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


def report_inputs(database: Database, today: date, language: str) -> tuple[dict[str, Any], LedgerState]:
    """The arguments that every report takes as the log stands now, and where it stands."""
    read = facts(database)
    with database.read() as session:
        return {"frame": read.frame, **_around(session, today, language)}, read.ledger


def report_state(database: Database, today: date, language: str) -> tuple[dict[str, Any], LedgerState]:
    """As `report_inputs` without the facts: where these are the same, every report is the same too.

    The root of the ledger commits to every fact, and an erasure is an entry.
    """
    with database.read() as session:
        return _around(session, today, language), ledger_state(session)


def _around(session: Session, today: date, language: str) -> dict[str, Any]:
    return {
        "language": language,
        "now": today,
        "names": display_names(session, language),
        "owners": owners(session),
        "scales": scales(session, language),
        "baselines": baselines_of_reports(session),
    }
