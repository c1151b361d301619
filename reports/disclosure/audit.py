# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The audit of what hides: how closely an attacker who adds up what shows can place a hidden cell.

Every solution of the shown sums is a table that may be the true one. So what a cell is in any two of them is an
interval that it cannot be placed within, and one solution serves all cells at once: those that many solutions
leave open need no program of their own (the bounds are those of Fischetti & Salazar 2000).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from reports.measures.intervals import Floats

Line: TypeAlias = tuple[int, ...]  # the place of the total, then the places of its parts
_SLACK = 1e-6


class Bound:
    """Lines by the cells that they bind, for finding all that tells of a hidden cell."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.of: dict[int, list[int]] = defaultdict(list)
        for number, line in enumerate(lines):
            for place in line:
                self.of[place].append(number)

    def around(self, place: int, hidden: Sequence[bool]) -> list[Line]:
        """The lines that tell of a cell: those it is in, those of other hidden cells in them, and so on."""
        near: set[int] = set()
        reached, ahead = {place}, [place]
        while ahead:
            new = [number for number in self.of[ahead.pop()] if number not in near]
            near.update(new)
            found = {at for number in new for at in self.lines[number] if hidden[at]} - reached
            reached |= found
            ahead += found
        return [self.lines[number] for number in sorted(near)]


class Unknown:
    """A hidden cell with those that lines bind it to, and what the shown ones tell of them.

    `values` are the true records. Open is a cell that may be anything in an interval at least `smallest` wide that
    reaches `smallest`.
    """

    def __init__(
        self, values: Sequence[float], lines: Sequence[Line], hidden: Sequence[bool], place: int, smallest: int
    ) -> None:
        self._smallest = smallest
        self.places = sorted({at for line in lines for at in line if hidden[at]} | {place})
        self._at = {at: number for number, at in enumerate(self.places)}
        self._matrix, self._sums = _equations(values, lines, self._at)
        true = np.array([values[at] for at in self.places], dtype=float)
        self._low, self._high = true.copy(), true.copy()
        self._ceiling = float(true.sum()) + smallest  # no cell need be larger for any to be open

    def is_open(self, place: int) -> bool:
        """Whether the cell is open."""
        at = self._at[place]
        for sign in (1.0, -1.0):
            if not self._seen_open(at):
                aim = np.zeros(len(self.places))
                aim[at] = sign
                self._see(aim)
        return self._seen_open(at)

    def open_together(self, places: Iterable[int]) -> set[int]:
        """Those of the places that are open, as far as a few tables show it: the others may be open too."""
        wanted = [self._at[place] for place in places]
        left, before = wanted, len(wanted) + 1
        while left and len(left) < before:
            before = len(left)
            aim = np.zeros(len(self.places))
            aim[left] = 1.0
            self._see(aim)
            self._fill(left)
            left = [at for at in left if not self._seen_open(at)]
        return {self.places[at] for at in set(wanted) - set(left)}

    def _seen_open(self, at: int) -> bool:
        low, high = self._low[at], self._high[at]
        return bool(min(high - low, high) >= self._smallest - _SLACK)

    def _fill(self, left: Sequence[int]) -> None:
        """Nothing; a table is seen in which as many as can be of the cells are as large as they need be.

        Each has an unknown more: how far it gets towards its need, which is worth something no further.
        """
        size, more = len(self.places), len(left)
        need = self._low[left] + self._smallest
        of_cell = np.zeros((more, size))
        of_cell[np.arange(more), left] = 1.0
        self._see(
            np.concatenate([np.zeros(size), -np.ones(more)]),
            limits=np.hstack([-of_cell, np.eye(more)]),
            ceilings=need,
        )

    def _see(self, aim: Floats, limits: Floats | None = None, ceilings: Sequence[float] | Floats = ()) -> None:
        """Nothing; the table with the least `aim` is seen."""
        from scipy.optimize import linprog

        matrix = np.hstack([self._matrix, np.zeros((len(self._sums), len(ceilings)))])
        found = linprog(
            aim,
            A_eq=matrix,
            b_eq=self._sums,
            A_ub=limits,
            b_ub=None if limits is None else np.zeros(len(ceilings)),
            bounds=[*[(0.0, self._ceiling)] * len(self.places), *((0.0, one) for one in ceilings)],
            method="highs",
        )
        if found.status == 0 and found.x is not None:
            seen = found.x[: len(self.places)]
            self._low, self._high = np.minimum(self._low, seen), np.maximum(self._high, seen)


def _equations(values: Sequence[float], lines: Sequence[Line], at: Mapping[int, int]) -> tuple[Floats, Floats]:
    """What the shown values tell of the unknown cells, which stand `at` a column: a row for each line."""
    matrix, sums = np.zeros((len(lines), len(at))), np.zeros(len(lines))
    for row, (total, *parts) in enumerate(lines):
        for place, sign in ((total, 1.0), *((part, -1.0) for part in parts)):
            if place in at:
                matrix[row, at[place]] += sign
            else:
                sums[row] -= sign * values[place]
    return matrix, sums
