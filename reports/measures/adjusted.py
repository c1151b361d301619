# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Groups compared within like cases: the same system and the same recommended option."""

import numpy as np
import pandas as pd

from reports.facts import check
from reports.facts.coarsening import without_numbers
from reports.measures.cells import Cells, Integers, Truths, cells_by, fixed_cells, rates
from reports.measures.intervals import Floats, benjamini_hochberg, critical, critical_t
from reports.measures.outside import rates_outside
from reports.measures.people import people_of
from reports.measures.rates import eligible
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
    cells, deciders = cells_by(rows, [by]), people_of(rows)
    table = rates(cells, deciders, {"rate": event})["rate"]
    sides = table, rates_outside(cells, deciders, event)
    effects = np.maximum(*(_design_effects(side) for side in sides))
    freedoms = np.minimum(*(side["deciders"].to_numpy() for side in sides)) - 1
    strata = _strata(cells, fixed_cells(rows, STRATA).codes, event)
    found = [_pooled(*one) for one in zip(strata, effects, freedoms, strict=True)]
    names = ["rate", "low", "high", "low_clustered", "high_clustered", "p_value"]
    table[names] = np.array(found, dtype=float).reshape(-1, len(names))
    return table.assign(p_adjusted=benjamini_hochberg(table["p_value"]))


def _strata(cells: Cells, strata: Integers, event: Truths) -> Floats:
    """For each group its tables, one a stratum: group and all others (rows), with and without the event (columns)."""
    many, size = int(strata.max(initial=-1)) + 1, len(cells.labels)
    joint = (cells.codes * many + strata) * 2 + ~event
    own = np.bincount(joint, minlength=size * many * 2).reshape(size, many, 2).astype(float)
    return np.stack([own, own.sum(axis=0) - own], axis=2)


def _pooled(tables: Floats, effect: float, freedom: int) -> tuple[float, ...]:
    from scipy import special
    from statsmodels.stats.contingency_tables import StratifiedTable

    # A stratum with one side or one answer only says nothing of the odds between the sides.
    telling = tables[(tables.sum(axis=1) > 0).all(axis=1) & (tables.sum(axis=2) > 0).all(axis=1)]
    crossed = (telling[:, 0, 0] * telling[:, 1, 1]).sum(), (telling[:, 0, 1] * telling[:, 1, 0]).sum()
    if len(telling) == 0 or min(crossed) == 0:
        return (np.nan,) * 6
    pooled = StratifiedTable([np.asarray(part) for part in telling])
    log_odds, error = float(pooled.logodds_pooled), float(pooled.logodds_pooled_se)
    wide = error * np.sqrt(effect)
    reaches = (critical() * error, float(critical_t(freedom)) * wide)
    plain, clustered = ([float(np.exp(log_odds + sign * reach)) for sign in (-1, 1)] for reach in reaches)
    p_value = float(2 * special.stdtr(freedom, -abs(log_odds) / wide))
    return (float(np.exp(log_odds)), *plain, *clustered, p_value)


def _design_effects(side: pd.DataFrame) -> Floats:
    """How many times wider the variance of each share is for being decided by few people; nan for one."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(side["nobs"] / side["nobs_effective"], dtype=float)
