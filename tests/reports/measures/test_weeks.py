# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Week by week: the baseline, the two rules, and the words for what they say."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

import reports
from reports.measures.control_chart import WeekState, baseline_of, compare, week_to_week
from tests.reports.logs import FIRST_MONDAY, log

COUNTS = np.array([12, 9, 15, 20, 11, 8, 14, 22], dtype=float)
SIZES = np.array([100, 90, 110, 120, 95, 80, 105, 115], dtype=float)
ONE = {"teams": 1, "systems": ("hours",)}


def states(frame: pd.DataFrame, **how: object) -> pd.Series:
    return reports.weeks(reports.check(frame), **how)["state"].droplevel(["system", "team"])  # type: ignore[arg-type]


def test_the_baseline_gives_the_printed_values() -> None:
    base = baseline_of(COUNTS, SIZES)
    assert COUNTS.sum() / SIZES.sum() == pytest.approx(0.1362, abs=5e-5)
    assert week_to_week(COUNTS, SIZES) == pytest.approx(0.898, abs=5e-4)
    assert base.rate == pytest.approx(0.13664, abs=5e-6)
    assert base.sigma == 1
    assert base.z(np.array([31.0]), np.array([100.0]))[0] == pytest.approx(4.763, abs=5e-4)
    assert base.z(np.array([101.0]), np.array([400.0]))[0] == pytest.approx(5.525, abs=5e-4)


def test_the_limits_drawn_are_the_limits_that_signal() -> None:
    base = baseline_of(COUNTS, SIZES)
    sizes = np.full(201, 200.0)
    counts = np.arange(201, dtype=float)
    low, high = base.limits(sizes)
    outside = (counts / sizes < low) | (counts / sizes > high)
    assert (outside == (np.abs(base.z(counts, sizes)) > 3.7)).all()


def test_one_week_far_off_is_unusual_and_four_weeks_somewhat_off_are_together() -> None:
    base = baseline_of(np.full(12, 12.0), np.full(12, 80.0))
    _, alone = compare(base, np.array([12.0, 12, 40, 12]), np.full(4, 80.0))
    assert alone.tolist()[:3] == ["ordinary", "ordinary", "unusual"]
    _, together = compare(base, np.full(5, 21.0), np.full(5, 80.0))
    assert together.tolist() == ["ordinary"] * 3 + ["unusual_four_weeks"] * 2


def test_before_twelve_weeks_nothing_is_said_and_then_the_first_twelve_are_the_baseline() -> None:
    assert set(states(log(weeks=11, **ONE))) == {"too_few_weeks"}  # type: ignore[arg-type]
    found = states(log(weeks=14, **ONE))  # type: ignore[arg-type]
    assert found.tolist() == ["baseline"] * 12 + ["ordinary"] * 2


def test_a_jump_is_found_and_the_new_version_does_not_hide_it() -> None:
    frame = log(jump=("hours", 16, 0.45), **ONE)  # type: ignore[arg-type]
    table = reports.weeks(reports.check(frame)).droplevel(["system", "team"])
    assert set(table["state"].iloc[12:16]) == {"ordinary"}
    assert set(table["state"].iloc[19:]) <= {"unusual", "unusual_four_weeks"}
    changes = table["version_change"].dropna()
    assert changes.to_dict() == {"2026-W38": "2.0"}
    assert table["baseline_rate"].dropna().nunique() == 1


def test_versions_that_run_side_by_side_are_no_change() -> None:
    frame = log(weeks=20, **ONE)  # type: ignore[arg-type]
    frame["model_version"] = np.where(frame.index % 2, "1", "2")
    assert reports.weeks(reports.check(frame))["version_change"].isna().all()


def test_an_empty_week_stays_empty_and_is_never_zero() -> None:
    frame = log(weeks=20, **ONE)  # type: ignore[arg-type]
    gone = (frame["decided_on"] >= "2026-09-07") & (frame["decided_on"] < "2026-09-14")
    table = reports.weeks(reports.check(frame[~gone])).droplevel(["system", "team"])
    empty = table.loc["2026-W37"]
    assert empty["state"] == WeekState.EMPTY
    assert np.isnan(empty["rate"])
    assert len(table) == 20


