# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How far numbers move towards the recommended number, where own judgement came first."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from reports.facts import check
from reports.measures.cells import fixed_cells, rates
from reports.measures.intervals import Floats
from reports.measures.people import People, people_of
from reports.measures.rates import eligible
from reports.measures.reliance import BOOTSTRAP_ROUNDS, SEED


def weight_of_advice(frame: pd.DataFrame, *, seed: int = SEED) -> dict[str, pd.DataFrame]:
    """`weight_of_advice` and `weight_clipped`, tables of rates of one row ``overall``; empty where none is defined.

    The weight of a row is (d - b)/(r - b) with b own judgement, r recommendation, d decision, and undefined where
    r = b (Yaniv 2004). Weights outside 0 to 1 are clipped, and their share is `weight_clipped`. The mean has no
    `count`; its interval (plain and clustered are the same) resamples deciders with a seed, rows where none is known.
    """
    rows = eligible(check(frame))
    own, recommended, decided = (
        rows[name].to_numpy(dtype=float) for name in ("own_number", "recommended_number", "decided_number")
    )
    defined = ~np.isnan(own + recommended + decided) & (own != recommended)
    if not defined.any():
        return {}
    rows = rows[defined]
    weight = (decided - own)[defined] / (recommended - own)[defined]
    clipped = np.clip(weight, 0, 1)
    outside: npt.NDArray[np.bool_] = clipped != weight
    people = people_of(rows)
    table = rates(fixed_cells(rows, ()), people, {"clipped": outside})["clipped"]
    low, high = _bootstrap(clipped, people, seed)
    ends = {"low": low, "high": high, "low_clustered": low, "high_clustered": high}
    mean = table.assign(count=np.nan, rate=float(clipped.mean()), nobs_effective=np.nan, **ends)
    return {"weight_of_advice": mean, "weight_clipped": table}


def _bootstrap(weights: Floats, people: People, seed: int) -> tuple[float, float]:
    """The 2.5 and 97.5 percentiles of the mean over resampled deciders, each unknown decider for itself.

    nan where people count anew in some of the quarters, and so cannot be drawn with all that they did.
    Sums and sizes are put in an order of their own, so that nobody's number matters.
    """
    if people.parts is not None:
        return float("nan"), float("nan")
    deciders = people.codes
    known = np.unique(deciders[deciders >= 0])
    cluster = np.searchsorted(known, deciders)
    unknown = deciders < 0
    cluster[unknown] = len(known) + np.arange(int(unknown.sum()))
    sizes, sums = np.bincount(cluster).astype(float), np.bincount(cluster, weights)
    if len(sizes) < 2:
        return float("nan"), float("nan")
    order = np.lexsort((sums, sizes))
    sizes, sums = sizes[order], sums[order]
    drawn = np.random.default_rng(seed).integers(0, len(sizes), (BOOTSTRAP_ROUNDS, len(sizes)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)
