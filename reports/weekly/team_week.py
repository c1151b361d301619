# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The rows of one team's week, and of what it is compared with."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from reports.facts.dating import dated
from reports.measures.rates import eligible
from reports.measures.reasons import NEW_AFTER_WEEKS, new_codes
from reports.periods import WEEK, week_label
from reports.weekly.small_weeks import Moved, with_small_weeks_moved

ACTIVE_CASEWORKERS = 5
ACTIVE_WEEKS = 4
WEEKS_OF_NEW_CODES = ACTIVE_WEEKS + NEW_AFTER_WEEKS  # up to the week of the report, of all teams


@dataclass(frozen=True)
class TeamWeek:
    """One team's week with what it is compared with."""

    monday: date
    label: str
    log: pd.DataFrame
    as_decided: pd.DataFrame
    ours: pd.DataFrame
    rows: pd.DataFrame
    moved: Moved

    def new_codes(self) -> set[tuple[str, str]]:
        """Reasons that are new, over all teams, in the systems that the team met this week."""
        found = new_codes(self.log, self.monday - (ACTIVE_WEEKS - 1) * WEEK, self.monday)
        ours = set(self.rows["system"])
        return {(system, code) for system, code in found if system in ours}

    def is_too_small(self) -> bool:
        """Whether fewer than five caseworkers of the team were active in the four weeks up to this one."""
        recent = eligible(between(self.as_decided, self.monday - (ACTIVE_WEEKS - 1) * WEEK, self.monday))
        return int(recent.loc[recent["decider"] >= 0, "decider"].nunique()) < ACTIVE_CASEWORKERS


def asked_week(facts: pd.DataFrame, team: str, monday: date) -> TeamWeek:
    """The team's week that begins on this Monday, out of the whole log; a small week counts with a later one."""
    facts = dated(facts, monday)
    log = facts[facts["week"] <= pd.Timestamp(monday)]
    as_decided = log[log["team"] == team]
    moved_on, moved = with_small_weeks_moved(as_decided, monday)
    ours = moved_on[moved_on["week"] <= pd.Timestamp(monday)]
    return TeamWeek(monday, week_label(monday), log, as_decided, ours, between(ours, monday, monday), moved)


def between(rows: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """The rows of the weeks from one Monday to another."""
    return rows[(rows["week"] >= pd.Timestamp(first)) & (rows["week"] <= pd.Timestamp(last))]
