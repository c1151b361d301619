# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Small cells: which figures must not be shown, and the tidy tables that may leave.

Only primary suppression is applied: a cell is hidden for its own sake, not because it could be worked
out from totals.
"""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from reports.measures.cells import PEOPLE_COLUMNS, RATE_COLUMNS
from reports.measures.intervals import critical, critical_t, wilson

SMALLEST = 5
ROUNDED_TO = 5
NO_RESPONSES = (
    "coverage",
    "seen_unanswered",
    "reason_given",
    "old_enough",
)  # all or none of these tells of no response
GROWING = ("open_quarter",)
LABEL_COLUMNS = ("dimension", "value", "measure")


class Edition(StrEnum):
    """For whom a report is: the team's lead, the board, everybody, or unsuppressed for checks."""

    TEAM = "team"
    BOARD = "board"
    PUBLIC = "public"
    FULL = "full"


FEWEST_CASEWORKERS = {Edition.TEAM: 3, Edition.BOARD: 5, Edition.PUBLIC: 5}


def hidden(
    table: pd.DataFrame, edition: str, *, size: str = "nobs", tells: npt.NDArray[np.bool_] | bool = True
) -> npt.NDArray[np.bool_]:
    """Which rows of a table of rates must be hidden in the edition.

    Hidden is a cell of under 5 records (`size` names the column that counts them), of fewer than 3
    caseworkers (team) or 5 (board, public), in which one caseworker has over 60 %, or with a small group
    (under 10) where none or all had the response, unless that `tells` nothing. An empty cell stays.
    """
    wanted = Edition(edition)
    if wanted is Edition.FULL:
        return np.zeros(len(table), dtype=bool)
    nobs = table[size].to_numpy(dtype=float)
    count = table["count"].to_numpy(dtype=float)
    few = (nobs < SMALLEST) | (table["deciders"].to_numpy() < FEWEST_CASEWORKERS[wanted])
    none_or_all = (size == "nobs") & tells & (nobs < 2 * SMALLEST) & ((count == 0) | (count == nobs))
    return np.asarray((nobs > 0) & (few | table["dominated"].to_numpy(dtype=bool) | none_or_all), dtype=bool)


def suppress(
    table: pd.DataFrame, edition: str, *, size: str = "nobs", hide: npt.NDArray[np.bool_] | None = None
) -> pd.DataFrame:
    """The table with every figure of a hidden row emptied, a column `suppressed`, and no column on people.

    Takes a frame of rates as the measures return it. `hide` replaces the rule where rows hide together.
    The public edition's counts are rounded to 5 and its shares recomputed from them in whole per cent.
    """
    blank = hidden(table, edition, size=size) if hide is None else hide
    released = _rounded(table) if edition == Edition.PUBLIC else table
    figures = [name for name in released.columns if name not in PEOPLE_COLUMNS]
    released = released[figures].astype(dict.fromkeys(RATE_COLUMNS, float))
    numeric = [name for name in figures if pd.api.types.is_numeric_dtype(released[name])]
    released.loc[blank, numeric] = np.nan
    return released.assign(suppressed=blank)


def released_counts(counts: Mapping[str, int], edition: str) -> dict[str, int | None]:
    """Plain counts as the edition may show them: under 5 as None, in the public edition rounded to 5.

    What grows by a day each day is rounded in every edition, or two reports would tell of the day between them.
    """
    wanted = Edition(edition)
    if wanted is Edition.FULL:
        return dict(counts)
    rounded: dict[str, int | None] = {name: ROUNDED_TO * round(number / ROUNDED_TO) for name, number in counts.items()}
    if wanted is Edition.PUBLIC:
        return rounded
    hidden_ones = {name: None if 0 < number < SMALLEST else number for name, number in counts.items()}
    return hidden_ones | {name: rounded[name] for name in GROWING if name in counts}


