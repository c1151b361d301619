# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A CPR number in a header or in what was asked for is never repeated."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange import WrongUse
from tests.factories import Town
from tests.interchange.file_cases import WAITING, take_in, write

# Made up; a CPR number needs no valid check digit since 2007.
NUMBER = "010203-4567"
ASKED: list[Mapping[str, Any]] = [
    {"system": NUMBER},
    {"system": NUMBER, "create_system": True},
    {"defaults": {NUMBER: "1"}},
    {"maps": {NUMBER: "recommended"}},
    {"maps": {"team": NUMBER}},
]


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


@pytest.mark.parametrize("asked", ASKED)
def test_what_was_asked_for_is_masked(
    database: Database, town: Town, context: Context, tmp_path: Path, asked: Mapping[str, Any]
) -> None:
    with pytest.raises(WrongUse) as refused:
        take_in(database, context, write(tmp_path / "a.csv", [WAITING]), **asked)
    assert NUMBER not in str(refused.value)
    assert "4567" not in str(refused.value)


@pytest.mark.parametrize("name", [NUMBER, f"note om {NUMBER}"])
def test_a_column_that_is_named_by_a_number_is_masked_and_others_are_quoted(
    database: Database, town: Town, context: Context, tmp_path: Path, name: str
) -> None:
    file = write(tmp_path / "a.csv", [{**WAITING, name: "x", "anden": "y"}])
    with pytest.raises(WrongUse, match="“anden”") as refused:
        take_in(database, context, file)
    assert "4567" not in str(refused.value)


@pytest.mark.parametrize("row", [f"{NUMBER},v1,A,Faderen drikker.", f"{NUMBER},v1,v1,Faderen drikker.,v1"])
def test_a_file_without_a_header_is_told_so_and_its_first_row_is_not_repeated(
    database: Database, town: Town, context: Context, tmp_path: Path, row: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{row}\n")
    with pytest.raises(WrongUse, match="not a header") as refused:
        take_in(database, context, file)
    assert not any(cell in str(refused.value) for cell in (NUMBER, "4567", "v1", "Faderen"))


def test_a_file_whose_name_holds_a_number_is_refused_without_it(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    for name in (f"{NUMBER}.xlsx", f"{NUMBER}.csv"):
        with pytest.raises(WrongUse) as refused:
            take_in(database, context, tmp_path / name)
        assert "4567" not in str(refused.value)
