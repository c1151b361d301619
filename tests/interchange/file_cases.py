# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Small files to import, and what came of them."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Row, func, select, text

from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange import Import, Request, RowError, Tally
from caseworker.models import LedgerEntry

Cells = Mapping[str, str]

DECIDED: Cells = {
    "case_reference": "2026-000123",
    "model_version": "1.0",
    "recommended": "bfu",
    "caseworker": "anna",
    "issued_at": "2026-10-01T08:00:00Z",
    "shown_at": "2026-10-02T09:15:00+02:00",
    "confidence": "0.72",
    "decided": "tilbud",
    "decided_at": "2026-10-02T09:15:20+02:00",
    "reason": "Forældrene tager selv imod hjælp.",
    "reason_code": "C1",
}
WAITING: Cells = {
    "case_reference": "2026-000124",
    "model_version": "1.1",
    "recommended": "akut",
    "issued_at": "2026-10-03T08:00:00Z",
}


@dataclass(frozen=True)
class Outcome:
    """What the check found, what was stored, and the wrong rows."""

    found: Tally
    stored: Tally | None
    errors: list[RowError] = field(default_factory=list)

    @property
    def wrong(self) -> tuple[int, str]:
        """(row, column) of the only wrong row."""
        (error,) = self.errors
        return error.row, error.column


def write(path: Path, rows: Sequence[Cells], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """The file, with every column that any of the rows has."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=delimiter, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def take_in(
    database: Database,
    context: Context,
    path: Path,
    *,
    system: str = "sortering",
    keep_good: bool = False,
    **asked: Any,
) -> Outcome:
    """What comes of importing the file, as the command does it."""
    errors: list[RowError] = []
    work = Import(database, context, Request(path, system, **asked), errors.append)
    for _position in work.check():
        pass
    if work.found.errors and not keep_good:
        return Outcome(work.found, None, errors)
    for _position in work.store():
        pass
    return Outcome(work.found, work.stored, errors)


def ledger_size(database: Database) -> int:
    """The number of entries."""
    with database.read() as session:
        size: int = session.execute(select(func.count()).select_from(LedgerEntry)).scalar_one()
        return size


def asked(database: Database, statement: str) -> list[Row[Any]]:
    """The rows that the database answers."""
    with database.read() as session:
        return list(session.execute(text(statement)))


def facts(database: Database) -> list[dict[str, Any]]:
    """The rows of the view that reports read."""
    with database.read() as session:
        return [dict(row) for row in session.execute(text("SELECT * FROM decision_facts")).mappings()]


def values(database: Database, name: str) -> list[str | None]:
    """The personal values of that name, in the order of the ledger."""
    with database.read() as session:
        found = session.execute(
            text("SELECT value FROM personal_values WHERE field = :name ORDER BY entry"), {"name": name}
        )
        return list(found.scalars())
