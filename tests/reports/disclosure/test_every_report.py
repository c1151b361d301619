# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""All reports that a board can ask for, taken together as equations, place no small group within fewer than five."""

import itertools
from datetime import date

import numpy as np
import pandas as pd
import pytest

import reports
from tests.reports.disclosure.attackers import K, feasible
from tests.reports.logs import log

DAYS = {"2026-Q2": date(2026, 6, 15), "2026-Q3": date(2026, 8, 15)}
PLACES = ("town", "village", "farm", "islet")
SYSTEMS = ("hours", "control")
ATOMS = tuple(itertools.product(DAYS, SYSTEMS, PLACES))
Fact = tuple[str, str | None, str | None]  # quarter or all, system or all, place or all
FACTS: tuple[Fact, ...] = tuple(itertools.product([*DAYS, "all"], [*SYSTEMS, None], [*PLACES, None]))


def small_log(seed: int) -> pd.DataFrame:
    """Half a year of two systems, with places of which some are rare."""
    frame = log(weeks=18, teams=2, per_week=20, seed=seed)
    place = np.random.default_rng(seed).choice(PLACES, len(frame), p=[0.6, 0.35, 0.045, 0.005])
    return reports.check(frame.assign(groups=[f'{{"place": "{name}"}}' for name in place]))


def row_of(fact: Fact) -> list[float]:
    """Which atoms a figure is the sum of."""
    quarter, system, place = fact
    return [float(quarter in (q, "all") and system in (s, None) and place in (p, None)) for q, s, p in ATOMS]


def shown(facts: pd.DataFrame) -> dict[Fact, int]:
    """The answers counted in each figure that shows, in any report of the board's."""
    found: dict[Fact, int] = {}
    for quarter, system in itertools.product([*DAYS, "all"], [*SYSTEMS, None]):
        day = DAYS.get(quarter)
        ends = (day, day) if day else (min(DAYS.values()), max(DAYS.values()))
        report = reports.trends(facts, start=ends[0], end=ends[1], system=system, by=["place"])
        for table in (one for one in report.tables if one.name in ("responses", "by_group_place")):
            for row in (dict(zip(table.columns, values, strict=True)) for values in table.rows):
                if row["measure"] == "override_rate" and row["nobs"] is not None:
                    place = None if table.name == "responses" else str(row["value"])
                    found[quarter, system, place] = int(str(row["nobs"]).split(".")[0])
    return found


def placed_too_well(told: dict[Fact, int], truth: dict[Fact, int]) -> set[Fact]:
    """The small figures that what is told places within fewer than five."""
    matrix, sums = np.array([row_of(fact) for fact in told]), np.array(list(told.values()), dtype=float)
    found = set()
    for fact in (one for one, number in truth.items() if 0 < number < K and one not in told):
        whole = np.column_stack([np.vstack([matrix, row_of(fact)]), np.r_[np.zeros(len(told)), -1.0]])
        low, high = feasible(whole, np.r_[sums, 0.0], len(ATOMS))
        if high - low < K - 1e-6:
            found.add(fact)
    return found


@pytest.mark.parametrize("rounds", [1, pytest.param(12, marks=pytest.mark.full)])
def test_all_reports_together_place_no_small_group_within_fewer_than_five(rounds: int) -> None:
    naive = 0
    for seed in range(4, 4 + rounds):
        facts = small_log(seed)
        rows = facts[facts["response"].notna()]
        keys = rows.groupby(["quarter", "system", "group_place"], observed=True).size()
        atoms = np.array([keys.get(atom, 0) for atom in ATOMS])
        truth = {fact: int(np.array(row_of(fact)) @ atoms) for fact in FACTS}
        told = shown(facts)
        assert all(truth[fact] == number for fact, number in told.items())
        assert placed_too_well(told, truth) == set()
        naive += len(placed_too_well({fact: n for fact, n in truth.items() if not 0 < n < K}, truth))
    assert naive > 0
