# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A team's reasons: by owner over four weeks, by code over twelve, and what of them hides.

A week, or a code in four weeks, is too few to show. Twelve weeks are three whole four-week periods, so no week is left
between the two; a calendar quarter less three of them would leave one. A period is told before the next begins, so
what an earlier report has shown stays shown, and the codes hide around it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from reports.disclosure import Edition, hidden
from reports.disclosure.audit import Line
from reports.disclosure.complementary import Cell, protected
from reports.measures.reasons import MISSING, reasons
from reports.periods import WEEK, last_closed_four_weeks, last_closed_three_periods, periods_between, week_label
from reports.tables import reasons_table
from reports.tables.concealing import concealed, hidden_last
from reports.weekly.team_week import between
from reports.wording import Words

EDITION = Edition.TEAM.value
Key = tuple[str, ...]
CODE, OWNER = "code", "owner"


def code_rows(ours: pd.DataFrame, monday: date) -> pd.DataFrame:
    """The rows that codes are counted over when the week (its Monday) is over; `ours` are all of the team's."""
    return between(ours, *last_closed_three_periods(monday))


def team_reasons_table(ours: pd.DataFrame, monday: date, owners: Mapping[str, str] | None) -> pd.DataFrame:
    """The released reasons of the latest closed periods: codes, owners, and the share with a written reason.

    `ours` are the team's rows, `monday` that of the week at whose end the report stands.
    """
    held = _held(ours, owners)
    four, twelve = between(ours, *last_closed_four_weeks(monday)), code_rows(ours, monday)
    parts = [between(ours, *span) for span in periods_between(*last_closed_three_periods(monday))]
    gone = _hidden_owners(_counts(four, held))
    gone |= _hidden_codes([_counts(part, held) for part in parts], _counts(twelve, held), held)
    codes, others = reasons_table(twelve, None, EDITION), reasons_table(four, owners, EDITION)
    table = pd.concat([codes[codes["dimension"] == CODE], others[others["dimension"] != CODE]], ignore_index=True)
    keys = zip(table["system"], table["dimension"], table["value"], table["measure"], strict=True)
    return hidden_last(concealed(table, np.array([key in gone for key in keys], dtype=bool)))


def reason_weeks(words: Words, monday: date) -> dict[str, str]:
    """The weeks that owners and codes are counted over, in words."""
    spans = {OWNER: last_closed_four_weeks(monday), CODE: last_closed_three_periods(monday)}
    return {name: words.weeks(*(week_label(week) for week in span)) for name, span in spans.items()}


def period_before(monday: date) -> date:
    """The Monday of the last week of the codes' period before the one that is told at this week."""
    return last_closed_three_periods(monday)[0] - WEEK


def _held(rows: pd.DataFrame, owners: Mapping[str, str] | None) -> dict[str, str]:
    """Who can act on each code; a code without an owner is its own, since it is what the others leave."""
    codes = rows["reason_code"].dropna().unique()
    return {str(code): str(code) for code in codes} | dict(owners or {}) | {MISSING: MISSING}


def _counts(rows: pd.DataFrame, held: Mapping[str, str]) -> pd.DataFrame:
    table = reasons(rows, owners=held).reset_index()
    return table.assign(primary=hidden(table, EDITION, size="count"))


@dataclass
class _Cells:
    """Cells by what they are of, and the lines that bind them."""

    places: dict[Key, int] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def add(self, key: Key, size: int, *, primary: bool = False, released: bool = False) -> None:
        """Nothing; the cell has its place."""
        self.places[key] = len(self.cells)
        self.cells.append(Cell(size, 1, primary, released))

    def bind(self, total: Key, parts: Sequence[Key]) -> None:
        """Nothing; the parts add up to the total."""
        if parts:
            self.lines.append((self.places[total], *(self.places[part] for part in parts)))

    def hidden(self) -> set[Key]:
        """The keys of the cells that hide."""
        answer = protected(tuple(self.cells), tuple(self.lines))
        return {key for key, place in self.places.items() if answer[place]}


def _each(table: pd.DataFrame) -> Iterator[tuple[tuple[str, str], pd.DataFrame]]:
    for (system, measure), part in table.groupby(["system", "measure"], observed=True, sort=True):
        yield (str(system), str(measure)), part


def _of(part: pd.DataFrame, dimension: str) -> dict[str, tuple[int, bool]]:
    rows = part[part["dimension"] == dimension]
    return {
        str(value): (int(size), bool(primary))
        for value, size, primary in zip(rows["value"], rows["count"], rows["primary"], strict=True)
    }


def _hidden_owners(table: pd.DataFrame) -> set[tuple[str, str, str, str]]:
    """The owners that hide in one four-week period, decided by it alone."""
    found = set()
    for (system, measure), part in _each(table):
        cells = _Cells()
        cells.add(("total",), int(part["nobs"].iloc[0]), released=True)
        owners = _of(part, OWNER)
        for owner, (size, primary) in owners.items():
            cells.add((OWNER, owner), size, primary=primary)
        cells.bind(("total",), [(OWNER, owner) for owner in owners])
        found |= {(system, OWNER, key[1], measure) for key in cells.hidden() if key[0] == OWNER}
    return found


def _hidden_codes(
    parts: Sequence[pd.DataFrame], whole: pd.DataFrame, held: Mapping[str, str]
) -> set[tuple[str, str, str, str]]:
    """The codes that hide in three periods, seen together with the owners that each of these has shown."""
    told = [_hidden_owners(part) for part in parts]
    found = set()
    for (system, measure), table in _each(whole):
        cells = _Cells()
        cells.add(("total",), int(table["nobs"].iloc[0]), released=True)
        owners, codes = _of(table, OWNER), _of(table, CODE)
        for owner, (size, _small) in owners.items():
            cells.add((OWNER, owner), size)
        for code, (size, primary) in codes.items():
            cells.add((CODE, code), size, primary=primary)
        for number, part in enumerate(parts):
            _add_period(cells, str(number), part, (system, measure), told[number])
        cells.bind(("total",), [(OWNER, owner) for owner in owners])
        for owner in owners:
            cells.bind((OWNER, owner), [(CODE, code) for code in codes if held[code] == owner])
            cells.bind((OWNER, owner), [key for key in cells.places if key[0] == "period" and key[2:] == (owner,)])
        found |= {(system, CODE, key[1], measure) for key in cells.hidden() if key[0] == CODE}
    return found


def _add_period(
    cells: _Cells, number: str, table: pd.DataFrame, of: tuple[str, str], told: Collection[tuple[str, str, str, str]]
) -> None:
    """Nothing; the cells have the owners of one period, as an earlier report has shown or hidden them."""
    system, measure = of
    part = table[(table["system"] == system) & (table["measure"] == measure)]
    if part.empty:
        return
    owners = _of(part, OWNER)
    cells.add(("period total", number), int(part["nobs"].iloc[0]), released=True)
    for owner, (size, _small) in owners.items():
        gone = (system, OWNER, owner, measure) in told
        cells.add(("period", number, owner), size, primary=gone, released=not gone)
    cells.bind(("period total", number), [("period", number, owner) for owner in owners])
