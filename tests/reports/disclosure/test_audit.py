# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How closely what shows places a hidden cell: by hand, and against a program for every cell by itself."""

from collections.abc import Sequence

import numpy as np
import pytest

from reports.disclosure.audit import Bound, Unknown
from tests.reports.disclosure.attackers import Published, equations, feasible, table


def unknown(values: list[int], lines: Sequence[tuple[int, ...]], hidden: list[int], place: int) -> Unknown:
    gone = [at in hidden for at in range(len(values))]
    return Unknown(values, Bound(lines).around(place, gone), gone, place, smallest=5)


def test_two_hidden_parts_of_a_shown_total_may_be_all_that_the_others_leave() -> None:
    assert unknown([20, 14, 3, 3], [(0, 1, 2, 3)], [2, 3], place=2).is_open(2)
    assert not unknown([20, 16, 2, 2], [(0, 1, 2, 3)], [2, 3], place=2).is_open(2)


def test_a_part_that_must_be_large_is_open_only_if_it_may_be_five_more() -> None:
    lines = [(0, 2, 3), (1, 3, 4)]
    assert unknown([40, 5, 37, 3, 2], lines, [2, 3, 4], place=2).is_open(2)
    assert not unknown([40, 4, 37, 3, 1], lines, [2, 3, 4], place=2).is_open(2)


def test_a_hidden_total_has_no_upper_end() -> None:
    assert unknown([6, 3, 3], [(0, 1, 2)], [0, 1], place=0).is_open(0)


def test_what_binds_a_cell_goes_through_hidden_cells_only() -> None:
    lines = [(0, 1, 2), (3, 2, 4), (5, 4, 6)]
    hidden = [at in (1, 2, 6) for at in range(7)]
    assert Bound(lines).around(1, hidden) == [lines[0], lines[1]]


@pytest.mark.parametrize("rounds", [2, pytest.param(5, marks=pytest.mark.full)])
def test_many_cells_audited_together_are_those_that_are_open_by_themselves(rounds: int) -> None:
    random = np.random.default_rng(11)
    closed = opened = 0
    for shape in ((40,), (3, 12), (2, 4, 5)) * rounds:
        made = table(random, shape)
        for published in (made, made.naively()):
            together, alone = audited(published), open_by_itself(published)
            assert together == alone
            opened += len(alone)
            closed += sum(published.hidden) - len(alone)
    assert min(opened, closed) > 20


def audited(published: Published) -> set[int]:
    values, bound = [cell.nobs for cell in published.cells], Bound(published.lines)
    found = set()
    for place in (at for at, gone in enumerate(published.hidden) if gone):
        one = Unknown(values, bound.around(place, published.hidden), published.hidden, place, smallest=5)
        together = one.open_together(one.places)
        assert together <= {at for at in one.places if one.is_open(at)}
        found |= {place} if one.is_open(place) else set()
    return found


def open_by_itself(published: Published) -> set[int]:
    places = [at for at, gone in enumerate(published.hidden) if gone]
    matrix, sums = equations([cell.nobs for cell in published.cells], published.lines, places)
    ends = [feasible(matrix, sums, number) for number in range(len(places))]
    return {place for place, (low, high) in zip(places, ends, strict=True) if min(high - low, high) >= 5 - 1e-6}
