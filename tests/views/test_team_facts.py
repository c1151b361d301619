# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The weekly report of the rows that are read for it is the one that the whole log gives, byte for byte."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

import reports
from caseworker.context import Context
from caseworker.database import Database
from caseworker.demo import DemoSize, fill
from caseworker.facts_reading import facts, team_facts
from caseworker.registry import default_reasons, register
from reports.periods import WEEK, monday, parse_week, week_label
from reports.weekly.team_week import WEEKS_OF_NEW_CODES
from tests.reports.logs import log

WEEKS = 30


def wandering(seed: int) -> pd.DataFrame:
    """A log in which some caseworkers answer in two teams and a reason is new in another team first."""
    frame = log(weeks=WEEKS, teams=3, per_week=25, seed=seed)
    random = np.random.default_rng(seed)
    moves = random.random(len(frame)) < 0.1
    frame.loc[moves, "team"] = random.choice(["team-0", "team-1", "team-2"], int(moves.sum()))
    frame = frame.sample(frac=1, random_state=seed, ignore_index=True)
    late = (frame["decided_on"] > "2026-10-20") & (frame["response"] == "overridden")
    frame.loc[late & (random.random(len(frame)) < 0.4), "reason_code"] = "T2"
    return frame


def taken(frame: pd.DataFrame, team: str, week: date) -> pd.DataFrame:
    """The rows that `team_facts` reads."""
    first, last = week - (WEEKS_OF_NEW_CODES - 1) * WEEK, week + timedelta(days=6)
    days = pd.to_datetime(frame["decided_on"])
    others = days.between(pd.Timestamp(first), pd.Timestamp(last)) & frame["response"].notna()
    own = frame["team"] == team
    return pd.concat([frame[own], frame[~own & others]], ignore_index=True)


def weekly_of(frame: pd.DataFrame, week: str) -> reports.Report:
    """The report of one team from these rows."""
    return reports.weekly(reports.check(frame), team="team-1", week=week)


@pytest.mark.parametrize("week", ["2026-W30", "2026-W46"])
def test_the_rows_of_the_team_and_the_weeks_of_others_make_the_same_report(week: str) -> None:
    frame = wandering(seed=3)
    whole = weekly_of(frame, week)
    part = weekly_of(taken(frame, "team-1", parse_week(week)), week)
    assert part == whole
    assert part.to_json() == whole.to_json()


def test_without_the_weeks_of_others_a_known_reason_would_be_called_new() -> None:
    frame = wandering(seed=3)
    early = (frame["team"] == "team-2") & (frame["decided_on"] < "2026-10-20") & (frame["response"] == "overridden")
    frame.loc[early & (frame["decided_on"] > "2026-10-01"), "reason_code"] = "T2"
    own = frame[frame["team"] == "team-1"]
    sections = [
        next(
            one
            for one in reports.weekly(reports.check(rows), team="team-1", week="2026-W46").sections
            if "reasons" in one.key
        )
        for rows in (taken(frame, "team-1", parse_week("2026-W46")), own)
    ]
    assert [any("Ny årsag" in said for said in one.sentences) for one in sections] == [False, True]


# By default each third team on one database; in full every team on both.
@pytest.mark.parametrize(
    ("database", "step"),
    [
        ("sqlite", 3),
        pytest.param("sqlite", 1, marks=pytest.mark.full),
        pytest.param("postgresql", 1, marks=[pytest.mark.full, pytest.mark.postgres]),
    ],
    indirect=["database"],
)
def test_what_is_read_from_the_demo_makes_the_same_report(database: Database, context: Context, step: int) -> None:
    register(database, context, default_reasons())
    fill(database, context, DemoSize(decisions=600, weeks=10))
    week = monday(context.today) - WEEK
    whole = facts(database)
    for team in sorted(set(whole.frame["team"].dropna()))[::step]:
        days = week - (WEEKS_OF_NEW_CODES - 1) * WEEK, week + timedelta(days=6)
        part = team_facts(database, team, *days)
        made = [reports.weekly(one.frame, team=team, week=week_label(week), now=context.today) for one in (whole, part)]
        assert made[0] == made[1]
        assert part.ledger == whole.ledger
