# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The facts of past weeks as Parquet files in folders by year and week; no name, no case and no reason in them."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange.problems import WrongUse
from caseworker.recording.exports import ExportTaken, record_export
from caseworker.vocabulary.closed_lists import FileForm

_AT_A_TIME = 1000

_DATES = ("issued_on", "shown_on", "decided_on")
_TRUTHS = ("shown", "reason_given", "reason_repeat", "citizen_informed", "citizen_heard")
_NUMBERS = ("confidence", "recommended_number", "own_number", "decided_number")
_TEXTS = (
    *("system", "model_version", "team", "source", "decision_source", "state", "recommended", "own_judgement"),
    *("decided", "response", "reason_code", "time_bucket", "certainty", "seen_as", "result", "right_option", "groups"),
)
# Who decided is left out: a number for a person would let somebody count them, and one for each week not be counted by.
_COLUMNS = (*_TEXTS, "direction", *_DATES, *_TRUTHS, *_NUMBERS)
_DAY = "COALESCE(decided_on, shown_on, issued_on)"
_CHOSEN = f"SELECT {', '.join(_COLUMNS)}, {_DAY} AS day FROM decision_facts WHERE {_DAY} < :limit"  # noqa: S608


@dataclass
class Archive:
    """An archive in the new `folder` of all whole weeks before the day `before`; `note` stands in each file.

    `run` yields the rows written so far, of `size`. A row's week is that of its decision, else of its showing, else of
    the recommendation. Raises WrongUse where something is in the folder.
    """

    database: Database
    context: Context
    folder: Path
    before: date
    note: str = ""
    size: int = 0
    weeks: int = 0

    def __post_init__(self) -> None:
        """Nothing; the folder can be made."""
        if self.folder.exists() and (not self.folder.is_dir() or any(self.folder.iterdir())):
            raise WrongUse("“%(folder)s” is not empty. Archive into a new folder.", folder=self.folder)
        self._limit = self.before - timedelta(days=self.before.weekday())
        counted = text(f"SELECT COUNT(*) FROM decision_facts WHERE {_DAY} < :limit")  # noqa: S608
        with self.database.read() as session:
            self.size = session.execute(counted, self._asked(session)).scalar_one()

    def run(self) -> Iterator[int]:
        """The rows written so far; the folder is there when it is whole and the archive is recorded."""
        partial = self.folder.with_name(f".{self.folder.name}.part")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        try:
            yield from self._write(partial)
            last = self._limit - timedelta(days=1)
            record_export(self.database, self.context, ExportTaken(FileForm.PARQUET, self.size, last_day=last))
            with suppress(FileNotFoundError):
                self.folder.rmdir()
            partial.rename(self.folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)

    def _write(self, folder: Path) -> Iterator[int]:
        self.size = self.weeks = 0
        chosen = text(f"{_CHOSEN} ORDER BY {_DAY}").execution_options(yield_per=_AT_A_TIME)
        with self.database.read() as session, session.execute(chosen, self._asked(session)).mappings() as rows:
            for (year, week), of_week in groupby(rows, key=lambda row: _date(row["day"]).isocalendar()[:2]):
                place = folder / f"year={year}" / f"week={week:02}"
                place.mkdir(parents=True)
                self.size += _write_week(place / "facts.parquet", of_week, self.note)
                self.weeks += 1
                yield self.size

    def _asked(self, session: Session) -> dict[str, Any]:
        # SQLite keeps a date as its text, and a plain statement has no column to say so.
        sqlite = session.connection().dialect.name == "sqlite"
        return {"limit": self._limit.isoformat() if sqlite else self._limit}


def _write_week(path: Path, rows: Iterator[Any], note: str) -> int:
    """How many rows are now in the file."""
    import pyarrow as pa
    from pyarrow import parquet

    types = dict.fromkeys(_DATES, pa.date32()) | dict.fromkeys(_TRUTHS, pa.bool_()) | {"direction": pa.int8()}
    types |= dict.fromkeys(_NUMBERS, pa.float64())
    schema = pa.schema([pa.field(name, types.get(name, pa.string())) for name in _COLUMNS], metadata={"note": note})
    kept = list(rows)
    columns = [pa.array([_value(name, row[name]) for row in kept], schema.field(name).type) for name in _COLUMNS]
    parquet.write_table(pa.table(columns, schema=schema), path)
    return len(kept)


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _DATES:
        return _date(value)
    return bool(value) if name in _TRUTHS else value


def _date(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
