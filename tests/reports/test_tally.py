# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Counted ahead: a tally adds up, and gives the figures that the facts give."""

import pandas as pd
import pytest

import reports
from reports.measures.cells import PEOPLE_COLUMNS, RATE_COLUMNS
from reports.measures.rates import response_rates
from reports.tallies import Tally, chosen, merge, rates_of, tally
from tests.reports.logs import log


@pytest.fixture(scope="module")
def made_up() -> pd.DataFrame:
    return log(weeks=5, teams=2, per_week=12)


@pytest.fixture(scope="module")
def whole(made_up: pd.DataFrame) -> Tally:
    return tally(reports.check(made_up))


def test_merging_tallies_of_houses_equals_the_tally_of_all_their_facts(made_up: pd.DataFrame, whole: Tally) -> None:
    houses = [tally(reports.check(part)) for _, part in made_up.groupby("team")]
    pd.testing.assert_frame_equal(merge(houses).rows, whole.rows)
    pd.testing.assert_frame_equal(merge(reversed(houses)).rows, whole.rows)


def test_merging_houses_that_share_their_people_counts_these_twice(made_up: pd.DataFrame, whole: Tally) -> None:
    halves = [tally(reports.check(made_up[made_up.index % 2 == half])) for half in (0, 1)]
    ours, theirs = (chosen(one, "quarter").set_index("measure").loc["override_rate"] for one in (merge(halves), whole))
    assert ours["nobs"].tolist() == theirs["nobs"].tolist()
    assert (ours["deciders"] > theirs["deciders"]).all()


def test_the_order_of_the_facts_changes_nothing(made_up: pd.DataFrame, whole: Tally) -> None:
    pd.testing.assert_frame_equal(tally(reports.check(made_up.sample(frac=1, random_state=3))).rows, whole.rows)


@pytest.mark.parametrize("column", ["recommended", "group_household"])
def test_rates_intervals_and_people_are_exactly_those_of_the_facts(
    made_up: pd.DataFrame, whole: Tally, column: str
) -> None:
    facts = reports.check(made_up)
    for measure, expected in response_rates(facts, ["quarter", "system", column]).items():
        rows = chosen(whole, "quarter", dimension=column, system=None)
        found = rates_of(rows[rows["measure"] == measure], ["period", "system", "value"])
        columns = [*RATE_COLUMNS, *PEOPLE_COLUMNS]
        assert found.index.tolist() == expected.index.tolist()
        pd.testing.assert_frame_equal(
            found[columns].reset_index(drop=True), expected[columns].reset_index(drop=True), check_exact=False
        )


def test_coverage_counts_only_people_who_answered(made_up: pd.DataFrame) -> None:
    frame = made_up.copy()
    waits = frame.index % 7 == 0
    frame.loc[waits, ["decided", "response", "decider"]] = None
    frame.loc[waits, "state"] = "waiting"
    facts = reports.check(frame)
    rows = chosen(tally(facts), "quarter", system=None)
    found = rates_of(rows[rows["measure"] == "coverage"], ["period", "system"])
    expected = reports.coverage(facts, ["quarter", "system"])
    pd.testing.assert_frame_equal(
        found.reset_index(drop=True), expected[found.columns].reset_index(drop=True), check_dtype=False
    )


def test_nothing_counted_gives_an_empty_tally_and_no_person_is_in_any(made_up: pd.DataFrame, whole: Tally) -> None:
    assert tally(reports.check(made_up).iloc[:0]).rows.empty
    assert not any("team-0/" in str(value) for value in whole.rows["value"].unique())


def test_who_is_who_within_a_team_changes_no_row_of_a_tally(made_up: pd.DataFrame, whole: Tally) -> None:
    people = {f"team-{team}/{number}": f"team-{team}/{(number + 3) % 8}" for team in range(2) for number in range(8)}
    renamed = made_up.assign(decider=made_up["decider"].map(people))
    pd.testing.assert_frame_equal(tally(reports.check(renamed)).rows, whole.rows)
    moved = made_up.assign(decider=made_up["decider"].sample(frac=1, random_state=1).to_numpy())
    assert not tally(reports.check(moved)).rows.equals(whole.rows)
