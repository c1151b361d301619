# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Those who want to know what is hidden: they see what shows, know how it adds up, and nothing else."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reports.complementary import Cell, Line, equations, feasible, protected

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
