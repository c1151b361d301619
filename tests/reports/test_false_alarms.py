# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How often an ordinary half-year is called unusual, and a real change seen: simulated, against what is stated."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from reports.measures.control_chart import WeekState, baseline_of, compare

Floats = npt.NDArray[np.float64]
Rule = Callable[[Floats, Floats, int], bool]
HALF_YEAR, EIGHT_WEEKS = 26, 8
ALARMS = [WeekState.UNUSUAL.value, WeekState.UNUSUAL_FOUR_WEEKS.value]
ROUNDS = [pytest.param(500, id="some"), pytest.param(5000, id="many", marks=pytest.mark.full)]


def our_rules(count: Floats, nobs: Floats, baseline: int) -> bool:
    """Whether any week after the baseline is called unusual."""
    base = baseline_of(count[:baseline], nobs[:baseline])
    return bool(np.isin(compare(base, count[baseline:], nobs[baseline:])[1], ALARMS).any())


def textbook_rules(count: Floats, nobs: Floats, baseline: int) -> bool:
    """Three sigma, or eight weeks in a row on one side of the frozen mean."""
    rate = count[:baseline].sum() / nobs[:baseline].sum()
    share = count[baseline:] / nobs[baseline:]
    beyond = np.abs(share - rate) > 3 * np.sqrt(rate * (1 - rate) / nobs[baseline:])
    above = share > rate
    runs = [set(above[place : place + 8]) for place in range(len(above) - 7)]
    return bool(beyond.any() or any(len(run) == 1 for run in runs))


def alarms(
    rounds: int,
    *,
    n: int = 60,
    p: float = 0.15,
    spread: float = 0.0,
    later: float | None = None,
    baseline: int = 12,
    after: int = HALF_YEAR,
    rule: Rule = our_rules,
) -> float:
    """The share of simulated periods with an alarm; `later` is the rate after the baseline, `spread` its weekly SD."""
    random = np.random.default_rng(20261125)
    found = 0
    for _round in range(rounds):
        rate = np.clip(random.normal(p, spread, baseline + after), 0.001, 0.999)
        if later is not None:
            rate[baseline:] = later
        count = random.binomial(n, rate).astype(float)
        found += rule(count, np.full(baseline + after, float(n)), baseline)
    return found / rounds


def at_most(stated: float, rounds: int) -> float:
    """The largest share that chance explains where `stated` is true: three standard errors above."""
    return stated + 3 * float(np.sqrt(stated * (1 - stated) / rounds))


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize(
    ("stated", "n", "spread"),
    [(0.015, 60, 0.0), (0.024, 20, 0.0), (0.06, 60, 0.03)],
    ids=["ordinary", "small weeks", "weeks that differ by more than chance"],
)
def test_an_ordinary_half_year_is_called_unusual_no_oftener_than_stated(
    rounds: int, stated: float, n: int, spread: float
) -> None:
    assert alarms(rounds, n=n, spread=spread) <= at_most(stated, rounds)


def test_the_textbook_rules_would_have_cried_wolf_ten_times_as_often() -> None:
    assert alarms(500, rule=textbook_rules) > 10 * 0.015


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize(
    ("later", "baseline", "stated"),
    [(0.25, 12, 0.73), (0.25, 26, 0.85), (0.30, 12, 0.97), (0.07, 12, 0.36), (0.07, 26, 0.53)],
)
def test_a_real_change_is_seen_within_eight_weeks_as_often_as_stated(
    rounds: int, later: float, baseline: int, stated: float
) -> None:
    found = alarms(rounds, later=later, baseline=baseline, after=EIGHT_WEEKS)
    assert found == pytest.approx(stated, abs=0.01 + 3 * np.sqrt(stated * (1 - stated) / rounds))
