# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Week by week: the override rate of each team and system against its baseline, two rules and no more.

The baseline is frozen: the first weeks of the series (or those from a date that somebody has set), so
that a change cannot work its way into what it is compared with. A new model version does not move it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from reports.cells import fixed_cells, rates
from reports.dating import dated
from reports.disclosure import Edition, hidden
from reports.facts import check
from reports.periods import monday, week_label
from reports.rates import eligible
from reports.vocabulary import Response

Floats: TypeAlias = npt.NDArray[np.float64]
Truths: TypeAlias = npt.NDArray[np.bool_]

BASELINE_WEEKS = 12
LONGEST_BASELINE = 26
SMALLEST_EXPECTED = 3.0
FOUR = 4
TAKEN_OVER_WITHIN = 8
WEEK_LIMIT = 3.7
FOUR_WEEKS_LIMIT = 3.5
SERIES = ["system", "team"]
JUDGED_COLUMNS = ("z", "z_four_weeks", "lower_limit", "upper_limit", "baseline_rate", "baseline_weeks")


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
    weeks: int

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
    return Baseline(rate, total, max(1.0, week_to_week(count, nobs)), len(nobs))


def week_to_week(count: Floats, nobs: Floats) -> float:
    """Laney's sigma_z: the mean move of z from week to week over 1.128, 1 if weeks differ by chance alone."""
    rate = count.sum() / nobs.sum()
    if len(nobs) < 2 or not 0 < rate < 1:
        return 0.0
    z = (count / nobs - rate) / np.sqrt(rate * (1 - rate) / nobs)
    return float(np.abs(np.diff(z)).mean() / 1.128)


def weeks(
    frame: pd.DataFrame,
    *,
    edition: str = Edition.FULL,
    now: date | None = None,
    baseline_weeks: int = BASELINE_WEEKS,
    baseline_from: Mapping[tuple[str, str], date] | None = None,
    conceal: Collection[tuple[str, str]] = (),
) -> pd.DataFrame:
    """The override rate of every week, indexed by system, team and week (``2026-W47``), with what it says.

    Takes the whole log, not one week: the baseline is its first `baseline_weeks` (12-26) complete weeks
    that the edition may show and where at least three overrides are expected. Beside the columns of rates:
    `z` and `z_four_weeks`, the limits at which one week is unusual, the baseline, `state` (`WeekState`) and
    `version_change`, the version that took over in the week. Empty weeks are rows without figures. The week
    of `now` is open; dates that cannot be right (`dating.dated`) are left out. `baseline_from` names, by
    (system, team), a week from which to take the baseline; `conceal` further weeks to hide, as (system, week).
    """
    if not BASELINE_WEEKS <= baseline_weeks <= LONGEST_BASELINE:
        raise ValueError("a baseline has 12 to 26 weeks")
    rows = eligible(dated(check(frame), now))
    rows = rows[rows["week"].notna()]
    counted = _counted(rows)
    if counted.empty:
        return counted
    counted["may_show"] = ~hidden(counted, edition)
    if conceal:
        keys = [(str(system), week_label(day.date())) for system, _team, day in counted.index]
        counted["may_show"] &= np.array([key not in conceal for key in keys])
    counted["version_change"] = _version_changes(rows).reindex(counted.index)
    found = []
    for key, part in counted.groupby(level=SERIES, sort=True):
        series = part.droplevel([0, 1])
        every_week = pd.date_range(series.index.min(), series.index.max(), freq="7D")
        series = series.reindex(every_week)
        start = (baseline_from or {}).get((str(key[0]), str(key[1])))
        series = _judged(series, now=now, wanted=baseline_weeks, start=start)
        labels = [week_label(week.date()) for week in every_week]
        series.index = pd.MultiIndex.from_tuples([(*key, label) for label in labels], names=[*SERIES, "week"])
        found.append(series)
    return pd.concat(found).drop(columns="may_show")


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    event = (rows["response"] == Response.OVERRIDDEN.value).to_numpy()
    cells = fixed_cells(rows, [*SERIES, "week"])
    return rates(cells, rows["decider"].to_numpy(), {"rate": event})["rate"]


