# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Which way decisions go from the recommendation: more, less or the same, by the system's own scale."""

import pandas as pd

from reports.cells import cells_by, rates
from reports.facts import check
from reports.rates import By, as_columns, eligible

DIRECTIONS = {"more": 1, "less": -1, "same": 0}


def direction(frame: pd.DataFrame, by: By = ()) -> dict[str, pd.DataFrame]:
    """Shares that sum to 1, by name: more, less, same / eligible rows whose ranks are known.

    Empty where no rank is known. Equal override rates can hide opposite directions, so this stands
    beside every comparison of groups.
    """
    rows = eligible(check(frame))
    rows = rows[rows["direction"].notna()]
    if rows.empty:
        return {}
    sign = rows["direction"].to_numpy()
    events = {name: sign == number for name, number in DIRECTIONS.items()}
    return rates(cells_by(rows, as_columns(by)), rows["decider"].to_numpy(), events)
