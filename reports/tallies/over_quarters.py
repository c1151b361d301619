# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Several quarters of one municipality as one period, where nobody knows who decided in two of them.

Counts add. People do not, so they are bounded on the safe side: as many as in the quarter with most, and one of
them may have what was largest in every quarter. For the clustered interval deff = 1 + (S/N - 1)·rho, where
S = (Σ√Σn²)² over the quarters is at least the Σn² of people who decide in all of them (Cauchy-Schwarz), and rho
is the mean of the quarters' own rho = (deff - 1)/(Σn²/N - 1), at least 0, weighed by N.
"""

import numpy as np
import pandas as pd

from reports.measures.intervals import effective_size
from reports.tallies.counting import ADDED, ALL, KEYS, LARGEST, REASON_CODE

WHOLE = "whole"  # the kind and label of the period that is all quarters of a tally
_SAME = [name for name in KEYS if name not in ("kind", "period")]
_NUMBERS = [*ADDED, *LARGEST]


def over_quarters(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of all quarters as one period (`WHOLE`), with sums over people as fractions; one quarter is itself."""
    if rows["period"].nunique() < 2:
        return rows.assign(kind=WHOLE, period=WHOLE).astype(dict.fromkeys(_NUMBERS, float))
    full = _with_unused_codes(rows).astype(dict.fromkeys(_NUMBERS, float))
    likeness = _likeness(full)
    parts = full.assign(root=np.sqrt(full["squares"]), weight=full["nobs"].where(likeness.notna(), 0.0))
    parts["likeness"] = parts["weight"] * likeness.fillna(0.0)
    grouped = parts.groupby(_SAME, sort=True)
    found = grouped[["count", "nobs", "root", "weight", "likeness", *LARGEST]].sum()
    found = found.join(grouped[["deciders", "event_deciders"]].max())
    several = grouped.size() > 1
    found["squares"] = found["root"] ** 2
    found = found.join(_events(found))
    exact = grouped[["squares", "products", "count_squares"]].sum()
    for name in exact:
        found[name] = found[name].where(several, exact[name])
    return found.reset_index().assign(kind=WHOLE, period=WHOLE)[[*KEYS, *_NUMBERS]]


def _likeness(rows: pd.DataFrame) -> "pd.Series[float]":
    """The rho of each row, NaN where everybody decided once or all or none had the response."""
    nobs = rows["nobs"].to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        deff = nobs / effective_size({name: rows[name].to_numpy() for name in _NUMBERS})
        found = (deff - 1) / (rows["squares"].to_numpy() / nobs - 1)
    return pd.Series(np.where(np.isfinite(found), np.clip(found, 0, 1), np.nan), index=rows.index)


def _events(found: pd.DataFrame) -> pd.DataFrame:
    """Σnx and Σx² that give the deff of the whole, as if people's shares did not go with how much they decide."""
    nobs, squares, people = found["nobs"], found["squares"], found["deciders"]
    share = (found["count"] / nobs.where(nobs > 0)).fillna(0.0)
    likeness = (found["likeness"] / found["weight"].where(found["weight"] > 0)).fillna(0.0)
    deff = 1 + (squares / nobs.where(nobs > 0) - 1).clip(lower=0) * likeness
    around = deff * nobs * share * (1 - share) * (people - 1).clip(lower=0) / people.where(people > 0)
    return pd.DataFrame({"products": share * squares, "count_squares": share**2 * squares + around.fillna(0.0)})


def _with_unused_codes(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, with a code that a quarter never used as none of that quarter's decisions."""
    codes = rows[rows["dimension"] == REASON_CODE]
    keys = [name for name in KEYS if name != "value"]
    shared = ["nobs", "deciders", "squares", "largest"]
    whole = codes.loc[codes["value"] == ALL, [*keys, *shared]]
    used = codes[[name for name in keys if name != "period"] + ["value"]].drop_duplicates()
    every = whole.merge(used, on=[name for name in keys if name != "period"])
    known = pd.MultiIndex.from_frame(codes[list(KEYS)])
    missing = every[~pd.MultiIndex.from_frame(every[list(KEYS)]).isin(known)]
    zero = dict.fromkeys(["count", "products", "count_squares", "event_deciders", "event_largest"], 0)
    return pd.concat([rows, missing.assign(**zero)], ignore_index=True)
