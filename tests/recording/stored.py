# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the tests of recording look at afterwards."""

from sqlalchemy import func, select
from sqlmodel import col

from caseworker.database import Database
from caseworker.models import Decision, LedgerEntry


def entries(database: Database) -> int:
    with database.read() as session:
        return int(session.execute(select(func.count(col(LedgerEntry.seq)))).scalar_one())


def stored(database: Database) -> list[Decision]:
    with database.read() as session:
        rows = list(session.execute(select(Decision).order_by(col(Decision.revision))).scalars())
        session.expunge_all()
        return rows
