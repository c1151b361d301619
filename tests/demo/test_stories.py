# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The four stories can be found in the figures, and nothing beside them looks unusual."""

from datetime import timedelta

import pandas as pd
import pytest

import reports
from reports.measures.reasons import new_codes
from tests.demo.conftest import NOW, THIS_WEEK

UNUSUAL = ["unusual", "unusual_four_weeks"]


def share(rows: pd.DataFrame, column: str, value: object) -> float:
    """The share of the rows with the value."""
    return float((rows[column] == value).mean())


def of_system(facts: pd.DataFrame, system: str) -> pd.DataFrame:
    """The answered recommendations of one system."""
    return facts[(facts["system"] == system) & (facts["state"] == "answered")]


def unusual_series(facts: pd.DataFrame) -> set[tuple[str, str]]:
    """(system, team) of every week that the report calls unusual."""
    weeks = reports.weeks(facts, now=THIS_WEEK)
    marked = weeks[weeks["state"].isin(UNUSUAL)]
    return {(system, team) for system, team, _week in marked.index}


def test_a_new_version_brings_a_jump_in_overriding_for_wrong_data(facts: pd.DataFrame) -> None:
    rows = of_system(facts, "boligforhold")
    before, after = rows[rows["model_version"] == "2.2"], rows[rows["model_version"] == "2.3"]
    assert share(before, "response", "overridden") == pytest.approx(0.30, abs=0.03)
    assert share(after, "response", "overridden") == pytest.approx(0.48, abs=0.03)
    gone = [part[part["response"] == "overridden"] for part in (before, after)]
    assert share(gone[0], "reason_code", "D1") == pytest.approx(0.10, abs=0.03)
    assert share(gone[1], "reason_code", "D1") == pytest.approx(0.45, abs=0.03)
    assert after["week"].min() == pd.Timestamp(THIS_WEEK - timedelta(weeks=10))


def test_the_report_calls_the_jump_unusual_and_nothing_else(facts: pd.DataFrame) -> None:
    found = unusual_series(facts)
    assert ("boligforhold", "kontrol-nord") in found
    assert {system for system, _team in found} == {"boligforhold"}


def test_without_the_new_version_nothing_is_called_unusual(facts: pd.DataFrame) -> None:
    assert unusual_series(facts[facts["model_version"] != "2.3"]) == set()


def test_a_team_of_seven_follows_everything_in_seconds(facts: pd.DataFrame) -> None:
    rows = facts[(facts["team"] == "jobcenter-nord") & (facts["state"] == "answered")]
    assert rows["decider"].nunique() == 7
    assert 60 <= rows.groupby("week").size().median() <= 90
    assert share(rows, "response", "overridden") <= 0.01
    assert share(rows, "time_bucket", "lt10s") == pytest.approx(0.8, abs=0.03)
    # The question of time leaves these codes out, so enough must be left for it to be asked.
    assert (~rows["reason_code"].isin(["A1", "A4"])).mean() > 0.4


def test_only_that_team_answers_in_seconds(facts: pd.DataFrame) -> None:
    rows = facts[(facts["team"] != "jobcenter-nord") & (facts["state"] == "answered")]
    assert share(rows, "time_bucket", "lt10s") < 0.05


def test_living_alone_changes_the_direction_and_not_the_rate(facts: pd.DataFrame) -> None:
    rows = of_system(facts, "timeforslag")
    up = {"bor alene": 0.75, "bor med andre": 0.25}
    for group, expected in up.items():
        part = rows[rows["group_bor_alene"] == group]
        gone = part[part["response"] == "overridden"]
        assert len(part) > 300
        assert share(part, "response", "overridden") == pytest.approx(0.22, abs=0.02)
        assert share(gone, "direction", 1) == pytest.approx(expected, abs=0.04)


def test_no_other_group_differs_in_rate_or_direction(facts: pd.DataFrame) -> None:
    for system, group in [("timeforslag", "køn"), ("boligforhold", "husstand"), ("underretninger", "barnets_køn")]:
        rows = of_system(facts, system)
        known = rows[rows[f"group_{group}"] != "unknown"]  # registered by hand, without a data basis
        rates = known.groupby(f"group_{group}", observed=True)["response"].agg(lambda r: (r == "overridden").mean())
        assert rates.max() - rates.min() < 0.04


def test_a_new_reason_comes_up_in_the_latest_four_weeks(facts: pd.DataFrame) -> None:
    rows = of_system(facts, "underretninger")
    first = THIS_WEEK - timedelta(weeks=3)
    ruled = rows[rows["reason_code"] == "R1"]
    assert ruled["week"].min() >= pd.Timestamp(first)
    assert len(ruled) >= 6
    assert ruled["decider"].nunique() >= 3
    assert ("underretninger", "R1") in new_codes(facts, first, THIS_WEEK)
    done = THIS_WEEK - timedelta(weeks=1)
    assert ("underretninger", "R1") in new_codes(facts, done - timedelta(weeks=3), done)


def test_the_week_before_the_new_practice_nothing_is_new(facts: pd.DataFrame) -> None:
    before = THIS_WEEK - timedelta(weeks=4)
    assert new_codes(facts, before - timedelta(weeks=3), before) == set()


def test_own_judgement_comes_first_for_notifications_only(facts: pd.DataFrame) -> None:
    judged = facts[facts["own_judgement"].notna()]
    assert set(judged["system"]) == {"underretninger"}
    assert len(judged) == len(of_system(facts, "underretninger"))
    moved = judged["own_judgement"].astype(str) != judged["recommended"].astype(str)
    assert 0.2 < (judged[moved]["response"] == "accepted").mean() < 0.5


def test_coverage_and_desks_look_like_work_in_progress(facts: pd.DataFrame) -> None:
    waiting = facts[facts["state"] == "waiting"].groupby("team", observed=True).size()
    assert len(waiting) == 8
    assert waiting["kontrol-nord"] == 12
    assert 0.93 < (facts["state"] == "answered").mean() < 0.97
    assert (facts[facts["state"] == "waiting"]["shown"]).any()


def test_the_total_is_what_was_asked_for_and_ends_now(facts: pd.DataFrame) -> None:
    answered = facts[facts["state"] == "answered"]
    assert len(answered) == 6000
    assert answered["week"].nunique() == 26
    assert answered["decided_on"].max() <= pd.Timestamp(NOW.date())


def test_vague_codes_stay_a_minority(facts: pd.DataFrame) -> None:
    gone = facts[facts["response"].isin(["overridden", "partly_accepted"])]
    vague = gone["reason_code"].isin(["F1", "X9"]).groupby(gone["system"], observed=True).mean()
    assert vague.max() < 0.25


def test_people_of_a_team_differ_a_little(facts: pd.DataFrame) -> None:
    rows = of_system(facts, "boligforhold")
    rates = (rows["response"] == "overridden").groupby(rows["decider"]).mean()
    assert 0.05 < rates.std() < 0.15
