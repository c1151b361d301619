# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Which reasons are given oftener or more seldom than in the period before, beyond chance."""

from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from reports.measures.intervals import benjamini_hochberg
from reports.measures.rates import DIFFERENCE_COLUMNS, compare
from reports.sections.reasons import code_label
from reports.tables import records
from reports.wording import Words

SIGNIFICANT = 0.05
_KEYS = ("system", "value")


class Changed(NamedTuple):
    """A code of a system, its rows in two periods, and the difference with its clustered ends."""

    system: str
    code: str
    now: Mapping[Hashable, Any]
    before: Mapping[Hashable, Any]
    gap: Mapping[str, float]


def changed_reasons(now: pd.DataFrame, before: pd.DataFrame) -> list[Changed]:
    """For each system the code whose share of the departures has changed most between two released tables, if any has.

    Shares add up to one, so that one which grows makes others shrink. Only codes that both tables show are compared;
    p-values are corrected for being many (Benjamini-Hochberg).
    """
    earlier = {tuple(row[key] for key in _KEYS): row for row in _shown(before)}
    pairs = [(row, earlier[key]) for row in _shown(now) if (key := tuple(row[name] for name in _KEYS)) in earlier]
    gaps = [dict(zip(DIFFERENCE_COLUMNS, compare(row, other), strict=True)) for row, other in pairs]
    adjusted = benjamini_hochberg(np.array([gap["p_value"] for gap in gaps], dtype=float))
    found = [
        Changed(str(row["system"]), str(row["value"]), row, other, gap)
        for (row, other), gap, p in zip(pairs, gaps, adjusted, strict=True)
        if p < SIGNIFICANT
    ]
    largest: dict[str, Changed] = {}
    for one in sorted(found, key=lambda one: (one.system, -abs(one.gap["rate"]), one.code)):
        largest.setdefault(one.system, one)
    return list(largest.values())


def changed_sentences(words: Words, found: list[Changed], weeks: str, weeks_before: str) -> list[str]:
    """Each change in words, with the weeks of both periods."""
    return [
        words.say(
            "reason_changed",
            system=words.name("system", one.system),
            code=code_label(words, one.code),
            before=words.percent(one.before["rate"]),
            after=words.percent(one.now["rate"]),
            weeks_before=weeks_before,
            weeks=weeks,
            points=words.points(one.gap["rate"]),
            low=words.points(one.gap["low_clustered"]),
            high=words.points(one.gap["high_clustered"]),
        )
        for one in found
    ]


def _shown(table: pd.DataFrame) -> list[Any]:
    """The rows of codes among departures that show."""
    rows = table[(table["dimension"] == "code") & (table["measure"] == "share_of_departed")]
    return list(records(rows[~rows["suppressed"].astype(bool) & rows["low_clustered"].notna()]))
