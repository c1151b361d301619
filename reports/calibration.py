# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Whether the machine is as often right as it says it is: confidence against what turned out to be right."""

from typing import Any

import numpy as np
import pandas as pd

from reports.cells import fixed_cells, rates
from reports.coarsening import with_bands
from reports.derivation import right_is_known
from reports.disclosure import LABEL_COLUMNS, Edition, hidden, tidy
from reports.facts import check
from reports.labels import same
from reports.rates import eligible


def observed_correctness(frame: pd.DataFrame) -> pd.DataFrame:
    """How often the recommendation was right, by confidence band, where the right option is known by itself.

    A table of rates indexed by ``confidence_band``, with `confidence`: the mean confidence of the band's rows.
    """
    rows = _judged(frame)
    cells = fixed_cells(rows, ["confidence_band"])
    right = same(rows["recommended"], rows["right_option"]).to_numpy()
    table = rates(cells, rows["decider"].to_numpy(), {"right": right})["right"]
    size = np.bincount(cells.codes, minlength=len(table))
    mean = np.bincount(cells.codes, rows["confidence"].to_numpy(), minlength=len(table)) / np.maximum(size, 1)
    return table.assign(confidence=mean)


def calibration_error(frame: pd.DataFrame) -> pd.DataFrame:
    """The expected calibration error: Σ n_band/N · |share right - mean confidence|, one row ``overall`` or none.

    Over the fixed bands (Naeini et al. 2015, with these instead of equal widths). `count` and the intervals are
    missing; `nobs` is N.
    """
    rows = _judged(frame)
    if rows.empty:
        return observed_correctness(frame).drop(columns="confidence")
    bands = observed_correctness(frame)
    weights = bands["nobs"] / bands["nobs"].sum()
    error = float((weights * (bands["rate"] - bands["confidence"]).abs()).sum())
    whole = rates(fixed_cells(rows, ()), rows["decider"].to_numpy(), {"all": np.ones(len(rows), dtype=bool)})["all"]
    blank: dict[str, Any] = dict.fromkeys(("count", "low", "high", "nobs_effective", "low_clustered", "high_clustered"))
    return whole.assign(**dict.fromkeys(blank, np.nan), rate=error)


def calibration_table(rows: pd.DataFrame, edition: str) -> pd.DataFrame:
    """Both as one released table: ``recommendation_right`` by band with `confidence`, ``calibration_error`` overall.

    All of it hides where a band of any system in any quarter must. A report that shows it is then made of parts that
    might show as well, and no difference between two reports, nor the total less the other bands, gives a hidden one.
    """
    bands, error = observed_correctness(rows), calibration_error(rows)
    table = pd.concat(
        [
            tidy("confidence_band", {"recommendation_right": bands}, edition, together=False),
            tidy("overall", {"calibration_error": error.assign(confidence=np.nan)}, edition, together=False),
        ],
        ignore_index=True,
    )
    judged = _judged(rows)
    quarters = judged["quarter"].astype(object).where(judged["quarter"].notna(), "")
    parts = judged.groupby([judged["system"], quarters], observed=True, sort=True)
    return all_or_nothing(
        table, edition, any(hidden(observed_correctness(part), edition).any() for _key, part in parts)
    )


def all_or_nothing(table: pd.DataFrame, edition: str, hides: bool = False) -> pd.DataFrame:
    """The released table, all of it hidden where it `hides` or a row of it does; in full nothing ever is."""
    if edition == Edition.FULL or not (hides or table["suppressed"].astype(bool).any()):
        return table
    figures = [name for name in table.columns if name not in (*LABEL_COLUMNS, "suppressed")]
    return table.assign(**dict.fromkeys(figures, np.nan), suppressed=True)


def _judged(frame: pd.DataFrame) -> pd.DataFrame:
    rows = eligible(check(frame))
    return with_bands(rows[right_is_known(rows) & rows["confidence"].notna()])
