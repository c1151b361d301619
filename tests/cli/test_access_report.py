# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker access-report`: everything held about a case, as text and as data."""

import json
from pathlib import Path

import pytest

from caseworker.context import Context
from caseworker.recording import record_decision
from tests.cli.commands import Call, records
from tests.factories import decision, recommend, settle

CASE = "2026-000123"


@pytest.fixture
def told(call: Call, home: Path, context: Context) -> None:
    """An installation with one decided case."""
    call("init")
    database = records(home)
    town = settle(database, context)
    record_decision(database, context, recommend(database, context), decision(context, town.caseworker))
    database.close()


@pytest.mark.usefixtures("told")
def test_the_report_is_printed_as_text_in_either_language(call: Call) -> None:
    danish = call("access-report", "--case", CASE)
    assert danish.code == 0
    assert danish.out.startswith("Alt, hvad loggen har om sagen\n====")
    assert "Besluttet: Tilbud om frivillig hjælp" in danish.out
    assert "Af: en, der arbejder på serveren" in danish.out
    english = call("access-report", "--case", CASE, "--language", "en")
    assert "Decided: Voluntary help" in english.out


@pytest.mark.usefixtures("told")
def test_the_report_is_written_as_data(call: Call, home: Path) -> None:
    file = home / "sag.json"
    answer = call("access-report", "--case", CASE, "--format", "json", "--out", str(file))
    assert (answer.code, answer.out) == (0, "")
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["case_reference"] == CASE
    assert [row["table"] for row in told["recommendations"][0]["rows"]] == [
        "recommendations",
        "decisions",
        "access_records",
    ]


@pytest.mark.usefixtures("told")
def test_an_unknown_case_is_one_line(call: Call) -> None:
    answer = call("access-report", "--case", "2026-999999")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "caseworker: No record has that case reference.\n"
