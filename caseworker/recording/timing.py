# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""How long a recommendation was open, in buckets too coarse to time a person by."""

from datetime import datetime

from caseworker.models import Waiting
from caseworker.vocabulary.closed_lists import TimeBucket


def bucket_between(shown_at: datetime | None, decided_at: datetime | None) -> TimeBucket:
    """The bucket of the time from showing to decision; unknown where either is, or where the order is wrong."""
    if shown_at is None or decided_at is None:
        return TimeBucket.UNKNOWN
    seconds = (decided_at - shown_at).total_seconds()
    if seconds < 0:
        return TimeBucket.UNKNOWN
    for limit, bucket in (
        (10, TimeBucket.UNDER_10_S),
        (30, TimeBucket.UNDER_30_S),
        (120, TimeBucket.UNDER_2_MIN),
    ):
        if seconds < limit:
            return bucket
    return TimeBucket.OVER_2_MIN


def time_bucket(waiting: Waiting | None, decided_at: datetime, *, judged_first: bool) -> TimeBucket:
    """The bucket of a decision in the application.

    Unknown where the page was opened more than once, and where own judgement came first: the thinking was done before.
    """
    if waiting is None or waiting.openings != 1 or judged_first:
        return TimeBucket.UNKNOWN
    return bucket_between(waiting.opened_at, decided_at)
