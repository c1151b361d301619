# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A team's reasons, read in every weekly report of half a year: no two of them leave a week between them."""

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd
import pytest

import reports
from reports.periods import WEEK, last_closed_four_weeks, last_closed_quarter, week_label
from tests.reports.logs import FIRST_MONDAY, log

OWNERS = {"D1": "data", "D2": "data", "F1": "practice", "A1": "none"}
WEEKS = 18
Window = tuple[date, date]


def weeks_that_follow(windows: Iterable[Window]) -> set[date]:
    """The weeks whose count follows from the sums over these windows, whatever the counts are."""
    sums = sorted(set(windows))
    mondays = sorted({first + number * WEEK for first, last in sums for number in range((last - first) // WEEK + 1)})
    rows = np.array([[first <= day <= last for day in mondays] for first, last in sums], dtype=float)
    rank = np.linalg.matrix_rank(rows)
    alone = np.eye(len(mondays))
    return {day for day, unit in zip(mondays, alone, strict=True) if np.linalg.matrix_rank([*rows, unit]) == rank}


@pytest.fixture(scope="module")
def shown() -> dict[tuple[Window, str, str], tuple[float, int]]:
    """By window, dimension and value what the report shows and what is true, over the reports of half a year."""
    facts = reports.check(log(weeks=WEEKS, teams=1, per_week=120, systems=("hours",)))
    departed = facts[facts["response"] == "overridden"]
    found = {}
    for number in range(8, WEEKS):
        monday = FIRST_MONDAY + number * WEEK
        first, last = last_closed_four_weeks(monday)
        true = departed[departed["week"].between(pd.Timestamp(first), pd.Timestamp(last))]["reason_code"].astype(str)
        report = reports.weekly(facts, team="team-0", week=week_label(monday), owners=OWNERS)
        table = next(one for one in report.tables if one.name == "reasons")
        for row in (dict(zip(table.columns, values, strict=True)) for values in table.rows):
            if row["measure"] == "share_of_departed" and row["count"] is not None:
                held = true if row["dimension"] == "code" else true.map(OWNERS)
                key = ((first, last), str(row["dimension"]), str(row["value"]))
                found[key] = float(str(row["count"])), int((held == row["value"]).sum())
    return found


def test_codes_and_owners_are_counted_over_the_same_fixed_four_weeks(
    shown: dict[tuple[Window, str, str], tuple[float, int]],
) -> None:
    assert {dimension for _, dimension, _ in shown} == {"owner", "code"}
    assert len({window for window, _, _ in shown}) >= 3
    assert [count for count, _ in shown.values()] == [true for _, true in shown.values()]


def test_no_week_follows_from_all_of_them_together(shown: dict[tuple[Window, str, str], tuple[float, int]]) -> None:
    assert weeks_that_follow(window for window, _, _ in shown) == set()


def test_codes_by_quarter_beside_owners_by_four_weeks_would_leave_weeks() -> None:
    mondays = [date(2026, 1, 5) + number * WEEK for number in range(52)]
    four, quarter = ([last(day) for day in mondays] for last in (last_closed_four_weeks, last_closed_quarter))
    assert weeks_that_follow(four) == set()
    assert weeks_that_follow([*four, *quarter])
