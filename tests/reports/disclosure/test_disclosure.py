# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Small cells: each reason to hide one, and a figure just beside it that stays."""

import json

import numpy as np
import pandas as pd
import pytest

import reports
from reports.disclosure import hidden, suppress
from reports.measures.cells import fixed_cells, rates
from reports.measures.people import People
from tests.reports.logs import answer, log


def cell(*people: tuple[int, int]) -> pd.DataFrame:
    """The rate of one group whose caseworkers have (decisions, overridden)."""
    rows = [
        (f"p{number}", "overridden" if place < overridden else "accepted")
        for number, (decisions, overridden) in enumerate(people)
        for place in range(decisions)
    ]
    frame = pd.DataFrame(rows, columns=["caseworker", "response"]).assign(model_version="1", recommended="a")
    return reports.override_rate(reports.check(frame))


@pytest.mark.parametrize(
    ("why", "people", "edition", "is_hidden"),
    [
        ("four records", [(2, 1), (1, 0), (1, 0)], "team", True),
        ("ten records of three", [(4, 1), (3, 1), (3, 0)], "team", False),
        ("two caseworkers", [(10, 1), (10, 1)], "team", True),
        ("three caseworkers for a team", [(10, 1)] * 3, "team", False),
        ("four caseworkers for a board", [(10, 1)] * 4, "board", True),
        ("five caseworkers for a board", [(10, 1)] * 5, "board", False),
        ("four caseworkers in public", [(10, 1)] * 4, "public", True),
        ("one with 61 of 100", [(61, 9), (20, 1), (19, 1)], "team", True),
        ("one with 60 of 100", [(60, 9), (20, 1), (20, 1)], "team", False),
        ("none of nine", [(3, 0)] * 3, "team", True),
        ("all of nine", [(3, 3)] * 3, "team", True),
        ("none of twelve", [(4, 0)] * 3, "team", False),
        ("one record in full", [(1, 1)], "full", False),
    ],
)
def test_a_cell_is_hidden_for_each_reason_and_not_otherwise(
    why: str, people: list[tuple[int, int]], edition: str, is_hidden: bool
) -> None:
    table = cell(*people)
    assert hidden(table, edition).tolist() == [is_hidden], why
    released = suppress(table, edition)
    assert released["suppressed"].tolist() == [is_hidden]
    assert released.drop(columns="suppressed").isna().all().all() == is_hidden
    assert not {"deciders", "dominated"} & set(released.columns)


def test_the_shares_of_one_group_hide_together_and_the_smallest_other_with_them() -> None:
    frame = log(weeks=8, systems=("hours",))
    few = frame.index < 6
    frame["groups"] = '{"place": "town"}'
    frame.loc[frame.index % 5 == 0, "groups"] = '{"place": "village"}'
    frame.loc[few, "groups"] = '{"place": "islet"}'
    answer(frame, few, ["overridden"] * 3 + ["accepted"] * 3)
    frame.loc[few, "decider"] = [f"team-0/{number % 4}" for number in range(6)]
    report = reports.trends(reports.check(frame))
    table = next(one for one in report.tables if one.name == "by_group_place")
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert {row["suppressed"] for row in rows if row["value"] == "islet"} == {True}
    assert {row["suppressed"] for row in rows if row["value"] == "village"} == {True}  # else islet is the rest
    assert {row["suppressed"] for row in rows if row["value"] == "town"} == {False}


@pytest.mark.parametrize(("overridden", "is_hidden"), [(3, False), (0, True), (6, True)])
def test_a_group_of_six_shows_unless_none_or_all_overrode(overridden: int, is_hidden: bool) -> None:
    frame = log(weeks=8, systems=("hours",))
    frame["groups"] = '{"place": "town"}'
    frame.loc[frame.index < 6, "groups"] = '{"place": "islet"}'
    answer(frame, frame.index < 6, ["overridden"] * overridden + ["accepted"] * (6 - overridden))
    frame.loc[frame.index < 6, "decider"] = [f"team-0/{number}" for number in range(6)]
    table = next(one for one in reports.trends(reports.check(frame)).tables if one.name == "by_group_place")
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert {row["suppressed"] for row in rows if row["value"] == "islet"} == {is_hidden}


