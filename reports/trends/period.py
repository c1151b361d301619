# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The rows of a report over whole quarters or weeks, and the period as it became."""

from datetime import date, timedelta

import pandas as pd

from reports.disclosure import Edition
from reports.periods import Period, open_from, quarter_label, quarter_weeks, widen

WHOLE_QUARTERS = frozenset({Edition.BOARD, Edition.PUBLIC})


def in_period(
    facts: pd.DataFrame,
    start: date | None,
    end: date | None,
    system: str | None,
    edition: Edition,
    now: date | None,
) -> tuple[pd.DataFrame, Period, dict[str, int]]:
    """The rows of the period, the period as it became, and what fell outside by its date.

    Without any bounds, rows without a date take part (in everything but weeks and quarters).
    """
    rows = facts[facts["system"] == system] if system else facts
    whole_quarters = edition in WHOLE_QUARTERS
    wanted = widen(start, end, whole_quarters=whole_quarters)
    week, undated = rows["week"], rows["week"].isna()
    first, last = wanted.start or date.min, wanted.end or date.max
    within = (week >= pd.Timestamp(first)) & (week <= pd.Timestamp(last))
    if start is None and end is None:
        within |= undated
    excluded = {"no_date": int(undated.sum())}
    if now and whole_quarters:
        still_open = within & (week >= pd.Timestamp(open_from(now, whole_quarters=True)))
        excluded["open_quarter"] = int(still_open.sum())
        within &= ~still_open
    chosen = rows[within]
    return chosen, _as_used(wanted, chosen, whole_quarters=whole_quarters, now=now), excluded


def _as_used(wanted: Period, chosen: pd.DataFrame, *, whole_quarters: bool, now: date | None) -> Period:
    """The wanted period, cut before an open quarter; where no bound was given, that of the rows."""
    first, last = chosen["week"].min(), chosen["week"].max()
    known = pd.notna(first)
    found = _around(first.date(), last.date(), whole_quarters=whole_quarters) if known else Period(None, None)
    end = wanted.end or found.end
    if now and whole_quarters and end:
        end = min(end, open_from(now, whole_quarters=True) - timedelta(days=1))
    return Period(wanted.start or found.start, end)


def _around(first: date, last: date, *, whole_quarters: bool) -> Period:
    """The whole weeks or quarters from one Monday to another."""
    if whole_quarters:
        first, last = quarter_weeks(quarter_label(first))[0], quarter_weeks(quarter_label(last))[1]
    return Period(first, last + timedelta(days=6))
