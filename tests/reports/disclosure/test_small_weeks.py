# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A week too small to show is counted with a later one, and what comes later changes no earlier report."""

from datetime import date

import pandas as pd

import reports
from reports.weekly.small_weeks import with_small_weeks_moved
from tests.reports.logs import log

LAST = date(2026, 6, 29)  # the Monday of week 27


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
    rows, moved = with_small_weeks_moved(team_log(), LAST)
    assert sizes(rows) == {22: 20, 23: 20, 25: 22, 26: 20, 27: 20}
    assert moved == {("hours", "2026-W24"): "2026-W25"}


def test_weeks_that_may_show_stay_where_they_are() -> None:
    facts = reports.check(log(weeks=6, teams=1, per_week=20, systems=("hours",)))
    rows, moved = with_small_weeks_moved(facts, LAST)
    assert moved == {}
    pd.testing.assert_series_equal(rows["week"], facts["week"])


def test_a_small_last_week_waits_for_as_long_as_its_system_pauses() -> None:
    until = team_log()
    until = until[until["week"] <= pd.Timestamp("2026-06-08")]
    for last in (date(2026, 6, 8), date(2026, 6, 22), LAST):
        rows, moved = with_small_weeks_moved(until, last)
        assert sizes(rows[rows["week"] <= pd.Timestamp(last)]) == {22: 20, 23: 20}
        assert len(rows) == 42
        assert moved == {("hours", "2026-W24"): None}


def test_a_small_week_does_not_take_one_along_that_may_show_alone() -> None:
    facts = team_log()
    week = facts["week"].dt.isocalendar()["week"]
    facts = facts[(week != 25) | ((week == 25).cumsum() <= 6)].reset_index(drop=True)
    week = facts["week"].dt.isocalendar()["week"]
    facts.loc[week == 24, "decider"] = 1  # with three of week 25 they are over 60 % of both weeks
    facts.loc[week == 25, "decider"] = [1, 1, 1, 2, 3, 4]
    facts.loc[week == 25, "response"] = ["accepted", "overridden"] * 3
    extra = facts[week == 24]
    facts = pd.concat([facts, extra, extra], ignore_index=True)
    rows, moved = with_small_weeks_moved(facts, LAST)
    assert sizes(facts)[24] == sizes(rows)[25] == 6
    assert sizes(rows)[26] == 26
    assert moved == {("hours", "2026-W24"): "2026-W26"}


def test_a_week_that_moves_into_the_next_quarter_belongs_to_it() -> None:
    facts = team_log()
    shift = pd.Timedelta(weeks=2)  # week 26 is the last of the second quarter
    facts = reports.check(facts.assign(decided_on=facts["decided_on"] + shift).drop(columns=["week", "quarter"]))
    rows, moved = with_small_weeks_moved(facts, LAST + shift)
    assert moved == {("hours", "2026-W26"): "2026-W27"}
    assert set(rows.loc[rows["week"] == pd.Timestamp("2026-06-29"), "quarter"]) == {"2026-Q3"}
    assert set(facts.loc[facts["week"] == pd.Timestamp("2026-06-22"), "quarter"]) == {"2026-Q2"}


def test_the_pages_say_that_the_week_is_counted_later_and_where_it_is() -> None:
    report = reports.weekly(team_log(), team="team-0", week="2026-W24")
    assert report.headline == ("hours: uge 24 er for lille til at blive vist og tælles med i en senere uge.",)
    weeks = next(one for one in report.tables if one.name == "weeks")
    states = {row[1]: row[weeks.columns.index("state")] for row in weeks.rows}
    assert states["2026-W24"] == "moved"
    after = reports.weekly(team_log(), team="team-0", week="2026-W25")
    assert after.headline[1] == "hours: uge 25 omfatter også uge 24, som ikke kunne vises alene."


def test_a_system_whose_every_week_is_small_has_a_page_all_the_same() -> None:
    facts = reports.check(log(weeks=6, teams=1, per_week=20))
    control = (facts["system"] == "control").to_numpy()
    facts = facts[~control | (facts["week"].rank(method="first") % 20 == 0)]
    facts = pd.concat([facts[~control[facts.index]], facts[control[facts.index]].groupby("week").head(1).head(2)])
    report = reports.weekly(facts, team="team-0", week="2026-W27")
    assert {row[0] for row in next(one for one in report.tables if one.name == "by_system").rows} == {"system"}
