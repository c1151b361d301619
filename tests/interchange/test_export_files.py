# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What an exported file holds: no formula, no name, no time; and its description is true."""

import csv
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange import WrongUse
from caseworker.interchange.formulas import defused, restored
from tests.factories import Town, settle
from tests.interchange.export_cases import FORMS, TEXTS, cells_of, export, fill
from tests.interchange.file_cases import asked

FORMULA = re.compile(r"[\s']*[=+\-@\t\r\N{FULLWIDTH EQUALS SIGN}]")
PLAIN_NUMBER = re.compile(r"-?\d+([.,]\d+)?")


@pytest.fixture
def town(sqlite_database: Database, context: Context, tmp_path: Path) -> Town:
    made = settle(sqlite_database, context)
    fill(sqlite_database, context, made, tmp_path)
    return made


@pytest.fixture
def database(sqlite_database: Database, town: Town) -> Database:
    return sqlite_database


def test_no_text_in_a_csv_file_begins_a_formula_and_numbers_stay_numbers(
    database: Database, context: Context, tmp_path: Path
) -> None:
    path = export(database, context, tmp_path / "a.csv", with_reasons=True)
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
    assert [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell) and not PLAIN_NUMBER.fullmatch(cell)] == []
    assert "'" + TEXTS[0] in cells
    assert {"-5", "9,75", "0,72"} <= set(cells)


def test_no_cell_of_a_workbook_is_a_formula_or_a_link_and_numbers_and_dates_are_real(
    database: Database, context: Context, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(export(database, context, tmp_path / "a.xlsx", with_reasons=True))
    sheet = book["decisions"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert all(cell.hyperlink is None for cell in cells)
    risky = [cell for cell in cells if cell.value in TEXTS[:4]]
    assert risky
    assert all(cell.quotePrefix for cell in risky)
    column = {str(cell.value): place for place, cell in enumerate(sheet[1], start=1)}
    values = [sheet.cell(row, column["recommended"]).value for row in range(2, sheet.max_row + 1)]
    assert {4.25, 1.5, "bfu"} <= set(values)
    assert isinstance(sheet.cell(2, column["decided_at"]).value, datetime)
    assert sheet.freeze_panes == "A2"


@given(st.text(alphabet=st.sampled_from("=+-@'\t\r\n \N{NO-BREAK SPACE}\N{FULLWIDTH PLUS SIGN}a1,."), max_size=8))
@settings(max_examples=2000, deadline=None)
def test_a_text_is_defused_and_comes_back(text: str) -> None:
    written = defused(text)
    assert restored(written) == text
    assert PLAIN_NUMBER.fullmatch(written) or not FORMULA.match(written) or written.startswith("'")


def test_a_text_that_is_not_defused_would_be_found() -> None:
    assert FORMULA.match(TEXTS[0])
    assert not PLAIN_NUMBER.fullmatch("-5+1")


@pytest.mark.parametrize("form", FORMS)
def test_no_name_no_time_and_no_reason_leaves_unless_it_is_asked_for(
    database: Database, town: Town, context: Context, tmp_path: Path, form: str
) -> None:
    path = export(database, context, tmp_path / f"a.{form}", with_clusters=True)
    read = _texts(path)
    people = {"person 3", *(str(each) for each in vars(town).values())}
    assert not people & read
    assert not any(re.search(r"\d\d:\d\d", text) for text in read)
    assert not any("=1+1" in text or "Forældrene" in text for text in read)
    assert "2026-000901" in read, "which is how it would be found"


def _texts(path: Path) -> set[str]:
    if path.suffix == ".csv":
        return {cell for row in cells_of(path) for cell in row.values()}
    if path.suffix == ".jsonl":
        return {str(v) for line in path.read_text().splitlines() for v in json.loads(line).values()}
    if path.suffix == ".parquet":
        return {str(cell) for row in parquet.read_table(path).to_pylist() for cell in row.values()}
    rows = openpyxl.load_workbook(path)["decisions"].iter_rows(values_only=True)
    return {str(c.date() if isinstance(c, datetime) else c) for row in rows for c in row}


@pytest.mark.parametrize("form", FORMS)
def test_the_description_beside_the_file_says_what_is_in_it(
    database: Database, context: Context, tmp_path: Path, form: str
) -> None:
    path = export(database, context, tmp_path / f"a.{form}", with_clusters=True)
    export(database, context, tmp_path / "b.csv")
    export(database, context, tmp_path / f"a.{form}", with_clusters=True)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert sorted(each["path"] for each in package["resources"]) == sorted({"b.csv", path.name})
    (resource,) = [each for each in package["resources"] if each["path"] == path.name]
    assert re.fullmatch(r"[a-z0-9-]+", resource["name"])
    fields = resource["schema"]["fields"]
    names = [field["name"] for field in fields]
    assert {field["type"] for field in fields} <= {"string", "any", "number", "integer", "date", "boolean"}
    assert set(resource["schema"]["primaryKey"]) <= set(names)
    if form == "csv":
        rows = cells_of(path)
        assert list(rows[0]) == names
        assert all(_fits(row[field["name"]], field) for row in rows for field in fields)
        assert not _fits("0.72", next(field for field in fields if field["name"] == "confidence"))


def _fits(cell: str, field: dict[str, Any]) -> bool:
    if cell == "" or field["type"] == "string":
        return True
    if field["type"] == "boolean":
        return cell in field["trueValues"] + field["falseValues"]
    if field["type"] == "date":
        return bool(date.fromisoformat(cell))
    if field["type"] == "number":
        return re.fullmatch(rf"-?\d+({field['decimalChar']}\d+)?", cell) is not None
    return cell.isdigit()


def test_another_file_of_that_name_is_left_alone(database: Database, context: Context, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("mine")
    with pytest.raises(WrongUse, match=re.escape("datapackage.json")):
        export(database, context, tmp_path / "a.csv")
    assert (tmp_path / "datapackage.json").read_text() == "mine"
    assert not (tmp_path / "a.csv").exists()


def test_days_and_system_choose_the_rows(database: Database, context: Context, tmp_path: Path) -> None:
    whole = cells_of(export(database, context, tmp_path / "a.csv"))
    assert {row["system"] for row in whole} == {"sortering", "timer"}
    october = export(database, context, tmp_path / "b.csv", first=date(2026, 10, 1), last=date(2026, 10, 31))
    chosen = cells_of(october)
    days = [row["decided_at"] or row["shown_at"] or row["issued_at"] for row in whole]
    assert len(chosen) == sum(day.startswith("2026-10") for day in days) < len(whole)
    with pytest.raises(WrongUse):
        export(database, context, tmp_path / "c.csv", first=date(2026, 10, 2), last=date(2026, 10, 1))


def test_each_export_is_an_entry_of_the_log(database: Database, context: Context, tmp_path: Path) -> None:
    rows = cells_of(export(database, context, tmp_path / "a.csv", system="timer", with_reasons=True))
    (entry,) = asked(database, "SELECT form, system, rows, with_reasons, with_clusters FROM exports")
    assert tuple(entry) == ("csv", "timer", len(rows), 1, 0)
