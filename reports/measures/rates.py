# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Shares of responses, coverage, and comparisons of groups; a rate never travels alone.

Every public function takes a checked frame and returns a frame with the columns `cells.RATE_COLUMNS`
(95 % intervals) and `cells.PEOPLE_COLUMNS`, indexed by the columns in `by` (``overall`` without any).
All raise NotADimension for a column that stands for people or cases, KeyError for an absent one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
import pandas as pd

from reports.facts import check
from reports.measures.cells import Cells, Truths, cells_by, fixed_cells, rates
from reports.measures.intervals import Estimate, benjamini_hochberg, difference_of, freedom_of, ratio_of
from reports.measures.outside import rates_outside
from reports.measures.people import people_of
from reports.vocabulary import NotADimension, Response, State

By = str | Sequence[str]

RESPONSE_OF = {
    "override_rate": Response.OVERRIDDEN,
    "partly_rate": Response.PARTLY_ACCEPTED,
    "accept_rate": Response.ACCEPTED,
}
MANUAL = "manual"


def eligible(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that rates are computed from: shown, answered, not erased and not registered by hand."""
    chosen = (
        frame["shown"]
        & frame["response"].notna()
        & (frame["state"] == State.ANSWERED.value)
        & (frame["source"] != MANUAL)
    )
    return frame if chosen.all() else frame[chosen]


def no_people(frame: pd.DataFrame, columns: Iterable[str]) -> Iterator[str]:
    """The columns of these that do not stand for people."""
    rows = eligible(check(frame))
    for column in columns:
        with suppress(NotADimension):
            cells_by(rows, [column])
            yield column


def response_rates(frame: pd.DataFrame, by: By = ()) -> dict[str, pd.DataFrame]:
    """The three shares that sum to 1, by name: overridden, partly accepted, accepted / eligible."""
    rows = eligible(check(frame))
    codes = rows["response"].cat.codes.to_numpy()
    order = list(rows["response"].cat.categories)
    events = {name: codes == order.index(word.value) for name, word in RESPONSE_OF.items()}
    return rates(cells_by(rows, as_columns(by)), people_of(rows), events)


def override_rate(frame: pd.DataFrame, by: By = ()) -> pd.DataFrame:
    """Overridden / eligible."""
    return response_rates(frame, by)["override_rate"]


def partly_rate(frame: pd.DataFrame, by: By = ()) -> pd.DataFrame:
    """Partly accepted / eligible."""
    return response_rates(frame, by)["partly_rate"]


def accept_rate(frame: pd.DataFrame, by: By = ()) -> pd.DataFrame:
    """Accepted / eligible."""
    return response_rates(frame, by)["accept_rate"]


def coverage(frame: pd.DataFrame, by: By = ()) -> pd.DataFrame:
    """Answered / received. Closed, withdrawn, withheld, erased and manual rows are in neither number.

    Without clustered interval: an unanswered recommendation has no caseworker.
    """
    rows = awaited(check(frame))
    return _without_clusters(rows, by, rows["response"].notna().to_numpy())


def seen_unanswered(frame: pd.DataFrame, by: By = ()) -> pd.DataFrame:
    """Shown but never answered / shown; rows and intervals as for `coverage`."""
    rows = awaited(check(frame))
    rows = rows[rows["shown"]]
    return _without_clusters(rows, by, rows["response"].isna().to_numpy())


def unanswered(frame: pd.DataFrame, by: By = ()) -> pd.DataFrame:
    """How many of the received are `not_shown`, `not_answered` (but shown) and `open` (either); index of `coverage`."""
    rows = awaited(check(frame))
    cells, shown, waits = (
        fixed_cells(rows, as_columns(by)),
        rows["shown"].to_numpy(),
        rows["response"].isna().to_numpy(),
    )
    events = {"not_shown": ~shown, "not_answered": shown & waits, "open": waits}
    counts = {name: np.bincount(cells.codes[event], minlength=len(cells.labels)) for name, event in events.items()}
    return pd.DataFrame(counts, index=cells.labels)


def difference(frame: pd.DataFrame, by: str, *, reference: str | None = None) -> pd.DataFrame:
    """Override rate of each group minus that of the reference, or of all other rows where none is named.

    `rate` is the difference, `low` and `high` Newcombe's interval, the clustered ends likewise from
    clustered intervals; `p_value` (from the clustered sizes) and `p_adjusted` (Benjamini-Hochberg over
    these groups). `count` and `nobs` are the group's own. Raises KeyError for an unknown reference.
    """
    rows = eligible(check(frame))
    return compared(rows, (rows["response"] == Response.OVERRIDDEN.value).to_numpy(), by, reference)


def compared(rows: pd.DataFrame, event: Truths, by: str, reference: str | None = None) -> pd.DataFrame:
    """The share with the event in each group minus that of the reference or all other rows; see `difference`."""
    cells, deciders = cells_by(rows, [by]), people_of(rows)
    groups = rates(cells, deciders, {"rate": event})["rate"]
    if reference is None:
        table = groups.copy()
        others = rates_outside(cells, deciders, event)
    else:
        table = groups.drop(index=reference)
        others = groups.loc[[reference] * len(table)]
    pairs = zip(table.to_dict("records"), others.to_dict("records"), strict=True)
    values = [compare(first, second) for first, second in pairs]
    table[DIFFERENCE_COLUMNS] = np.array(values, dtype=float).reshape(-1, len(DIFFERENCE_COLUMNS))
    table["p_adjusted"] = benjamini_hochberg(table["p_value"])
    return table


def ratio(frame: pd.DataFrame, by: str, *, reference: str) -> pd.DataFrame:
    """Override rate of each group over that of the reference, with the score interval (not clustered).

    nan where it cannot be computed: no rows, a reference that never overrides, both always.
    """
    groups = override_rate(frame, [by])
    base: Row = groups.loc[[reference]].to_dict("records")[0]
    table = groups.drop(index=reference)
    estimates = [
        ratio_of(count, nobs, base["count"], base["nobs"])
        for count, nobs in zip(table["count"], table["nobs"], strict=True)
    ]
    table[["rate", "low", "high"]] = np.array(estimates, dtype=float).reshape(-1, 3)
    table[["nobs_effective", "low_clustered", "high_clustered"]] = np.nan
    return table


DIFFERENCE_COLUMNS = ["rate", "low", "high", "low_clustered", "high_clustered", "p_value"]


def as_columns(by: By) -> list[str]:
    """The columns in `by`, which may be one name."""
    return [by] if isinstance(by, str) else list(by)


def awaited(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that coverage is computed from: waiting or answered, and not registered by hand."""
    waiting_or_answered = frame["state"].isin([State.WAITING.value, State.ANSWERED.value])
    return frame[waiting_or_answered & (frame["source"] != MANUAL)]


def _without_clusters(rows: pd.DataFrame, by: By, event: Truths) -> pd.DataFrame:
    """Rates whose people are those who answered, since only they are known."""
    cells = cells_by(rows, as_columns(by))
    table = rates(cells, people_of(rows), {"rate": event})["rate"]
    answered = rows["response"].notna().to_numpy()
    known = Cells(cells.codes[answered], cells.labels)
    people = rates(known, people_of(rows)[answered], {"rate": event[answered]})["rate"]
    table[["deciders", "dominated"]] = people[["deciders", "dominated"]]
    table[["nobs_effective", "low_clustered", "high_clustered"]] = np.nan
    return table


Row = Mapping[Any, Any]


def compare(first: Row, second: Row) -> tuple[float, ...]:
    """`DIFFERENCE_COLUMNS` of the first rate minus the second; rows of tables of rates."""
    plain = difference_of(_estimate(first, ""), _estimate(second, ""))
    wide = difference_of(_estimate(first, "_clustered"), _estimate(second, "_clustered"))
    return (*plain, wide.low, wide.high, _p_value(first, second))


def minus(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Each rate of one table minus the one at the same place in another, with `DIFFERENCE_COLUMNS`.

    `count` and `nobs` stay the first's; the people are those of the side that has fewer.
    """
    pairs = zip(first.to_dict("records"), second.to_dict("records"), strict=True)
    values = np.array([compare(one, other) for one, other in pairs], dtype=float)
    return first.assign(
        **dict(zip(DIFFERENCE_COLUMNS, values.T, strict=True)),
        deciders=np.minimum(first["deciders"].to_numpy(), second["deciders"].to_numpy()),
        dominated=first["dominated"].to_numpy() | second["dominated"].to_numpy(),
    )


def _estimate(row: Row, kind: str) -> Estimate:
    return Estimate(float(row["rate"]), float(row[f"low{kind}"]), float(row[f"high{kind}"]))


def _p_value(first: Row, second: Row) -> float:
    """Two-sided score test of equal shares at the effective sizes, the counterpart of the clustered interval.

    With n_i the effective sizes and p the pooled share, z = (p1-p2)/sqrt(p(1-p)(1/n1+1/n2)) as in the two-sample test
    of proportions, and the p-value is the mean of 2·P(T_i > |z|) for T_i with k_i-1 degrees of freedom, weighted by
    1/n_i: each side's variance is estimated from its own k_i caseworkers, and counts for its part of the whole. This is
    Cochran & Cox's rule (Experimental Designs, 1957, 4.14), for tail probabilities where they take quantiles; like
    Newcombe's interval it gives each side its own t. nan where a share or its clustering cannot be known.
    """
    from scipy import special

    names = ("rate", "nobs_effective", "low_clustered", "high_clustered")
    shares, sizes, low, high = (np.array([side[name] for side in (first, second)], dtype=float) for name in names)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (sizes * shares).sum() / sizes.sum()
        z = (shares[0] - shares[1]) / np.sqrt(pooled * (1 - pooled) * (1 / sizes).sum())
    if not 0 < pooled < 1:
        return float("nan")
    tails = 2 * special.stdtr(freedom_of(shares, sizes, low, high), -abs(z))
    return float(np.average(tails, weights=1 / sizes))
