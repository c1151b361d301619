# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What stands beside the facts: double readings, voluntary counters, and how caseworkers see their answers."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint

from reports import Report, check, trends, weekly, with_told
from reports.beside.double_readings import DoubleReading, double_reading_table
from reports.beside.obstacles import Counted, obstacles_table
from reports.beside.seen_as import seen_as_table, seen_otherwise
from reports.disclosure import Edition
from reports.documents import FORMS, document
from reports.measures.agreement import kappa
from tests.reports.logs import log

NOW = date(2026, 11, 25)
READ: dict[str, Any] = {
    "system": "a",
    "team": "t",
    "first_day": date(2026, 7, 6),
    "last_day": date(2026, 9, 27),
    "ended_on": date(2026, 11, 18),
    "of": {"accepted": 200, "overridden": 40},
    "pairs": {"accepted": [[12, 1, 2], [1, 2, 0], [0, 1, 1]], "overridden": [[9, 3, 1], [2, 4, 0], [0, 0, 1]]},
}


def figures(table: pd.DataFrame) -> dict[tuple[str, str], Any]:
    return {(row["value"], row["measure"]): row for _, row in table.iterrows()}


def test_kappa_of_each_response_is_that_of_statsmodels_and_overall_is_weighted() -> None:
    found = figures(double_reading_table([DoubleReading(**READ)], "board"))
    for response in ("accepted", "overridden"):
        oracle = cohens_kappa(np.array(READ["pairs"][response]))
        row = found[response, "kappa"]
        assert row["rate"] == pytest.approx(oracle.kappa)
        assert row["low"] == pytest.approx(oracle.kappa_low, abs=1e-3)
    strata = {name: (READ["pairs"][name], 20 / READ["of"][name]) for name in ("accepted", "overridden")}
    whole = kappa(strata)
    row = found["overall", "kappa"]
    assert (row["rate"], row["low"], row["high"], row["nobs"]) == (whole.kappa, whole.low, whole.high, 40)
    unweighted = np.array(READ["pairs"]["accepted"]) + np.array(READ["pairs"]["overridden"])
    assert row["rate"] != pytest.approx(cohens_kappa(unweighted).kappa)


def test_what_both_said_and_where_they_differed_add_up_to_what_was_read() -> None:
    found = figures(double_reading_table([DoubleReading(**READ)], "board"))
    names = ("both_supports", "both_does_not", "both_cannot_tell", "readers_differed")
    assert [found["accepted", name]["count"] for name in names] == [12, 2, 1, 5]
    row = found["accepted", "readers_differed"]
    assert (row["low"], row["high"]) == pytest.approx(proportion_confint(5, 20, method="wilson"))


def test_no_side_of_the_pairs_can_be_told_from_the_other() -> None:
    turned = {name: np.transpose(pairs).tolist() for name, pairs in READ["pairs"].items()}
    table = double_reading_table([DoubleReading(**READ)], "board")
    pd.testing.assert_frame_equal(table, double_reading_table([DoubleReading(**{**READ, "pairs": turned})], "board"))


def test_too_few_read_hide_and_with_them_what_they_would_follow_from() -> None:
    few = {**READ["pairs"], "overridden": [[3, 0, 0], [0, 1, 0], [0, 0, 0]]}
    reading = DoubleReading(**{**READ, "pairs": few})
    hidden = double_reading_table([reading], "board")
    assert hidden.groupby("value")["suppressed"].all().to_dict() == {"accepted": False, "overridden": True}
    assert "overall" in set(double_reading_table([reading], Edition.FULL)["value"])


def test_several_double_readings_of_a_system_are_one_row_and_no_team_is_named() -> None:
    readings = [DoubleReading(**READ), DoubleReading(**{**READ, "team": "u", "of": {"accepted": 90, "overridden": 25}})]
    table = double_reading_table(readings, "board")
    assert figures(table)["accepted", "both_supports"]["count"] == 24
    assert len(table[table["measure"] == "kappa"]) == 3
    assert not {"t", "u"} & set(table.astype(str).to_numpy().ravel())


@cache
def made(edition: str = "board") -> Report:
    return trends(log(), now=NOW, edition=edition)


@cache
def made_week() -> Report:
    return weekly(log(), team="t", week="2026-W40", now=NOW)


