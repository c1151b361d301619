# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""All reports that a board can ask for, taken together as equations, place no small group within fewer than five."""

import itertools
from functools import cache
from typing import NamedTuple

import pandas as pd
import pytest

from reports import Report
from tests.reports.disclosure.every_log import OWNERS, every_log
from tests.reports.disclosure.every_report import EVERY, FEWER, Family, board_reports, naively, placed_too_well, told
from tests.reports.disclosure.families import DIRECTION, LEFT_OUT, REASONS
from tests.reports.disclosure.families_of_options import RESULTS

FAMILIES = {"left_out": LEFT_OUT, "direction": DIRECTION, "reasons": REASONS, "results": RESULTS}
SIZES = (5, 20)  # decisions a week, by team and system
FULL = tuple(itertools.product(range(1, 6), SIZES, [EVERY]))
ROUNDS = [(1, 20, FEWER), *(pytest.param(one, marks=pytest.mark.full) for one in FULL)]


class Board(NamedTuple):
    facts: pd.DataFrame
    reports: dict[tuple[str, str | None], Report]


made = cache(every_log)


@pytest.fixture(scope="module", params=ROUNDS, ids=lambda one: "-".join(map(str, (*one[:2], len(one[2])))))
def board(request: pytest.FixtureRequest) -> Board:
    seed, size, asked = request.param
    facts = made(seed, size)
    return Board(facts, board_reports(facts, OWNERS, asked))


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_all_reports_together_place_no_small_group_within_fewer_than_five(board: Board, family: Family) -> None:
    shown, truth = told(family, board.reports), family.truth(board.facts)
    assert {figure: float(family.row(figure) @ truth) for figure in shown} == pytest.approx(shown)
    assert set(placed_too_well(family, shown, truth)) == set()


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_hiding_small_figures_alone_would_give_some_away(family: Family) -> None:
    truth = family.truth(made(1, 20))
    assert next(placed_too_well(family, naively(family, truth), truth), None)
