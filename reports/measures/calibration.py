# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Whether the machine is as often right as it says it is: confidence against what turned out to be right."""

from typing import Any

import numpy as np
import pandas as pd

from reports.facts import check
from reports.facts.coarsening import with_bands
from reports.facts.derivation import right_is_known
from reports.facts.labels import same
from reports.measures.cells import fixed_cells, rates
from reports.measures.people import people_of
from reports.measures.rates import eligible


def observed_correctness(frame: pd.DataFrame) -> pd.DataFrame:
    """How often the recommendation was right, by confidence band, where the right option is known by itself.

    A table of rates indexed by ``confidence_band``, with `confidence`: the mean confidence of the band's rows.
    """
    rows = judged_with_confidence(frame)
    cells = fixed_cells(rows, ["confidence_band"])
    right = same(rows["recommended"], rows["right_option"]).to_numpy()
    table = rates(cells, people_of(rows), {"right": right})["right"]
    size = np.bincount(cells.codes, minlength=len(table))
    mean = np.bincount(cells.codes, rows["confidence"].to_numpy(), minlength=len(table)) / np.maximum(size, 1)
    return table.assign(confidence=mean)


def calibration_error(frame: pd.DataFrame) -> pd.DataFrame:
    """The expected calibration error: Σ n_band/N · |share right - mean confidence|, one row ``overall`` or none.

    Over the fixed bands (Naeini et al. 2015, with these instead of equal widths). `count` and the intervals are
    missing; `nobs` is N.
    """
    rows = judged_with_confidence(frame)
    if rows.empty:
        return observed_correctness(frame).drop(columns="confidence")
    bands = observed_correctness(frame)
    weights = bands["nobs"] / bands["nobs"].sum()
    error = float((weights * (bands["rate"] - bands["confidence"]).abs()).sum())
    whole = rates(fixed_cells(rows, ()), people_of(rows), {"all": np.ones(len(rows), dtype=bool)})["all"]
    blank: dict[str, Any] = dict.fromkeys(("count", "low", "high", "nobs_effective", "low_clustered", "high_clustered"))
    return whole.assign(**dict.fromkeys(blank, np.nan), rate=error)


def judged_with_confidence(frame: pd.DataFrame) -> pd.DataFrame:
    """The eligible rows with a confidence whose right option is known by itself, with their `confidence_band`."""
    rows = eligible(check(frame))
    return with_bands(rows[right_is_known(rows) & rows["confidence"].notna()])
