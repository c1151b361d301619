# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""People who count anew in each quarter once their names are erased, and reports over several quarters."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

import reports
from reports.measures.cells import Cells, cells_by, rates
from reports.measures.outside import rates_outside
from reports.measures.people import People, people_of
from tests.reports.logs import log

WHOLE = pd.Index(["all"])
ROUNDS = 150


def one_cell(rows: int) -> Cells:
    return Cells(np.zeros(rows, dtype=np.int64), WHOLE)


@pytest.fixture(scope="module")
def known() -> pd.DataFrame:
    return log(teams=2, systems=("hours",))


def erased_before(frame: pd.DataFrame, quarter: str) -> pd.DataFrame:
    """The log in which the deciders of the quarters before have a number of that quarter each."""
    quarters = reports.check(frame)["quarter"].astype(str)
    anew = (quarters < quarter).to_numpy()
    names = frame["decider"].astype(str)
    return frame.assign(decider=names.where(~anew, names + "/" + quarters), decider_in_quarter=anew)


def only(table: pd.DataFrame) -> dict[str, Any]:
    """The only row of a table."""
    (row,) = table.to_dict("records")
    return {str(name): value for name, value in row.items()}


@pytest.mark.parametrize("habit", [0.05, pytest.param(0.075, marks=pytest.mark.full)])
def test_the_interval_over_four_erased_quarters_covers_and_would_not_by_counting_each_number_as_a_person(
    habit: float,
) -> None:
    random = np.random.default_rng(11)
    person, quarter = np.repeat(np.arange(25), 80), np.tile(np.arange(4), 500)
    numbers = person * 4 + quarter
    hits = {"bounded": 0, "naive": 0}
    for _round in range(ROUNDS):
        shares = random.beta(0.15 * (1 / habit - 1), 0.85 * (1 / habit - 1), 25)
        event = {"x": random.random(len(person)) < shares[person]}
        for name, people in (("bounded", People(numbers, quarter + 1)), ("naive", People(numbers))):
            row = only(rates(one_cell(len(person)), people, event)["x"])
            hits[name] += row["low_clustered"] <= 0.15 <= row["high_clustered"]
    assert hits["bounded"] >= 0.92 * ROUNDS
    assert hits["naive"] <= 0.86 * ROUNDS


def test_within_one_quarter_nothing_changes(known: pd.DataFrame) -> None:
    facts, anew = reports.check(known), reports.check(erased_before(known, "2026-Q4"))
    for quarter in ("2026-Q2", "2026-Q3"):
        before, after = (frame[frame["quarter"].astype(str) == quarter] for frame in (facts, anew))
        old, new = (reports.override_rate(rows, "recommended") for rows in (before, after))
        pd.testing.assert_frame_equal(old, new)


def test_over_quarters_the_rate_stays_and_the_interval_is_that_of_known_people_or_wider(known: pd.DataFrame) -> None:
    exact, bound = (only(reports.override_rate(frame)) for frame in (known, erased_before(known, "2026-Q4")))
    assert (bound["count"], bound["nobs"]) == (exact["count"], exact["nobs"])
    assert bound["deciders"] == exact["deciders"]
    assert bound["high_clustered"] - bound["low_clustered"] >= 0.9 * (exact["high_clustered"] - exact["low_clustered"])


def test_what_lies_outside_a_cell_is_bounded_like_a_cell(known: pd.DataFrame) -> None:
    facts = reports.check(erased_before(known, "2026-Q4"))
    over = (facts["response"] == "overridden").to_numpy()
    outside = rates_outside(cells_by(facts, ["recommended"]), people_of(facts), over)
    for option in outside.index:
        alone = reports.override_rate(facts[facts["recommended"] != option]).set_axis(pd.Index([option]))
        pd.testing.assert_frame_equal(outside.loc[[option]], alone, check_names=False)


def test_the_board_is_told_that_people_count_anew_and_only_then(known: pd.DataFrame) -> None:
    said = {}
    for name, frame in (("known", known), ("erased", erased_before(known, "2026-Q3"))):
        report = reports.trends(frame, now=date(2027, 7, 1), language="en")
        method = next(section for section in report.sections if section.key == "method")
        said[name] = [sentence for sentence in method.sentences if "counts anew" in sentence]
    assert not said["known"]
    assert len(said["erased"]) == 1


def test_the_spread_counts_people_and_not_a_person_for_each_quarter(known: pd.DataFrame) -> None:
    anew = reports.check(erased_before(known, "2027-Q1"))
    people = reports.check(known)["decider"].nunique()
    assert anew["decider"].nunique() > people, "which it would tell"
    assert only(reports.spread(anew))["nobs"] == only(reports.spread(known))["nobs"] == people


def test_a_mean_over_people_is_not_computed_where_nobody_has_a_whole_share() -> None:
    frame = log(weeks=20, systems=("hours",)).assign(own_judgement="less", right_option="more")
    macros = {}
    for name, one in (("known", frame), ("erased", erased_before(frame, "2026-Q4"))):
        macros[name] = only(reports.reliance(one).loc[["rair_macro"]])["rate"]
    assert 0 <= macros["known"] <= 1
    assert np.isnan(macros["erased"])
