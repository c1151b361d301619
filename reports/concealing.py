# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A board's tables without the figures that would give a hidden one away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reports.cells import RATE_COLUMNS, Truths
from reports.counting import ALL, OVERALL, UNDATED
from reports.oversight import CODES_COUNTED
from reports.partitions import VERSION, WEEK, HiddenCells, Place

FOUR_WEEKS = "four_weeks"
_BY_SYSTEM = ("reliance", "results", "effect_of_showing", "oversight", "spread")
_EMPTIED = (*RATE_COLUMNS, "z", "z_four_weeks", "lower_limit", "upper_limit", "p_value", "p_adjusted")


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
        if "reasons" in found:
            found["reasons"] = hidden_last(found["reasons"])
        if {"reasons", "oversight"} <= set(found):
            found["oversight"] = without_hidden_codes(found["oversight"], found["reasons"])
        return found

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
        """The system (or all), response (or overall) and measure of a row."""
        if dimension == "system":
            return value, OVERALL, measure
        only = self.systems[0] if len(self.systems) == 1 else ALL
        return self.system or only, OVERALL if dimension == OVERALL else value, measure

    def _nested(self, table: pd.DataFrame) -> Truths:
        """Measures with a denominator of their own: no system alone hides under a total that shows."""
        hide = np.array([self._hides_whole(str(value)) for value in table["value"]], dtype=bool)
        hide |= table["suppressed"].to_numpy(dtype=bool)
        keys = zip(table["dimension"], table["value"], table["measure"], strict=True)
        hide |= np.array(
            [self._nested_key(*(str(part) for part in key)) in self.hidden.nested for key in keys], dtype=bool
        )
        for places in table.groupby("measure", sort=False).indices.values():
            overall = [at for at in places if table["value"].iloc[at] == OVERALL]
            parts = [at for at in places if at not in overall]
            if len(overall) == 1 and parts:
                hide[places] |= _with_one_more(hide[places], overall[0] == places[0])
        return hide


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


def without_hidden_codes(
    oversight: pd.DataFrame, reasons: pd.DataFrame, codes: Mapping[str, tuple[str, ...]] = CODES_COUNTED
) -> pd.DataFrame:
    """The released signs without those that tell of a code which the released reasons of the same rows hide.

    `codes` are the codes that a sign tells of.
    """
    gone = reasons[(reasons["dimension"] == "code") & reasons["suppressed"].astype(bool)]
    hidden = set(zip(gone["system"], gone["value"], strict=True))
    counted = zip(oversight["value"], oversight["measure"], strict=True)
    rows = [any((system, code) in hidden for code in codes.get(sign, ())) for system, sign in counted]
    return concealed(oversight, np.array(rows, dtype=bool))


def _with_one_more(hidden: Truths, total_first: bool) -> Truths:
    """Hidden cells of a total and its parts (the total first); one alone takes the total along."""
    if hidden.sum() != 1 or not total_first:
        return hidden
    return np.asarray(hidden | (np.arange(len(hidden)) == (1 if hidden[0] else 0)))
