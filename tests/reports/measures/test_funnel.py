# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The funnel: an unusual unit must not hide behind the limits that it widens itself."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reports
from reports.measures.funnel import between_units, funnel


def units(rates: list[float], size: int = 200) -> pd.DataFrame:
    parts = [
        pd.DataFrame(
            {
                "team": f"team-{place:02}",
                "decided": np.where(np.arange(size) < round(rate * size), "b", "a"),
                "caseworker": [f"{place}/{number % 8}" for number in range(size)],
            }
        )
        for place, rate in enumerate(rates)
    ]
    return reports.check(pd.concat(parts, ignore_index=True).assign(model_version="1", recommended="a", system="s"))


SEVEN = [0.15, 0.2, 0.18, 0.24, 0.2, 0.16, 0.22]


def test_a_team_that_never_overrides_is_outside_the_limits_of_the_others() -> None:
    table = funnel(units([0.01, *SEVEN, 0.19, 0.21]), "team")
    odd = table.loc["team-00"]
    assert odd["rate"] < odd["low_99.8"]
    assert (table["rate"].iloc[1:].between(table["low_95"].iloc[1:], table["high_95"].iloc[1:])).all()


def test_with_the_unit_itself_in_the_spread_it_would_have_hidden() -> None:
    rates = np.array([0.01, *SEVEN])
    count, nobs = np.round(rates * 200), np.full(8, 200.0)
    centre, tau = between_units(count, nobs)
    assert abs(0.01 - centre) / np.sqrt(centre * (1 - centre) / 200 + tau) < 3.09
    centre, tau = between_units(count[1:], nobs[1:])
    assert abs(0.01 - centre) / np.sqrt(centre * (1 - centre) / 200 + tau) > 3.09


def test_fewer_than_ten_units_give_no_funnel() -> None:
    assert funnel(units([0.2] * 9), "team").empty
    assert len(funnel(units([0.2] * 10), "team")) == 10


def test_the_variance_between_units_is_that_of_the_formula_written_out() -> None:
    count, nobs = np.array([10.0, 30, 25, 50]), np.array([100.0, 120, 80, 150])
    p0 = 115 / 450
    w = nobs / (p0 * (1 - p0))
    chi = float((w * (count / nobs - p0) ** 2).sum())
    expected = (chi - 3) / (w.sum() - (w**2).sum() / w.sum())
    assert expected > 0
    assert between_units(count, nobs) == pytest.approx((p0, expected))


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2**32 - 1))
def test_units_that_differ_by_chance_alone_rarely_cross_the_outer_limits(seed: int) -> None:
    random = np.random.default_rng(seed)
    count, nobs = random.binomial(300, 0.2, 40).astype(float), np.full(40, 300.0)
    assert between_units(count, nobs)[1] < 0.002
    apart = random.binomial(300, np.tile([0.1, 0.3], 20)).astype(float)
    assert between_units(apart, nobs)[1] > 0.005


def test_people_are_no_units() -> None:
    with pytest.raises(reports.NotADimension):
        funnel(units([0.2] * 10), "caseworker")