def test_the_week_that_is_not_over_is_not_judged() -> None:
    found = states(log(weeks=14, **ONE), now=date(2026, 8, 26))  # type: ignore[arg-type]
    assert found.iloc[-1] == "open"
    assert found.iloc[-2] == "ordinary"


@pytest.mark.parametrize("wrong", ["0001-01-01", "1949-06-01", "2150-01-01", "8999-01-01", "9999-12-31"])
@pytest.mark.parametrize("now", [None, date(2026, 8, 26)])
def test_a_date_that_cannot_be_right_makes_no_weeks_and_is_counted_as_no_date(wrong: str, now: date | None) -> None:
    frame = log(weeks=14, **ONE)  # type: ignore[arg-type]
    frame["decided_on"] = frame["decided_on"].dt.strftime("%Y-%m-%d")
    frame.loc[3, "decided_on"] = wrong
    assert len(states(frame, now=now)) == 14
    for edition in ("full", "board"):
        report = reports.trends(reports.check(frame), edition=edition, now=now)
        assert len(next(table for table in report.tables if table.name == "weeks").rows) <= 14
        assert report.excluded["no_date"] == (1 if edition == "full" else None)
        assert str(report.period["to"]) < "2027-01-10"


def test_an_early_date_that_can_be_right_keeps_its_week() -> None:
    frame = log(weeks=14, **ONE)  # type: ignore[arg-type]
    frame.loc[3, "decided_on"] = pd.Timestamp("2016-06-01")
    report = reports.trends(reports.check(frame), edition="full", now=date(2026, 8, 26))
    assert report.excluded["no_date"] == 0
    assert report.period["from"] == "2016-05-30"


def test_a_week_that_must_be_hidden_is_no_part_of_the_baseline() -> None:
    frame = log(weeks=14, **ONE)  # type: ignore[arg-type]
    week = frame["decided_on"].dt.isocalendar()["week"]
    kept = (week != 25) | frame["decider"].isin(["team-0/1", "team-0/2"])
    found = states(frame[kept], edition="team")
    assert found.loc["2026-W25"] == "hidden"
    assert found.tolist().count("baseline") == 12


def test_somebody_can_set_a_new_baseline_from_a_date() -> None:
    frame = log(weeks=30, jump=("hours", 10, 0.45), **ONE)  # type: ignore[arg-type]
    new = {("hours", "team-0"): FIRST_MONDAY + pd.Timedelta(weeks=10).to_pytimedelta()}
    found = states(frame, baseline_from=new)
    assert set(found.iloc[:10]) == {"too_few_weeks"}
    assert set(found.iloc[10:22]) == {"baseline"}
    assert set(found.iloc[22:]) == {"ordinary"}


def test_a_rarely_overridden_system_has_too_few_expected_to_say() -> None:
    assert set(states(log(rate=0.01, **ONE))) == {"too_few_overrides"}  # type: ignore[arg-type]


def test_a_baseline_of_other_lengths_is_refused() -> None:
    with pytest.raises(ValueError, match="12 to 26"):
        reports.weeks(reports.check(log(weeks=1)), baseline_weeks=8)


def test_an_ordinary_half_year_is_seldom_called_unusual() -> None:
    random = np.random.default_rng(7)
    false_alarms = 0
    for _ in range(400):
        counts = random.binomial(60, 0.15, 38).astype(float)
        base = baseline_of(counts[:12], np.full(12, 60.0))
        _, found = compare(base, counts[12:], np.full(26, 60.0))
        false_alarms += bool({"unusual", "unusual_four_weeks"} & set(found))
    assert 1 <= false_alarms <= 16  # 1.5 % are expected


def test_a_change_from_15_to_30_per_cent_is_found_within_eight_weeks() -> None:
    random = np.random.default_rng(7)
    found = 0
    for _ in range(100):
        base = baseline_of(random.binomial(60, 0.15, 12).astype(float), np.full(12, 60.0))
        _, said = compare(base, random.binomial(60, 0.30, 8).astype(float), np.full(8, 60.0))
        found += bool({"unusual", "unusual_four_weeks"} & set(said))
    assert found >= 90
