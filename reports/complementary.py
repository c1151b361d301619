# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Complementary suppression: which further cells hide, so that no hidden one follows from those that show.

Cells are bound by lines: a total and the parts that it is the sum of. Two rules are repeated until neither
changes anything: no line has exactly one hidden cell, and the hidden parts under a total that shows make
together a group that might be shown. Then a linear program audits what is left (Fischetti & Salazar 2000).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from reports.intervals import Floats

SMALLEST = 5


class Cell(NamedTuple):
    """Records in a cell, how many of them have the response, and whether it must hide for its own sake.

    What has been `released` before can be hidden no more.
    """

    nobs: int
    events: int
    primary: bool
    released: bool = False


Line = tuple[int, ...]  # the place of the total, then the places of its parts


@lru_cache(maxsize=4096)
def protected(cells: tuple[Cell, ...], lines: tuple[Line, ...], smallest: int = SMALLEST) -> tuple[bool, ...]:
    """Whether each cell hides: every primary one, and as few and small others as the rules and the audit need.

    The same cells always give the same answer, in whatever order they were asked for. Empty cells show.
    """
    hidden = [cell.primary and cell.nobs > 0 for cell in cells]
    _close_all(cells, lines, hidden, smallest)
    for place, cell in enumerate(cells):
        # Hiding more only widens what a cell can be, so one that is safe stays so.
        while cell.primary and hidden[place] and is_exposed(cells, lines, hidden, place, smallest):
            further = _next_smallest(cells, lines, hidden, place)
            if further is None:
                break
            hidden[further] = True
            _close_all(cells, lines, hidden, smallest)
    return tuple(hidden)


def is_exposed(
    cells: Sequence[Cell], lines: Sequence[Line], hidden: Sequence[bool], place: int, smallest: int = SMALLEST
) -> bool:
    """Whether an attacker who adds up what shows can place a hidden cell too closely.

    Safe is a cell whose records may be anything in an interval at least `smallest` wide that reaches `smallest`.
    """
    near = _connected(lines, hidden, place)
    unknown = sorted({at for line in near for at in line if hidden[at]} | {place})
    matrix, sums = equations([cell.nobs for cell in cells], near, unknown)
    low, high = feasible(matrix, sums, unknown.index(place))
    return high - low < smallest - 1e-6 or high < smallest - 1e-6


def equations(values: Sequence[float], lines: Sequence[Line], unknown: Sequence[int]) -> tuple[Floats, Floats]:
    """What the shown values tell of the `unknown` cells: matrix and right-hand side, a row per line."""
    at = {place: number for number, place in enumerate(unknown)}
    rows, sums = [], []
    for total, *parts in lines:
        row, known = np.zeros(len(unknown)), 0.0
        for place, sign in ((total, 1.0), *((part, -1.0) for part in parts)):
            if place in at:
                row[at[place]] += sign
            else:
                known -= sign * values[place]
        if row.any():
            rows.append(row)
            sums.append(known)
    return np.array(rows).reshape(-1, len(unknown)), np.array(sums)


def feasible(matrix: Floats, sums: Floats, place: int) -> tuple[float, float]:
    """The least and the most that one unknown can be, where none is negative and the equations hold."""
    from scipy.optimize import linprog

    aim = np.zeros(matrix.shape[1])
    aim[place] = 1.0
    ends = []
    for sign in (1.0, -1.0):
        found = linprog(sign * aim, A_eq=matrix, b_eq=sums, bounds=(0, None), method="highs")
        ends.append(sign * float(found.fun or 0.0) if found.status == 0 else np.inf)
    return float(ends[0]), float(ends[1])


def _close(cells: Sequence[Cell], line: Line, hidden: list[bool], smallest: int) -> bool:
    """Whether a further cell of the line had to hide."""
    total, *parts = line
    gone = [part for part in parts if hidden[part]]
    alone = len(gone) + hidden[total] == 1
    if not alone and (hidden[total] or not gone or _may_show(cells, gone, smallest)):
        return False
    left = sorted((part for part in parts if _can_hide(cells, hidden, part)), key=lambda at: cells[at].nobs)
    if not left and (hidden[total] or cells[total].released):
        return False
    hidden[left[0] if left else total] = True
    return True


def _can_hide(cells: Sequence[Cell], hidden: Sequence[bool], place: int) -> bool:
    return not hidden[place] and not cells[place].released and cells[place].nobs > 0


def _may_show(cells: Sequence[Cell], gone: Sequence[int], smallest: int) -> bool:
    """Whether the cells together, which a total gives away, are no small group, nor one of all or none."""
    nobs = sum(cells[place].nobs for place in gone)
    count = sum(cells[place].events for place in gone)
    return nobs >= smallest and (nobs >= 2 * smallest or 0 < count < nobs)


def _close_all(cells: Sequence[Cell], lines: Sequence[Line], hidden: list[bool], smallest: int) -> None:
    while any(_close(cells, line, hidden, smallest) for line in lines):
        pass


def _next_smallest(cells: Sequence[Cell], lines: Sequence[Line], hidden: Sequence[bool], place: int) -> int | None:
    """The smallest cell that still shows in a line that tells of the hidden one; parts before totals."""
    totals = {line[0] for line in lines}
    near = {at for line in _connected(lines, hidden, place) for at in line}
    candidates = [at for at in near if _can_hide(cells, hidden, at)]
    return min(candidates, key=lambda at: (at in totals, cells[at].nobs, at), default=None)


def _connected(lines: Sequence[Line], hidden: Sequence[bool], place: int) -> list[Line]:
    """The lines that tell of a cell: those it is in, those of other hidden cells in them, and so on."""
    reached, near = {place}, set()
    found = True
    while found:
        new = {line for line in lines if line not in near and not reached.isdisjoint(line)}
        near |= new
        reached |= {at for line in new for at in line if hidden[at]}
        found = bool(new)
    return sorted(near)
