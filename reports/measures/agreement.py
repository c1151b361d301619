# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Whether two readers of the same reasons agree beyond chance, on a draw with a sampling fraction per response.

Takes joint counts and nothing else: how often the first reader said this while the second said that. Which record a
verdict was about is not known here and cannot be worked out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reports.measures.intervals import critical

NOTHING = 1e-7  # a standard error below this is what rounding left of none
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """Cohen's kappa with its interval.

    `nobs` are the double readings, `observed` and `expected` the weighted shares of agreement, seen and by chance.
    `kappa`, `low` and `high` are None where one of the readers always said the same: such a reader tells nothing apart,
    so kappa says nothing. `low` and `high` alone are None where the readings show no spread, as where the readers never
    differed: a handful of readings would else pass for certainty.
    """

    nobs: int
    observed: float | None
    expected: float | None
    kappa: float | None
    low: float | None
    high: float | None


def kappa(strata: Mapping[str, tuple[Sequence[Sequence[int]], float]]) -> Agreement:
    """Cohen's kappa of two readers over a stratified draw, each stratum weighted by its sampling fraction.

    `strata` has, by response, the square table of joint counts (first reader down, second across, the verdicts in the
    same order in every stratum) and the fraction of the records that were drawn, over 0 up to 1. A reading stands for
    1 / fraction records; the shares are p_ij = Σ_h (n_hij / f_h) / Σ_h (n_h / f_h), and

        po = Σ_i p_ii,  pe = Σ_i p_i. p_.i,  kappa = (po - pe) / (1 - pe)      (Cohen 1960, Educ. Psychol. Meas. 20:37).

    The variance is that of the linearised estimate, in which a reading in cell (i, j) moves kappa by

        a_ij = (1 - pe)^-1 [ 1(i = j) - (1 - kappa) (p_.i + p_j.) ]            (as in Fleiss, Cohen & Everitt 1969,
                                                                                Psychol. Bull. 72:323, formula 13)

    and Var = Σ_h (n_h / f_h)² / N² · s_h² / n_h with s_h² the variance of a within the stratum (divisor n_h) and
    N = Σ_h n_h / f_h: each stratum was drawn by itself, so only the spread inside it counts (Cochran 1977, Sampling
    Techniques, 5.3). Without strata it is the large-sample variance of Fleiss, Cohen and Everitt exactly. No correction
    for finite populations is made, which errs on the wide side. The interval is kappa ± 1.96 · SE, cut to [-1, 1].

    Raises ValueError for a table that is not square or unlike the others, a negative count, or a fraction outside
    (0, 1].
    """
    tables, fractions = _checked(strata)
    sizes = tables.sum(axis=(1, 2))
    nobs = int(sizes.sum())
    if not nobs:
        return Agreement(0, None, None, None, None, None)
    stand_for = sizes / fractions
    shares = (tables / fractions[:, None, None]).sum(axis=0) / stand_for.sum()
    first, second = shares.sum(axis=1), shares.sum(axis=0)
    observed, expected = float(np.trace(shares)), float(first @ second)
    if np.isclose(max(first.max(), second.max()), 1):
        return Agreement(nobs, observed, expected, None, None, None)
    estimate = (observed - expected) / (1 - expected)
    error = _standard_error(tables, stand_for, _influence(first, second, estimate) / (1 - expected))
    if error < NOTHING:
        return Agreement(nobs, observed, expected, estimate, None, None)
    reach = critical() * error
    return Agreement(nobs, observed, expected, estimate, max(estimate - reach, -1.0), min(estimate + reach, 1.0))


def _checked(strata: Mapping[str, tuple[Sequence[Sequence[int]], float]]) -> tuple[Floats, Floats]:
    if not strata:
        raise ValueError("there is no stratum to read")
    tables = [np.asarray(table, dtype=float) for table, _fraction in strata.values()]
    shape = tables[0].shape
    if len(shape) != 2 or shape[0] != shape[1] or any(table.shape != shape for table in tables):
        raise ValueError("joint counts are square tables, of the same verdicts in every stratum")
    whole = np.stack(tables)
    if (whole < 0).any():
        raise ValueError("a count is not negative")
    fractions = np.array([fraction for _table, fraction in strata.values()], dtype=float)
    if not ((fractions > 0) & (fractions <= 1)).all():
        raise ValueError("a sampling fraction is over 0 and at most 1")
    return whole, fractions


def _influence(first: Floats, second: Floats, estimate: float) -> Floats:
    """How much a reading in each cell of the table moves kappa, but for a constant."""
    same = np.eye(len(first))
    influence: Floats = same - (1 - estimate) * (second[:, None] + first[None, :])
    return influence


def _standard_error(tables: Floats, stand_for: Floats, influence: Floats) -> float:
    """The square root of the stratified variance of the mean influence."""
    variance = 0.0
    for table, weight in zip(tables, stand_for / stand_for.sum(), strict=True):
        size = table.sum()
        if size:
            mean = (table * influence).sum() / size
            variance += weight**2 * float((table * (influence - mean) ** 2).sum() / size) / size
    return float(np.sqrt(variance))
