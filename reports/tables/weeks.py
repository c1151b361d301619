# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Week by week: the override rate of each team and system against its baseline, two rules and no more.

The baseline is frozen: the first weeks of the series (or those from a date that somebody has set), so
that a change cannot work its way into what it is compared with. A new model version does not move it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from reports.disclosure import Edition, hidden
from reports.facts import check
from reports.facts.dating import dated
from reports.measures.cells import fixed_cells, rates
from reports.measures.control_chart import (
    FOUR,
    JUDGED_COLUMNS,
    Truths,
    WeekState,
    baseline_of,
    baseline_places,
    compare,
)
from reports.measures.people import people_of
from reports.measures.rates import eligible
from reports.periods import WEEK, four_weeks, four_weeks_label, monday, periods_between, week_label
from reports.vocabulary import Response

BASELINE_WEEKS = 12
LONGEST_BASELINE = 26
TAKEN_OVER_WITHIN = 8
SERIES = ["system", "team"]


class FrozenBaseline(NamedTuple):
    """A new baseline of a system: measured from a week on, used from the week of a day on, and why."""

    system: str
    first_week: date
    frozen_on: date
    reason: str


class _Limits(NamedTuple):
    """How the series of one system are judged: points of a baseline, where the first and where later ones begin.

    A point is a week, or a fixed period of four.
    """

    wanted: int
    start: date | None
    later: Sequence[FrozenBaseline]
    in_fours: bool = False

    def weeks(self, points: Iterable[pd.Timestamp]) -> int:
        """How many weeks the points cover; the last period of a long year has five."""
        if not self.in_fours:
            return len(list(points))
        spans = [four_weeks(point.date()) for point in points]
        return sum((last - first) // WEEK + 1 for first, last in spans)


def weeks(
    frame: pd.DataFrame,
    *,
    edition: str = Edition.FULL,
    now: date | None = None,
    baseline_weeks: int = BASELINE_WEEKS,
    baseline_from: Mapping[tuple[str, str], date] | None = None,
    baselines: Iterable[tuple[str, date, date, str]] = (),
    conceal: Collection[tuple[str, str]] = (),
    in_fours: bool = True,
) -> pd.DataFrame:
    """The override rate of every week, indexed by system, team and week (``2026-W47``), with what it says.

    Takes the whole log, not one week: the baseline is its first `baseline_weeks` (12-26) complete weeks
    that the edition may show and where at least three overrides are expected. Beside the columns of rates:
    `z` and `z_four_weeks`, the limits at which one week is unusual, the baseline, `state` (`WeekState`) and
    `version_change`, the version that took over in the week. Empty weeks are rows without figures. The week
    of `now` is open; dates that cannot be right (`dating.dated`) are left out. `baseline_from` names, by
    (system, team), a week from which to take the baseline; `baselines` are those frozen later, each as
    `FrozenBaseline` has it: weeks that were over before one was frozen keep what was said of them. `conceal` are
    further weeks to hide, as (system, week). A series with too few overrides a week has a row for each fixed period
    of four weeks (``2026-P11``) instead, where that is enough, unless `in_fours` is false.
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
    until = pd.Timestamp(monday(now) if now else rows["week"].max() + WEEK)
    frozen = sorted((FrozenBaseline(*one) for one in baselines), key=lambda one: one.frozen_on)
    found = []
    for key, part in counted.groupby(level=SERIES, sort=True):
        system, team = (str(name) for name in key)
        start = (baseline_from or {}).get((system, team))
        how = _Limits(baseline_weeks, start, [one for one in frozen if one.system == system])
        own = rows[(rows["system"] == system) & (rows["team"] == team)]
        series = _series(own, part.droplevel([0, 1]), until, how, edition if in_fours else None)
        series.index = pd.MultiIndex.from_tuples([(*key, label) for label in series.index], names=[*SERIES, "week"])
        found.append(series)
    return pd.concat(found).drop(columns="may_show")


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    event = (rows["response"] == Response.OVERRIDDEN.value).to_numpy()
    cells = fixed_cells(rows, [*SERIES, "week"])
    return rates(cells, people_of(rows), {"rate": event})["rate"]


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


def _series(
    rows: pd.DataFrame, counted: pd.DataFrame, until: pd.Timestamp, how: _Limits, edition: str | None
) -> pd.DataFrame:
    """The judged weeks of one team and system by label, or periods of four where weeks have too few overrides."""
    every_week = pd.date_range(counted.index.min(), counted.index.max(), freq="7D")
    weekly = _held_against(counted.reindex(every_week), until, how)
    if edition is not None and (weekly["state"] == WeekState.TOO_FEW_OVERRIDES.value).any():
        together = _in_fours(rows, weekly, until, how, edition)
        if together is not None:
            return together.set_axis([four_weeks_label(week.date()) for week in together.index])
    return weekly.set_axis([week_label(week.date()) for week in every_week])


def _held_against(series: pd.DataFrame, until: pd.Timestamp, how: _Limits) -> pd.DataFrame:
    """The weeks of one series, judged by the first baseline and, from the week that it was frozen in, by each later."""
    complete = np.asarray(series.index < until)
    table = _judged(series, complete, how, how.start)
    for one in how.later:
        after = np.asarray(series.index >= pd.Timestamp(monday(one.frozen_on)))
        if after.any():
            later = _judged(series, complete, how, one.first_week)
            table = pd.concat([table[~after], later[after]])
    return table


def _in_fours(
    rows: pd.DataFrame, weekly: pd.DataFrame, until: pd.Timestamp, how: _Limits, edition: str
) -> pd.DataFrame | None:
    """The same series in fixed periods of four weeks; None where these are too few, or have too few overrides, too.

    A period is the sum of the weeks that may be shown, so it tells no more than they do.
    """
    shown = weekly.index[weekly["may_show"].eq(True).to_numpy()]
    rows = rows[rows["week"].isin(shown)]
    periods = periods_between(weekly.index[0].date(), weekly.index[-1].date())
    starts = pd.DatetimeIndex([first for first, _last in periods])
    held = rows.assign(week=[pd.Timestamp(four_weeks(week.date())[0]) for week in rows["week"]])
    series = _counted(held).droplevel([0, 1])
    series["may_show"] = ~hidden(series, edition)
    changes = weekly["version_change"].dropna()
    changes.index = pd.DatetimeIndex([four_weeks(week.date())[0] for week in changes.index])
    series = series.reindex(starts).assign(
        version_change=changes[~changes.index.duplicated(keep="last")].reindex(starts)
    )
    over = np.array([pd.Timestamp(last + WEEK) <= until for _first, last in periods])
    table = _held_against(series[over], until, how._replace(wanted=how.wanted // FOUR, in_fours=True))
    too_few = [WeekState.TOO_FEW_OVERRIDES.value, WeekState.TOO_FEW_WEEKS.value]
    return None if table.empty or table["state"].iloc[-1] in too_few else table


def _judged(series: pd.DataFrame, complete: Truths, how: _Limits, start: date | None) -> pd.DataFrame:
    """The weeks of one team and system with the columns that say what they say."""
    days = series.index
    nobs = series["nobs"].fillna(0).to_numpy(dtype=float)
    count = series["count"].fillna(0).to_numpy(dtype=float)
    usable = complete & (nobs > 0) & series["may_show"].eq(True).to_numpy()
    from_start = usable & np.array(days >= pd.Timestamp(monday(start))) if start else usable
    chosen = baseline_places(count, nobs, from_start, how.wanted)
    rare = from_start.sum() >= how.wanted > len(chosen)
    said = WeekState.TOO_FEW_OVERRIDES if rare else WeekState.TOO_FEW_WEEKS
    state = np.full(len(days), said.value, dtype=object)
    table = series.assign(**dict.fromkeys(JUDGED_COLUMNS, np.nan))
    if len(chosen) == how.wanted:
        base = baseline_of(count[chosen], nobs[chosen])
        state[chosen] = WeekState.BASELINE.value
        places = np.flatnonzero(usable & (np.arange(len(days)) > chosen[-1]))
        judged, state[places] = compare(base, count[places], nobs[places])
        for name, values in judged.items():
            table[name] = pd.Series(values, index=days[places]).reindex(days)
        table.loc[days[[*chosen, *places]], "baseline_weeks"] = how.weeks(days[chosen])
    state[~usable] = WeekState.HIDDEN.value
    state[~complete] = WeekState.OPEN.value
    state[nobs == 0] = WeekState.EMPTY.value
    return table.assign(state=state, nobs=nobs.astype(int), count=count.astype(int))
