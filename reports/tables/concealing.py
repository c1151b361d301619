# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A board's tables without the figures that would give a hidden one away."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reports.disclosure import SMALLEST
from reports.disclosure.complementary import Cell, protected
from reports.disclosure.partitions import VERSION, WEEK, HiddenCells, Place
from reports.measures.cells import RATE_COLUMNS, Truths
from reports.measures.oversight import CODES_TOLD
from reports.measures.reliance import MACROS
from reports.tables import left_out, systems_of
from reports.tables.groups import corrected
from reports.tallies.counting import ALL, OVERALL, UNDATED

FOUR_WEEKS = "four_weeks"
_BY_SYSTEM = ("reliance", "results", "effect_of_showing", "oversight", "spread")
UNANSWERED = ("not_shown", "not_answered")
_EMPTIED = (
    *RATE_COLUMNS,
    "z",
    "z_four_weeks",
    "lower_limit",
    "upper_limit",
    "p_value",
    "p_value_clustered",
    "p_adjusted",
)


@dataclass(frozen=True)
class Concealing:
    """What hides, for a report of one system or (`system` None) of all, in which `systems` have rows."""

    hidden: HiddenCells
    system: str | None
    systems: Sequence[str]

    def tables(self, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        """The released tables by name, with what must hide besides small cells emptied."""
        found = {name: concealed(table, self._rows(name, table)) for name, table in tables.items()}
        funnel = found.get("funnel")
        if funnel is not None:  # the limits of the others tell of the one that hides
            whole = funnel.loc[funnel["suppressed"].astype(bool), "dimension"].unique()
            found["funnel"] = funnel[~funnel["dimension"].isin(whole)]
        for name in {"differences", "direction"} & set(found):
            found[name] = corrected(found[name])
        if "reasons" in found:
            found["reasons"] = hidden_last(found["reasons"])
        if {"reasons", "oversight"} <= set(found):
            found["oversight"] = without_hidden_codes(found["oversight"], found["reasons"])
        return found

    def left_out(self, counts: Mapping[str, int | None]) -> set[str]:
        """The causes of being left out whose released `counts` would give a hidden figure away.

        Who was not shown or did not answer hides with the coverage, of which it is what is missing.
        """
        place = Place(self.system or ALL, OVERALL, OVERALL)
        waits = place in self.hidden.coverage | self.hidden.seen | self.hidden.answers
        gone = {cause for system, cause in self.hidden.left_out if system == place.system}
        return telling_causes(counts, gone, waits=waits)

    def weeks(self) -> set[tuple[str, str]]:
        """The weeks of a system that hide."""
        return {(place.system, place.value) for place in self.hidden.answers if place.dimension == WEEK}

    def _rows(self, name: str, table: pd.DataFrame) -> Truths:
        if name in _BY_SYSTEM:
            return self._nested(table)
        if name == "reasons":
            return self._reasons(table)
        rows = zip(table["dimension"], table["value"], table["measure"], strict=True)
        return np.array([self._hides(name, *(str(part) for part in row)) for row in rows], dtype=bool)

    def _hides(self, name: str, dimension: str, value: str, measure: str) -> bool:
        if dimension in (WEEK, FOUR_WEEKS):
            return False  # hidden before it was judged
        place = self._place(dimension, value)
        if name == "direction":
            return place in self.hidden.direction or place in self.hidden.answers
        if measure == "direction_difference":  # all others are the whole less the group
            whole = place._replace(dimension=OVERALL, value=OVERALL)
            return bool({place, whole} & (self.hidden.direction | self.hidden.answers))
        if dimension == "quarter":
            kinds = {False, measure == "coverage"}
            return any((place.system, place.value, kind) in self.hidden.quarters for kind in kinds)
        waits = {"coverage": self.hidden.coverage, "seen_unanswered": self.hidden.seen}.get(measure, set())
        return place in waits or place in self.hidden.answers

    def _place(self, dimension: str, value: str) -> Place:
        """The fixed cell of a row; a label may say its system first."""
        if dimension == "system":
            return Place(value, OVERALL, OVERALL)
        for system in self.systems:
            if len(self.systems) > 1 and value.startswith(f"{system}/"):
                return Place(system, dimension, value.removeprefix(f"{system}/"))
        only = self.systems[0] if len(self.systems) == 1 else ALL
        inside = dimension in (VERSION, "quarter") or dimension.startswith("group_")
        shown = only if inside and self.system is None else self.system or ALL
        value = UNDATED if dimension == "quarter" and value == "unknown" else value
        return Place(shown, dimension, value)

    def _reasons(self, table: pd.DataFrame) -> Truths:
        keys = zip(table["system"], table["dimension"], table["value"], table["measure"], strict=True)
        return np.array(
            [key in self.hidden.reasons or self._hides_whole(str(key[0])) for key in keys],
            dtype=bool,
        )

    def _hides_whole(self, system: str) -> bool:
        """Whether the number of all answers in a system, or in the whole report, hides."""
        shown = (self.system or ALL) if system == OVERALL else system
        return Place(shown, OVERALL, OVERALL) in self.hidden.answers

    def _nested_key(self, dimension: str, value: str, measure: str) -> tuple[str, str, str]:
        """The system (or all), label and measure of a row, as `nested_cells.Nested`."""
        if dimension == "system":
            return value, OVERALL, measure
        only = self.systems[0] if len(self.systems) == 1 else ALL
        label = {OVERALL: OVERALL, "response": value}.get(dimension, f"{dimension}/{value}")
        return self.system or only, label, measure

    def _nested(self, table: pd.DataFrame) -> Truths:
        """Measures with a denominator of their own: no part alone hides under a total that shows."""
        hide = np.array([self._hides_whole(str(value)) for value in table["value"]], dtype=bool)
        hide |= table["suppressed"].to_numpy(dtype=bool)
        keys = zip(table["dimension"], table["value"], table["measure"], strict=True)
        hide |= np.array(
            [self._nested_key(*(str(part) for part in key)) in self.hidden.nested for key in keys], dtype=bool
        )
        hide |= self._of_hidden_bands(table)
        return _with_macros(table, _with_complements(table, hide))

    def _of_hidden_bands(self, table: pd.DataFrame) -> Truths:
        """Differences between confidence bands of a system in which a band hides."""
        gone = {place.system for place in self.hidden.answers if place.dimension == "confidence_band"}
        return np.asarray((table["measure"] == "band_difference") & table["value"].isin(gone), dtype=bool)


def telling_causes(counts: Mapping[str, int | None], gone: Collection[str] = (), *, waits: bool) -> set[str]:
    """Those of the `gone` causes, and where what `waits` hides also those of it, that have a count."""
    return {cause for cause in (*gone, *(UNANSWERED if waits else ())) if counts.get(cause)}


def without_causes(counts: Mapping[str, int | None], causes: Collection[str]) -> dict[str, int | None]:
    """The released counts of what was left out, with those of the causes hidden."""
    return {cause: None if cause in causes else count for cause, count in counts.items()}


def hidden_causes(rows: pd.DataFrame) -> set[tuple[str, str]]:
    """Which counts of what was left out hide in any quarter of the rows, by system (or all) and cause."""
    found: set[tuple[str, str]] = set()
    quarters = rows["quarter"].astype(object).where(rows["quarter"].notna(), UNDATED)
    for quarter in quarters.unique():
        part = rows[quarters == quarter]
        systems = systems_of(part)
        counts = [left_out(part), *(left_out(part[part["system"] == system]) for system in systems)]
        for cause in counts[0]:
            cells = tuple(Cell(one[cause], 1, 0 < one[cause] < SMALLEST) for one in counts)
            hides = protected(cells, (tuple(range(len(cells))),))
            found |= {(name, cause) for name, gone in zip((ALL, *systems), hides, strict=True) if gone}
    return found


def concealed(table: pd.DataFrame, rows: Truths) -> pd.DataFrame:
    """The released table with every figure of the given rows emptied, and these marked `suppressed`."""
    if not rows.any():
        return table
    emptied = table.copy()
    names = [name for name in _EMPTIED if name in table.columns]
    emptied[names] = emptied[names].astype(float)
    emptied.loc[rows, names] = np.nan
    return emptied.assign(suppressed=table["suppressed"].astype(bool) | rows)


def hidden_last(reasons: pd.DataFrame) -> pd.DataFrame:
    """The released reasons with those that hide after those that show: their place in the order would tell of them."""
    groups = reasons.groupby(["system", "dimension", "measure"], sort=False).ngroup()
    gone = reasons["suppressed"].astype(bool)
    order = reasons.assign(group=groups, gone=gone, name=reasons["value"].where(gone, ""), at=range(len(reasons)))
    return reasons.loc[order.sort_values(["group", "gone", "name", "at"]).index].reset_index(drop=True)


def without_hidden_codes(oversight: pd.DataFrame, reasons: pd.DataFrame) -> pd.DataFrame:
    """The released signs without those that tell of a code which the released reasons of the same rows hide."""
    gone = reasons[(reasons["dimension"] == "code") & reasons["suppressed"].astype(bool)]
    hidden = set(zip(gone["system"], gone["value"], strict=True))
    counted = zip(oversight["value"], oversight["measure"], strict=True)
    rows = [any((system, code) in hidden for code in CODES_TOLD.get(sign, ())) for system, sign in counted]
    return concealed(oversight, np.array(rows, dtype=bool))


def _with_complements(table: pd.DataFrame, hidden: Truths) -> Truths:
    """The hidden rows; of a total and its parts in one dimension, one alone takes the total (or a part) along."""
    places: dict[str, dict[str, list[int]]] = {}
    for at, (measure, dimension) in enumerate(zip(table["measure"], table["dimension"], strict=True)):
        places.setdefault(measure, {}).setdefault(dimension, []).append(at)
    lines = [
        [*of[OVERALL], *parts]
        for of in places.values()
        for dimension, parts in of.items()
        if dimension != OVERALL and len(of.get(OVERALL, [])) == 1
    ]
    found, before = hidden.copy(), -1
    while before != int(found.sum()):
        before = int(found.sum())
        for line in lines:
            if found[line].sum() == 1:
                found[line[1] if found[line[0]] else line[0]] = True
    return found


def _with_macros(table: pd.DataFrame, hidden: Truths) -> Truths:
    """The hidden rows; a mean over caseworkers hides where the share that it is the mean of does."""
    gone = {*zip(table.loc[hidden, "value"], table.loc[hidden, "measure"], strict=True)}
    rows = zip(table["value"], table["measure"], strict=True)
    macros = np.array([(value, MACROS.get(measure)) in gone for value, measure in rows], dtype=bool)
    return np.asarray(hidden | macros)
