# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What follows from the other columns: response, decided and right option, state, week and quarter."""

import re
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from reports.facts.labels import UNKNOWN, as_labels, same
from reports.facts.parsing import Column
from reports.vocabulary import FactsError, Response, State

_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")


def complete(facts: dict[str, Column]) -> None:
    """Fill in, in place, what follows from the rest. Raises FactsError for a response that the options contradict."""
    _refuse_contradictions(facts)
    decided, recommended = facts["decided"], facts["recommended"]
    derivable = facts["response"].isna() & decided.notna() & facts["shown"]
    derived = np.where(same(decided, recommended), Response.ACCEPTED.value, Response.OVERRIDDEN.value)
    facts["response"] = _closed(facts["response"].astype(object).mask(derivable, derived), Response)
    followed = decided.isna() & (facts["response"] == Response.ACCEPTED.value)
    facts["decided"] = _filled(decided, followed, recommended)
    upheld = facts["right_option"].isna() & (facts["result"] == "upheld")
    facts["right_option"] = _filled(facts["right_option"], upheld, facts["decided"])
    _derive_state(facts)
    _derive_weeks(facts)


def right_is_known(facts: pd.DataFrame) -> "pd.Series[bool]":
    """Where the right option is known by itself, so that it says how often people or machine were right.

    A result does not count: upheld makes the decided option right, and changed makes it wrong, so shares over such rows
    would be those of the results (`outcomes.overturned` has them), less the annulled and remitted, of which nobody
    knows what had been right. Numbers do not count either: how near is right is a setting that a table does not know.
    """
    return facts["right_option"].notna() & facts["result"].isna() & facts["recommended_number"].isna()


def _refuse_contradictions(facts: dict[str, Column]) -> None:
    """Two numbers may differ and still be accepted: how much is the system's setting, which a table does not know."""
    decided, recommended, response = facts["decided"], facts["recommended"], facts["response"]
    alike, known = same(decided, recommended), decided.notna() & (recommended != UNKNOWN)
    other = known & ~alike & ~(_is_number(decided) & _is_number(recommended))
    contradictions = {
        Response.ACCEPTED: other & (response == Response.ACCEPTED.value),
        Response.OVERRIDDEN: known & alike & (response == Response.OVERRIDDEN.value),
    }
    for word, rows in contradictions.items():
        if rows.any():
            raise FactsError(f"column response: {word.value}, but recommended and decided say otherwise")


def _is_number(labels: Column) -> "pd.Series[bool]":
    return labels.isin([label for label in labels.cat.categories if _NUMBER.fullmatch(label)])


def _closed(values: Column, words: type[StrEnum]) -> Column:
    return pd.Series(pd.Categorical(values, categories=[word.value for word in words]), index=values.index)


def _filled(values: Column, where: "pd.Series[bool]", others: Column) -> Column:
    return (
        as_labels(values.astype(object).where(~where, others.astype(object)), missing=None) if where.any() else values
    )


def _derive_state(facts: dict[str, Column]) -> None:
    answered = facts["response"].notna()
    withheld = facts["decided"].notna() & ~facts["shown"]
    derived = np.select([answered, withheld], [State.ANSWERED.value, State.WITHHELD.value], State.WAITING.value)
    given = facts["state"].astype(object)
    facts["state"] = _closed(given.where(given.notna(), derived), State)


def _derive_weeks(facts: dict[str, Column]) -> None:
    day = facts["decided_on"].fillna(facts["shown_on"]).fillna(facts["issued_on"])
    days = day.to_numpy().astype("datetime64[D]")
    dated = ~np.isnat(days)
    number = np.where(dated, days, np.datetime64("1970-01-01")).astype(np.int64)
    monday = number - (number + 3) % 7  # day 0 was a Thursday
    week = np.where(dated, monday.astype("datetime64[D]"), np.datetime64("NaT"))
    facts["week"] = pd.Series(week.astype("datetime64[s]"), index=day.index)
    month = (monday + 3).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    quarters, inverse = np.unique(np.where(dated, month // 3, np.iinfo(np.int64).min), return_inverse=True)
    names: list[Any] = [f"{1970 + q // 4}-Q{q % 4 + 1}" if q > -8000 else None for q in quarters.tolist()]
    labels = pd.Series(names, dtype=object).iloc[inverse].set_axis(day.index)
    facts["quarter"] = as_labels(labels, missing=None)
