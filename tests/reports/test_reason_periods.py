# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A team's reasons, read in every weekly report of half a year: no two of them leave a week or a small cell between."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

import reports
from reports.disclosure.complementary import Cell
from reports.periods import (
    WEEK,
    last_closed_four_weeks,
    last_closed_three_periods,
    periods_between,
    quarter_label,
    quarter_weeks,
    week_label,
)
from tests.reports.disclosure.attackers import Published, by_linear_programming, by_subtraction
from tests.reports.logs import FIRST_MONDAY, log

OWNERS = {"D1": "data", "D2": "data", "D4": "data", "F1": "practice", "F2": "practice", "T2": "ethics", "A1": "none"}
WEEKS = 31
Window = tuple[date, date]


class Place(NamedTuple):
    """A cell of reasons that a report has: its weeks, and the owner or the code."""

    window: Window
    dimension: str
    value: str


def weeks_that_follow(windows: Iterable[Window]) -> set[date]:
    """The weeks whose count follows from the sums over these windows, whatever the counts are."""
    sums = sorted(set(windows))
    mondays = sorted({first + number * WEEK for first, last in sums for number in range((last - first) // WEEK + 1)})
    rows = np.array([[first <= day <= last for day in mondays] for first, last in sums], dtype=float)
    rank = np.linalg.matrix_rank(rows)
    alone = np.eye(len(mondays))
    return {day for day, unit in zip(mondays, alone, strict=True) if np.linalg.matrix_rank([*rows, unit]) == rank}


def rare_reasons(seed: int) -> pd.DataFrame:
    """The log of one team in which some codes, and the owner of one of them, are rare."""
    frame = log(weeks=WEEKS, teams=1, per_week=80, systems=("hours",), seed=seed)
    departed = frame["response"] == "overridden"
    random = np.random.default_rng(seed)
    shares = [0.4, 0.2, 0.03, 0.3, 0.04, 0.03]
    codes = random.choice(["D1", "D2", "D4", "F1", "F2", "T2"], int(departed.sum()), p=shares)
    frame.loc[departed, "reason_code"] = codes
    return frame


def told(facts: pd.DataFrame) -> dict[Place, tuple[float | None, int]]:
    """By weeks, dimension and value what the reports of all weeks show, None where hidden, and what is true."""
    departed = facts[facts["response"] == "overridden"]
    found = {}
    for number in range(10, WEEKS, 4):
        monday = FIRST_MONDAY + number * WEEK
        windows = {"owner": last_closed_four_weeks(monday), "code": last_closed_three_periods(monday)}
        report = reports.weekly(facts, team="team-0", week=week_label(monday), owners=OWNERS)
        table = next(one for one in report.tables if one.name == "reasons")
        for row in (dict(zip(table.columns, values, strict=True)) for values in table.rows):
            if row["measure"] == "share_of_departed":
                first, last = windows[str(row["dimension"])]
                rows = departed[departed["week"].between(pd.Timestamp(first), pd.Timestamp(last))]
                codes = rows["reason_code"].astype(str)
                held = codes if row["dimension"] == "code" else codes.map(OWNERS)
                shown = None if row["count"] is None else float(str(row["count"]))
                place = Place((first, last), str(row["dimension"]), str(row["value"]))
                found[place] = shown, int((held == row["value"]).sum())
    return found


def published(cells: dict[Place, tuple[float | None, int]], *, naive: bool = False) -> Published:
    """What the reports show as cells and lines: totals are known, owners add up from periods and from codes."""
    places: dict[object, int] = {}
    made: list[Cell] = []
    gone: list[bool] = []
    lines: list[tuple[int, ...]] = []

    def add(key: object, size: int, hidden: bool, small: bool = False) -> None:
        places[key] = len(made)
        made.append(Cell(size, 1, small))
        gone.append(small if naive else hidden)

    for place, (shown, true) in cells.items():
        add(place, true, shown is None, 0 < true < 5)
    for window in sorted({place.window for place in cells if place.dimension == "code"}):
        inside = [one for one in periods_between(*window) if any(place.window == one for place in cells)]
        owners = sorted(set(OWNERS.values()))
        for owner in owners:
            codes = [place for place in cells if place[:2] == (window, "code") and OWNERS[place.value] == owner]
            parts = [place for place in cells if place.window in inside and place[1:] == ("owner", owner)]
            add((window, owner), sum(cells[place][1] for place in codes), hidden=True)
            lines.append((places[window, owner], *(places[place] for place in codes)))
            if len(inside) == 3:
                lines.append((places[window, owner], *(places[place] for place in parts)))
        add((window, "all"), sum(made[places[window, owner]].nobs for owner in owners), hidden=False)
        lines.append((places[window, "all"], *(places[window, owner] for owner in owners)))
    for window in sorted({place.window for place in cells if place.dimension == "owner"}):
        parts = [place for place in cells if place[:2] == (window, "owner")]
        add((window, "whole"), sum(cells[place][1] for place in parts), hidden=False)
        lines.append((places[window, "whole"], *(places[place] for place in parts)))
    return Published(tuple(made), tuple(lines), tuple(gone))


@pytest.fixture(scope="module")
def shown() -> list[dict[Place, tuple[float | None, int]]]:
    return [told(reports.check(rare_reasons(seed))) for seed in (1, 2)]


def test_owners_are_counted_over_four_weeks_and_codes_over_twelve(
    shown: list[dict[Place, tuple[float | None, int]]],
) -> None:
    for cells in shown:
        lengths = {place.dimension: (place.window[1] - place.window[0]) // WEEK + 1 for place in cells}
        assert lengths == {"owner": 4, "code": 12}
        assert len({place.window for place in cells if place.dimension == "code"}) >= 2
        assert all(count == true for count, true in cells.values() if count is not None)
        assert sum(count is not None for count, _ in cells.values()) > len(cells) / 2


def test_no_week_follows_from_all_of_them_together(shown: list[dict[Place, tuple[float | None, int]]]) -> None:
    for cells in shown:
        assert weeks_that_follow(place.window for place in cells) == set()


def test_no_small_count_follows_from_all_of_them_together(shown: list[dict[Place, tuple[float | None, int]]]) -> None:
    for cells in shown:
        assert any(0 < true < 5 for _, true in cells.values())
        assert by_subtraction(published(cells)) == set()
        assert by_linear_programming(published(cells)) == set()


def test_hiding_small_counts_alone_would_give_some_away(shown: list[dict[Place, tuple[float | None, int]]]) -> None:
    found = [by_linear_programming(published(cells, naive=True)) for cells in shown]
    assert all(found)


def last_closed_quarter(week: date) -> tuple[date, date]:
    """First and last Monday of the latest calendar quarter that is over when the week is."""
    first, last = quarter_weeks(quarter_label(week))
    return (first, last) if last == week else quarter_weeks(quarter_label(first - WEEK))


def test_codes_by_calendar_quarter_beside_owners_by_four_weeks_would_leave_weeks() -> None:
    mondays = [date(2026, 1, 5) + number * WEEK for number in range(52)]
    four, twelve, quarter = (
        [last(day) for day in mondays]
        for last in (last_closed_four_weeks, last_closed_three_periods, last_closed_quarter)
    )
    assert weeks_that_follow([*four, *twelve]) == set()
    assert weeks_that_follow([*four, *quarter])


def test_where_a_reason_stands_in_the_table_does_not_tell_how_often_it_was_given(
    shown: list[dict[Place, tuple[float | None, int]]],
) -> None:
    for cells in shown:
        for window in {place.window for place in cells}:
            given = [(place.value, count) for place, (count, _) in cells.items() if place.window == window]
            for dimension in ("owner", "code"):
                values = {place.value for place in cells if place[:2] == (window, dimension)}
                rows = [(value, count) for value, count in given if value in values]
                hidden = [value for value, count in rows if count is None]
                assert rows[len(rows) - len(hidden) :] == [(value, None) for value in sorted(hidden)]