def _version_changes(rows: pd.DataFrame) -> "pd.Series[Any]":
    """By system, team and week: the new version that first had over half of the week's decisions in it.

    New is a version that came after the first four weeks of the series and took over within eight; versions
    that run side by side from the start are no change.
    """
    keys = [*SERIES, "week"]
    sizes = rows.groupby([*keys, "model_version"], observed=True, sort=True).size()
    leading = sizes[sizes > sizes.groupby(level=keys, observed=True).transform("sum") / 2].reset_index()
    ahead = leading[~leading.duplicated([*SERIES, "model_version"])]
    seen = sizes.reset_index()
    started = seen.groupby(SERIES, observed=True)["week"].min().rename("started")
    appeared = seen.groupby([*SERIES, "model_version"], observed=True)["week"].min().rename("appeared")
    ahead = ahead.join(started, on=SERIES).join(appeared, on=[*SERIES, "model_version"])
    new = ahead["appeared"] >= ahead["started"] + pd.Timedelta(weeks=FOUR)
    changes = ahead[new & (ahead["week"] <= ahead["appeared"] + pd.Timedelta(weeks=TAKEN_OVER_WITHIN))]
    return changes.set_index(keys)["model_version"].astype(object)


def _judged(series: pd.DataFrame, *, now: date | None, wanted: int, start: date | None) -> pd.DataFrame:
    """The weeks of one team and system with the columns that say what they say."""
    days = series.index
    nobs = series["nobs"].fillna(0).to_numpy(dtype=float)
    count = series["count"].fillna(0).to_numpy(dtype=float)
    complete = np.array(days < pd.Timestamp(monday(now))) if now else np.ones(len(days), dtype=bool)
    usable = complete & (nobs > 0) & series["may_show"].eq(True).to_numpy()
    from_start = usable & np.array(days >= pd.Timestamp(monday(start))) if start else usable
    chosen = _baseline_places(count, nobs, from_start, wanted)
    rare = from_start.sum() >= wanted > len(chosen)
    said = WeekState.TOO_FEW_OVERRIDES if rare else WeekState.TOO_FEW_WEEKS
    state = np.full(len(days), said.value, dtype=object)
    table = series.assign(**dict.fromkeys(JUDGED_COLUMNS, np.nan))
    if len(chosen) == wanted:
        base = baseline_of(count[chosen], nobs[chosen])
        state[chosen] = WeekState.BASELINE.value
        places = np.flatnonzero(usable & (np.arange(len(days)) > chosen[-1]))
        judged, state[places] = compare(base, count[places], nobs[places])
        for name, values in judged.items():
            table[name] = pd.Series(values, index=days[places]).reindex(days)
    state[~usable] = WeekState.HIDDEN.value
    state[~complete] = WeekState.OPEN.value
    state[nobs == 0] = WeekState.EMPTY.value
    return table.assign(state=state, nobs=nobs.astype(int), count=count.astype(int))


def _baseline_places(count: Floats, nobs: Floats, usable: Truths, wanted: int) -> npt.NDArray[np.intp]:
    """The places of the first weeks with enough expected overrides to be a baseline."""
    first = np.flatnonzero(usable)[:wanted]
    if len(first) < wanted:
        return first
    rate = baseline_of(count[first], nobs[first]).rate
    return np.flatnonzero(usable & (nobs * rate >= SMALLEST_EXPECTED))[:wanted]


def compare(base: Baseline, count: Floats, nobs: Floats) -> tuple[dict[str, Floats], npt.NDArray[Any]]:
    """The judged columns and the states of some weeks that follow each other, after the baseline.

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
    columns = (z, pooled, *base.limits(nobs), same * base.rate, same * base.weeks)
    return dict(zip(JUDGED_COLUMNS, columns, strict=True)), states
