# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Released tables that compare citizen groups: always within one system, and with direction beside the rate."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

import numpy as np
import pandas as pd

from reports.disclosure import Edition, hidden, tidy
from reports.facts.labels import UNKNOWN
from reports.measures.adjusted import odds_ratio
from reports.measures.direction import asymmetry, direction
from reports.measures.intervals import benjamini_hochberg
from reports.measures.rates import compared, difference, eligible
from reports.vocabulary import NotADimension

ADJUSTED = "odds_ratio_adjusted"


def direction_table(rows: pd.DataFrame, groups: Sequence[str], edition: str) -> pd.DataFrame:
    """More, less and same, overall, by system and by each citizen group; without rows where no rank is known.

    `value` is the group, or ``system/group`` where systems are several. Board and full have ``asymmetry`` too, of each
    system and group, with p-values adjusted over the table. A team's has no tests and no systems: a week is judged by
    its override rate alone. The public edition's exact p-values would undo its rounding.
    """
    wanted, several = Edition(edition), rows["system"].nunique() > 1
    parts = [tidy("overall", direction(rows), edition)]
    if several and wanted is not Edition.TEAM:
        parts.append(tidy("system", direction(rows, "system"), edition))
    for group, prefix, part in _parts(rows, groups):
        try:
            measures = {name: _prefixed(table, prefix) for name, table in direction(part, group).items()}
        except NotADimension:
            continue
        parts.append(tidy(group, measures, edition))
    if wanted in (Edition.BOARD, Edition.FULL):
        parts += _asymmetries(rows, groups, edition, several=several)
    whole = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    return corrected(whole)


def _asymmetries(rows: pd.DataFrame, groups: Sequence[str], edition: str, *, several: bool) -> Iterator[pd.DataFrame]:
    """The tests of each system (over several, more is not one thing) and of each group within it."""
    yield tidy("system" if several else "overall", {"asymmetry": asymmetry(rows, "system" if several else ())}, edition)
    for group, prefix, part in _parts(rows, groups):
        with suppress(NotADimension):
            yield tidy(group, {"asymmetry": _prefixed(asymmetry(part, group), prefix)}, edition)


def differences_table(rows: pd.DataFrame, groups: Sequence[str], edition: str) -> pd.DataFrame:
    """Each visible group against all others of its column and system, p-values adjusted over the table.

    ``difference`` compares override rates, ``odds_ratio_adjusted`` the same within like cases (an odds ratio, with a
    family of its own); ``direction_difference`` the share that went towards more of the decisions that differ from
    the recommendation. `value` as in `direction_table`.
    """
    parts = []
    for group, prefix, part in _parts(rows, groups):
        departed = eligible(part)
        departed = departed[departed["direction"].notna() & (departed["direction"] != 0)]
        more = (departed["direction"] > 0).to_numpy()
        try:
            tables = {"difference": difference(part, group), ADJUSTED: odds_ratio(part, group)}
            if len(departed):
                tables["direction_difference"] = compared(departed, more, group)
        except NotADimension:
            continue
        for measure, table in tables.items():
            if (~hidden(table, edition)).sum() >= 2:  # one visible group would give away the hidden rest
                parts.append(tidy(group, {measure: _prefixed(table, prefix)}, edition))
    if not parts:
        return tidy("", {}, edition).assign(p_value=[], p_adjusted=[])
    return corrected(pd.concat(parts, ignore_index=True))


def corrected(table: pd.DataFrame) -> pd.DataFrame:
    """The table with `p_adjusted` over the p-values that it shows; as it is where it has none.

    Hidden ones take no part, or the others would tell of them: a table in which more hides is corrected anew.
    """
    if "p_value_clustered" in table:
        return table.assign(p_adjusted=benjamini_hochberg(table["p_value_clustered"]))
    if "p_value" not in table:
        return table
    adjusted = table["measure"] == ADJUSTED
    families = [benjamini_hochberg(table["p_value"].where(side)) for side in (adjusted, ~adjusted)]
    return table.assign(p_adjusted=np.where(adjusted, *families))


def _parts(rows: pd.DataFrame, groups: Sequence[str]) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Each group column with each system that knows it: column, what to put before its labels, rows."""
    systems = sorted(rows["system"].unique())
    for group in groups:
        for system in systems:
            part = rows if len(systems) == 1 else rows[rows["system"] == system]
            if (part[group] != UNKNOWN).any():
                yield group, f"{system}/" if len(systems) > 1 else "", part


def _prefixed(table: pd.DataFrame, prefix: str) -> pd.DataFrame:
    return table.set_axis(pd.Index([f"{prefix}{label}" for label in table.index]))
