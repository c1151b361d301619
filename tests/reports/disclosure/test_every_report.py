# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""All reports that a board can ask for, taken together as equations, place no small group within fewer than five."""

from typing import NamedTuple

import pandas as pd
import pytest

from reports import Report
from tests.reports.disclosure.every_log import OWNERS, every_log
from tests.reports.disclosure.every_report import EVERY, FEWER, Family, board_reports, naively, placed_too_well, told
from tests.reports.disclosure.families import DIRECTION, LEFT_OUT, REASONS
from tests.reports.disclosure.families_of_options import RESULTS

FAMILIES = {"left_out": LEFT_OUT, "direction": DIRECTION, "reasons": REASONS, "results": RESULTS}
ROUNDS = [(1, FEWER), *(pytest.param((seed, EVERY), marks=pytest.mark.full) for seed in range(1, 9))]


class Board(NamedTuple):
    facts: pd.DataFrame
    reports: dict[tuple[str, str | None], Report]


@pytest.fixture(scope="module", params=ROUNDS, ids=lambda one: f"{one[0]}-{len(one[1])}")
def board(request: pytest.FixtureRequest) -> Board:
    seed, asked = request.param
    facts = every_log(seed)
    return Board(facts, board_reports(facts, OWNERS, asked))


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_all_reports_together_place_no_small_group_within_fewer_than_five(board: Board, family: Family) -> None:
    shown, truth = told(family, board.reports), family.truth(board.facts)
    assert {figure: float(family.row(figure) @ truth) for figure in shown} == pytest.approx(shown)
    assert set(placed_too_well(family, shown, truth)) == set()


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_hiding_small_figures_alone_would_give_some_away(family: Family) -> None:
    truth = family.truth(every_log(1))
    assert next(placed_too_well(family, naively(family, truth), truth), None)
