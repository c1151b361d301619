# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A baseline frozen after a change: later weeks are held against it, earlier ones keep what was said of them."""

from datetime import date

import pandas as pd
import pytest

import reports
from reports.periods import WEEK
from tests.reports.logs import FIRST_MONDAY, log

CHANGED, FROZEN = FIRST_MONDAY + 14 * WEEK, date(2026, 11, 11)
NEW = ("hours", CHANGED, FROZEN, "Version 2.0 er ny.")
NOW = date(2027, 2, 1)


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return reports.check(log(weeks=34, teams=1, systems=("hours",), jump=("hours", 14, 0.45)))


def states(facts: pd.DataFrame, *baselines: tuple[str, date, date, str]) -> pd.DataFrame:
    return reports.weeks(facts, baselines=baselines).droplevel(["system", "team"])


def test_weeks_from_the_one_it_was_frozen_in_are_held_against_the_new_level(facts: pd.DataFrame) -> None:
    old, new = states(facts), states(facts, NEW)
    later = new.index >= "2026-W46"
    assert set(old[later]["state"]) <= {"unusual", "unusual_four_weeks"}
    assert new.loc["2026-W46", "state"] == "baseline"
    assert set(new["state"].iloc[26:]) == {"ordinary"}
    assert new["baseline_rate"].iloc[-1] == pytest.approx(0.45, abs=0.05)


def test_what_was_said_of_earlier_weeks_stays(facts: pd.DataFrame) -> None:
    old, new = states(facts), states(facts, NEW)
    before = new.index < "2026-W46"
    pd.testing.assert_frame_equal(new[before], old[before])
    assert {"unusual", "unusual_four_weeks"} & set(new[before]["state"])


def test_of_several_the_latest_counts_and_another_system_has_none_of_it(facts: pd.DataFrame) -> None:
    again = ("hours", FIRST_MONDAY, date(2026, 12, 2), "Tilbage igen.")
    both = states(facts, again, NEW)
    assert both.loc["2026-W49", "state"] in ("unusual", "unusual_four_weeks")
    assert both["state"]["2026-W48"] == states(facts, NEW)["state"]["2026-W48"]
    pd.testing.assert_frame_equal(states(facts, ("control", *NEW[1:])), states(facts))


def test_every_one_is_told_with_its_day_and_its_reason_beside_the_figure(facts: pd.DataFrame) -> None:
    again = ("hours", CHANGED, date(2026, 12, 2), "")
    for report in (
        reports.weekly(facts, team="team-0", week="2026-W50", now=NOW, baselines=[NEW, again]),
        reports.trends(facts, edition="full", now=NOW, baselines=[again, NEW]),
    ):
        (section,) = (one for one in report.sections if one.key == "weeks")
        told = [sentence for sentence in section.sentences if "fastlåst" in sentence]
        assert told == [
            "hours: nyt basisniveau fastlåst 11.11.2026, målt fra uge 36, 2026. Begrundet med: »Version 2.0 er ny.«",
            "hours: nyt basisniveau fastlåst 2.12.2026, målt fra uge 36, 2026.",
        ]
        assert not any("stadig det fra før" in sentence for sentence in section.sentences)


def test_the_report_of_a_week_before_it_was_frozen_knows_nothing_of_it(facts: pd.DataFrame) -> None:
    with_it, without = (
        reports.weekly(facts, team="team-0", week="2026-W45", now=NOW, baselines=baselines) for baselines in ([NEW], [])
    )
    assert with_it == without
