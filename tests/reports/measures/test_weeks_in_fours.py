# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Where a week has too few overrides, four weeks are judged at a time: the same rules, words, table and figure."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

import reports
from reports.charts.drawing import svg_of_page
from reports.measures.control_chart import baseline_of, compare
from reports.report import Report
from tests.reports.logs import FIRST_MONDAY, log
from tests.reports.test_false_alarms import ALARMS, at_most

ONE = {"teams": 1, "systems": ("hours",), "per_week": 20, "rate": 0.08}
WEEKS = 34  # week 22 of 2026 to week 2 of 2027, so that 2026-P07 is the first whole period and 2026-P13 the last
ROUNDS = [pytest.param(500, id="some"), pytest.param(5000, id="many", marks=pytest.mark.full)]


def rows_of(frame: pd.DataFrame, **how: object) -> pd.DataFrame:
    return reports.weeks(reports.check(frame), **how).droplevel(["system", "team"])  # type: ignore[arg-type]


def page(week: str = "2026-W53", **how: object) -> Report:
    frame = log(weeks=WEEKS, **{**ONE, **how})  # type: ignore[arg-type]
    return reports.weekly(reports.check(frame), team="team-0", week=week, now=date(2027, 2, 1))


def test_a_thin_series_has_a_row_for_each_closed_period_of_four_weeks() -> None:
    frame = log(weeks=WEEKS, **ONE)  # type: ignore[arg-type]
    found = rows_of(frame, edition="team")
    assert found.index.tolist() == [f"2026-P{number:02d}" for number in range(6, 14)]
    inside = frame[(frame["decided_on"] >= "2026-06-15") & (frame["decided_on"] < "2026-07-13")]
    assert found.loc["2026-P07", "nobs"] == len(inside) == 80
    assert found.loc["2026-P07", "count"] == (inside["response"] == "overridden").sum()
    assert found["state"].tolist() == ["baseline"] * 3 + ["ordinary"] * 5
    assert set(found["baseline_weeks"].dropna()) == {12}


def test_a_period_that_is_not_over_has_no_row() -> None:
    found = rows_of(log(weeks=WEEKS, **ONE), now=date(2026, 12, 14))  # type: ignore[arg-type]
    assert found.index[-1] == "2026-P12"
    assert rows_of(log(weeks=WEEKS - 3, **ONE)).index[-1] == "2026-P12"  # type: ignore[arg-type]


def test_a_series_with_enough_overrides_a_week_keeps_its_weeks() -> None:
    found = rows_of(log(weeks=WEEKS, **{**ONE, "rate": 0.3}))  # type: ignore[arg-type]
    assert not any("-P" in label for label in found.index)


def test_four_weeks_that_are_too_few_as_well_say_so_week_by_week() -> None:
    found = rows_of(log(weeks=WEEKS, **{**ONE, "rate": 0.01}))  # type: ignore[arg-type]
    assert set(found["state"]) == {"too_few_overrides"}
    assert "2026-W30" in found.index


def test_a_period_is_the_sum_of_the_weeks_that_may_be_shown() -> None:
    frame = log(weeks=WEEKS, **ONE)  # type: ignore[arg-type]
    alone = (frame["decided_on"] >= "2026-06-15") & (frame["decided_on"] < "2026-06-22")
    frame.loc[alone, "decider"] = "team-0/1"
    found = rows_of(frame, edition="team")
    assert found.loc["2026-P07", "nobs"] == 60
    assert rows_of(frame).loc["2026-P07", "nobs"] == 80


def test_a_change_of_level_is_called_unusual_and_told_in_weeks() -> None:
    report = page(jump=("hours", 24, 0.35))
    told = " ".join(report.headline)
    assert "fire uger ad gangen" in told
    assert "i uge 49–53" in told or "de seneste fire perioder" in told
    assert "uden for almindelige udsving" in told
    (section,) = (one for one in report.sections if one.key == "weeks")
    assert any("8 til 16 %" in sentence for sentence in section.sentences)
    (grid,) = section.grids
    assert "Uge 25–28" in [line[0] for line in grid.lines]
    assert grid.chart is not None
    assert "fire uger ad gangen" in grid.chart.caption
    assert ">25–28<" in svg_of_page(grid.chart)
    table = next(one for one in report.tables if one.name == "weeks")
    assert {row[table.columns.index("dimension")] for row in table.rows} == {"four_weeks"}


def test_a_version_that_takes_over_inside_a_period_is_on_neither_side_of_the_comparison() -> None:
    report = page(jump=("hours", 24, 0.35))
    (section,) = (one for one in report.sections if one.key == "weeks")
    assert any("tog over i uge 45–48" in sentence and "Før skiftet" in sentence for sentence in section.sentences)


def test_the_week_that_is_asked_for_meets_no_period_that_ends_after_it() -> None:
    table = next(one for one in page("2026-W46").tables if one.name == "weeks")
    assert [row[table.columns.index("value")] for row in table.rows][-1] == "2026-P11"


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize(
    ("n", "p", "spread", "stated"),
    [(80, 0.08, 0.0, 0.01), (40, 0.12, 0.0, 0.01), (80, 0.05, 0.0, 0.01), (80, 0.08, 0.03, 0.06)],
)
def test_an_ordinary_half_year_in_fours_is_called_unusual_no_oftener_than_one_of_weeks(
    rounds: int, n: int, p: float, spread: float, stated: float
) -> None:
    assert alarms(rounds, n, p, spread=spread) <= at_most(stated, rounds)


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_doubled_rate_is_seen_within_sixteen_weeks_as_often_as_stated(rounds: int) -> None:
    found = alarms(rounds, 80, 0.08, later=0.16, after=4)
    assert found == pytest.approx(0.36, abs=0.01 + 3 * np.sqrt(0.36 * 0.64 / rounds))


def alarms(rounds: int, n: int, p: float, *, spread: float = 0.0, later: float | None = None, after: int = 7) -> float:
    """The share of simulated runs of periods after a baseline of three in which one is called unusual."""
    random = np.random.default_rng(20261125)
    found = 0
    for _round in range(rounds):
        rate = np.clip(random.normal(p, spread, 3 + after), 0.001, 0.999)
        if later is not None:
            rate[3:] = later
        count, nobs = random.binomial(n, rate).astype(float), np.full(3 + after, float(n))
        base = baseline_of(count[:3], nobs[:3])
        found += bool(np.isin(compare(base, count[3:], nobs[3:])[1], ALARMS).any())
    return found / rounds


def test_the_log_of_these_tests_begins_where_they_think() -> None:
    assert date(2026, 5, 25) == FIRST_MONDAY
    assert (FIRST_MONDAY + timedelta(weeks=WEEKS)).isocalendar()[:2] == (2027, 3)
