# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The baseline that weeks (or periods of four) are held against, and the two rules that call one unusual."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Truths: TypeAlias = npt.NDArray[np.bool_]

SMALLEST_EXPECTED = 3.0
FOUR = 4
WEEK_LIMIT = 3.7
FOUR_WEEKS_LIMIT = 3.5
JUDGED_COLUMNS = ("z", "z_four_weeks", "lower_limit", "upper_limit", "baseline_rate", "baseline_weeks")
_COMPARED = JUDGED_COLUMNS[:-1]


class WeekState(StrEnum):
    """What can be said of a week."""

    EMPTY = "empty"
    HIDDEN = "hidden"
    MOVED = "moved"
    OPEN = "open"
    BASELINE = "baseline"
    TOO_FEW_WEEKS = "too_few_weeks"
    TOO_FEW_CASES = "too_few_cases"
    TOO_FEW_OVERRIDES = "too_few_overrides"
    ORDINARY = "ordinary"
    UNUSUAL = "unusual"
    UNUSUAL_FOUR_WEEKS = "unusual_four_weeks"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True)
class Baseline:
    """The level that weeks are compared with: p̄ = (X+½)/(N+1), and sigma_z >= 1 (Laney 2002)."""

    rate: float
    nobs: float
    sigma: float

    def z(self, count: Floats, nobs: Floats) -> Floats:
        """(p - p̄) / (sigma·sqrt(p̄q̄(1/n + 1/N))); nan where n is 0."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return (count / nobs - self.rate) / self._scale(nobs)

    def limits(self, nobs: Floats) -> tuple[Floats, Floats]:
        """The shares at which one week of `nobs` is unusual."""
        with np.errstate(divide="ignore"):
            reach = WEEK_LIMIT * self._scale(nobs)
        return np.clip(self.rate - reach, 0, 1), np.clip(self.rate + reach, 0, 1)

    def _scale(self, nobs: Floats) -> Floats:
        variance = self.rate * (1 - self.rate) * (1 / nobs + 1 / self.nobs)
        return np.asarray(self.sigma * np.sqrt(variance), dtype=float)


def baseline_of(count: Floats, nobs: Floats) -> Baseline:
    """The baseline of some weeks' counts, in the order of the weeks."""
    total = float(nobs.sum())
    rate = (float(count.sum()) + 0.5) / (total + 1)
    return Baseline(rate, total, max(1.0, week_to_week(count, nobs)))


def week_to_week(count: Floats, nobs: Floats) -> float:
    """Laney's sigma_z: the mean move of z from week to week over 1.128, 1 if weeks differ by chance alone."""
    rate = count.sum() / nobs.sum()
    if len(nobs) < 2 or not 0 < rate < 1:
        return 0.0
    z = (count / nobs - rate) / np.sqrt(rate * (1 - rate) / nobs)
    return float(np.abs(np.diff(z)).mean() / 1.128)


def baseline_places(count: Floats, nobs: Floats, usable: Truths, wanted: int) -> npt.NDArray[np.intp]:
    """The places of the first weeks with enough expected overrides to be a baseline."""
    first = np.flatnonzero(usable)[:wanted]
    if len(first) < wanted:
        return first
    rate = baseline_of(count[first], nobs[first]).rate
    return np.flatnonzero(usable & (nobs * rate >= SMALLEST_EXPECTED))[:wanted]


def compare(base: Baseline, count: Floats, nobs: Floats) -> tuple[dict[str, Floats], npt.NDArray[Any]]:
    """The judged columns (but the weeks of the baseline) and the states of some weeks that follow it and each other.

    Rule one: a week with |z| > 3.7, where at least three overrides are expected. Rule two: four weeks
    together with |z| > 3.5, likewise.
    """
    z, pooled, pooled_nobs = base.z(count, nobs), np.full(len(nobs), np.nan), np.zeros(len(nobs))
    if len(nobs) >= FOUR:
        windows = np.lib.stride_tricks.sliding_window_view
        pooled_nobs[FOUR - 1 :] = windows(nobs, FOUR).sum(axis=1)
        pooled[FOUR - 1 :] = base.z(windows(count, FOUR).sum(axis=1), pooled_nobs[FOUR - 1 :])
    enough = nobs * base.rate >= SMALLEST_EXPECTED
    enough_together = pooled_nobs * base.rate >= SMALLEST_EXPECTED
    states = np.select(
        [
            enough & (np.abs(z) > WEEK_LIMIT),
            enough_together & (np.abs(pooled) > FOUR_WEEKS_LIMIT),
            ~enough,
        ],
        [WeekState.UNUSUAL.value, WeekState.UNUSUAL_FOUR_WEEKS.value, WeekState.TOO_FEW_CASES.value],
        WeekState.ORDINARY.value,
    )
    same = np.ones(len(nobs))
    columns = (z, pooled, *base.limits(nobs), same * base.rate)
    return dict(zip(_COMPARED, columns, strict=True)), states
