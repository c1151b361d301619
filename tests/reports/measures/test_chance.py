# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How often a difference is called real where there is none, and what the p-values must agree with."""

import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from scipy import special
from statsmodels.stats.proportion import test_proportions_2indep as oracle_of_two_shares

import reports
from reports.measures.cells import Cells, rates
from reports.measures.intervals import clustered, critical_t, freedom_of
from reports.measures.people import People
from reports.measures.rates import Row, compare

ROUNDS = 3000


def sides(random: np.random.Generator, people: int, rate: float, alike: float, rounds: int = ROUNDS) -> Sequence[Row]:
    """Many rates of one side, whose people decide 10 to 39 cases each, each with an own inclination to override."""
    sizes = random.integers(10, 40, (rounds, people))
    inclined = random.beta(rate * (1 / alike - 1), (1 - rate) * (1 / alike - 1), (rounds, people))
    counts = random.binomial(sizes, inclined)
    person = np.repeat(np.arange(rounds * people), sizes.ravel())
    place = np.arange(len(person)) - np.repeat(np.cumsum(sizes.ravel()) - sizes.ravel(), sizes.ravel())
    cells = Cells(person // people, pd.RangeIndex(rounds))
    return rates(cells, People(person % people), {"rate": place < counts.ravel()[person]})["rate"].to_dict("records")


def p_values(people: tuple[int, int], rate: float, alike: float) -> npt.NDArray[np.float64]:
    """The p-values of many comparisons of two sides that do not differ, ours and with the normal distribution."""
    random = np.random.default_rng(20261128)
    pairs = zip(*(sides(random, one, rate, alike) for one in people), strict=True)
    return np.array([(compare(first, second)[-1], normal(first, second)) for first, second in pairs])


def normal(first: Row, second: Row) -> float:
    """The same test as if the clustering were known and not estimated."""
    n, p = (np.array([one[name] for one in (first, second)]) for name in ("nobs_effective", "rate"))
    pooled = (n * p).sum() / n.sum()
    return float(2 * special.ndtr(-abs(p[0] - p[1]) / np.sqrt(pooled * (1 - pooled) * (1 / n).sum())))


@pytest.mark.parametrize(
    ("people", "rate", "alike"), [((8, 8), 0.2, 0.05), ((5, 30), 0.2, 0.05), ((12, 12), 0.15, 0.1)]
)
def test_of_differences_that_are_none_about_one_in_twenty_is_called_real(
    people: tuple[int, int], rate: float, alike: float
) -> None:
    ours, as_if_known = (p_values(people, rate, alike) < 0.05).mean(axis=0)
    assert 0.02 < ours <= 0.06
    assert as_if_known > 0.065  # what the test would say if it forgot how few people there are


def test_with_many_people_who_decide_independently_it_is_the_score_test_of_two_shares() -> None:
    random = np.random.default_rng(3)
    event = random.random(9000) < np.repeat([0.2, 0.23], [4000, 5000])
    groups = np.repeat(["a", "b"], [4000, 5000])
    frame = pd.DataFrame({"group_kind": groups, "caseworker": np.arange(9000) % 4500, "model_version": "1"})
    facts = reports.check(frame.assign(recommended="x", decided=np.where(event, "y", "x")))
    facts = facts.assign(decider=np.arange(9000))  # everybody decides once
    row = reports.difference(facts, "group_kind", reference="b").loc["a"]
    oracle = oracle_of_two_shares(event[:4000].sum(), 4000, event[4000:].sum(), 5000, method="score", correction=False)
    assert row["p_value"] == pytest.approx(oracle.pvalue, rel=0.01)


def test_the_degrees_of_freedom_can_be_read_off_an_interval() -> None:
    for people, count in itertools.product((2, 3, 9, 60), (0, 1, 40, 79, 80)):
        sums = {"count": count, "nobs": 80, "deciders": people, "squares": 80**2 / people, "products": 0}
        sums |= {"products": 80 * count / people, "count_squares": count**2 / people}
        size, low, high = clustered({name: np.array([float(value)]) for name, value in sums.items()})
        assert freedom_of(count / 80, size, low, high)[0] == pytest.approx(people - 1)
    assert np.isnan(freedom_of(0.5, np.nan, np.nan, np.nan))
    assert np.isnan(critical_t(0))


def test_a_p_value_is_missing_where_one_person_is_a_whole_side_or_nobody_overrode() -> None:
    random = np.random.default_rng(1)
    many, one, nobody = (
        sides(random, people, rate, 0.05, rounds=1)[0] for people, rate in ((8, 0.2), (1, 0.2), (8, 1e-9))
    )
    assert np.isnan(compare(many, one)[-1])
    assert np.isnan(compare(nobody, nobody)[-1])
