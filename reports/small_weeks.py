# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A team's week that is too small to show is counted with the next, so that no run of weeks has a hidden one.

A hidden week would follow from the months around it. A week that has moved is decided by itself and those before
it alone: what comes later changes no earlier report.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from reports.cells import DOMINANCE
from reports.control_chart import WeekState
from reports.disclosure import FEWEST_CASEWORKERS, SMALLEST, Edition
from reports.periods import WEEK, is_four_weeks, week_label
from reports.rates import eligible
from reports.vocabulary import Response


@dataclass
class _Week:
    """What a week holds so far: decisions by caseworker, and by response."""

    people: Counter[int] = field(default_factory=Counter)
    responses: Counter[str] = field(default_factory=Counter)

    def may_show(self) -> bool:
        """As `disclosure.hidden` for a team, for every share of responses at once."""
        nobs, people = self.people.total(), [key for key, size in self.people.items() if size]
        if nobs < SMALLEST or len(people) < FEWEST_CASEWORKERS[Edition.TEAM]:
            return False
        mixed = all(0 < self.responses[word.value] < nobs for word in (Response.OVERRIDDEN, Response.ACCEPTED))
        return max(self.people.values()) <= DOMINANCE * nobs and (mixed or nobs >= 2 * SMALLEST)


def with_small_weeks_moved(rows: pd.DataFrame) -> tuple[pd.DataFrame, set[tuple[str, str]]]:
    """The rows of one team with each week that may not show moved on, and the (system, week) that have moved.

    A week moves with everything in it, answered or not, and as often as it takes; what is too small at the end of
    the log comes in the week after it.
    """
    if rows.empty:
        return rows, set()
    week, moved = rows["week"].to_numpy().copy(), set()
    for system, places in rows.groupby("system", observed=True, sort=True).indices.items():
        gone, weeks = _moved(rows.iloc[places])
        week[places] = weeks
        moved |= {(str(system), week_label(pd.Timestamp(day).date())) for day in gone}
    return rows.assign(week=week), moved


def _moved(rows: pd.DataFrame) -> tuple[set[Any], Any]:
    """The weeks of one system that moved, and the week in which each row counts."""
    weeks = rows["week"].to_numpy().astype("datetime64[D]")
    known = ~np.isnat(weeks)
    answered = np.isin(rows.index.to_numpy(), eligible(rows).index.to_numpy())
    to: dict[Any, Any] = {}
    gone: set[Any] = set()
    carried, waiting = _Week(), []
    step = np.timedelta64(WEEK)
    last = weeks[known].max() if known.any() else None
    day = weeks[known].min() if known.any() else None
    while day is not None and day <= last:
        here = (weeks == day) & answered
        carried.people.update(rows["decider"].to_numpy()[here].tolist())
        carried.responses.update(rows["response"].astype(object).to_numpy()[here].tolist())
        waiting.append(day)
        if carried.people and not carried.may_show():
            gone |= {day} if here.any() else set()
        else:
            to |= dict.fromkeys(waiting, day)
            carried, waiting = _Week(), []
        day += step
    to |= dict.fromkeys(waiting, day)
    return gone, np.array([to.get(one, one) for one in weeks]).astype(rows["week"].to_numpy().dtype)


def with_moved_weeks(runs: pd.DataFrame, team: str, moved: Collection[tuple[str, str]]) -> pd.DataFrame:
    """The run of weeks, as `weeks.weeks` gives it, in which weeks that have moved on say so.

    Where periods of four weeks stand for weeks, there are none to say it of.
    """
    in_fours = {str(system) for system, _team, label in runs.index if is_four_weeks(str(label))}
    keys = [(system, team, week) for system, week in sorted(moved) if system not in in_fours]
    added = [key for key in keys if key not in runs.index]
    if not keys:
        return runs
    index = pd.MultiIndex.from_tuples([*runs.index, *added], names=["system", "team", "week"])
    whole = runs.reindex(index)
    whole.loc[added, ["count", "nobs"]] = 0
    whole.loc[keys, "state"] = WeekState.MOVED.value
    return whole.astype({"count": int, "nobs": int}).sort_index()
