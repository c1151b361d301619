# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What reports tell of beside the facts, as plain values: nothing of it about a person, a case or a record."""

from typing import Any

from sqlmodel import Session

from caseworker.obstacles import counted_obstacles
from caseworker.queries.double_readings import told_double_readings
from caseworker.queries.follow_ups import told_follow_ups

Told = dict[str, list[dict[str, Any]]]


def told_beside(session: Session) -> Told:
    """The follow-ups, the completed double readings and the voluntary counters, as `reports.with_told` takes them."""
    return {
        "follow_ups": told_follow_ups(session),
        "double_readings": told_double_readings(session),
        "obstacles": [vars(each) | {"obstacle": each.obstacle.value} for each in counted_obstacles(session)],
    }
