# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Why: reason codes and their owners, as shares of the decisions that departed and of those that followed."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from reports.facts import check
from reports.measures.cells import DOMINANCE, PEOPLE_COLUMNS, fixed_cells, rate_frame, rates, sums
from reports.measures.people import people_of
from reports.measures.rates import eligible
from reports.periods import WEEK
from reports.vocabulary import Response

MISSING = "missing"
NEW_AFTER_WEEKS = 12
NEW_BY_AT_LEAST = 3
KINDS = {
    "share_of_departed": (Response.OVERRIDDEN.value, Response.PARTLY_ACCEPTED.value),
    "share_of_accepted": (Response.ACCEPTED.value,),
}


def reasons(frame: pd.DataFrame, *, owners: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Shares of reason codes, indexed by ``system``, ``dimension`` (code, owner), ``value`` and ``measure``.

    `count` has the code (``missing`` where none was given), `nobs` are the decisions of that kind in the
    system: overridden or partly accepted (``share_of_departed``), accepted (``share_of_accepted``).
    `deciders` and `dominated` are those of the rows with the code. `owners` says who can act on a code
    (codes without one count as themselves nowhere: they have no row by owner).
    """
    rows = eligible(check(frame))
    codes = rows["reason_code"].astype(object).where(rows["reason_code"].notna(), MISSING)
    found = []
    for measure, responses in KINDS.items():
        among = rows["response"].isin(responses)
        found.append(_shares(rows[among], codes[among], "code", measure))
        if owners:
            held = codes[among].map({**owners, MISSING: MISSING})
            found.append(_shares(rows[among], held, "owner", measure))
    return pd.concat([table for table in found if len(table)] or found[:1])


def reason_given(frame: pd.DataFrame) -> pd.DataFrame:
    """With a written reason / eligible."""
    rows = eligible(check(frame))
    event = rows["reason_given"].to_numpy()
    return rates(fixed_cells(rows, ()), people_of(rows), {"given": event})["given"]


def new_codes(frame: pd.DataFrame, first: date, last: date) -> set[tuple[str, str]]:
    """The (system, code) that came up in the weeks from `first` to `last` (Mondays) and are new there.

    New is: not used in the system in the 12 weeks before, while the system was in use then, and now by at
    least 3 caseworkers. No count leaves.
    """
    rows = eligible(check(frame))
    rows = rows[rows["week"].notna()]
    now = rows[(rows["week"] >= pd.Timestamp(first)) & (rows["week"] <= pd.Timestamp(last))]
    since = pd.Timestamp(first - NEW_AFTER_WEEKS * WEEK)
    before = rows[(rows["week"] >= since) & (rows["week"] < pd.Timestamp(first))]
    in_use = set(before["system"])
    known = set(zip(before["system"], before["reason_code"], strict=True))
    coded = now[now["reason_code"].notna() & (now["decider"] >= 0)]
    people = coded.groupby(["system", "reason_code"], observed=True)["decider"].nunique()
    used = zip(people.index.get_level_values(0), people.index.get_level_values(1), people, strict=True)
    return {
        (system, code)
        for system, code, deciders in used
        if deciders >= NEW_BY_AT_LEAST and system in in_use and (system, code) not in known
    }


def _shares(rows: pd.DataFrame, values: "pd.Series[str]", dimension: str, measure: str) -> pd.DataFrame:
    """The share of each value among the rows of its system; the people are those of the rows with the value."""
    systems = fixed_cells(rows, ["system"])
    codes, names = pd.factorize(values, sort=True)
    events = {value: codes == code for code, value in enumerate(names)}
    by_value = sums(
        systems.codes, len(systems.labels), people_of(rows), events or {"": np.zeros(len(rows), dtype=bool)}
    )
    counted = {
        name: np.concatenate([part[name] for part in by_value.values()]) for name in next(iter(by_value.values()))
    }
    labels = pd.MultiIndex.from_product([by_value, systems.labels], names=["value", "system"])
    people = counted["event_deciders"].astype(int), counted["event_largest"] > DOMINANCE * counted["count"]
    table = rate_frame(counted, labels).assign(**dict(zip(PEOPLE_COLUMNS, people, strict=True)))
    table = table[counted["count"] > 0].reset_index().assign(dimension=dimension, measure=measure)
    keys = ["system", "dimension", "value", "measure"]
    return table.sort_values(["system", "count"], ascending=[True, False], kind="stable").set_index(keys)