def betraying(unanswered: pd.DataFrame, edition: str) -> dict[str, npt.NDArray[np.bool_]]:
    """By measure the rows that must hide because a small count of what is left out follows from them.

    Coverage gives away who was not shown or did not answer, and the shown but unanswered themselves. Takes a
    frame as `rates.unanswered` returns it. None of this where counts are rounded or nothing is hidden.
    """
    if Edition(edition) in (Edition.FULL, Edition.PUBLIC):
        return {}
    small = (unanswered > 0) & (unanswered < SMALLEST)
    return {"coverage": small.any(axis=1).to_numpy(), "seen_unanswered": small["not_answered"].to_numpy()}


def tidy(
    dimension: str,
    measures: dict[str, pd.DataFrame],
    edition: str,
    *,
    together: bool = True,
    also: Mapping[str, npt.NDArray[np.bool_]] | None = None,
) -> pd.DataFrame:
    """One released table with a row per value and measure; rows of one value hide `together`.

    Hiding together keeps a share from being worked out from the others of its group. `also` names further rows
    to hide by measure, each for itself.
    """
    if not measures:
        return pd.DataFrame(columns=[*LABEL_COLUMNS, *RATE_COLUMNS, "suppressed"])
    apart = also or {}
    parts = [
        table.assign(
            dimension=dimension,
            value=table.index.astype(str),
            measure=measure,
            place=range(len(table)),
            apart=apart.get(measure, False),
        )
        for measure, table in measures.items()
    ]
    whole = pd.concat(parts, ignore_index=True).sort_values("place", kind="stable", ignore_index=True)
    hide = pd.Series(hidden(whole, edition, tells=tells_of_response(whole)))
    if together:
        hide = hide.groupby(whole["value"]).transform("any")
    hide |= whole["apart"]
    return in_order(suppress(whole.drop(columns=["place", "apart"]), edition, hide=hide.to_numpy()))


def tells_of_response(table: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """In which rows of a tidy table all or none of a small group would tell how its people responded."""
    nothing = table["measure"].isin(NO_RESPONSES) | ((table["measure"] == "partly_rate") & (table["count"] == 0))
    return np.asarray(~nothing.to_numpy(dtype=bool))


def in_order(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the columns of every table of rates first, in their fixed order."""
    first = [*LABEL_COLUMNS, *RATE_COLUMNS, "suppressed"]
    return table[[*first, *(name for name in table.columns if name not in first)]]


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Counts to the nearest 5, and shares and limits in whole per cent from the rounded counts.

    Some are never rounded to none, nor to all; effective sizes and caseworkers are rounded down, so that no interval
    gets narrower. A figure that is no share of its own counts (a difference, a bound) is in whole per cent as it is.
    """
    count, nobs, effective, people, given = (
        table[name].to_numpy(dtype=float) for name in ("count", "nobs", "nobs_effective", "deciders", "rate")
    )
    some = (count > 0) & (count < nobs)
    size = np.where(some, np.maximum(_to_fives(nobs), 2 * ROUNDED_TO), _to_fives(nobs))
    events = np.where(some, np.clip(_to_fives(count), ROUNDED_TO, size - ROUNDED_TO), _to_fives(count))
    worth = np.clip(_down_to_fives(effective), 1, size)
    low, high = wilson(events, size, critical())
    with np.errstate(divide="ignore", invalid="ignore"):
        own = np.isclose(count / nobs, given)
        rate = events / size
        low_clustered, high_clustered = wilson(rate * worth, worth, critical_t(_down_to_fives(people) - 1))
    values = (events, size, rate, low, high, worth, low_clustered, high_clustered)
    rounded = table.copy()
    for name, value in zip(RATE_COLUMNS, values, strict=True):
        counted = name in ("count", "nobs", "nobs_effective")
        rounded[name] = value if counted else np.round(np.where(own, value, table[name].to_numpy(dtype=float)), 2)
    return rounded


def _to_fives(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return ROUNDED_TO * np.round(values / ROUNDED_TO)


def _down_to_fives(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return ROUNDED_TO * np.floor(values / ROUNDED_TO)
