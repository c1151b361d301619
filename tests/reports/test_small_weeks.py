# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A week too small to show is counted with the next, and what comes later changes no earlier week."""

import pandas as pd

import reports
from reports.small_weeks import with_small_weeks_moved
from tests.reports.logs import log


def team_log() -> pd.DataFrame:
    """Six weeks of one team and system, of which the third (week 24) has two decisions."""
    frame = log(weeks=6, teams=1, per_week=20, systems=("hours",))
    third = frame.index[40:60]
    return reports.check(frame.drop(index=third[2:]))


def sizes(rows: pd.DataFrame) -> dict[int, int]:
    """The rows by ISO week."""
    weeks = rows["week"].dt.isocalendar()["week"]
    return {int(week): int(size) for week, size in weeks.value_counts().sort_index().items()}


def test_a_small_week_is_counted_with_the_next_and_nothing_is_lost() -> None:
    assert sizes(team_log()) == {22: 20, 23: 20, 24: 2, 25: 20, 26: 20, 27: 20}
    rows, moved = with_small_weeks_moved(team_log())
    assert sizes(rows) == {22: 20, 23: 20, 25: 22, 26: 20, 27: 20}
    assert moved == {("hours", "2026-W24")}


def test_weeks_that_may_show_stay_where_they_are() -> None:
    facts = reports.check(log(weeks=6, teams=1, per_week=20, systems=("hours",)))
    rows, moved = with_small_weeks_moved(facts)
    assert moved == set()
    pd.testing.assert_series_equal(rows["week"], facts["week"])


def test_a_small_last_week_waits_for_the_next_one() -> None:
    until = team_log()
    until = until[until["week"] <= pd.Timestamp("2026-06-08")]
    rows, moved = with_small_weeks_moved(until)
    assert sizes(rows) == {22: 20, 23: 20, 25: 2}
    assert moved == {("hours", "2026-W24")}


def test_the_page_says_that_the_week_is_counted_with_the_next() -> None:
    report = reports.weekly(team_log(), team="team-0", week="2026-W24")
    assert report.headline == ("hours: uge 24 er for lille til at blive vist og er lagt sammen med den næste.",)
    weeks = next(one for one in report.tables if one.name == "weeks")
    states = {row[1]: row[weeks.columns.index("state")] for row in weeks.rows}
    assert states["2026-W24"] == "moved"
