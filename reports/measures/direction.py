# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Which way decisions go from the recommendation: more, less or the same, by the system's own scale."""

import numpy as np
import pandas as pd

from reports.facts import check
from reports.measures.cells import Truths, cells_by, rates
from reports.measures.intervals import Floats, freedom_of
from reports.measures.people import people_of
from reports.measures.rates import By, as_columns, eligible

DIRECTIONS = {"more": 1, "less": -1, "same": 0}


def direction(frame: pd.DataFrame, by: By = ()) -> dict[str, pd.DataFrame]:
    """Shares that sum to 1, by name: more, less, same / eligible rows whose ranks are known.

    Empty where no rank is known. Equal override rates can hide opposite directions, so this stands
    beside every comparison of groups.
    """
    rows = _ranked(frame)
    if rows.empty:
        return {}
    sign = rows["direction"].to_numpy()
    events = {name: sign == number for name, number in DIRECTIONS.items()}
    return rates(cells_by(rows, as_columns(by)), people_of(rows), events)


def asymmetry(frame: pd.DataFrame, by: By = ()) -> pd.DataFrame:
    """The share that went towards more of the decisions other than the recommendation, and whether that is chance.

    A table of rates; cells of `direction` in which all decisions were the same are not in it. `p_value` is the exact
    sign test of more against less (`scipy.stats.binomtest` with one half). It takes every decision for independent, but
    one person's decisions resemble each other: a few people who always go the same way make a skew that says nothing of
    the others. `p_value_clustered` is therefore the larger of it and the score test of one half at the effective size,
    z = (p-½)/√(¼/n) against t(k-1), which is under 5 % exactly where the clustered interval leaves out one half.
    """
    rows = _ranked(frame)
    cells = cells_by(rows, as_columns(by))
    sign = rows["direction"].to_numpy()
    differs = sign != 0
    table = rates(cells._replace(codes=cells.codes[differs]), people_of(rows)[differs], {"more": _more(sign)})
    found = table["more"][table["more"]["nobs"] > 0]
    exact = np.array([_sign_test(count, nobs) for count, nobs in zip(found["count"], found["nobs"], strict=True)])
    return found.assign(p_value=exact, p_value_clustered=np.maximum(exact, _score_test(found)))


def _ranked(frame: pd.DataFrame) -> pd.DataFrame:
    rows = eligible(check(frame))
    return rows[rows["direction"].notna()]


def _more(sign: Floats) -> Truths:
    return np.asarray(sign[sign != 0] > 0)


def _sign_test(more: int, differing: int) -> float:
    from scipy import stats

    return float(stats.binomtest(int(more), int(differing)).pvalue)


def _score_test(table: pd.DataFrame) -> Floats:
    """Of one half, at the effective sizes of a table of rates; nan where one person is a whole cell."""
    from scipy import special

    names = ("rate", "nobs_effective", "low_clustered", "high_clustered")
    share, size, low, high = (table[name].to_numpy(dtype=float) for name in names)
    z = 2 * (share - 0.5) * np.sqrt(size)
    return np.asarray(2 * special.stdtr(freedom_of(share, size, low, high), -np.abs(z)), dtype=float)
