# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Which teams or case types lie outside what chance and ordinary differences between units explain."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from reports.facts import check
from reports.measures.intervals import Floats
from reports.measures.rates import override_rate

FEWEST_UNITS = 10
LIMITS = {"95": 0.95, "99.8": 0.998}
LIMIT_COLUMNS = tuple(f"{end}_{name}" for name in LIMITS for end in ("low", "high"))


def funnel(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Override rates by `by` with the funnel's centre, limits and `z`; empty with fewer than ten units.

    A unit's limits come from all the **others**: centre p0 = ΣX/ΣN, and an additive between-unit variance
    τ² = max(0, (kφ-(k-1))/(Σw-Σw²/Σw)) with φ = Σz²/k over them (Spiegelhalter 2005), so that an unusual unit cannot
    widen the limits it is held against. Standard error sqrt(s²+τ²), s² = p0(1-p0)/n. Columns beside those of a table
    of rates: `centre`, `z`, `low_95`, `high_95`, `low_99.8`, `high_99.8`. Raises NotADimension for people.
    """
    table = override_rate(check(frame), by)
    table = table[table["nobs"] > 0]
    if len(table) < FEWEST_UNITS:
        return table.iloc[:0].assign(**dict.fromkeys(("centre", "z", *LIMIT_COLUMNS), np.nan))
    count, nobs = table["count"].to_numpy(dtype=float), table["nobs"].to_numpy(dtype=float)
    judged = [_judge(count, nobs, place) for place in range(len(table))]
    return table.assign(**dict(zip(("centre", "z", *LIMIT_COLUMNS), np.array(judged).T, strict=True)))


def between_units(count: Floats, nobs: Floats) -> tuple[float, float]:
    """The centre p0 of some units and their additive variance τ² beyond chance.

    Where all of them are 0 or all are 1, the centre is (X+½)/(N+1), as that of weeks is: no limit is without width.
    """
    centre = float(count.sum() / nobs.sum())
    if not 0 < centre < 1:
        return float((count.sum() + 0.5) / (nobs.sum() + 1)), 0.0
    variance = centre * (1 - centre) / nobs
    k, w = len(nobs), 1 / variance
    phi = float(((count / nobs - centre) ** 2 / variance).sum()) / k
    tau = (k * phi - (k - 1)) / float(w.sum() - (w**2).sum() / w.sum())
    return centre, max(0.0, tau)


def _judge(count: Floats, nobs: Floats, place: int) -> tuple[float, ...]:
    """Centre, z and limits of one unit, from the others."""
    from scipy import special

    others: npt.NDArray[np.bool_] = np.arange(len(nobs)) != place
    centre, tau = between_units(count[others], nobs[others])
    error = float(np.sqrt(centre * (1 - centre) / nobs[place] + tau))
    z = (count[place] / nobs[place] - centre) / error if error else float("nan")
    limits: list[float] = []
    for level in LIMITS.values():
        reach = float(special.ndtri((1 + level) / 2)) * error
        limits += [max(0.0, centre - reach), min(1.0, centre + reach)]
    return (centre, z, *limits)
