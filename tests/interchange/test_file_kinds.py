# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Workbooks, Parquet and JSON lines: what a cell may be, what is refused, and how large anything may be."""

import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange import Unreadable, WrongUse, parquet_files, tables, xlsx_files
from tests.factories import Town
from tests.interchange.file_cases import DECIDED, WAITING, facts, take_in, values

NUMBER = "010203-4567"
ROW: dict[str, Any] = {
    "case_reference": "2026-000123",
    "model_version": "3.1",
    "recommended": 1.125 + 0.125,
    "confidence": 0.72,
    "decided": 4,
    "decided_at": datetime.fromisoformat("2026-10-02T09:15"),
    "shown_at": date(2026, 10, 2),
    "citizen_informed": True,
    "group_alder": "67+",
}


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


def as_xlsx(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(name) for name in columns])
    book.create_sheet("andet").append(["noget", "andet"])
    book.save(path)
    return path


def as_parquet(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    parquet.write_table(pa.Table.from_pylist([dict(row) for row in rows]), path)
    return path


def as_jsonl(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(row, default=str, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


KINDS: dict[str, Callable[[Path, Sequence[Mapping[str, Any]]], Path]] = {
    "xlsx": as_xlsx,
    "parquet": as_parquet,
    "jsonl": as_jsonl,
}
each_kind = pytest.mark.parametrize("kind", KINDS)


@each_kind
def test_dates_numbers_truth_values_and_text_are_read_as_they_are(
    database: Database, town: Town, context: Context, tmp_path: Path, kind: str
) -> None:
    waiting = dict.fromkeys(ROW) | {"case_reference": "S-2", "model_version": "3.1", "recommended": 0.25}
    file = KINDS[kind](tmp_path / f"a.{kind}", [ROW, waiting])
    assert take_in(database, context, file, system="timer").errors == []
    first, second = sorted(facts(database), key=lambda fact: str(fact["state"]))
    assert (first["recommended_number"], first["decided_number"], first["confidence"]) == (1.25, 4, 0.72)
    assert (str(first["decided_on"]), str(first["shown_on"])) == ("2026-10-02", "2026-10-02")
    assert (first["citizen_informed"], first["groups"]) == (1, '{"alder":"67+"}')
    assert first["time_bucket"] == "unknown", "for a day says nothing of seconds"
    assert (second["state"], second["recommended_number"]) == ("waiting", 0.25)
    assert values(database, "decided_at") == ["2026-10-02T07:15:00+00:00"]


@each_kind
def test_a_cpr_number_in_any_cell_refuses_the_row_and_is_not_repeated(
    database: Database, town: Town, context: Context, tmp_path: Path, kind: str
) -> None:
    row = {**DECIDED, "recommendation_id": "R-1", "group_alder": "67+", "team": "modtagelsen", "right_option": "bfu"}
    rows = [
        row | {name: NUMBER, "case_reference": f"S-{n}" if name != "case_reference" else NUMBER}
        for n, name in enumerate(row)
    ]
    outcome = take_in(database, context, KINDS[kind](tmp_path / f"a.{kind}", rows))
    assert [error.row for error in outcome.errors] == [
        number + (1 if kind == "jsonl" else 2) for number in range(len(rows))
    ]
    assert [error.column for error in outcome.errors] == list(row)
    assert not any("4567" in str(error) for error in outcome.errors)


@each_kind
def test_a_column_or_a_default_that_is_a_cpr_number_is_masked(
    database: Database, town: Town, context: Context, tmp_path: Path, kind: str
) -> None:
    with pytest.raises(WrongUse) as refused:
        take_in(database, context, KINDS[kind](tmp_path / f"a.{kind}", [{**WAITING, NUMBER: "x"}]))
    assert "4567" not in str(refused.value)
    outcome = take_in(database, context, KINDS[kind](tmp_path / f"b.{kind}", [DECIDED]), defaults={"group_x": NUMBER})
    assert [error.column for error in outcome.errors] == ["group_x"]
    assert "4567" not in str(outcome.errors)


def test_a_cpr_number_that_lost_its_first_zero_in_a_column_of_numbers_is_found(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    rows = [{**WAITING, "case_reference": 102034567}, {**WAITING, "case_reference": 992034567}]
    outcome = take_in(database, context, as_xlsx(tmp_path / "a.xlsx", rows))
    assert outcome.wrong == (2, "case_reference")


@pytest.mark.parametrize("cell", ["=1+1", "=HYPERLINK(A1)", "#N/A"])
def test_a_formula_or_an_error_in_a_workbook_makes_its_row_wrong(
    database: Database, town: Town, context: Context, tmp_path: Path, cell: str
) -> None:
    file = as_xlsx(tmp_path / "a.xlsx", [{**DECIDED, "case_reference": "S-9"}, {**DECIDED, "reason": cell}])
    assert take_in(database, context, file).wrong == (3, "reason")


def test_the_first_sheet_is_read_or_the_one_that_is_named(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    file = as_xlsx(tmp_path / "a.xlsx", [WAITING])
    assert take_in(database, context, file).errors == []
    with pytest.raises(WrongUse, match="not a header"):
        take_in(database, context, file, sheet="andet")
    with pytest.raises(Unreadable, match="no sheet named") as refused:
        take_in(database, context, file, sheet=NUMBER)
    assert "4567" not in str(refused.value)


@pytest.mark.parametrize("cell", [{"a": 1}, ["x"]])
@pytest.mark.parametrize("kind", ["parquet", "jsonl"])
def test_a_cell_that_holds_more_than_a_value_makes_its_row_wrong(
    database: Database, town: Town, context: Context, tmp_path: Path, kind: str, cell: object
) -> None:
    file = KINDS[kind](tmp_path / f"a.{kind}", [{**WAITING, "group_a": cell}])
    assert take_in(database, context, file).errors[0].column == "group_a"


@pytest.mark.parametrize("line", ["[1]", "{", '{"team": NaN}', '{"team": "a", "team": "b"}', "x" * 2**20])
def test_a_line_that_is_no_object_is_told_by_its_number(
    database: Database, town: Town, context: Context, tmp_path: Path, line: str
) -> None:
    file = as_jsonl(tmp_path / "a.jsonl", [WAITING])
    file.write_text(f"{file.read_text()}\n{line}\n")
    with pytest.raises(Unreadable, match="Line 2"):
        take_in(database, context, file)


def test_a_workbook_that_would_unpack_to_more_than_any_real_one_is_not_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "a.xlsx"
    as_xlsx(bomb, [WAITING])
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/more.xml", bytes(20 * 1024**2))
    with pytest.raises(Unreadable, match="unpacks"):
        xlsx_files.open_xlsx(bomb)
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>')
    with pytest.raises(Unreadable, match="not an Excel workbook"):
        xlsx_files.open_xlsx(tmp_path / "b.xlsx")
    assert xlsx_files.open_xlsx(as_xlsx(tmp_path / "c.xlsx", [WAITING])).header == tuple(WAITING)


@each_kind
def test_rows_columns_and_cells_are_bounded(
    database: Database, town: Town, context: Context, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = {**WAITING, **{f"group_{n}": "x" for n in range(tables.MOST_COLUMNS)}}
    with pytest.raises(Unreadable, match="columns"):
        take_in(database, context, KINDS[kind](tmp_path / f"a.{kind}", [wide]))
    monkeypatch.setattr(tables, "LONGEST_CELL", 30)
    long = take_in(database, context, KINDS[kind](tmp_path / f"b.{kind}", [{**WAITING, "group_a": "x" * 31}]))
    assert [error.column for error in long.errors] == ["group_a"]
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    rows = [{**WAITING, "case_reference": f"S-{n}"} for n in range(4)]
    with pytest.raises(Unreadable, match="more than 2 rows"):
        take_in(database, context, KINDS[kind](tmp_path / f"c.{kind}", rows))


def test_a_row_group_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = as_parquet(tmp_path / "a.parquet", [WAITING])
    assert parquet_files.open_parquet(file).size == 1
    monkeypatch.setattr(parquet_files, "_LARGEST_ROW_GROUP", 10)
    with pytest.raises(Unreadable, match="row group"):
        parquet_files.open_parquet(file)


def test_a_typed_cell_has_one_text() -> None:
    numbers = [(1.0, "1"), (-0.5, "-0.5"), (3.2e-07, "0.00000032"), (Decimal("2.50"), "2.50"), (float("nan"), "")]
    assert [tables.text_of(value) for value, _text in numbers] == [text for _value, text in numbers]
    assert tables.text_of(1.125, decimal_comma=True) == "1.1250"
    assert tables.text_of(datetime.fromisoformat("2026-01-31T14:29:59.999999")) == "2026-01-31T14:30:00"
    assert tables.text_of(datetime.fromisoformat("2026-01-31")) == tables.text_of(date(2026, 1, 31)) == "2026-01-31"
    assert tables.text_of(object()) is None
