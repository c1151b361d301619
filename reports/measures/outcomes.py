# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What later became of decisions: complaints and checks for accepted **and** overridden, and a lower bound of harm.

Results are known selectively and who complains is not random: a report prints both with these figures.
"""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from reports.facts import check
from reports.facts.derivation import right_is_known
from reports.facts.labels import same
from reports.measures.cells import RATE_COLUMNS, Truths, cells_by, fixed_cells, rates
from reports.measures.intervals import Estimate, difference_of
from reports.measures.people import people_of
from reports.measures.rates import By, as_columns, eligible, minus
from reports.periods import WEEK, quarter_weeks
from reports.vocabulary import Response

FOLLOW_UP_WEEKS = 26
OVERTURNED = ("changed", "annulled", "remitted")
SIDES = (Response.ACCEPTED, Response.OVERRIDDEN)


def right_rates(frame: pd.DataFrame, by: By = ()) -> dict[str, pd.DataFrame]:
    """`right_when_accepted` and `right_when_overridden`: decided = right option, where that is known by itself."""
    rows = eligible(check(frame))
    rows = rows[rows["decided"].notna() & right_is_known(rows)]
    right = same(rows["decided"], rows["right_option"]).to_numpy()
    found: dict[str, pd.DataFrame] = {}
    for response in SIDES:
        among = (rows["response"] == response.value).to_numpy()
        part, name = rows[among], f"right_when_{response.value}"
        if len(part):
            cells = cells_by(part, as_columns(by))
            found |= rates(cells, people_of(part), {name: right[among]})
    return found


def followed_up(frame: pd.DataFrame, now: date | None) -> tuple[pd.DataFrame, int]:
    """The eligible rows of quarters that ended at least 26 weeks before `now`, and how many younger ones still pend.

    Complaints are late: without a fixed follow-up the newest quarter always looks best. Whole quarters, because figures
    that grew by a day each day would tell what each day was like. Without `now` every row with a date counts as
    followed up; rows without a date never do.
    """
    rows = eligible(check(frame))
    rows = rows[rows["decided_on"].notna()]
    if now is None:
        return rows, 0
    quarters = rows["quarter"].astype(object)
    ends = {label: quarter_weeks(str(label))[1] + WEEK for label in quarters.dropna().unique()}  # the Monday after
    old = [label for label, end in ends.items() if end <= now - timedelta(weeks=FOLLOW_UP_WEEKS)]
    old_enough = quarters.isin(old)
    return rows[old_enough], int((~old_enough).sum())


def old_enough(frame: pd.DataFrame, now: date | None) -> pd.DataFrame:
    """How many of the accepted and overridden are in the rows of `followed_up`, as a rate; one row ``overall``."""
    rows = eligible(check(frame))
    rows = rows[rows["decided_on"].notna() & rows["response"].isin([response.value for response in SIDES])]
    counted: Truths = rows.index.isin(followed_up(rows, now)[0].index)
    return rates(fixed_cells(rows, ()), people_of(rows), {"rate": counted})["rate"]


def overturned(frame: pd.DataFrame, now: date | None = None) -> dict[str, pd.DataFrame]:
    """How often accepted and overridden were overturned later (changed, annulled, remitted), side by side.

    Tables of rates indexed by ``response``, over the rows of `followed_up`: `overturned_per_decision`,
    `overturned_per_settled` (of those with a result) and `remitted_per_decision`; and `overturned_difference`, one
    row ``overall``: per decision, overridden minus accepted, with Newcombe's interval. Empty where no result is known.
    """
    rows, _pending = followed_up(frame, now)
    rows = rows[rows["response"].isin([response.value for response in SIDES])]
    rows = rows.assign(response=rows["response"].cat.remove_unused_categories())
    if not rows["result"].notna().any():
        return {}
    found: dict[str, pd.DataFrame] = {}
    for name, part, words in (
        ("overturned_per_decision", rows, OVERTURNED),
        ("overturned_per_settled", rows[rows["result"].notna()], OVERTURNED),
        ("remitted_per_decision", rows, ("remitted",)),
    ):
        event: Truths = part["result"].isin(words).to_numpy()
        found |= rates(fixed_cells(part, ["response"]), people_of(part), {name: event})
    sides = found["overturned_per_decision"]
    if len(sides) == len(SIDES):
        accepted, overridden = (sides.loc[[response.value]] for response in SIDES)
        found["overturned_difference"] = minus(overridden, accepted).set_axis(pd.Index(["overall"]))
    return found


def override_deficit(frame: pd.DataFrame) -> pd.DataFrame:
    """At least this share was wrongly recommended and not departed from: e - (overridden + partly), one row or none.

    e is the share of wrong recommendations where the right option is known; both shares are over the same rows, so
    wrong recommendations beyond all departures must have been followed. `count` is missing: it is a bound. The
    interval is Newcombe's difference of the two shares. Empty where no right option is known by itself.
    """
    rows = eligible(check(frame))
    rows = rows[right_is_known(rows)]
    wrong = ~same(rows["recommended"], rows["right_option"]).to_numpy()
    departed = (rows["response"] != Response.ACCEPTED.value).to_numpy()
    if rows.empty:
        return pd.DataFrame(columns=[*RATE_COLUMNS, "deciders", "dominated"])
    tables = rates(fixed_cells(rows, ()), people_of(rows), {"wrong": wrong, "departed": departed})
    error, departures = (tables[name].to_dict("records")[0] for name in ("wrong", "departed"))
    plain, clustered = (
        difference_of(*(Estimate(row["rate"], row[f"low{kind}"], row[f"high{kind}"]) for row in (error, departures)))
        for kind in ("", "_clustered")
    )
    return tables["wrong"].assign(
        count=np.nan,
        rate=plain.rate,
        low=plain.low,
        high=plain.high,
        nobs_effective=np.nan,
        low_clustered=clustered.low,
        high_clustered=clustered.high,
    )
