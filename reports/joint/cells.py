# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The counts of several municipalities as one, and which of them hide.

Each municipality knows its own counts. So a cell hides not only where it is small, but also where the others'
part of it is: what is left when any one municipality takes its own away must bear to be shown too.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from reports.disclosure import hidden
from reports.disclosure.partitions import HiddenCells, hidden_among, placed, primary
from reports.facts.labels import UNKNOWN
from reports.measures.cells import DOMINANCE, PEOPLE_COLUMNS
from reports.measures.rates import RESPONSE_OF
from reports.measures.reasons import KINDS
from reports.tallies import Tally, in_order, merge, rates_of
from reports.tallies.counting import ALL, KEYS, OVERALL, REASON_CODE
from reports.tallies.over_quarters import over_quarters


def added_up(tallies: Sequence[Tally]) -> Tally:
    """The tally of all, of each quarter and of the whole period.

    A municipality without a citizen group in a quarter has everybody as ``unknown`` there.
    """
    dimensions = {str(name) for one in tallies for name in one.rows["dimension"].unique()} - {OVERALL, REASON_CODE}
    houses = [_with_dimensions(one.rows, dimensions) for one in tallies]
    quarters = merge(Tally(rows) for rows in houses).rows
    whole = merge((Tally(over_quarters(rows)) for rows in houses), float).rows
    return Tally(in_order(pd.concat([quarters, whole], ignore_index=True), float))


def _with_dimensions(rows: pd.DataFrame, dimensions: Iterable[str]) -> pd.DataFrame:
    total = (rows["dimension"] == OVERALL) & (rows["model_version"] == ALL)
    parts = [rows]
    for period, whole in rows[total].groupby("period", sort=True):
        known = set(rows.loc[rows["period"] == period, "dimension"].unique())
        parts += [whole.assign(dimension=name, value=UNKNOWN) for name in sorted(set(dimensions) - known)]
    return pd.concat(parts, ignore_index=True)


def hidden_together(tallies: Sequence[Tally], edition: str) -> HiddenCells:
    """What hides in a joint report of these tallies, seen together with those of each quarter and system."""
    whole = added_up(tallies).rows
    rests = [added_up([*tallies[:at], *tallies[at + 1 :]]).rows for at in range(len(tallies)) if len(tallies) > 1]
    found = HiddenCells()
    for (kind, period), rows in whole.groupby(["kind", "period"], sort=True):
        others = [one[(one["kind"] == kind) & (one["period"] == period)] for one in rests]
        cells = placed(rows).assign(primary=_primary_cells(rows, others, edition))
        counts = reason_counts(rows)
        small = hidden(counts, edition, size="count")
        for other in others:
            left = reason_counts(other)
            small |= _marked(counts, left, hidden(left, edition, size="count"), ["system", "value", "measure"])
        found.add(hidden_among(cells, counts.assign(primary=small), None, edition), str(period))
    return found


def _primary_cells(rows: pd.DataFrame, others: Iterable[pd.DataFrame], edition: str) -> "np.typing.NDArray[np.bool_]":
    """Which of the placed cells are small, as a whole or without one municipality."""
    cells = placed(rows)
    small = primary(cells, edition)
    for other in others:
        left = placed(other)
        small |= _marked(cells, left, primary(left, edition), list(KEYS))
    return small


def _marked(
    cells: pd.DataFrame, left: pd.DataFrame, small: "np.typing.NDArray[np.bool_]", keys: list[str]
) -> "np.typing.NDArray[np.bool_]":
    """Which cells are those of the small ones that are left."""
    found = pd.MultiIndex.from_frame(left.loc[small, keys])
    return np.asarray(pd.MultiIndex.from_frame(cells[keys]).isin(found), dtype=bool)


def reason_counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Reason codes of each system as `reasons.reasons` gives them, out of the rows of a tally of one period."""
    codes = rows[(rows["dimension"] == REASON_CODE) & (rows["system"] != ALL) & (rows["value"] != ALL)]
    codes = codes[codes["model_version"] == ALL].reset_index(drop=True)
    table = rates_of(codes, ["system"]).reset_index()
    people = pd.DataFrame(
        {"deciders": codes["event_deciders"], "dominated": codes["event_largest"] > DOMINANCE * codes["count"]}
    )
    table[list(PEOPLE_COLUMNS)] = people[list(PEOPLE_COLUMNS)]
    table = table.assign(dimension="code", value=codes["value"], measure=codes["measure"])
    order = table.assign(
        place=table["measure"].map({name: place for place, name in enumerate(KINDS)}), few=-table["count"]
    )
    return table.loc[order.sort_values(["place", "system", "few", "value"], kind="stable").index].reset_index(drop=True)


def measures_of(rows: pd.DataFrame, names: Sequence[str], label: str = "value") -> dict[str, pd.DataFrame]:
    """The rates of each named measure that has been counted, indexed by the column `label`."""
    found = {name: rows[rows["measure"] == name] for name in names}
    return {name: rates_of(part, [label]) for name, part in found.items() if len(part)}


def unanswered_of(rows: pd.DataFrame, label: str = "value") -> pd.DataFrame:
    """As `rates.unanswered`, out of the rows of a tally."""
    covered = rows[rows["measure"] == "coverage"].set_index(label)
    seen = (
        rows[rows["measure"] == "seen_unanswered"].set_index(label).reindex(covered.index)[["count", "nobs"]].fillna(0)
    )
    waits = covered["nobs"] - covered["count"]
    parts = {"not_shown": covered["nobs"] - seen["nobs"], "not_answered": seen["count"], "open": waits}
    return pd.DataFrame(parts).astype(int)


RESPONSES = (*RESPONSE_OF, "coverage")
