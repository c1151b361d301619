# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Which dates can be right: one wrong year must not stretch a report over thousands of empty weeks."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from reports.periods import FIRST_DAY, LAST_DAY, monday

REACH = timedelta(days=60 * 365)


def dated(facts: pd.DataFrame, now: date | None) -> pd.DataFrame:
    """The checked frame in which a week that cannot be right is missing, and its quarter with it.

    It cannot be right after `now` or over 60 years back; without `now`, over 60 years from the median week; and
    never outside the years 1970 to 2200.
    """
    known = facts["week"].notna().to_numpy()
    if not known.any():
        return facts
    days = facts["week"].to_numpy().astype("datetime64[D]")
    middle = np.datetime64(now) if now else np.median(days[known].astype(np.int64)).astype("datetime64[D]")
    earliest = max(middle - np.timedelta64(REACH), np.datetime64(monday(FIRST_DAY)))
    latest = min(middle if now else middle + np.timedelta64(REACH), np.datetime64(LAST_DAY))
    wrong = known & ((days < earliest) | (days > latest))
    if not wrong.any():
        return facts
    return facts.assign(week=facts["week"].mask(wrong), quarter=facts["quarter"].mask(wrong))
