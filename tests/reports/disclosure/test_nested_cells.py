# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Reliance, results and signs of checking: no small count follows from another filter or another period."""

import itertools
from collections.abc import Sequence
from datetime import date
from typing import cast

import numpy as np
import pandas as pd
import pytest

import reports
from tests.reports.logs import log

QUARTERS = {"2026-Q2": date(2026, 6, 15), "2026-Q3": date(2026, 8, 15)}
SYSTEMS = ("hours", "control")
NOW = date(2026, 11, 23)
Seen = dict[tuple[str, str | None, str, str], tuple[int | None, int | None]]
AUDITED = {"reliance", "results", "oversight"}


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    """Half a year of two systems; the right option and own judgement are known for next to nobody at times."""
    frame = log(weeks=18, teams=3, per_week=20, seed=6)
    early = frame["decided_on"] < "2026-06-29"
    hours = frame["system"] == "hours"
    keep = np.random.default_rng(6).random(len(frame))
    known = np.where(early & hours, keep < 0.006, np.where(hours, keep < 0.1, keep < 0.04))
    asked = np.where(early & ~hours, keep < 0.006, keep < 0.2)
    return reports.check(
        frame.assign(
            right_option=frame["right_option"].where(known | (~early & hours)),
            own_judgement=frame["own_judgement"].where(asked),
        )
    )


def seen(facts: pd.DataFrame, edition: str, systems: Sequence[str | None] = (*SYSTEMS, None)) -> Seen:
    """Count and nobs of each measure in every report that can be asked for, by period and system; None where hidden."""
    found: Seen = {}
    for (name, day), system in itertools.product({**QUARTERS, "all": None}.items(), systems):
        start, end = (day, day) if day else (min(QUARTERS.values()), max(QUARTERS.values()))
        report = reports.trends(facts, start=start, end=end, system=system, edition=edition, now=NOW)
        for table in report.tables:
            if table.name in AUDITED:
                for row in (dict(zip(table.columns, values, strict=True)) for values in table.rows):
                    if row["dimension"] == "overall" or system is None:
                        of = str(row["value"]) if row["dimension"] == "system" else system
                        key = (name, of, str(row["measure"]), table.name)
                        found[key] = cast("tuple[int | None, int | None]", (row["count"], row["nobs"]))
    return found


def true_of(facts: pd.DataFrame) -> Seen:
    """The same without anything hidden, over the same quarters."""
    found: Seen = {}
    for name, system in itertools.product([*QUARTERS, "all"], [*SYSTEMS, None]):
        rows = facts[facts["quarter"].isin([name] if name != "all" else list(QUARTERS))]
        rows = rows if system is None else rows[rows["system"] == system]
        for measure, row in reports.reliance(rows).iterrows():
            if not str(measure).endswith("macro"):
                found[name, system, str(measure), "reliance"] = (int(row["count"]), int(row["nobs"]))
        for measure, table in reports.right_rates(rows).items():
            found[name, system, measure, "results"] = (int(table["count"].iloc[0]), int(table["nobs"].iloc[0]))
    return found


def recovered(shown: Seen, truth: Seen) -> set[tuple[str, str | None, str]]:
    """Small groups whose size follows as a difference of systems or of periods."""
    found = set()
    for (name, system, measure, table), (_, size) in truth.items():
        if size is None or not 0 < size < 5:
            continue

        def at(period: str, of: str | None, measure: str = measure, table: str = table) -> int | None:
            if truth.get((period, of, measure, table), (0, 0))[1] == 0:
                return 0
            return shown.get((period, of, measure, table), (None, None))[1]

        other = {"hours": "control", "control": "hours"}.get(system or "")
        by_system = [at(name, None), at(name, other)] if other else [None]
        rest = [at(one, system) for one in QUARTERS if one != name]
        by_period = [at("all", system), *rest] if name != "all" else [None]
        if at(name, system) is not None or any(None not in parts for parts in (by_system, by_period)):
            found.add((name, system, measure))
    return found


@pytest.fixture(scope="module")
def shown(facts: pd.DataFrame) -> Seen:
    return seen(facts, "board")


@pytest.fixture(scope="module")
def truth(facts: pd.DataFrame) -> Seen:
    return true_of(facts)


def test_no_small_group_follows_from_another_filter_or_period(shown: Seen, truth: Seen) -> None:
    assert sum(0 < (size or 0) < 5 for _, size in truth.values()) >= 3
    assert recovered(shown, truth) == set()


def test_hiding_small_groups_alone_would_give_some_away(truth: Seen) -> None:
    naive = {key: (None, None) if 0 < (size or 0) < 5 else (count, size) for key, (count, size) in truth.items()}
    assert recovered(naive, truth)


# By default in the reports of all systems, which tell of each; in full in those of one system too.
@pytest.mark.parametrize("systems", [(None,), pytest.param((*SYSTEMS, None), marks=pytest.mark.full)])
def test_what_shows_over_both_quarters_is_the_sum_of_what_shows_in_each(
    facts: pd.DataFrame, systems: Sequence[str | None]
) -> None:
    own = np.where(facts.index % 3 > 0, facts["recommended"].astype(object), facts["decided"].astype(object))
    shown = seen(facts.assign(own_judgement=pd.Categorical(own)), "board", systems)
    whole = {key: size for key, (_, size) in shown.items() if key[0] == "all" and size is not None}
    added = 0
    for (_, system, measure, table), size in whole.items():
        if measure.endswith(("macro", "difference", "deficit")) or table == "oversight":
            continue
        parts = [shown.get((name, system, measure, table), (0, 0))[1] for name in QUARTERS]
        assert None not in parts
        assert size == sum(part or 0 for part in parts)
        added += 1
    assert added >= 6


def test_the_spread_between_caseworkers_has_no_count_to_take_away(facts: pd.DataFrame) -> None:
    report = reports.trends(facts, now=NOW)
    table = next(one for one in report.tables if one.name == "spread")
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert rows
    assert {row["count"] for row in rows} == {None}
    assert {row["measure"] for row in rows} == {"icc"}
    assert {row["nobs"] for row in rows} == {24}  # caseworkers, of whom the same are there every quarter


def test_what_follows_from_a_hidden_measure_hides_with_it(shown: Seen) -> None:
    together = ("initial_disagreement", "switch_fraction", "switched_away")
    hidden = 0
    for period, system in itertools.product([*QUARTERS, "all"], [*SYSTEMS, None]):
        keys = [(period, system, measure, "reliance") for measure in together]
        sizes = [shown[key][1] for key in keys if key in shown]
        assert sizes == [None] * len(sizes) or None not in sizes
        hidden += None in sizes
    assert 0 < hidden < 9