def test_two_groups_of_which_one_is_hidden_give_no_difference_to_work_it_out_from() -> None:
    frame = log(weeks=8, systems=("hours",))
    frame["groups"] = '{"place": "town"}'
    frame.loc[frame["decider"].isin(["team-0/1", "team-0/2"]), "groups"] = '{"place": "islet"}'
    board = reports.trends(reports.check(frame))
    full = reports.trends(reports.check(frame), edition="full")
    rows = {
        report.edition: next(one for one in report.tables if one.name == "differences").rows for report in (board, full)
    }
    assert rows["board"] == ()
    assert len(rows["full"]) == 6  # two groups: in rate, among like cases, and in direction


def test_the_public_edition_shows_no_exact_count() -> None:
    facts = reports.check(log(weeks=9, per_week=33))
    data = json.loads(reports.trends(facts, edition="public").to_json())
    names = {table["name"] for table in data["tables"]}
    assert not names & {"weeks", "differences", "spread"}
    for table in data["tables"]:
        for row in (dict(zip(table["columns"], values, strict=True)) for values in table["rows"]):
            assert all(row[name] is None or row[name] % 5 == 0 for name in ("count", "nobs"))
            assert row["rate"] is None or row["rate"] == round(row["rate"], 2)
    assert all(number % 5 == 0 for number in data["excluded"].values())


def one_group(count: int, nobs: int, *, people: int = 8) -> pd.DataFrame:
    """A table of rates with one row, as measures give it."""
    deciders, over = np.arange(nobs) % people, np.arange(nobs) < count
    return rates(fixed_cells(pd.DataFrame(index=range(nobs)), ()), People(deciders), {"rate": over})["rate"]


@pytest.mark.parametrize(("count", "nobs"), [(2, 40), (38, 40), (1, 300), (299, 300), (2, 6), (4, 6), (1, 9)])
def test_some_are_never_rounded_to_none_nor_to_all(count: int, nobs: int) -> None:
    row = suppress(one_group(count, nobs), "public", hide=np.array([False])).iloc[0]
    assert 0 < row["count"] < row["nobs"]
    assert 0 < row["rate"] < 1
    assert {row["count"] % 5, row["nobs"] % 5} == {0}


@pytest.mark.parametrize(("count", "rate"), [(0, 0.0), (40, 1.0)])
def test_none_and_all_stay_none_and_all(count: int, rate: float) -> None:
    assert suppress(one_group(count, 40), "public").iloc[0]["rate"] == rate


def test_no_interval_gets_narrower_by_rounding() -> None:
    random = np.random.default_rng(2)
    wide = 0
    for _ in range(300):
        nobs, people = int(random.integers(40, 400)), int(random.integers(5, 40))
        table = one_group(int(random.integers(10, nobs - 10)), nobs, people=people)
        exact, released = table.iloc[0], suppress(table, "public", hide=np.array([False])).iloc[0]
        assert released["nobs_effective"] > 0
        reach = {name: row["high_clustered"] - row["low_clustered"] for name, row in (("e", exact), ("r", released))}
        assert reach["r"] > 0.9 * reach["e"] - 0.01, (exact, released)
        wide += reach["r"] > reach["e"]
    assert wide > 150


def test_a_difference_and_a_bound_are_in_whole_per_cent_and_stay_what_they_are() -> None:
    table = one_group(12, 80).assign(rate=-0.1234, low=-0.2345, high=0.0123)
    row = suppress(table, "public").iloc[0]
    assert (row["rate"], row["low"], row["high"]) == (-0.12, -0.23, 0.01)
    bound = suppress(table.assign(count=np.nan, rate=0.1147), "public").iloc[0]
    assert bound["rate"] == 0.11
    assert np.isnan(bound["count"])
