# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Shares of responses, their denominators, comparisons, and what must never be a dimension."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import reports
from reports.measures.cells import RATE_COLUMNS, cells_by
from reports.measures.direction import direction
from reports.measures.outside import rates_outside
from reports.measures.people import people_of
from reports.measures.rates import response_rates
from reports.vocabulary import NotADimension
from tests.reports.logs import log


@st.composite
def logs(draw: st.DrawFn) -> pd.DataFrame:
    """Small frames of every shape: answered or not, with and without deciders, groups and showing."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["accepted", "partly_accepted", "overridden", None]),
                st.sampled_from(["p", "q", "r", "s", None]),
                st.sampled_from(["north", "south", "east", None]),
                st.booleans(),
                st.sampled_from(["api", "manual"]),
            ),
            min_size=1,
            max_size=60,
        )
    )
    columns = ["response", "caseworker", "group_place", "shown", "source"]
    return pd.DataFrame(rows, columns=columns).assign(model_version="1", recommended="a", system="s")


@given(logs())
@settings(max_examples=25, deadline=None)
def test_the_three_shares_sum_to_one_and_stand_on_one_denominator(frame: pd.DataFrame) -> None:
    found = response_rates(reports.check(frame))
    total = sum(table["count"].iloc[0] for table in found.values())
    assert {table["nobs"].iloc[0] for table in found.values()} == {total}
    if total:
        assert sum(table["rate"].iloc[0] for table in found.values()) == pytest.approx(1)


@given(logs(), st.randoms(use_true_random=False))
@settings(max_examples=4, phases=[Phase.generate], deadline=None)
def test_the_order_of_rows_does_not_matter(frame: pd.DataFrame, random: object) -> None:
    shuffled = frame.sample(frac=1, random_state=random.randrange(1000))  # type: ignore[attr-defined]
    ours, theirs = (reports.trends(reports.check(one), edition="full") for one in (frame, shuffled))
    assert ours.to_json() == theirs.to_json()


def test_relabelling_groups_permutes_the_rows_and_nothing_else() -> None:
    facts = reports.check(log(weeks=4))
    names = {"alone": "together", "together": "alone", "unknown": "unknown"}
    renamed = facts.assign(group_household=facts["group_household"].astype(str).map(names).astype("category"))
    ours, theirs = (reports.override_rate(one, "group_household") for one in (facts, renamed))
    pd.testing.assert_frame_equal(theirs.loc[[names[label] for label in ours.index]].set_axis(ours.index), ours)


def test_what_is_not_eligible_is_in_no_rate_and_each_coverage_names_its_denominator() -> None:
    states = ["answered", "answered", "answered", "waiting", "waiting", "withheld", "closed", "withdrawn", "erased"]
    facts = reports.check(
        pd.DataFrame(
            {
                "model_version": "1",
                "recommended": "a",
                "decided": ["b", "a", "b", None, None, "a", None, None, "b"],
                "state": states,
                "source": ["api", "api", "manual", *["api"] * 6],
                "shown": [True, True, True, True, False, False, True, True, True],
            }
        )
    )
    rate = reports.override_rate(facts).iloc[0]
    assert (rate["count"], rate["nobs"]) == (1, 2)
    assert tuple(reports.coverage(facts).iloc[0][["count", "nobs"]]) == (2, 4)
    assert tuple(reports.seen_unanswered(facts).iloc[0][["count", "nobs"]]) == (1, 3)
    excluded = reports.trends(facts, edition="full").excluded
    assert sum(excluded[cause] or 0 for cause in excluded if cause != "no_date") == len(states) - 2


def test_a_rate_never_travels_alone() -> None:
    facts = reports.check(log(weeks=2))
    for measure in (reports.override_rate, reports.partly_rate, reports.accept_rate, reports.coverage):
        assert set(RATE_COLUMNS) <= set(measure(facts, ["system", "team"]).columns)


@pytest.mark.parametrize("name", ["caseworker", "decider", "case_reference", "recommendation_id"])
def test_people_and_cases_are_no_dimension(name: str) -> None:
    facts = reports.check(log(weeks=2))
    with pytest.raises(NotADimension):
        reports.override_rate(facts, [name])
    with pytest.raises(NotADimension):
        reports.trends(facts, by=[name])


def test_a_column_that_stands_for_the_caseworker_is_no_dimension_under_another_name() -> None:
    facts = reports.check(log(weeks=4))
    desk = (facts["decider"] * 7 % 101).astype(str)
    disguised = facts.assign(group_desk=desk.astype("category"))
    with pytest.raises(NotADimension):
        reports.override_rate(disguised, "group_desk")
    report = reports.trends(disguised, edition="full")
    assert "by_group_desk" not in {table.name for table in report.tables}
    assert "desk" not in " ".join(str(table.rows) for table in report.tables)
    assert any("desk: vises ikke" in sentence for one in report.sections for sentence in one.sentences)


def test_a_column_of_real_groups_is_a_dimension() -> None:
    facts = reports.check(log(weeks=4))
    assert len(reports.override_rate(facts, "group_household")) == 3


def test_an_unknown_column_is_an_error() -> None:
    with pytest.raises(KeyError, match="shoe_size"):
        reports.override_rate(reports.check(log(weeks=1)), "shoe_size")
    with pytest.raises(reports.FactsError, match="shoe_size"):
        reports.trends(reports.check(log(weeks=1)), by=["shoe_size"])


def test_each_group_is_compared_with_all_others_and_the_wide_interval_holds_the_plain_one() -> None:
    facts = reports.check(log(weeks=8, systems=("hours",)))
    table = reports.difference(facts, "group_household")
    alone = facts["group_household"] == "alone"
    inside, outside = (reports.override_rate(facts[chosen])["rate"].iloc[0] for chosen in (alone, ~alone))
    assert table.loc["alone", "rate"] == pytest.approx(inside - outside)
    assert (table["low_clustered"] <= table["low"]).all()
    assert (table["high_clustered"] >= table["high"]).all()
    assert (table["p_adjusted"] >= table["p_value"]).all()


def test_all_others_of_a_group_are_the_rows_outside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = log(weeks=4)
    frame.loc[::7, "decider"] = None
    facts = reports.check(frame)
    found, step = {}, {"at once": 1_000_000, "one at a time": 1}
    for name, size in step.items():
        monkeypatch.setattr("reports.measures.outside.AT_ONCE", size)
        cells = cells_by(facts, ["recommended"])
        over = (facts["response"] == "overridden").to_numpy()
        found[name] = rates_outside(cells, people_of(facts), over)
    pd.testing.assert_frame_equal(found["at once"], found["one at a time"])
    for option in found["at once"].index:
        outside = reports.override_rate(facts[facts["recommended"] != option]).set_axis(pd.Index([option]))
        pd.testing.assert_frame_equal(found["at once"].loc[[option]], outside, check_names=False)


def test_a_named_reference_is_compared_with_and_not_listed() -> None:
    facts = reports.check(log(weeks=8))
    table = reports.difference(facts, "group_household", reference="unknown")
    assert list(table.index) == ["alone", "together"]
    with pytest.raises(KeyError):
        reports.difference(facts, "group_household", reference="nobody")
    assert list(reports.ratio(facts, "group_household", reference="unknown").index) == ["alone", "together"]


def test_equal_rates_can_hide_opposite_directions() -> None:
    facts = reports.check(log(weeks=8))
    ways = np.where(facts["group_household"] == "alone", 1, -1) * (facts["response"] == "overridden")
    table = direction(facts.assign(direction=ways.astype(float)), "group_household")
    assert table["less"].loc["alone", "count"] == 0
    assert table["more"].loc["together", "count"] == 0
    assert np.allclose(np.sum([part["rate"].to_numpy() for part in table.values()], axis=0), 1)
