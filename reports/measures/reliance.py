# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Whether the recommendation moves people, and moves them right; where own judgement came first."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from reports.facts import check
from reports.facts.derivation import right_is_known
from reports.facts.labels import same
from reports.measures.cells import RATE_COLUMNS, Truths, cells_by, rates
from reports.measures.people import People, people_of
from reports.measures.rates import By, as_columns, eligible, minus
from reports.vocabulary import State

MACROS = {"rair_macro": "rair", "rsr_macro": "rsr"}
BOOTSTRAP_ROUNDS = 1000
SEED = 20261123


def reliance(frame: pd.DataFrame, by: By = (), *, seed: int = SEED) -> pd.DataFrame:
    """Reliance measures as rates, indexed by `by` and ``measure``; a measure without any row is left out.

    With b own judgement, r recommendation, d decision, y the right option where it is known by itself:
    initial_disagreement b≠r / all with b; switch_fraction d=r / b≠r; switched_away d≠r / b=r;
    rair d=r / (b≠y, r=y); rsr d=b / (b=y, r≠y); over_reliance d=r / r≠y; under_reliance d≠r / r=y (the
    last two only where no own judgement was asked for). `rair_macro` and `rsr_macro`, for the whole frame
    only, are means over the deciders who met such a case: `count` missing, `nobs` deciders, interval from a
    seeded bootstrap over deciders. Numeric answers have no equality and are left out.
    Source: Schemmer et al. 2023 for RAIR and RSR, with the denominators above.
    """
    rows = eligible(check(frame))
    rows = rows[rows["decided"].notna() & rows["recommended_number"].isna()]
    columns = as_columns(by)
    found = []
    for measure, (event, among) in _events(rows).items():
        part = rows[among]
        if len(part):
            table = rates(cells_by(part, columns), people_of(part), {measure: event[among]})[measure]
            found.append(table.assign(measure=measure))
            if not columns and measure in MACROS.values():
                found.append(_macro(people_of(part), event[among], measure, seed))
    return _collected(found, columns)


def has_own_judgement(frame: pd.DataFrame) -> bool:
    """Whether any eligible row has an own judgement from before the recommendation was shown."""
    return bool(eligible(check(frame))["own_judgement"].notna().any())


def effect_of_showing(frame: pd.DataFrame, by: By = ()) -> pd.DataFrame:
    """How much oftener decision and recommendation agree when it is shown than in the withheld sample.

    Indexed by `by`, or one row ``overall``: `rate` is shown minus withheld with Newcombe's intervals; `count` and
    `nobs` are the withheld sample's. Only systems that withhold take part, and groups that both sides have. Numbers
    are left out: how near two of them are the same is a setting of the system, which the facts have only where there
    is a response. Empty where no option was withheld.
    """
    facts, columns = check(frame), as_columns(by)
    options = facts["recommended_number"].isna() & facts["decided"].notna()
    withheld = facts[options & (facts["state"] == State.WITHHELD.value)]
    without = _agreement(withheld, columns)
    if withheld.empty:
        return without
    shown = eligible(facts[options & facts["system"].isin(withheld["system"].unique())])
    told = _agreement(shown, columns)
    both = without.index.intersection(told.index)
    if shown.empty or both.empty:
        return without.iloc[:0]
    told, without = told.loc[both], without.loc[both]
    # What is counted is the withheld sample, which is the smaller.
    return minus(told, without).assign(count=without["count"], nobs=without["nobs"])


def _agreement(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The share of the rows in which the decision is the recommendation; no cell without rows."""
    event = same(rows["decided"], rows["recommended"]).to_numpy()
    table = rates(cells_by(rows, by), people_of(rows), {"rate": event})["rate"]
    return table if len(rows) else table.iloc[:0]


def _events(rows: pd.DataFrame) -> dict[str, tuple[Truths, Truths]]:
    """For each measure which rows count and among which rows."""
    own, recommended, decided, right = (
        rows[name] for name in ("own_judgement", "recommended", "decided", "right_option")
    )
    asked, known = own.notna().to_numpy(), right_is_known(rows).to_numpy()
    own_as_recommended = same(own, recommended).to_numpy()
    own_right = same(own, right).to_numpy()
    recommended_right = same(recommended, right).to_numpy()
    as_recommended = same(decided, recommended).to_numpy()
    as_own = same(decided, own).to_numpy()
    disagreed = asked & ~own_as_recommended
    return {
        "initial_disagreement": (disagreed, asked),
        "switch_fraction": (as_recommended, disagreed),
        "switched_away": (~as_recommended, asked & own_as_recommended),
        "rair": (as_recommended, asked & known & ~own_right & recommended_right),
        "rsr": (as_own, asked & known & own_right & ~recommended_right),
        "over_reliance": (as_recommended, known & ~asked & ~recommended_right),
        "under_reliance": (~as_recommended, known & ~asked & recommended_right),
    }


def _macro(people: People, event: Truths, measure: str, seed: int) -> pd.DataFrame:
    """Mean of the deciders' own shares; a missing decider is nobody and takes no part.

    nan where people count anew in some of the quarters: then nobody's own share is known.
    """
    deciders = people.codes
    known = (deciders >= 0) & (people.parts is None)
    sizes = np.bincount(deciders[known])
    counts = np.bincount(deciders[known], event[known], minlength=len(sizes))
    shares = np.sort(counts[sizes > 0] / sizes[sizes > 0])
    low, high = _bootstrap(shares, seed)
    table = pd.DataFrame(np.nan, index=pd.Index(["overall"], name="overall"), columns=list(RATE_COLUMNS))
    mean = shares.mean() if len(shares) else np.nan
    return table.assign(
        nobs=len(shares),
        rate=mean,
        low=low,
        high=high,
        deciders=len(shares),
        dominated=False,
        measure=f"{measure}_macro",
    )


def _bootstrap(shares: npt.NDArray[np.float64], seed: int) -> tuple[float, float]:
    """The 2.5 and 97.5 percentiles of the mean over resampled deciders; nan with fewer than two."""
    if len(shares) < 2:
        return float("nan"), float("nan")
    values, times = np.unique(shares, return_counts=True)
    random = np.random.default_rng(seed)
    drawn = random.multinomial(len(shares), times / len(shares), size=BOOTSTRAP_ROUNDS)
    low, high = np.quantile(drawn @ values / len(shares), [0.025, 0.975])
    return float(low), float(high)


def _collected(found: list[pd.DataFrame], by: list[str]) -> pd.DataFrame:
    if not found:
        return pd.DataFrame(columns=[*RATE_COLUMNS, "deciders", "dominated"], index=pd.Index([], name="measure"))
    joined = pd.concat(found)
    if not by:
        return joined.set_index("measure")
    return joined.set_index("measure", append=True)
