# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a file may not hold: the row is named, the input is not repeated, and nothing is stored."""

from pathlib import Path

import pytest

from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange import Unreadable, WrongUse
from caseworker.vocabulary.problems import CprFound
from tests.factories import Town
from tests.interchange.file_cases import DECIDED, WAITING, asked, facts, ledger_size, take_in, write

# Made up; a CPR number needs no valid check digit since 2007.
NUMBER = "010190-1234"


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


BAD_CELLS = {
    "case_reference": ["", "x" * 81, f"sag {NUMBER}"],
    "model_version": ["", "9.9", NUMBER],
    "recommended": ["", "ukendt", NUMBER],
    "system": ["timer", NUMBER],
    "recommendation_id": [NUMBER, "x" * 201],
    "team": ["findes ikke", NUMBER],
    "caseworker": [NUMBER, "x" * 121],
    "issued_at": ["i går", "31-12-2026 10:00", "0001-01-01", NUMBER],
    "shown_at": ["2026-13-01", NUMBER],
    "shown": ["måske", NUMBER, "no"],
    "confidence": ["0,72", "1.01", "-0.1", "nan", "inf", "1e-400", "72 %", "0101901234"],
    "own_judgement": ["ukendt", NUMBER],
    "decided": ["ukendt", NUMBER],
    "decided_at": ["", "2026-10-02T25:00", NUMBER],
    "response": ["accepted", "partly_accepted", "måske", NUMBER],
    "reason_code": ["ZZ", NUMBER],
    "reason": [f"Borgeren {NUMBER} bad om det", "x" * 2001, "a\x07b"],
    "citizen_informed": ["måske", NUMBER],
    "citizen_heard": ["måske", NUMBER],
    "certainty": ["certain", NUMBER],
    "seen_as": ["agreed", NUMBER],
    "source": ["elsewhere", NUMBER],
    "result": ["won", NUMBER],
    "right_option": ["ukendt", NUMBER],
    "group_age": [NUMBER, "x" * 121],
}


@pytest.mark.parametrize(("column", "cell"), [(column, cell) for column, cells in BAD_CELLS.items() for cell in cells])
def test_a_wrong_cell_is_named_by_row_and_column_and_nothing_is_stored(
    database: Database, town: Town, context: Context, tmp_path: Path, column: str, cell: str
) -> None:
    before = ledger_size(database)
    outcome = take_in(database, context, write(tmp_path / "a.csv", [WAITING, {**DECIDED, column: cell}]))
    assert outcome.wrong == (3, column)
    assert outcome.stored is None
    assert NUMBER not in str(outcome.errors[0])
    if len(cell) > 3 and column != "response":
        assert cell not in outcome.errors[0].reason
    assert ledger_size(database) == before
    assert facts(database) == []


@pytest.mark.parametrize("column", BAD_CELLS)
def test_a_cpr_number_is_named_as_one_in_every_column(
    database: Database, town: Town, context: Context, tmp_path: Path, column: str
) -> None:
    outcome = take_in(database, context, write(tmp_path / "a.csv", [WAITING, {**DECIDED, column: NUMBER}]))
    assert (outcome.wrong, outcome.errors[0].reason) == ((3, column), CprFound.sentence)


