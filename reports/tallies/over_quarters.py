# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Several quarters of one municipality as one period, where nobody knows who decided in two of them.

Counts add, and people are bounded on the safe side (`measures.people`).
"""

import numpy as np
import pandas as pd

from reports.measures.people import merged
from reports.tallies.counting import ADDED, ALL, KEYS, LARGEST, REASON_CODE

WHOLE = "whole"  # the kind and label of the period that is all quarters of a tally
_SAME = [name for name in KEYS if name not in ("kind", "period")]
_NUMBERS = [*ADDED, *LARGEST]


def over_quarters(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of all quarters as one period (`WHOLE`), with sums over people as fractions; one quarter is itself."""
    if rows["period"].nunique() < 2:
        return rows.assign(kind=WHOLE, period=WHOLE).astype(dict.fromkeys(_NUMBERS, float))
    full = _with_unused_codes(rows).astype(dict.fromkeys(_NUMBERS, float))
    by_quarter = full.pivot(index=_SAME, columns="period", values=_NUMBERS)
    parts = {name: by_quarter[name].to_numpy(dtype=float) for name in _NUMBERS}
    several = (~np.isnan(parts["nobs"])).sum(axis=1) > 1
    parts = {name: np.nan_to_num(values) for name, values in parts.items()}
    whole = merged(parts)
    found = {name: np.where(several, whole[name], parts[name].sum(axis=1)) for name in _NUMBERS}
    labelled = pd.DataFrame(found, index=by_quarter.index).reset_index()
    return labelled.assign(kind=WHOLE, period=WHOLE)[[*KEYS, *_NUMBERS]]


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
