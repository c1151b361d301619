# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The next report says what came of what was set in motion, in every form; the public one says nothing of it."""

import json
from datetime import date
from typing import Any

import pandas as pd
import pytest

import reports
from reports.beside.follow_ups import FollowedUp, follow_ups_table
from reports.documents import document
from tests.reports.logs import log

NOW = date(2026, 11, 25)


def told(**changes: Any) -> dict[str, Any]:
    return {
        "system": "hours",
        "team": "team-0",
        "about": "data_source",
        "option": None,
        "kind": "data_fault",
        "state": "open",
        "due_on": date(2026, 11, 30),
        "subject": "Alderen på indkomsterne",
        "owner": "Systemets ejer",
        "text": "Indkomsterne er fra sidste år.",
        "answer": "",
        "started_on": date(2026, 11, 18),
        "changed_on": date(2026, 11, 18),
        **changes,
    }


DONE = told(
    state="done", kind="discuss", due_on=None, subject="Træning", answer="Vejledningen er skrevet om.",
    started_on=date(2026, 11, 3), changed_on=date(2026, 11, 12),
)  # fmt: skip


@pytest.fixture(scope="module")
def made_up() -> pd.DataFrame:
    return reports.check(log())


@pytest.fixture(scope="module")
def week(made_up: pd.DataFrame) -> reports.Report:
    return reports.weekly(made_up, team="team-0", week="2026-W47", now=NOW)


def section(report: reports.Report) -> str:
    found = next(each for each in report.sections if each.key == "follow_ups")
    cells = [cell for grid in found.grids for line in grid.lines for cell in line]
    return " ".join([found.heading, *found.sentences, *cells])


def test_the_teams_own_stand_before_what_was_left_out(week: reports.Report) -> None:
    report = reports.with_follow_ups(week, [told(), DONE, told(team="team-1", subject="Et andet team")], NOW)
    text = section(report)
    assert text.startswith("Det blev der gjort Opfølgninger: 1 åben, 1 afsluttet og 0 opgivne.")
    assert (
        "hours: Alderen på indkomsterne Datafejl skal rettes Systemets ejer Åben, frist 30.11.2026 intet endnu" in text
    )
    assert "Vejledningen er skrevet om." in text
    assert "Et andet team" not in text
    keys = [each.key for each in report.sections]
    assert keys.index("follow_ups") == keys.index("excluded") - 1


def test_what_is_overdue_is_said(week: reports.Report) -> None:
    text = section(reports.with_follow_ups(week, [told(due_on=date(2026, 11, 20))], NOW))
    assert "Fristen er overskredet for 1 af de åbne." in text
    assert "Åben, fristen 20.11.2026 er overskredet" in text


def test_a_week_tells_nothing_that_belongs_to_the_next_report_or_was_closed_long_before(week: reports.Report) -> None:
    later = told(started_on=date(2026, 11, 30))
    long_gone = told(state="done", changed_on=date(2026, 10, 18), started_on=date(2026, 9, 1))
    text = section(reports.with_follow_ups(week, [later, long_gone], NOW))
    assert text == "Det blev der gjort Der er ikke sat noget i gang, og der er intet åbent fra tidligere."
    monday_after = told(started_on=date(2026, 11, 23))
    assert "1 åben" in section(reports.with_follow_ups(week, [later, monday_after], NOW))
    lately = long_gone | {"changed_on": date(2026, 10, 19)}
    assert "1 afsluttet" in section(reports.with_follow_ups(week, [lately], NOW))


def test_the_data_have_counts_and_no_text(week: reports.Report) -> None:
    data = json.loads(reports.with_follow_ups(week, [told(), DONE], NOW).to_json())
    table = next(each for each in data["tables"] if each["name"] == "follow_ups")
    rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    assert {(row["value"], row["measure"]): (row["count"], row["nobs"]) for row in rows} == {
        ("discuss", "open"): (0, 1),
        ("discuss", "done"): (1, 1),
        ("discuss", "dropped"): (0, 1),
        ("data_fault", "open"): (1, 1),
        ("data_fault", "done"): (0, 1),
        ("data_fault", "dropped"): (0, 1),
    }
    assert "Indkomst" not in json.dumps(data, ensure_ascii=False)


def test_the_counts_of_a_table_add_up_to_what_was_told() -> None:
    rows = [FollowedUp(**told(kind=kind, state=state)) for kind in ("report", "none") for state in ("open", "done")]
    table = follow_ups_table(rows)
    assert table["count"].sum() == len(rows)
    assert list(table["value"].unique()) == ["none", "report"], "in the order of the list"


def test_trends_tell_of_every_team_and_of_the_asked_system_only(made_up: pd.DataFrame) -> None:
    report = reports.trends(made_up, edition="full", system="hours", now=NOW)
    theirs = [told(team="team-1"), told(team=None, subject="Rådets spørgsmål"), told(system="control", subject="Andet")]
    text = section(reports.with_follow_ups(report, theirs, NOW))
    assert "Opfølgninger: 2 åbne" in text
    assert "Rådets spørgsmål" in text
    assert "Andet" not in text


def test_the_public_edition_and_a_team_too_small_are_left_as_they_are(made_up: pd.DataFrame) -> None:
    public = reports.trends(made_up, edition="public", now=NOW)
    small = reports.weekly(reports.check(log(caseworkers=3)), team="team-0", week="2026-W47", now=NOW)
    for report in (public, small):
        assert reports.with_follow_ups(report, [told()], NOW) is report


def test_every_form_is_made_with_it(week: reports.Report) -> None:
    report = reports.with_follow_ups(week, [told(option="more", about="case_type", subject=""), DONE], NOW)
    assert "Sager, hvor systemet anbefaler: hours/more" in section(report)
    for form in ("pdf", "xlsx", "csv", "json"):
        assert document(report, form, NOW) == document(report, form, NOW)


def test_the_owner_is_told_the_boards_reasons_and_the_faults_and_nothing_else(made_up: pd.DataFrame) -> None:
    faults = [("1.4", date(2026, 8, day)) for day in range(3, 10)] + [("2.0", date(2026, 8, 3))] * 4
    faults += [("2.0", date(2026, 11, 3))] * 9
    report = reports.to_owner(made_up, system="hours", faults=faults, now=NOW)
    board = reports.trends(made_up, system="hours", edition="board", now=NOW)
    tables = {table.name: table for table in report.tables}
    assert list(tables) == ["reasons", "faults"]
    assert tables["reasons"] == next(table for table in board.tables if table.name == "reasons")
    counted = {row[1]: (row[3], row[tables["faults"].columns.index("suppressed")]) for row in tables["faults"].rows}
    assert counted == {"1.4": (7, False), "2.0": (None, True)}, "under five hidden, the open quarter not counted"
    assert [section.key for section in report.sections] == ["reasons", "faults", "excluded", "method"]
    for form in ("pdf", "xlsx", "csv", "json"):
        assert document(report, form, NOW)


def test_the_owner_is_told_that_there_were_no_faults(made_up: pd.DataFrame) -> None:
    report = reports.to_owner(made_up, system="hours", faults=[], now=NOW, language="en")
    assert "No fault was reported in the period." in [s for each in report.sections for s in each.sentences]
