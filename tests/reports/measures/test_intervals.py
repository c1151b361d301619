# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Intervals against printed check values and against statsmodels."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from reports.measures.intervals import (
    NOT_COMPUTABLE,
    Estimate,
    benjamini_hochberg,
    clustered,
    critical,
    difference_of,
    effective_size,
    ratio_of,
    wilson,
)


def share(count: int, nobs: int) -> Estimate:
    low, high = wilson(count, nobs, critical())
    return Estimate(count / nobs, float(low), float(high))


@pytest.mark.parametrize(
    ("count", "nobs", "low", "high"),
    [(7, 50, 0.0695, 0.2619), (0, 10, 0, 0.278), (0, 100, 0, 0.037), (0, 300, 0, 0.013)],
)
def test_wilson_gives_the_printed_values(count: int, nobs: int, low: float, high: float) -> None:
    assert share(count, nobs)[1:] == pytest.approx((low, high), abs=5e-4)


@settings(deadline=None)
@given(st.integers(1, 5000).flatmap(lambda nobs: st.tuples(st.integers(0, nobs), st.just(nobs))))
def test_wilson_agrees_with_statsmodels(pair: tuple[int, int]) -> None:
    assert share(*pair)[1:] == pytest.approx(proportion_confint(*pair, method="wilson"), abs=1e-9)


def test_the_share_of_nothing_is_not_a_number_and_warns_nobody() -> None:
    low, high = wilson(np.array([0.0]), np.array([0.0]), critical())
    assert np.isnan(low).all()
    assert np.isnan(high).all()


def test_newcombe_gives_the_printed_value_and_agrees_with_statsmodels() -> None:
    found = difference_of(share(56, 70), share(48, 80))
    assert found == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert found[1:] == pytest.approx(confint_proportions_2indep(56, 70, 48, 80, compare="diff", method="newcomb"))


def test_the_ratio_gives_the_printed_value() -> None:
    assert ratio_of(20, 100, 10, 100) == pytest.approx((2.0, 1.005, 4.031), abs=5e-4)


@pytest.mark.parametrize("counts", [(0, 0, 1, 2), (1, 2, 0, 0), (0, 10, 0, 20), (10, 10, 20, 20), (5, 10, 0, 20)])
def test_a_ratio_that_cannot_be_computed_is_neither_complex_nor_wrong(counts: tuple[int, int, int, int]) -> None:
    assert all(math.isnan(part) for part in ratio_of(*counts))
    assert all(math.isnan(part) for part in NOT_COMPUTABLE)


def test_statsmodels_alone_would_answer_with_complex_numbers() -> None:
    with np.errstate(all="ignore"):
        ends = confint_proportions_2indep(10, 10, 20, 20, compare="ratio", method="score")
    assert np.iscomplexobj(ends)


def test_many_comparisons_are_adjusted_as_printed_and_unknown_ones_do_not_count() -> None:
    assert benjamini_hochberg([0.01, 0.02, 0.03, 0.5]) == pytest.approx([0.04, 0.04, 0.04, 0.5])
    with_unknown = benjamini_hochberg([0.01, float("nan"), 0.02, 0.03, 0.5])
    assert np.isnan(with_unknown[1])
    assert with_unknown[0] == pytest.approx(0.04)


def sums(sizes: list[int], counts: list[int]) -> dict[str, np.ndarray]:
    n, x = np.array(sizes, dtype=float), np.array(counts, dtype=float)
    parts = {"count": x, "nobs": n, "deciders": n * 0 + 1, "squares": n**2, "products": n * x, "count_squares": x**2}
    return {name: np.array([part.sum()]) for name, part in parts.items()}


def test_the_design_effect_is_that_of_the_formula_written_out() -> None:
    sizes, counts = [40, 10, 25, 60], [4, 9, 5, 30]
    n, x = np.array(sizes), np.array(counts)
    p = x.sum() / n.sum()
    variance = 4 / 3 * ((x - p * n) ** 2).sum() / n.sum() ** 2
    effect = variance * n.sum() / (p * (1 - p))
    assert effect > 1
    assert effective_size(sums(sizes, counts))[0] == pytest.approx(n.sum() / effect)


def test_people_who_decide_alike_give_no_narrower_interval_than_a_plain_one() -> None:
    size, low, high = clustered(sums([50] * 6, [10] * 6))
    assert size[0] == 300
    plain = share(60, 300)
    assert low[0] < plain.low
    assert high[0] > plain.high


def test_one_person_alone_gives_no_clustered_interval() -> None:
    assert all(np.isnan(part[0]) for part in clustered(sums([50], [10])))
