# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How much decisions differ between caseworkers, as one number and without any name."""

import numpy as np
import pandas as pd

from reports.facts import check
from reports.measures.cells import RATE_COLUMNS
from reports.measures.intervals import LEVEL, Floats
from reports.measures.people import people_of
from reports.measures.rates import eligible
from reports.vocabulary import Response

FEWEST_DECIDERS = 10


def spread(frame: pd.DataFrame) -> pd.DataFrame:
    """The intraclass correlation of overriding, indexed by system; left out where no quarter has 10 known deciders.

    Of an old quarter nobody knows who decides in the next one too, so only those of one quarter are surely different.

    ANOVA: MSB = Σn_j(p_j-p)²/(k-1), MSW = Σn_j p_j(1-p_j)/(N-k), n0 = (N-Σn_j²/N)/(k-1),
    rho = (MSB-MSW)/(MSB+(n0-1)MSW), interval from the F distribution (Searle 1971). `count` is missing,
    `nobs` are deciders; where they count anew in each quarter, as many as in the quarter with most. Differences may be
    due to the cases. `rate` is nan where all answers are alike or everybody answered once, the interval where everybody
    always or never overrode: MSW is 0 or has no degrees of freedom.
    """
    rows = eligible(check(frame))
    rows = rows[rows["decider"] >= 0]
    found = {}
    for system, part in rows.groupby("system", observed=True, sort=True):
        event = (part["response"] == Response.OVERRIDDEN.value).to_numpy(dtype=float)
        sizes = np.bincount(part["decider"])
        counts = np.bincount(part["decider"], event, minlength=len(sizes))[sizes > 0].astype(float)
        sizes = sizes[sizes > 0]
        different = _surely_different(part)
        if different >= FEWEST_DECIDERS:
            people, *figures = _icc(counts, sizes.astype(float))
            anew = people_of(part).parts is not None
            found[str(system)] = (float(different) if anew else people, *figures)
    table = pd.DataFrame(np.nan, index=pd.Index(list(found), name="system"), columns=list(RATE_COLUMNS))
    table[["nobs", "rate", "low", "high"]] = np.array(list(found.values()), dtype=float).reshape(-1, 4)
    return table.assign(deciders=table["nobs"], dominated=False)


def _surely_different(rows: pd.DataFrame) -> int:
    quarters = rows["quarter"].astype(object).where(rows["quarter"].notna(), "")
    return int(rows["decider"].groupby(quarters).nunique().max())


def _icc(counts: Floats, sizes: Floats) -> tuple[float, ...]:
    from scipy import stats

    order = np.lexsort((counts, sizes))  # so that sums do not depend on who comes first
    counts, sizes = counts[order], sizes[order]
    k, total = len(sizes), float(sizes.sum())
    if total == k:
        return (float(k), *[float("nan")] * 3)
    shares, mean = counts / sizes, float(counts.sum()) / total
    between = float((sizes * (shares - mean) ** 2).sum()) / (k - 1)
    within = float((counts * (1 - shares)).sum()) / (total - k)
    n0 = (total - float((sizes**2).sum()) / total) / (k - 1)
    if between + within == 0:
        return (float(k), *[float("nan")] * 3)
    rho = (between - within) / (between + (n0 - 1) * within)
    if within == 0:
        return float(k), rho, float("nan"), float("nan")
    ratio, tail = between / within, (1 - LEVEL) / 2
    ends = [ratio / stats.f.ppf(share, k - 1, total - k) for share in (1 - tail, tail)]
    low, high = ((end - 1) / (end + n0 - 1) for end in ends)
    return float(k), rho, float(low), float(high)