def test_a_reason_code_that_is_not_on_the_list_is_told_as_that(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    outcome = take_in(database, context, write(tmp_path / "a.csv", [{**DECIDED, "reason_code": "ZZ"}]))
    assert outcome.errors[0].reason == "That reason code is not on the list."


def test_the_rows_of_those_cases_are_taken_when_the_cell_is_right(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    filled = {**DECIDED, "system": "sortering", "recommendation_id": "r-1", "team": "modtagelsen", "source": "form"}
    whole = {**filled, "shown": "ja", "own_judgement": "akut", "response": "overridden", "citizen_informed": "SAND"}
    row = {**whole, "result": "upheld", "right_option": "tilbud", "group_age": "30-40", "confidence": "7.2e-1"}
    assert take_in(database, context, write(tmp_path / "a.csv", [WAITING, row])).errors == []


def test_identifiers_numbers_and_times_are_not_taken_for_cpr_numbers(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    row = {
        **DECIDED,
        "recommendation_id": "01019012-3401-4019-a012-3401019012ab",
        "confidence": "0.0101901234",
        "caseworker": "669e9f5cc2490",
    }
    assert take_in(database, context, write(tmp_path / "a.csv", [row])).errors == []


@pytest.mark.parametrize(
    "column",
    ["decided_at", "reason", "reason_code", "citizen_informed", "certainty", "seen_as", "result", "right_option"],
)
def test_what_belongs_to_a_decision_is_not_lost_silently_where_there_is_none(
    database: Database, town: Town, context: Context, tmp_path: Path, column: str
) -> None:
    cells = {"decided_at": "2026-10-02", "reason": "Fordi.", "reason_code": "C1", "citizen_informed": "yes"}
    cells |= {"result": "upheld", "right_option": "bfu", "certainty": "low", "seen_as": "accepted"}
    outcome = take_in(database, context, write(tmp_path / "a.csv", [{**WAITING, column: cells[column]}]))
    assert outcome.wrong == (2, column)


def test_a_response_to_something_never_shown_is_refused(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    row = {**DECIDED, "shown_at": "", "shown": "no", "response": "overridden"}
    assert take_in(database, context, write(tmp_path / "a.csv", [row])).wrong == (2, "response")


def test_the_good_rows_go_in_where_that_is_asked_for(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    rows = [DECIDED, {**DECIDED, "case_reference": "S-2", "decided": "ukendt"}, WAITING]
    outcome = take_in(database, context, write(tmp_path / "a.csv", rows), keep_good=True)
    assert outcome.stored is not None
    assert (outcome.stored.decisions, outcome.stored.unanswered, outcome.stored.errors) == (1, 1, 1)
    assert outcome.wrong == (3, "decided"), "and it is reported once"
    assert len(facts(database)) == 2


def test_a_row_of_another_width_is_a_row_error(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("case_reference,model_version,recommended\nS-1,1.0,bfu\n\nS-2,1.0\n")
    assert take_in(database, context, file).wrong == (4, "")


HEADERS = {
    "case_reference,model_version,recommended,navn": "“navn”",
    "case_reference,model_version": "“recommended”",
    "sagsnummer,version,forslag": "not a header",
    "case_reference,model_version,recommended,recommended": "“recommended”",
    "case_reference,model_version,recommended,group_": "“group_”",
    "case_reference,model_version,recommended,group_0101901234": "CPR",
    "": "no header",
    '"case_reference,model_version,recommended': "one line",
}


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_that_needs_guessing_is_refused_with_the_names(
    database: Database, town: Town, context: Context, tmp_path: Path, header: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{header}\nS-1,1.0,bfu\n")
    with pytest.raises(WrongUse) as refused:
        take_in(database, context, file)
    assert HEADERS[header] in str(refused.value)


@pytest.mark.parametrize(
    ("maps", "defaults"),
    [
        ({"navn": "recommended"}, {}),
        ({"decided": "findes ikke"}, {}),
        ({"decided": "recommended", "own_judgement": "recommended"}, {}),
        ({"decided": "recommended"}, {}),
        ({"model_version": "recommended"}, {}),
        ({}, {"navn": "x"}),
    ],
)
def test_maps_and_defaults_that_fit_no_column_are_refused(
    database: Database,
    town: Town,
    context: Context,
    tmp_path: Path,
    maps: dict[str, str],
    defaults: dict[str, str],
) -> None:
    with pytest.raises(WrongUse):
        take_in(database, context, write(tmp_path / "a.csv", [WAITING]), maps=maps, defaults=defaults)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("S-1,1.0,bf\xe6".encode("latin-1"), "UTF-8"),
        (b'S-1,1.0,"bfu" x', "Row 2"),
        (b'S-1,1.0,bfu\nS-2,1.0,"bfu', "Row 3"),
    ],
)
def test_a_file_that_is_not_csv_in_utf_8_to_its_end_stores_nothing(
    database: Database, town: Town, context: Context, tmp_path: Path, content: bytes, sentence: str
) -> None:
    before = ledger_size(database)
    file = tmp_path / "a.csv"
    file.write_bytes(b"case_reference,model_version,recommended\n" + content)
    with pytest.raises(Unreadable, match=sentence):
        take_in(database, context, file, keep_good=True)
    assert ledger_size(database) == before


def test_a_system_that_is_not_registered_is_refused_unless_it_is_to_be_made(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    file = write(tmp_path / "a.csv", [{**WAITING, "team": "ny", "own_judgement": "ro"}])
    with pytest.raises(WrongUse, match="--create-system"):
        take_in(database, context, file, system="ny")
    outcome = take_in(database, context, file, system="ny", create_system=True)
    assert outcome.errors == []
    made = asked(database, "SELECT code, family, rank FROM options WHERE system = 'ny' ORDER BY position")
    assert [tuple(row) for row in made] == [("akut", "akut", None), ("ro", "ro", None)]
    assert asked(database, "SELECT name FROM teams WHERE code = 'ny'") != []
    assert asked(database, "SELECT version FROM model_versions WHERE system = 'ny'")[0].version == "1.1"


def test_a_known_system_gets_new_versions_but_no_new_options_from_a_file(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    version = write(tmp_path / "v.csv", [{**WAITING, "model_version": "2.0"}])
    assert take_in(database, context, version).wrong == (2, "model_version")
    assert take_in(database, context, version, create_system=True).errors == []
    option = write(tmp_path / "o.csv", [{**WAITING, "recommended": "ny"}])
    assert take_in(database, context, option, create_system=True).wrong == (2, "recommended")


def test_a_new_system_is_made_of_its_good_rows_only(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    rows = [WAITING, {**WAITING, "recommended": "forkert", "confidence": "7"}, {**WAITING, "recommended": NUMBER}]
    outcome = take_in(
        database, context, write(tmp_path / "a.csv", rows), system="ny", create_system=True, keep_good=True
    )
    assert [(error.row, error.column) for error in outcome.errors] == [(3, "confidence"), (4, "recommended")]
    assert [row.code for row in asked(database, "SELECT code FROM options WHERE system = 'ny'")] == ["akut"]


def test_a_column_with_hundreds_of_names_makes_no_system(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    rows = [{**WAITING, "recommended": f"valg {place}"} for place in range(201)]
    with pytest.raises(WrongUse, match="200 different"):
        take_in(database, context, write(tmp_path / "a.csv", rows), system="ny", create_system=True)
    assert asked(database, "SELECT * FROM systems WHERE code = 'ny'") == []
