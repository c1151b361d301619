# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Of old quarters nobody knows who decides in the next one too: somebody counts anew, and no more shows by it."""

from datetime import date, timedelta
from random import Random

import pandas as pd
import pytest

import reports
from reports.beside.seen_as import seen_as_table
from reports.tables import spread_table

START = date(2025, 1, 6)
WEEKS = 25
"""Two quarters, the first and the second of 2025."""


def log(people: int, rows: int = 300, seed: int = 1) -> pd.DataFrame:
    """Decisions of two quarters by so many people in two systems and two teams."""
    draw = Random(seed)
    found = []
    for _row in range(rows):
        day = START + timedelta(days=draw.randrange(7 * WEEKS))
        recommended = draw.choice(["x", "y"])
        decided = recommended if draw.random() < 0.7 else {"x": "y", "y": "x"}[recommended]
        followed = decided == recommended
        found.append(
            {
                "system": draw.choice(["a", "a", "b"]),
                "model_version": draw.choice(["1", "2"]),
                "team": draw.choice(["t1", "t2"]),
                "decider": f"p{draw.randrange(people)}",
                "shown_on": day,
                "decided_on": day,
                "recommended": recommended,
                "decided": decided,
                "own_judgement": draw.choice(["x", "y"]),
                "response": "accepted" if followed else "overridden",
                "reason_code": draw.choice(["A1", "A2"] if followed else ["C1", "C2"]),
                "reason_given": True,
                "time_bucket": draw.choice(["lt10s", "10-30s"]),
                "result": draw.choice([None, "upheld", "changed"]),
                "seen_as": draw.choice([None, None, "accepted"]),
                "group_g": draw.choice(["k", "m"]),
            }
        )
    return pd.DataFrame(found)


def counted_anew(frame: pd.DataFrame) -> pd.DataFrame:
    """The same decisions after the authors of both quarters were erased."""
    second = pd.to_datetime(frame["decided_on"]) >= pd.Timestamp(2025, 3, 31)
    return frame.assign(decider=frame["decider"] + second.map({True: "-2", False: "-1"}))


def visible(frame: pd.DataFrame, edition: str) -> set[tuple[str, ...]]:
    """Every figure that shows in the board's report of the whole log."""
    told = reports.trends(frame, edition=edition, now=date(2026, 11, 1))
    return {
        (table.name, *(str(row.get(name)) for name in ("system", "dimension", "value", "measure")))
        for table in told.tables
        for row in (dict(zip(table.columns, each, strict=True)) for each in table.rows)
        if row.get("rate") is not None and not row.get("suppressed")
    }


# By default so few that twice as many would pass the rule of five, and the rule of ten; in full those between.
@pytest.mark.parametrize(
    ("people", "rows", "seed"),
    [
        (3, 300, 1),
        pytest.param(4, 120, 2, marks=pytest.mark.full),
        pytest.param(6, 300, 3, marks=pytest.mark.full),
        (9, 300, 4),
    ],
)
def test_a_report_of_several_quarters_shows_nothing_more(people: int, rows: int, seed: int) -> None:
    known = log(people, rows, seed)
    for edition in ("board", "public"):
        assert visible(counted_anew(known), edition) <= visible(known, edition)


def test_the_spread_asks_for_ten_people_who_are_surely_different() -> None:
    known, enough = reports.check(counted_anew(log(9))), reports.check(counted_anew(log(12, 600)))
    assert known["decider"].nunique() == 18, "by which the rule of ten would be met"
    assert spread_table(known, "board").empty
    assert not spread_table(enough, "board").empty


def test_what_was_seen_otherwise_by_response_shows_only_where_each_quarter_may() -> None:
    known, enough = reports.check(counted_anew(log(3))), reports.check(counted_anew(log(12, 600)))
    assert known["decider"].nunique() == 6, "by which five would be met"
    assert set(seen_as_table(known, "board")["value"]) == {"overall"}
    assert "overridden" in set(seen_as_table(enough, "board")["value"])
    assert "overridden" in set(seen_as_table(known, "full")["value"])
