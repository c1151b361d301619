# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Who decided, where somebody may be known within a quarter only: after a year a person counts anew in each quarter.

Sums over people then exist for each such quarter, and for all other rows together, and not for the whole. They are
bounded on the safe side: as many people as in the part with most, and one of them may have what was largest in every
part. For the clustered interval deff = 1 + (S/N - 1)·rho, where S = (Σ√Σn²)² over the parts is at least the Σn² of
people who decide in all of them (Cauchy-Schwarz), and rho is the mean of the parts' own
rho = (deff - 1)/(Σn²/N - 1), at least 0, weighed by N.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reports.measures.intervals import effective_size

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Sums = dict[str, Floats]


@dataclass(frozen=True)
class People:
    """The decider of each row, -1 for nobody known, and the part of the rows in which that is one person throughout.

    `parts` is None where every decider is one person in all rows.
    """

    codes: Integers
    parts: Integers | None = None

    def __getitem__(self, rows: Any) -> "People":
        """Those of some of the rows."""
        return People(self.codes[rows], None if self.parts is None else self.parts[rows])


def people_of(rows: pd.DataFrame) -> People:
    """Who decided each row of checked facts; the parts are the quarters in which people count anew, and the rest."""
    codes = rows["decider"].to_numpy()
    anew = rows["decider_in_quarter"].to_numpy()
    if not anew.any():
        return People(codes)
    quarters, _labels = pd.factorize(rows["quarter"].astype(object), use_na_sentinel=True)
    parts = np.where(anew, quarters + 2, 0).astype(np.int64)
    return People(codes, parts if len(np.unique(parts)) > 1 else None)


def likeness(sums: Sums) -> Floats:
    """How alike the decisions of one person are: rho of each cell, from 0 to 1.

    nan where everybody decided once or all or none had the event.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        deff = sums["nobs"] / effective_size(sums)
        found = (deff - 1) / (sums["squares"] / sums["nobs"] - 1)
    return np.where(np.isfinite(found), np.clip(found, 0, 1), np.nan)


def merged(parts: Sums) -> Sums:
    """The sums of the whole from those of its parts, which stand along the last axis; see above."""
    nobs, count = parts["nobs"].sum(axis=-1), parts["count"].sum(axis=-1)
    people = parts["deciders"].max(axis=-1)
    squares = np.sqrt(parts["squares"]).sum(axis=-1) ** 2
    rho = likeness(parts)
    weights = np.where(np.isnan(rho), 0.0, parts["nobs"])
    known = weights.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(known > 0, (weights * np.nan_to_num(rho)).sum(axis=-1) / known, 0.0)
        share = np.where(nobs > 0, count / nobs, 0.0)
        deff = 1 + np.maximum(np.where(nobs > 0, squares / nobs, 1.0) - 1, 0) * mean
        around = deff * nobs * share * (1 - share) * np.where(people > 0, (people - 1) / people, 0.0)
    return {
        "nobs": nobs,
        "count": count,
        "deciders": people,
        "squares": squares,
        # As if people's shares did not go with how much they decide.
        "products": share * squares,
        "count_squares": share**2 * squares + around,
        "largest": parts["largest"].sum(axis=-1),
        **{name: parts[name].max(axis=-1) for name in ("event_deciders",) if name in parts},
        **{name: parts[name].sum(axis=-1) for name in ("event_largest",) if name in parts},
    }
