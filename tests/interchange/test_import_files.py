# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How files are written: their first line, their long cells, and their numbers."""

import csv
from pathlib import Path

import pytest

from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange import Unreadable, WrongUse
from tests.factories import Town
from tests.interchange.file_cases import DECIDED, WAITING, facts, take_in, write


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


@pytest.mark.parametrize("preface", ["sep=;\r\n", '"sep=;"\n', "SEP=;\n"])
@pytest.mark.parametrize("mark", ["", "\N{BYTE ORDER MARK}"])
def test_the_line_that_excel_writes_first_is_passed_over_and_not_counted(
    database: Database, town: Town, context: Context, tmp_path: Path, preface: str, mark: str
) -> None:
    file = write(tmp_path / "a.csv", [{**DECIDED, "confidence": "0,72"}], delimiter=";")
    file.write_text(mark + preface + file.read_text())
    assert take_in(database, context, file).errors == []
    assert [fact["confidence"] for fact in facts(database)] == [0.72]
    file.write_text(file.read_text().replace("0,72", "meget"))
    assert take_in(database, context, file).wrong == (2, "confidence")


def test_that_line_decides_what_parts_the_columns(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("sep=,\ncase_reference,model_version,recommended,group_a;b;c;d;e\nS-1,1.0,bfu,x\n")
    with pytest.raises(WrongUse, match="“group_a;b;c;d;e”"):
        take_in(database, context, file)


def test_a_cell_beyond_the_limit_is_told_as_that(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    file = write(tmp_path / "a.csv", [WAITING, {**DECIDED, "reason": "x" * (csv.field_size_limit() + 1)}])
    with pytest.raises(Unreadable, match="Row 3 has a cell of more than 131072 characters"):
        take_in(database, context, file)


TAKEN = [
    (",", "0.602", 0.602),
    (",", "0.6027375833495702", 0.6027375833495702),
    (",", "0.00012345678901234567", 0.00012345678901234567),
    (",", "3.2e-07", 3.2e-07),
    (",", "1.000", 1),
    (";", "0.602", 0.602),
    (";", "0,602", 0.602),
    (";", "1", 1),
]


@pytest.mark.parametrize(("delimiter", "cell", "confidence"), TAKEN)
def test_a_confidence_is_read_as_spreadsheets_and_programs_write_it(
    database: Database, town: Town, context: Context, tmp_path: Path, delimiter: str, cell: str, confidence: float
) -> None:
    file = write(tmp_path / "a.csv", [{**DECIDED, "confidence": cell}], delimiter=delimiter)
    assert take_in(database, context, file).errors == []
    assert [fact["confidence"] for fact in facts(database)] == [confidence]


DOUBTFUL = ["0_1", "+0.5", ".5", "1.", "\u0660.\u0665", "0x1", "1e0", "1e-40", "0.5.1", "0 .5", "True", "0," + "1" * 30]


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("cell", DOUBTFUL)
def test_a_confidence_that_needs_guessing_is_refused(
    database: Database, town: Town, context: Context, tmp_path: Path, delimiter: str, cell: str
) -> None:
    file = write(tmp_path / "a.csv", [{**DECIDED, "confidence": cell}], delimiter=delimiter)
    assert take_in(database, context, file).wrong == (2, "confidence")


HOURS = [
    (",", "4.25", 4.25),
    (",", "4.250", 4.25),
    (",", "1.000", 1),
    (",", "4,25", None),
    (",", "1,000", None),
    (",", "4.125", None),
    (";", "4,25", 4.25),
    (";", "4.25", 4.25),
    (";", "1,000", 1),
    (";", "1.000", None),
    (";", "1_0", None),
]


@pytest.mark.parametrize(("delimiter", "cell", "number"), HOURS)
def test_a_point_before_three_digits_is_a_decimal_point_only_where_commas_part_the_columns(
    database: Database, town: Town, context: Context, tmp_path: Path, delimiter: str, cell: str, number: float | None
) -> None:
    row = {**WAITING, "model_version": "3.1", "recommended": cell}
    outcome = take_in(database, context, write(tmp_path / "a.csv", [row], delimiter=delimiter), system="timer")
    assert [(error.row, error.column) for error in outcome.errors] == ([] if number else [(2, "recommended")])
    assert [fact["recommended_number"] for fact in facts(database)] == ([number] if number else [])
