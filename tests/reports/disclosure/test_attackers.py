# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Nobody works a hidden cell out, by any of four ways; each way does find the cells that naive hiding leaves."""

import itertools
from datetime import date
from typing import cast

import numpy as np
import pandas as pd
import pytest

import reports
from reports.disclosure.partitions import hidden_in
from tests.reports.disclosure.attackers import by_linear_programming, by_subtraction, table
from tests.reports.logs import log

ROUNDS = [
    200,
    pytest.param(2000, marks=pytest.mark.full),
    pytest.param(20000, marks=pytest.mark.soak),
]
SHAPES = ((4,), (3, 4), (2, 5), (2, 2, 3))


@pytest.mark.parametrize("rounds", ROUNDS)
def test_neither_subtraction_nor_linear_programming_finds_a_small_cell(rounds: int) -> None:
    random = np.random.default_rng(rounds)
    naive = {by_subtraction: 0, by_linear_programming: 0}
    small = 0
    for number in range(rounds):
        published = table(random, SHAPES[number % len(SHAPES)])
        small += sum(cell.primary for cell in published.cells)
        for attack in naive:
            assert attack(published) == set(), published
            if number < 200:
                naive[attack] += len(attack(published.naively()))
    assert small > rounds
    assert min(naive.values()) > 100


def test_a_table_is_not_hidden_whole() -> None:
    random = np.random.default_rng(3)
    made = [table(random, (3, 6), small=0.1) for _ in range(20)]
    hidden = np.mean([np.mean(one.hidden) for one in made])
    small = np.mean([np.mean([cell.primary for cell in one.cells]) for one in made])
    assert small < hidden < 4 * small


def small_groups(seed: int = 4) -> pd.DataFrame:
    """Half a year of two systems in which some groups are rare in some quarters."""
    frame = log(weeks=18, teams=2, per_week=20, seed=seed)
    random = np.random.default_rng(seed)
    place = random.choice(["town", "village", "farm", "islet"], len(frame), p=[0.6, 0.35, 0.045, 0.005])
    return frame.assign(groups=[f'{{"place": "{name}"}}' for name in place])


QUARTERS = {"2026-Q2": date(2026, 6, 15), "2026-Q3": date(2026, 8, 15)}
Seen = dict[tuple[str, str | None], dict[str, int | None]]


def seen_by_a_reader(facts: pd.DataFrame) -> Seen:
    """The records per place, by quarter (or all) and system (or all), in every report that a board can ask for."""
    found: Seen = {}
    periods = {**QUARTERS, "all": None}
    for (name, day), system in itertools.product(periods.items(), ["hours", "control", None]):
        report = reports.trends(facts, start=day, end=day, system=system, by=["place"])
        given = next(one for one in report.tables if one.name == "by_group_place")
        rows = [dict(zip(given.columns, row, strict=True)) for row in given.rows]
        rates = [row for row in rows if row["measure"] == "override_rate"]
        found[name, system] = {str(row["value"]): cast("int | None", row["nobs"]) for row in rates}
    return found


def counted(facts: pd.DataFrame) -> Seen:
    """The true records in the same places."""
    found: Seen = {}
    for name, system in itertools.product([*QUARTERS, "all"], ["hours", "control", None]):
        rows = facts[(facts["quarter"] == name) | (name == "all")]
        sizes = rows[(rows["system"] == system) | (system is None)]["group_place"].value_counts()
        found[name, system] = {str(value): int(size) for value, size in sizes.items() if size}
    return found


def naively_hidden(truth: Seen) -> Seen:
    """What a reader would see if small cells hid and nothing else."""
    return {
        key: {value: None if size is None or size < 5 else size for value, size in row.items()}
        for key, row in truth.items()
    }


def recovered(seen: Seen, truth: Seen) -> set[tuple[str, str | None, str]]:
    """Small cells that follow from what is seen: as a difference of systems, or of periods (last time's report)."""
    found = set()
    for name, system, value in [(*key, value) for key, row in truth.items() for value in row]:
        exact = truth[name, system][value]
        if exact is None or exact >= 5 or seen[name, system].get(value) is not None:
            continue
        other = {"hours": "control", "control": "hours"}.get(system or "")
        filters = [seen[name, None].get(value), seen[name, other].get(value, 0)] if other else [None]
        rest = [seen[one, system].get(value, 0) for one in QUARTERS if one != name]
        periods = [seen["all", system].get(value), *rest] if name != "all" else [None]
        if any(None not in parts for parts in (filters, periods)):
            found.add((name, system, value))
    return found


@pytest.fixture(scope="module")
def views() -> dict[str, Seen]:
    facts = reports.check(small_groups())
    truth = counted(facts)
    return {"naive": naively_hidden(truth), "truth": truth, "board": seen_by_a_reader(facts)}


def test_neither_filters_nor_last_times_report_give_a_small_group_away(views: dict[str, Seen]) -> None:
    assert recovered(views["board"], views["truth"]) == set()


def test_naive_hiding_gives_it_away_both_ways(views: dict[str, Seen]) -> None:
    assert len(recovered(views["naive"], views["truth"])) >= 2


def test_what_shows_over_several_quarters_is_the_sum_of_what_shows_in_each(views: dict[str, Seen]) -> None:
    board = views["board"]
    assert any(number is None for row in board.values() for number in row.values())
    for system, value in itertools.product(["hours", "control", None], ["town", "village", "farm", "islet"]):
        whole = board["all", system].get(value)
        if whole is not None:
            assert whole == sum(board[name, system].get(value, 0) or 0 for name in QUARTERS)
            assert None not in [board[name, system].get(value, 0) for name in QUARTERS]


def test_the_same_cells_hide_whatever_is_asked_beside_them() -> None:
    facts = reports.check(small_groups())
    part = facts[facts["quarter"] == "2026-Q3"]
    both = hidden_in(part, ["group_place"], None, "board")
    assert both.answers
    assert both == hidden_in(part.sample(frac=1, random_state=1), ["group_place"], None, "board")
