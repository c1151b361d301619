# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The times that a file may hold, in the zone of the installation."""

from pathlib import Path

import pytest

from caseworker.context import Context
from caseworker.database import Database
from tests.factories import Town
from tests.interchange.file_cases import DECIDED, WAITING, facts, take_in, values, write


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


TOO_LATE = ["2026-11-21T09:31:00Z", "2026-11-22", "2027-12-31", "8999-06-01T12:00:00Z", "9999-12-31T23:59:59-12:00"]
TOO_EARLY = ["1969-12-31T23:00:00Z", "1900-01-01", "0001-01-01T00:00:00+14:00"]


@pytest.mark.parametrize("column", ["issued_at", "shown_at", "decided_at"])
@pytest.mark.parametrize("cell", TOO_LATE + TOO_EARLY)
def test_a_time_before_1970_or_more_than_a_day_ahead_is_refused(
    database: Database, town: Town, context: Context, tmp_path: Path, column: str, cell: str
) -> None:
    outcome = take_in(database, context, write(tmp_path / "a.csv", [WAITING, {**DECIDED, column: cell}]))
    assert outcome.wrong == (3, column)
    assert outcome.errors[0].reason == (
        "The time has not come yet." if cell in TOO_LATE else "The time is before 1970."
    )
    assert facts(database) == []


@pytest.mark.parametrize("cell", ["2026-11-21T09:29:00Z", "2026-11-21", "1970-01-01T00:00:00Z"])
def test_a_time_within_those_limits_is_taken(
    database: Database, town: Town, context: Context, tmp_path: Path, cell: str
) -> None:
    row = {**DECIDED, "issued_at": "", "shown_at": "", "decided_at": cell}
    assert take_in(database, context, write(tmp_path / "a.csv", [row])).errors == []


@pytest.mark.parametrize("column", ["issued_at", "shown_at"])
def test_a_decision_from_before_its_recommendation_is_refused_and_the_day_of_it_is_taken(
    database: Database, town: Town, context: Context, tmp_path: Path, column: str
) -> None:
    row = {**DECIDED, "issued_at": "", "shown_at": "", "decided_at": "2026-10-02"}
    late = write(tmp_path / "late.csv", [WAITING, {**row, column: "2026-10-03T00:01"}])
    assert take_in(database, context, late).wrong == (3, "decided_at")
    same_day = write(tmp_path / "same.csv", [{**row, column: "2026-10-02T23:59"}])
    assert take_in(database, context, same_day).errors == []


@pytest.mark.parametrize("cell", ["2026-03-29T02:00", "2026-03-29T02:30", "2025-03-30T02:59:59"])
def test_a_local_time_that_the_clock_skipped_is_refused(
    database: Database, town: Town, context: Context, tmp_path: Path, cell: str
) -> None:
    assert take_in(database, context, write(tmp_path / "a.csv", [{**WAITING, "issued_at": cell}])).wrong == (
        2,
        "issued_at",
    )


def test_the_first_of_two_equal_local_times_is_meant_and_an_offset_tells_them_apart(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    cells = ["2026-03-29T01:59", "2026-03-29T03:00", "2026-10-25T02:30", "2026-10-25T02:30+01:00", "2026-03-29T02:30Z"]
    rows = [{**WAITING, "case_reference": f"S-{cell}", "issued_at": cell} for cell in cells]
    assert take_in(database, context, write(tmp_path / "a.csv", rows)).errors == []
    assert values(database, "issued_at") == [
        "2026-03-29T00:59:00+00:00",
        "2026-03-29T01:00:00+00:00",
        "2026-10-25T00:30:00+00:00",
        "2026-10-25T01:30:00+00:00",
        "2026-03-29T02:30:00+00:00",
    ]


@pytest.mark.parametrize("cell", ["2026-10-02T24:00", "2026-10-02 24:00:00", "20261002T2400"])
def test_there_is_no_hour_24(database: Database, town: Town, context: Context, tmp_path: Path, cell: str) -> None:
    assert (
        take_in(database, context, write(tmp_path / "a.csv", [{**WAITING, "issued_at": cell}])).wrong[1] == "issued_at"
    )
