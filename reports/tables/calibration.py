# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Confidence against what turned out to be right, as a released table."""

import numpy as np
import pandas as pd

from reports.disclosure import LABEL_COLUMNS, Edition, hidden, tidy
from reports.measures.calibration import calibration_error, judged_with_confidence, observed_correctness


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
    judged = judged_with_confidence(rows)
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
