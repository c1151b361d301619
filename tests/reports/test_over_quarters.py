# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Several quarters as one period, where nobody knows who decided in two of them."""

import numpy as np
import pandas as pd

from reports.measures.cells import Cells, rates, sums
from reports.measures.people import People
from reports.tallies import rates_of
from reports.tallies.counting import ALL, OVERALL
from reports.tallies.over_quarters import over_quarters

ROUNDS = 150


def test_intervals_over_four_quarters_cover_no_less_than_those_of_known_people() -> None:
    random = np.random.default_rng(5)
    people, hits = np.repeat(np.arange(25), 80), np.zeros(2)
    quarter = np.tile(np.arange(4), 500)
    for _ in range(ROUNDS):
        shares = random.beta(0.15 * 19, 0.85 * 19, 25)  # ICC .05
        event = random.random(len(people)) < shares[people]
        exact = rates(Cells(np.zeros(len(people), dtype=np.int64), pd.Index(["a"])), People(people), {"x": event})["x"]
        rows = pd.DataFrame(sums(quarter, 4, People(people), {"x": event})["x"]).assign(
            kind="quarter", period=list("abcd")
        )
        fixed = {"team": ALL, "system": ALL, "model_version": ALL, "dimension": OVERALL, "value": OVERALL}
        bound = rates_of(over_quarters(rows.assign(**fixed, measure="override_rate")), ["value"])
        for place, table in enumerate((exact, bound)):
            hits[place] += table["low_clustered"].iloc[0] <= 0.15 <= table["high_clustered"].iloc[0]
    assert hits[1] >= hits[0] - 0.01 * ROUNDS
    assert hits[1] >= 0.9 * ROUNDS
