# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Released tables of what became of decisions, of whether they are checked, and of units against each other."""

from datetime import date

import pandas as pd

from reports.disclosure import hidden, tidy
from reports.facts.coarsening import without_numbers
from reports.measures.funnel import FEWEST_UNITS, funnel
from reports.measures.outcomes import old_enough, override_deficit, overturned, right_rates
from reports.measures.oversight import signs
from reports.measures.rates import override_rate
from reports.tables import one_value, overall_and_by_system
from reports.vocabulary import NotADimension

FUNNELLED = ("team", "recommended")
QUICK = ("quick_followed", "quick_overridden", "quick_difference")


def results_table(rows: pd.DataFrame, edition: str, now: date | None) -> pd.DataFrame:
    """Right when accepted beside right when overridden (by system where they are several), and what was overturned.

    The overturned are by response, so that accepted and overridden always stand side by side; they and their
    difference hide together. `old_enough` says out of how many decisions they are, and so how many still pend.
    """
    later = overturned(rows, now)
    gap = later.pop("overturned_difference", None)
    parts = [
        overall_and_by_system(rows, right_rates, edition),
        one_value(
            "overall", "overall", {"override_deficit": table} if len(table := override_deficit(rows)) else {}, edition
        ),
        *(_hiding_together({name: table}, edition) for name, table in later.items()),
    ]
    if later:
        parts.append(one_value("overall", "overall", {"old_enough": old_enough(rows, now)}, edition))
    if gap is not None:
        released = tidy("overall", {"overturned_difference": gap}, edition)
        blank = bool(parts[2]["suppressed"].any())
        parts.append(released.iloc[:0] if blank else released)
    return _joined(parts)


def oversight_table(rows: pd.DataFrame, edition: str) -> pd.DataFrame:
    """The signs of `oversight.signs` by system; what says the same cases in two ways hides together."""
    parts = []
    for system in sorted(str(name) for name in rows["system"].unique()):
        found = {
            name: table.set_axis(pd.Index([system])) for name, table in signs(rows[rows["system"] == system]).items()
        }
        quick = {name: found.pop(name) for name in QUICK if name in found}
        parts += [tidy("system", quick, edition), tidy("system", found, edition, together=False)]
    return _joined(parts or [tidy("system", {}, edition)])


def funnel_table(rows: pd.DataFrame, edition: str) -> pd.DataFrame:
    """The teams, and the kinds of recommendation, of one system in a funnel each; without rows where under ten show.

    Hidden ones take no part at all: the limits of the others would tell of them.
    """
    if rows["system"].nunique() != 1:
        return tidy(FUNNELLED[0], {}, edition)
    rows, parts = without_numbers(rows), []
    for dimension in FUNNELLED:
        try:
            every = override_rate(rows, dimension)
        except NotADimension:
            continue
        shown = every.index[~hidden(every, edition)]
        table = funnel(rows[rows[dimension].isin(shown)], dimension) if len(shown) >= FEWEST_UNITS else every.iloc[:0]
        parts.append(tidy(dimension, {"override_rate": table} if len(table) else {}, edition))
    return _joined(parts or [tidy(FUNNELLED[0], {}, edition)])


def _hiding_together(measures: dict[str, pd.DataFrame], edition: str) -> pd.DataFrame:
    """The rows by response; all of them empty where one must hide."""
    released = tidy("response", measures, edition)
    if not released["suppressed"].any():
        return released
    blank = released.assign(suppressed=True)
    numbers = [name for name in blank.columns if pd.api.types.is_float_dtype(blank[name])]
    return blank.assign(**dict.fromkeys(numbers, float("nan")))


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
