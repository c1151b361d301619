# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A team's week that is too small to show is counted with a later one, so that no run of weeks has a hidden one.

A hidden week would follow from the months around it. A week that has moved is decided by itself and those before
it alone: what comes later changes no earlier report.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from reports.disclosure import FEWEST_CASEWORKERS, SMALLEST, Edition
from reports.facts.labels import as_labels
from reports.measures.cells import DOMINANCE
from reports.measures.control_chart import WeekState
from reports.measures.rates import eligible
from reports.periods import is_four_weeks, quarter_label, week_label
from reports.vocabulary import Response


@dataclass
class _Week:
    """What a week holds so far: decisions by caseworker, and by response."""

    people: Counter[int] = field(default_factory=Counter)
    responses: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "_Week") -> "_Week":
        return _Week(self.people + other.people, self.responses + other.responses)

    def may_show(self) -> bool:
        """As `disclosure.hidden` for a team, for every share of responses at once."""
        nobs, people = self.people.total(), [key for key, size in self.people.items() if size]
        if nobs < SMALLEST or len(people) < FEWEST_CASEWORKERS[Edition.TEAM]:
            return False
        mixed = all(0 < self.responses[word.value] < nobs for word in (Response.OVERRIDDEN, Response.ACCEPTED))
        return max(self.people.values()) <= DOMINANCE * nobs and (mixed or nobs >= 2 * SMALLEST)


Moved = dict[tuple[str, str], str | None]
"""By (system, week) of a week that has moved, the week that it is counted in; None while it waits for one."""


def with_small_weeks_moved(rows: pd.DataFrame, until: date) -> tuple[pd.DataFrame, Moved]:
    """The rows of one team with each week that may not show moved on, and which weeks have moved where.

    A week moves with everything in it, answered or not, until it may show together with a later one. What is too
    small up to the week `until` (its Monday) waits after it, where no report counts it: not even one of a system that
    has paused since.
    """
    if rows.empty:
        return rows, {}
    moved: Moved = {}
    week = rows["week"].to_numpy().copy()
    for system, places in rows.groupby("system", observed=True, sort=True).indices.items():
        part = rows.iloc[places]
        gone, to = _moves(part, np.datetime64(until, "D"))
        days = part["week"].to_numpy().astype("datetime64[D]")
        week[places] = np.array([to.get(day, day) for day in days]).astype(week.dtype)
        for day in gone:
            counted = to[day].item()
            moved[str(system), week_label(day.item())] = week_label(counted) if counted <= until else None
    went = (week != rows["week"].to_numpy()) & rows["week"].notna().to_numpy()
    if not went.any():
        return rows, moved
    counted_in = pd.Series(week, index=rows.index)
    quarters = rows["quarter"].astype(object).mask(went, counted_in[went].map(lambda day: quarter_label(day.date())))
    return rows.assign(week=counted_in, quarter=as_labels(quarters, missing=None)), moved


def _moves(rows: pd.DataFrame, until: np.datetime64) -> tuple[list[Any], dict[Any, Any]]:
    """The weeks of one system whose answers moved, and the week in which each week up to `until` counts."""
    weeks = rows["week"].to_numpy().astype("datetime64[D]")
    answered = np.isin(rows.index.to_numpy(), eligible(rows).index.to_numpy())
    deciders, responses = rows["decider"].to_numpy(), rows["response"].astype(object).to_numpy()
    to: dict[Any, Any] = {}
    gone: list[Any] = []
    carried, waiting = _Week(), []
    step = np.timedelta64(7, "D")
    for day in np.arange(weeks[~np.isnat(weeks)].min(initial=until), until + step, step):
        here = (weeks == day) & answered
        alone = _Week(Counter(deciders[here].tolist()), Counter(responses[here].tolist()))
        together = carried + alone
        if not alone.people or (carried.people and not together.may_show() and alone.may_show()):
            continue  # it stays where it is, and what is carried goes past it
        if not together.may_show():
            carried = together
            waiting.append(day)
            gone.append(day)
            continue
        to |= dict.fromkeys(waiting, day)
        carried, waiting = _Week(), []
    return gone, to | dict.fromkeys(waiting, until + step)


def with_moved_weeks(runs: pd.DataFrame, team: str, moved: Iterable[tuple[str, str]]) -> pd.DataFrame:
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