def test_trends_tell_of_what_lies_in_the_period_and_the_week_of_the_team_for_four_weeks() -> None:
    told = {"double_readings": [READ]}
    board = with_told(made(), told, NOW)
    assert "double_reading" in [section.key for section in board.sections]
    assert all(document(board, form, NOW) for form in FORMS)
    outside = {"double_readings": [{**READ, "first_day": date(2020, 1, 6), "last_day": date(2020, 3, 1)}]}
    for report, what in ((board, outside), (made(edition="public"), told)):
        bare = replace(report, sections=(), tables=report.tables[:3])
        after = with_told(bare, what, NOW)
        assert "double_reading" not in [section.key for section in after.sections]


def week_of(monday: str, ended_on: date, team: str = "t") -> bool:
    first = date.fromisoformat(monday)
    dated = replace(made_week(), team="t", tables=made().tables[:1], period={"from": monday, "to": str(first)})
    after = with_told(dated, {"double_readings": [{**READ, "ended_on": ended_on, "team": team}]}, NOW)
    return "double_reading" in [section.key for section in after.sections]


def test_a_week_tells_of_the_own_team_only_and_not_for_ever() -> None:
    ended = date(2026, 11, 18)
    assert [week_of(monday, ended) for monday in ("2026-11-02", "2026-11-09", "2026-11-16", "2026-12-07")] == [
        False,
        True,
        True,
        True,
    ]
    assert not week_of("2026-12-21", ended)
    assert not week_of("2026-11-16", ended, team="u")


def test_counters_are_told_from_ten_answers_on_and_without_a_total() -> None:
    counted = [Counted("a", "2026-Q3", "no_time", 10), Counted("a", "2026-Q3", "none", 9)]
    table = obstacles_table(counted)
    assert table[["value", "measure", "count", "system"]].to_numpy().tolist() == [["2026-Q3", "no_time", 10.0, "a"]]
    assert table["nobs"].isna().all()


def test_the_board_is_told_of_the_counters_of_its_quarters_in_the_section_on_oversight() -> None:
    rows = [{"system": "a", "quarter": "2026-Q3", "obstacle": "felt_required", "count": 12}]
    open_quarter = [{**rows[0], "quarter": "2026-Q4"}]
    board = with_told(made(), {"obstacles": [*rows, *open_quarter]}, NOW)
    section = next(each for each in board.sections if each.key == "oversight")
    assert ("a", "3. kvartal 2026", "Oplevede det som et krav at følge den", "12") in section.grids[-1].lines
    assert len(section.grids[-1].lines) == 1
    data = {table["name"]: table for table in board.as_data()["tables"]}
    assert [row[:3] for row in data["obstacles"]["rows"]] == [["quarter", "2026-Q3", "felt_required"]]
    public = with_told(made(edition="public"), {"obstacles": rows}, NOW)
    assert "obstacles" not in {table.name for table in public.tables}


def seen(count: int, nobs: int = 60) -> pd.DataFrame:
    rows = {
        "case_reference": [f"c{number}" for number in range(nobs)],
        "system": "a",
        "model_version": "1",
        "caseworker": [f"p{number % 7}" for number in range(nobs)],
        "recommended": "x",
        "decided": ["x" if number % 2 else "y" for number in range(nobs)],
        "decided_at": "2026-09-01T10:00:00+02:00",
        "seen_as": ["partly_accepted" if number < count else None for number in range(nobs)],
    }
    return check(pd.DataFrame(rows))


def test_the_share_that_sees_the_answer_otherwise_is_told_beside_the_responses() -> None:
    row = seen_otherwise(seen(9)).loc["overall"]
    assert (row["count"], row["nobs"]) == (9, 60)
    table = figures(seen_as_table(seen(9), "board"))
    assert [table[response, "seen_otherwise"]["count"] for response in ("accepted", "overridden")] == [4, 5]
    assert seen_otherwise(seen(0)).loc["overall", "count"] == 0
    same = seen(9).assign(seen_as=seen(9)["response"])
    assert seen_otherwise(same).loc["overall", "count"] == 0, "who says what follows anyway sees nothing otherwise"


def test_the_responses_show_together_or_not_at_all() -> None:
    frame = seen(9)
    few = frame[(frame["response"] == "accepted") | (np.arange(len(frame)) < 7)]
    assert set(seen_as_table(few, "board")["value"]) == {"overall"}
    assert set(seen_as_table(few, "full")["value"]) == {"overall", "accepted", "overridden"}
