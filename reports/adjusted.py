# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Groups compared within like cases: the same system and the same recommended option."""

import numpy as np
import pandas as pd

from reports.cells import Integers, Truths, cells_by, fixed_cells, rates
from reports.coarsening import without_numbers
from reports.facts import check
from reports.intervals import benjamini_hochberg, critical, critical_t
from reports.rates import eligible
from reports.vocabulary import Response

STRATA = ["system", "recommended"]


def odds_ratio(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """The odds of overriding in each group over those of all other rows, adjusted for case mix.

    Mantel-Haenszel over system × recommended option (`statsmodels.stats.contingency_tables.StratifiedTable`, interval
    from the Robins-Breslow-Greenland variance). `rate` is the pooled odds ratio; the clustered ends and `p_value`
    widen its standard error by the square root of the larger design effect of the two sides and take t with k-1 degrees
    of freedom, k the caseworkers of the side that has fewer; `p_adjusted` is Benjamini & Hochberg over these groups.
    Numbers are one stratum of their system. nan where no stratum holds both
    sides and both answers. Raises NotADimension and KeyError as `rates.difference`.
    """
    rows = without_numbers(eligible(check(frame)))
    event = (rows["response"] == Response.OVERRIDDEN.value).to_numpy()
    cells, deciders = cells_by(rows, [by]), rows["decider"].to_numpy()
    strata = fixed_cells(rows, STRATA).codes
    table = rates(cells, deciders, {"rate": event})["rate"]
    found = [_pooled(cells.codes == number, event, strata, deciders) for number in range(len(cells.labels))]
    names = ["rate", "low", "high", "low_clustered", "high_clustered", "p_value"]
    table[names] = np.array(found, dtype=float).reshape(-1, len(names))
    return table.assign(p_adjusted=benjamini_hochberg(table["p_value"]))


def _pooled(group: Truths, event: Truths, strata: Integers, deciders: Integers) -> tuple[float, ...]:
    from scipy import special
    from statsmodels.stats.contingency_tables import StratifiedTable

    counted = np.bincount(strata * 4 + 2 * ~group + ~event, minlength=4 * (int(strata.max(initial=0)) + 1))
    tables = counted.reshape(-1, 2, 2).astype(float)
    # A stratum with one side or one answer only says nothing of the odds between the sides.
    telling = tables[(tables.sum(axis=1) > 0).all(axis=1) & (tables.sum(axis=2) > 0).all(axis=1)]
    crossed = (telling[:, 0, 0] * telling[:, 1, 1]).sum(), (telling[:, 0, 1] * telling[:, 1, 0]).sum()
    if len(telling) == 0 or min(crossed) == 0:
        return (np.nan,) * 6
    pooled = StratifiedTable([np.asarray(part) for part in telling])
    log_odds, error = float(pooled.logodds_pooled), float(pooled.logodds_pooled_se)
    effects, freedoms = zip(*(_clustering(side, event, deciders) for side in (group, ~group)), strict=True)
    wide, freedom = error * np.sqrt(max(effects)), min(freedoms)
    reaches = (critical() * error, float(critical_t(freedom)) * wide)
    plain, clustered = ([float(np.exp(log_odds + sign * reach)) for sign in (-1, 1)] for reach in reaches)
    p_value = float(2 * special.stdtr(freedom, -abs(log_odds) / wide))
    return (float(np.exp(log_odds)), *plain, *clustered, p_value)


def _clustering(side: Truths, event: Truths, deciders: Integers) -> tuple[float, int]:
    """How many times wider the variance of this side's share is for its few people (nan for one), and their k-1."""
    one_cell = fixed_cells(pd.DataFrame(index=range(int(side.sum()))), ())
    row = rates(one_cell, deciders[side], {"rate": event[side]})["rate"].to_dict("records")[0]
    effect = float(row["nobs"] / row["nobs_effective"]) if row["nobs"] else float("nan")
    return effect, int(row["deciders"]) - 1
