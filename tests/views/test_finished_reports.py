# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A report is made once and stands until its weeks are touched; then it is made again, at most once a minute."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event

import reports
from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.facts_reading import report_inputs
from caseworker.obstacles import count_obstacle
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Obstacle
from tests.factories import Town, decision, later, recommend
from tests.web import Browser, Clock

ADDRESS = "/reports/trends.json?from=2026-10-01"
ALL = "/reports/trends.json"


@pytest.fixture
def readings() -> Iterator[list[str]]:
    """The statements that read the facts."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "decision_facts" in statement:
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


def test_what_nothing_has_changed_for_is_served_without_reading_the_facts_again(
    browser_of: Callable[[str], Browser], web_database: Database, context: Context, readings: list[str]
) -> None:
    recommend(web_database, context, case_reference="2026-000777")  # a state of the log that no other test has
    reviewer = browser_of("ethics_reviewer")
    readings.clear()
    first = reviewer.client.get(ADDRESS).data
    assert len(readings) == 1
    assert reviewer.client.get(ADDRESS).data == first
    assert len(readings) == 1
    reviewer.client.get("/reports/trends.json?system=sortering")
    assert len(readings) == 2


def test_after_each_kind_of_record_the_report_is_the_one_that_the_facts_give(
    browser_of: Callable[[str], Browser], web_database: Database, web_town: Town, context: Context, clock: Clock
) -> None:
    reviewer, author = browser_of("ethics_reviewer"), web_town.caseworker
    case = recommend(web_database, context)
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: recommend(web_database, later(context, minutes=1), case_reference="2026-000124"),
        lambda: recording.record_decision(web_database, context, case, decision(context, author)),
    ]
    sizes = []
    for step in steps:
        step()
        clock.pass_time(minutes=2)
        shown = json.loads(reviewer.client.get("/reports/trends.json").data)
        inputs, state = report_inputs(web_database, context.today, "da")
        ledger = reports.LedgerState(state.size, state.root.hex())
        made = reports.trends(edition="board", ledger=ledger, **inputs)
        assert shown == reports.with_told(made, {}, context.today).as_data()
        sizes.append(shown["ledger"]["size"])
    assert sizes == sorted(set(sizes))


def test_a_counter_that_no_entry_tells_of_is_in_the_next_report(
    browser_of: Callable[[str], Browser], web_database: Database, context: Context
) -> None:
    recommend(web_database, context, case_reference="2026-000778")
    reviewer = browser_of("ethics_reviewer")
    before = reviewer.client.get(ALL).data
    for _answer in range(limits.OBSTACLES_SHOWN_FROM):
        count_obstacle(web_database, "sortering", Obstacle.NO_TIME, date(2026, 8, 3))
    after = json.loads(reviewer.client.get(ALL).data)
    counted = next(table for table in after["tables"] if table["name"] == "obstacles")
    assert [row[:4] for row in counted["rows"]] == [["quarter", "2026-Q3", "no_time", 10]]
    assert b"2026-Q3" not in before


def size_of(browser: Browser, address: str) -> int:
    """The entry of the log that a report says it stands at."""
    found: int = json.loads(browser.client.get(address).data)["ledger"]["size"]
    return found


def test_a_report_whose_weeks_were_touched_is_made_again_at_most_once_a_minute(
    browser_of: Callable[[str], Browser], web_database: Database, context: Context, clock: Clock, readings: list[str]
) -> None:
    reviewer = browser_of("ethics_reviewer")
    recommend(web_database, context, case_reference="2026-000778")
    clock.pass_time(minutes=2)
    first = size_of(reviewer, ALL)  # made now
    recommend(web_database, context, case_reference="2026-000779")
    readings.clear()
    clock.pass_time(seconds=59)
    assert size_of(reviewer, ALL) == first
    assert readings == []
    clock.pass_time(seconds=1)
    assert size_of(reviewer, ALL) > first
    assert len(readings) == 1


def test_what_is_recorded_in_a_later_week_lets_the_finished_week_stand(
    browser_of: Callable[[str], Browser], web_database: Database, context: Context, clock: Clock, readings: list[str]
) -> None:
    lead = browser_of("team_lead")
    clock.pass_time(minutes=2)
    first = size_of(lead, "/reports/weekly.json")
    recommend(web_database, context, case_reference="2026-000780")  # of this week, which the report is not of
    clock.pass_time(minutes=2)
    readings.clear()
    assert size_of(lead, "/reports/weekly.json") == first
    assert readings == []
    assert f"Tallene står ved logpost {first}." in lead.client.get("/reports/weekly").get_data(as_text=True)
    recommend(web_database, later(context, days=-7), case_reference="2026-000781")
    assert size_of(lead, "/reports/weekly.json") > first
    assert len(readings) == 1
