# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The import as a command: what it says, how it ends, and the real files."""

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from caseworker.cli import main
from caseworker.database import Database
from tests.interchange.file_cases import DECIDED, WAITING, asked, facts, ledger_size, values, write

Command = Callable[..., tuple[int, str, str]]
FIRST_CARDS = 1_000


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs `caseworker` in an installation of its own; gives the exit code and what it wrote."""
    monkeypatch.setenv("CASEWORKER_HOME", str(tmp_path / "home"))

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, written.out, written.err

    return run


@pytest.fixture
def records(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'home' / 'caseworker.sqlite'}")


def test_an_import_ends_with_one_line_of_counts(command: Command, tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", [{**DECIDED, "right_option": "bfu"}, WAITING])
    code, out, _err = command("import", file, "--system", "ny", "--create-system")
    assert code == 0
    assert out.startswith("Stored 1 decision and 1 unanswered, added 1 result; 0 were already there, 0 errors (")
    assert out.count("\n") == 1


def test_a_dry_run_tells_what_would_happen_and_makes_nothing(
    command: Command, records: Database, tmp_path: Path
) -> None:
    command("init")
    size = ledger_size(records)
    file = write(tmp_path / "a.csv", [DECIDED, WAITING])
    code, out, _err = command("import", file, "--system", "ny", "--create-system", "--dry-run")
    assert (code, out.split(";")[0]) == (0, "Would store 1 decision and 1 unanswered, added 0 results")
    assert ledger_size(records) == size
    assert asked(records, "SELECT * FROM systems") == []


def test_wrong_rows_are_told_in_one_sentence_and_listed_without_their_content(
    command: Command, records: Database, tmp_path: Path
) -> None:
    rows = [DECIDED, {**DECIDED, "case_reference": "010190-1234"}, {**WAITING, "confidence": "seks"}]
    file, errors = write(tmp_path / "a.csv", rows), tmp_path / "errors.csv"
    asked_for = ("import", file, "--system", "ny", "--create-system", "--errors", errors)
    code, out, err = command(*asked_for)
    assert code == 1
    sentence = err.splitlines()[-1]
    assert sentence.startswith("caseworker: 2 rows cannot be taken; nothing was stored. First, row 3, case_reference: ")
    assert out.startswith("Without them")
    assert facts(records) == []
    told = errors.read_text(encoding="utf-8-sig")
    assert [row[:2] for row in csv.reader(told.splitlines())] == [
        ["row", "column"],
        ["3", "case_reference"],
        ["4", "confidence"],
    ]
    assert "1234" not in told + err
    assert "seks" not in told + err
    code, out, err = command(*asked_for, "--keep-good")
    assert code == 1
    assert out.startswith("Stored 1 decision and 0 unanswered")
    assert "the others were stored" in err
    assert len(facts(records)) == 1


WRONG_USE = {
    ("--system", "ny", "--create-system", "--map", "navn=recommended"): "“navn” is not a decision column",
    ("--system", "ny", "--create-system", "--map", "decided=findes ikke"): "no column “findes ikke”",
    ("--system", "ny", "--create-system", "--map", "decided"): "--map",
    ("--system", "ny", "--create-system", "--default", "decided_at="): "--default",
    ("--system", "ny", "--create-system", "--default", "team=a", "--default", "team=b"): "twice",
    ("--system", "ny"): "--create-system",
    ("--system", " ", "--create-system"): "code of a system",
    ("--create-system",): "--system",
}


@pytest.mark.parametrize("options", WRONG_USE)
def test_wrong_use_ends_with_2_and_one_line(command: Command, tmp_path: Path, options: tuple[str, ...]) -> None:
    command("init")
    code, out, err = command("import", write(tmp_path / "a.csv", [WAITING]), *options)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert WRONG_USE[options] in err


@pytest.mark.parametrize(
    "options",
    [
        ("--system", "010203-4567"),
        ("--system", "ny", "--default", "010203-4567=1"),
        ("--system", "ny", "--default", "010203-4567"),
        ("--system", "ny", "--map", "team=010203-4567", "--create-system"),
        ("--system", "ny", "--keep", "010203-4567"),
    ],
)
def test_a_cpr_number_on_the_command_line_is_not_printed_again(
    command: Command, tmp_path: Path, options: tuple[str, ...]
) -> None:
    command("init")
    code, out, err = command("import", write(tmp_path / "a.csv", [WAITING]), *options)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "4567" not in err


def test_the_wrong_rows_never_overwrite_the_file_itself(command: Command, tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", [WAITING])
    content = file.read_bytes()
    code, _out, err = command("import", file, "--system", "ny", "--errors", tmp_path / "home" / ".." / "a.csv")
    assert (code, err.count("\n")) == (2, 1)
    assert file.read_bytes() == content


SPOILT = {
    "a.xlsx": "The file is not an Excel workbook",
    "a.parquet": "The file is not a Parquet file",
    "a.jsonl": "Line 1 is not a JSON object",
    "a.txt": "The name of the file ends with none of",
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_file_that_is_not_what_its_name_says_is_answered_with_one_clear_sentence(
    command: Command, tmp_path: Path, name: str
) -> None:
    command("init")
    code, out, err = command("import", write(tmp_path / name, [WAITING]), "--system", "ny", "--create-system")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"caseworker: {SPOILT[name]}")


def test_a_file_that_is_not_there_is_wrong_use(command: Command, tmp_path: Path) -> None:
    code, _out, err = command("import", tmp_path / "none.csv", "--system", "ny")
    assert (code, err.count("\n")) == (2, 1)


def test_an_import_loads_neither_pandas_nor_flask(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", [DECIDED])
    program = (
        "import sys; from caseworker.cli import caseworker; "
        f"caseworker.main(['import', {str(file)!r}, '--system', 'ny', '--create-system'], standalone_mode=False); "
        "print(sorted({'pandas', 'numpy', 'flask', 'caseworker.interchange'} & set(sys.modules)))"
    )
    environment = {**os.environ, "CASEWORKER_HOME": str(tmp_path / "home")}
    ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "['caseworker.interchange']"


def test_the_real_decisions_on_suggestions_come_in_once_and_to_the_last_count(
    command: Command, records: Database, shared_data: Path
) -> None:
    copilot = ("import", shared_data / "copilot.csv", "--system", "copilot", "--create-system")
    assert command(*copilot)[0] == 0
    assert counted(records) == [("copilot", 1151, 710)]
    waiting = asked(records, "SELECT system, COUNT(*) AS n FROM waiting GROUP BY system")
    assert [tuple(row) for row in waiting] == [("copilot", 55)]
    before = stored(records)
    assert "; 1,151 were" in command(*copilot)[1]
    assert stored(records) == before


@pytest.mark.parametrize(
    ("rows", "overridden", "own"),
    [
        (FIRST_CARDS, None, None),
        pytest.param(16_872, 2608, (4230, 703, 1946, 10683, 962), marks=pytest.mark.full),
    ],
)
def test_the_real_decisions_on_cards_come_in_once_and_to_the_last_count(
    command: Command,
    records: Database,
    shared_data: Path,
    tmp_path: Path,
    rows: int,
    overridden: int | None,
    own: tuple[int, ...] | None,
) -> None:
    with (shared_data / "cards.csv").open(encoding="utf-8", newline="") as source:
        cards = list(csv.DictReader(source))[:rows]
    on_its_day = ("--default", "decided_at=2025-01-23T12:00:00Z")
    asks = ("import", write(tmp_path / "cards.csv", cards), "--system", "card-colour", "--create-system", *on_its_day)
    assert command(*asks)[0] == 0
    said = [row for row in cards if row["response"] == "overridden"]
    assert counted(records) == [("card-colour", rows, len(said))]
    assert overridden in (None, len(said))
    (found,) = asked(
        records,
        "SELECT SUM(own_judgement <> recommended) AS disagreed, COUNT(DISTINCT decider) AS people, "
        "SUM(own_judgement <> recommended AND decided = recommended) AS moved, "
        "SUM(decided = right_option AND response = 'accepted') AS right_accepted, "
        "SUM(decided = right_option AND response = 'overridden') AS right_overridden "
        "FROM decision_facts WHERE system = 'card-colour'",
    )
    disagreed = [row for row in cards if row["own_judgement"] != row["recommended"]]
    right = [row["response"] for row in cards if row["decided"] == row["right_option"]]
    expected = (
        len(disagreed),
        len({row["caseworker"] for row in cards}),
        sum(row["decided"] == row["recommended"] for row in disagreed),
        right.count("accepted"),
        right.count("overridden"),
    )
    assert tuple(found) == expected
    assert own in (None, expected)
    before = stored(records)
    assert f"; {rows:,} were" in command(*asks)[1]
    assert stored(records) == before


def counted(records: Database) -> list[tuple[object, ...]]:
    """Each system with its records, and how many of them override."""
    counts = "SELECT system, COUNT(*), SUM(response = 'overridden') FROM decision_facts GROUP BY system ORDER BY 1"
    return [tuple(row) for row in asked(records, counts)]


def stored(records: Database) -> object:
    """How far the log reaches, and every reason."""
    return asked(records, "SELECT COUNT(*), MAX(seq) FROM ledger_entries"), values(records, "reason")
