# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The archive of past weeks: what reports count, by year and week, and nobody in it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pyarrow import parquet

import reports
from caseworker.context import Context
from caseworker.database import Database
from caseworker.facts_reading import facts as facts_of_reports
from caseworker.interchange import WrongUse
from caseworker.interchange.archiving import Archive
from tests.factories import Town, settle
from tests.interchange.export_cases import fill
from tests.interchange.file_cases import asked, facts


@pytest.fixture
def town(database: Database, context: Context, tmp_path: Path) -> Town:
    made = settle(database, context)
    fill(database, context, made, tmp_path)
    return made


def archived(database: Database, context: Context, folder: Path, before: date) -> Path:
    """The folder, whole."""
    for _written in Archive(database, context, folder, before).run():
        pass
    return folder


def test_reports_read_the_same_facts_from_an_archive_as_from_the_log(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    folder = archived(database, context, tmp_path / "archive", context.today + timedelta(weeks=2))
    log = reports.check(facts_of_reports(database).frame)
    read = reports.read(folder)
    assert sorted(read.columns) == sorted(log.columns)
    told = [name for name in log.columns if name != "decider"]
    rows = [sorted(map(str, frame[told].astype(str).to_numpy().tolist())) for frame in (read, log)]
    assert rows[0] == rows[1]
    assert len(read) > 20


def test_each_file_holds_the_rows_of_its_week_and_only_whole_weeks_are_there(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    folder = archived(database, context, tmp_path / "archive", date(2026, 10, 7))
    days = [fact["decided_on"] or fact["shown_on"] or fact["issued_on"] for fact in facts(database)]
    past = sorted(str(day) for day in days if str(day) < "2026-10-05")
    assert 0 < len(past) < len(days)
    found = []
    for path in folder.rglob("*.parquet"):
        for row in parquet.ParquetFile(path).read().to_pylist():
            day = row["decided_on"] or row["shown_on"] or row["issued_on"]
            year, week, _weekday = day.isocalendar()
            assert path.parent == folder / f"year={year}" / f"week={week:02}"
            found.append(str(day))
    assert sorted(found) == past


def test_no_name_no_case_and_no_reason_is_in_an_archive(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    folder = archived(database, context, tmp_path / "archive", context.today + timedelta(weeks=2))
    read = reports.read(folder)
    assert (read["decider"] == -1).all()
    content = b"".join(path.read_bytes() for path in folder.rglob("*.parquet"))
    for secret in ("person 3", str(town.caseworker), "2026-000901", "Forældrene"):
        assert secret.encode() not in content
    assert b"visitationen" in content, "which is how they would be found"


def test_an_archive_is_an_entry_of_the_log_and_is_whole_or_not_there(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    work = Archive(database, context, tmp_path / "archive", context.today + timedelta(weeks=2))
    running = iter(work.run())
    next(running)
    running.close()  # type: ignore[attr-defined]
    assert not (tmp_path / "archive").exists()
    assert asked(database, "SELECT form FROM exports") == []
    folder = archived(database, context, tmp_path / "archive", date(2026, 10, 7))
    (entry,) = asked(database, "SELECT form, rows, last_day FROM exports")
    assert (entry.form, str(entry.last_day)) == ("parquet", "2026-10-04")
    assert entry.rows == len(reports.read(folder))
    with pytest.raises(WrongUse, match="not empty"):
        archived(database, context, folder, date(2026, 10, 7))
