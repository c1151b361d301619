# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Intervals for shares, as functions of counts: plain, clustered, difference and ratio."""

from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Numbers: TypeAlias = "npt.ArrayLike"

LEVEL = 0.95


class Estimate(NamedTuple):
    """A figure with its 95 % interval; all three are nan where it cannot be computed."""

    rate: float
    low: float
    high: float


NOT_COMPUTABLE = Estimate(float("nan"), float("nan"), float("nan"))


def critical() -> float:
    """The normal quantile of a two-sided 95 % interval."""
    from scipy import special

    return float(special.ndtri((1 + LEVEL) / 2))


def critical_t(freedom: Numbers) -> Floats:
    """The t quantiles of two-sided 95 % intervals; nan where there is no degree of freedom."""
    from scipy import special

    degrees = np.asarray(freedom, dtype=float)
    return np.asarray(special.stdtrit(np.where(degrees >= 1, degrees, np.nan), (1 + LEVEL) / 2), dtype=float)


def wilson(count: Numbers, nobs: Numbers, quantile: Numbers) -> tuple[Floats, Floats]:
    """Low and high end of Wilson's score interval (JASA 1927), elementwise; nan where `nobs` is 0.

    Takes the quantile, so that one formula serves the plain (normal) and the clustered (t) interval;
    `statsmodels.stats.proportion.proportion_confint(method="wilson")` is its oracle in the tests.
    """
    events, n, z = (np.asarray(part, dtype=float) for part in (count, nobs, quantile))
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = events / n
        centre = (rate + z**2 / (2 * n)) / (1 + z**2 / n)
        reach = z / (1 + z**2 / n) * np.sqrt(rate * (1 - rate) / n + z**2 / (4 * n**2))
        low, high = np.clip(centre - reach, 0, 1), np.clip(centre + reach, 0, 1)
    return np.where(events == 0, low * 0, low), np.where(events == n, high * 0 + 1, high)


def effective_size(sums: dict[str, Floats]) -> Floats:
    """How many independent decisions the cell is worth: N / deff; nan with fewer than two deciders.

    `sums` has, per cell, `count` X, `nobs` N, `deciders` k, and over the deciders j of the cell
    `squares` Σn², `products` Σnx, `count_squares` Σx². With p = X/N,
    v = k/(k-1)·Σ(x-pn)²/N² and deff = max(1, v·N/(pq)). A share of 0 or 1 shows no clustering: deff 1.
    """
    nobs, deciders = sums["nobs"], sums["deciders"]
    with np.errstate(divide="ignore", invalid="ignore"):
        p = sums["count"] / nobs
        spread = sums["count_squares"] - 2 * p * sums["products"] + p**2 * sums["squares"]
        variance = deciders / (deciders - 1) * np.maximum(spread, 0) / nobs**2
        effect = np.where(p * (1 - p) > 0, variance * nobs / (p * (1 - p)), 1.0)
        return np.where(deciders >= 2, nobs / np.maximum(effect, 1), np.nan)


def clustered(sums: dict[str, Floats]) -> tuple[Floats, Floats, Floats]:
    """Effective size and the ends of Wilson's interval at it, with t(k-1) for the normal quantile."""
    size = effective_size(sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = sums["count"] / sums["nobs"]
    low, high = wilson(rate * size, size, critical_t(sums["deciders"] - 1))
    return size, low, high


def freedom_of(rate: Numbers, size: Numbers, low: Numbers, high: Numbers) -> Floats:
    """The degrees of freedom of the t quantile with which `wilson` made these ends from a share at an effective size.

    Wilson's ends e solve (p-e)² = t²·e(1-e)/n, so t follows from either; so a released rate, which says nothing of how
    many people are behind it, still has the test that belongs to its interval. nan where an end is missing.
    """
    from scipy import special

    p, n, lower, upper = (np.asarray(part, dtype=float) for part in (rate, size, low, high))
    end = np.where(p > 0.5, lower, upper)  # the other may be 0 or 1, which every quantile gives
    with np.errstate(divide="ignore", invalid="ignore"):
        quantile = np.sqrt(n * (p - end) ** 2 / (end * (1 - end)))
    return np.asarray(special.stdtridf((1 + LEVEL) / 2, quantile), dtype=float)


def difference_of(first: Estimate, second: Estimate) -> Estimate:
    """First share minus second, with Newcombe's hybrid score interval (Stat. Med. 1998, method 10).

    Works from the two shares' own intervals, so clustered intervals give a clustered difference.
    """
    lower = np.hypot(first.rate - first.low, second.high - second.rate)
    upper = np.hypot(first.high - first.rate, second.rate - second.low)
    gap = first.rate - second.rate
    return Estimate(gap, gap - float(lower), gap + float(upper))


def ratio_of(count: float, nobs: float, other_count: float, other_nobs: float) -> Estimate:
    """First share over second, with the score interval; nan where it cannot be computed.

    statsmodels answers nan for 0/0 and complex numbers for 10/10 : 20/20; both come out as nan here, and
    an upper end without limit as infinity.
    """
    if min(nobs, other_nobs) <= 0 or other_count <= 0 or (count == nobs and other_count == other_nobs):
        return NOT_COMPUTABLE
    from statsmodels.stats.proportion import confint_proportions_2indep

    with np.errstate(all="ignore"):
        ends: Any = confint_proportions_2indep(
            count, nobs, other_count, other_nobs, compare="ratio", method="score", alpha=1 - LEVEL
        )
    if np.iscomplexobj(ends) or not np.isfinite(ends[0]):
        return NOT_COMPUTABLE
    return Estimate((count / nobs) / (other_count / other_nobs), max(0.0, float(ends[0])), float(ends[1]))


def benjamini_hochberg(p_values: Numbers) -> Floats:
    """The p-values adjusted for being many (Benjamini & Hochberg 1995), nan staying nan and not counted."""
    from scipy import stats

    values = np.asarray(p_values, dtype=float)
    adjusted = np.full(values.shape, np.nan)
    known = ~np.isnan(values)
    if known.any():
        adjusted[known] = stats.false_discovery_control(values[known], method="bh")
    return adjusted
