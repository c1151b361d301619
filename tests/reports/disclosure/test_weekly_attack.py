# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Whoever keeps all the weekly reports of a small team can place no hidden count; without the guards they can."""

from collections.abc import Sequence
from datetime import date
from importlib import import_module

import pandas as pd
import pytest

import reports
from reports.disclosure import partitions
from reports.disclosure.audit import Line
from reports.disclosure.complementary import Cell
from reports.weekly import hiding, reason_periods, small_weeks, team_week
from reports.weekly.small_weeks import Moved
from tests.reports.disclosure.weekly_atoms import team_log
from tests.reports.disclosure.weekly_attack import found_by_all

ROUNDS = [
    pytest.param((1,), 14, 5),
    pytest.param(tuple(range(2, 22)), 14, 14, marks=pytest.mark.full),
    pytest.param((31, 32, 33), 26, 26, marks=pytest.mark.full),
]


def only_small(cells: Sequence[Cell], _lines: Sequence[Line], _smallest: int = 5) -> tuple[bool, ...]:
    """What hides where nothing is hidden for the sake of another."""
    return tuple(cell.primary and cell.nobs > 0 for cell in cells)


def unmoved(rows: pd.DataFrame, _until: date) -> tuple[pd.DataFrame, Moved]:
    """The rows as they are."""
    return rows, {}


def all_signs(signs: pd.DataFrame, *_given: object) -> pd.DataFrame:
    """The signs as they are."""
    return signs


def without_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing; small counts hide and nothing else."""
    monkeypatch.setattr(partitions, "protected", only_small)
    monkeypatch.setattr(reason_periods, "protected", only_small)
    monkeypatch.setattr(small_weeks, "with_small_weeks_moved", unmoved)
    monkeypatch.setattr(team_week, "with_small_weeks_moved", unmoved)
    monkeypatch.setattr(hiding, "without_hidden_codes", all_signs)
    monkeypatch.setattr(hiding, "hides_waits", lambda _tables: False)
    monkeypatch.setattr(import_module("reports.weekly"), "hides_waits", lambda _tables: False)


@pytest.mark.parametrize(("seeds", "weeks", "many"), ROUNDS)
def test_all_weekly_reports_together_place_no_hidden_count(seeds: Sequence[int], weeks: int, many: int) -> None:
    for seed in seeds:
        assert found_by_all(reports.check(team_log(seed, weeks)), weeks, many) == set(), seed


def test_hiding_small_counts_alone_would_give_many_away(monkeypatch: pytest.MonkeyPatch) -> None:
    without_guards(monkeypatch)
    found = found_by_all(reports.check(team_log(1)), 14, 5)
    kinds = {name.split()[0] for name in found}
    assert {"control", "not_answered"} <= kinds or len(found) > 5
