# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Those who want to know what is hidden: they see what shows, know how it adds up, and nothing else."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from reports.disclosure.audit import Line
from reports.disclosure.complementary import Cell, protected

K = 5


@dataclass(frozen=True)
class Published:
    """Cells with their lines, and which of them are hidden."""

    cells: tuple[Cell, ...]
    lines: tuple[Line, ...]
    hidden: tuple[bool, ...]

    def naively(self) -> "Published":
        """The same with only small cells hidden: the control that attackers must beat."""
        return Published(self.cells, self.lines, tuple(cell.primary for cell in self.cells))


def by_subtraction(published: Published) -> set[int]:
    """The small cells that come out by filling in lines with one unknown, again and again."""
    known = {place for place, hidden in enumerate(published.hidden) if not hidden}
    found = True
    while found:
        gaps = [[place for place in line if place not in known] for line in published.lines]
        found = any(len(gap) == 1 for gap in gaps)
        known |= {gap[0] for gap in gaps if len(gap) == 1}
    return {place for place in known if published.hidden[place] and published.cells[place].primary}


def by_linear_programming(published: Published) -> set[int]:
    """The small cells that all that shows, taken together, places within fewer than five or under five.

    The cell's records and its records with the response are attacked as one program each.
    """
    unknown = [place for place, hidden in enumerate(published.hidden) if hidden]
    if not unknown:
        return set()
    matrix, sums = equations([cell.nobs for cell in published.cells], published.lines, unknown)
    found = set()
    for number, place in enumerate(unknown):
        if published.cells[place].primary:
            low, high = feasible(matrix, sums, number)
            if high - low < K - 1e-6 or high < K - 1e-6:
                found.add(place)
    return found


def equations(
    values: Sequence[float], lines: Sequence[Line], unknown: Sequence[int]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """What the shown values tell of the unknown cells: matrix and right-hand side, a row per line."""
    matrix, sums = np.zeros((len(lines), len(unknown))), np.zeros(len(lines))
    at = {place: number for number, place in enumerate(unknown)}
    for row, (total, *parts) in enumerate(lines):
        for place, sign in ((total, 1.0), *((part, -1.0) for part in parts)):
            if place in at:
                matrix[row, at[place]] += sign
            else:
                sums[row] -= sign * values[place]
    return matrix, sums


def feasible(matrix: npt.NDArray[np.float64], sums: npt.NDArray[np.float64], place: int) -> tuple[float, float]:
    """The least and the most that one unknown can be, where none is negative and the equations hold."""
    aim = np.zeros(matrix.shape[1])
    aim[place] = 1.0
    ends = []
    for sign in (1.0, -1.0):
        found = linprog(sign * aim, A_eq=matrix, b_eq=sums, bounds=(0, None), method="highs")
        ends.append(sign * float(found.fun or 0.0) if found.status == 0 else np.inf)
    return float(ends[0]), float(ends[1])


def table(random: np.random.Generator, shape: Sequence[int], small: float = 0.25) -> Published:
    """A table with all its margins, of cells of which some are small; protected as reports protect it."""
    sizes = random.integers(8, 60, shape)
    sizes = np.where(random.random(shape) < small, random.integers(0, K, shape), sizes)
    counts = random.binomial(sizes, 0.3)
    cells: dict[tuple[int | None, ...], Cell] = {}
    for place in itertools.product(*((*range(size), None) for size in shape)):
        at = tuple(slice(None) if part is None else part for part in place)
        nobs, count = int(sizes[at].sum()), int(counts[at].sum())
        cells[place] = Cell(nobs, count, 0 < nobs < K or (0 < nobs < 2 * K and count in (0, nobs)))
    number = {place: index for index, place in enumerate(cells)}
    lines = tuple(
        (number[place], *(number[(*place[:axis], part, *place[axis + 1 :])] for part in range(shape[axis])))
        for axis in range(len(shape))
        for place in cells
        if place[axis] is None
    )
    given = tuple(cells.values())
    return Published(given, lines, protected(given, lines))
