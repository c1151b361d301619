# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Complementary suppression: which further cells hide, so that no hidden one follows from those that show.

Cells are bound by lines: a total and the parts that it is the sum of. Two rules are repeated until neither
changes anything: no line has exactly one hidden cell, and the hidden parts under a total that shows make
together a group that might be shown. Then a linear program audits what is left (Fischetti & Salazar 2000).
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from typing import NamedTuple

from reports.disclosure.audit import Bound, Line, Unknown

SMALLEST = 5


class Cell(NamedTuple):
    """Records in a cell, how many of them have the response, and whether it must hide for its own sake.

    What has been `released` before can be hidden no more.
    """

    nobs: int
    events: int
    primary: bool
    released: bool = False


@lru_cache(maxsize=4096)
def protected(cells: tuple[Cell, ...], lines: tuple[Line, ...], smallest: int = SMALLEST) -> tuple[bool, ...]:
    """Whether each cell hides: every primary one, and as few and small others as the rules and the audit need.

    The same cells always give the same answer, in whatever order they were asked for. Empty cells show.
    """
    hidden = [cell.primary and cell.nobs > 0 for cell in cells]
    bound, values = Bound(lines), [cell.nobs for cell in cells]
    _close_all(cells, bound, hidden, smallest, range(len(lines)))
    left = {place for place, cell in enumerate(cells) if cell.primary and hidden[place]}
    for place in sorted(left):
        # Hiding more only widens what a cell can be, so one that is safe stays so.
        while place in left:
            near = bound.around(place, hidden)
            unknown = Unknown(values, near, hidden, place, smallest)
            left -= unknown.open_together(left.intersection(unknown.places))
            if place not in left or unknown.is_open(place):
                break
            further = _next_smallest(cells, near, hidden)
            if further is None:
                break
            hidden[further] = True
            _close_all(cells, bound, hidden, smallest, bound.of[further])
        left.discard(place)
    return tuple(hidden)


def _close(cells: Sequence[Cell], line: Line, hidden: list[bool], smallest: int) -> int | None:
    """The further cell of the line that had to hide, and does now; None where none had to."""
    total, *parts = line
    gone = [part for part in parts if hidden[part]]
    alone = len(gone) + hidden[total] == 1
    if not alone and (hidden[total] or not gone or _may_show(cells, gone, smallest)):
        return None
    left = [part for part in parts if _can_hide(cells, hidden, part)]
    if not left and (hidden[total] or cells[total].released):
        return None
    further = min(left, key=lambda at: cells[at].nobs) if left else total
    hidden[further] = True
    return further


def _can_hide(cells: Sequence[Cell], hidden: Sequence[bool], place: int) -> bool:
    return not hidden[place] and not cells[place].released and cells[place].nobs > 0


def _may_show(cells: Sequence[Cell], gone: Sequence[int], smallest: int) -> bool:
    """Whether the cells together, which a total gives away, are no small group, nor one of all or none."""
    nobs = sum(cells[place].nobs for place in gone)
    count = sum(cells[place].events for place in gone)
    return nobs >= smallest and (nobs >= 2 * smallest or 0 < count < nobs)


def _close_all(cells: Sequence[Cell], bound: Bound, hidden: list[bool], smallest: int, changed: Iterable[int]) -> None:
    """Nothing; the rules hold in every line, of which those `changed` may break them. The first is mended first."""
    ahead = sorted(changed)
    while ahead:
        line = heappop(ahead)
        further = _close(cells, bound.lines[line], hidden, smallest)
        if further is not None:
            for again in set(bound.of[further]) - set(ahead):
                heappush(ahead, again)


def _next_smallest(cells: Sequence[Cell], near: Sequence[Line], hidden: Sequence[bool]) -> int | None:
    """The smallest cell that still shows in lines that tell of a hidden one; parts before totals."""
    totals = {line[0] for line in near}
    candidates = [at for at in {at for line in near for at in line} if _can_hide(cells, hidden, at)]
    return min(candidates, key=lambda at: (at in totals, cells[at].nobs, at), default=None)
