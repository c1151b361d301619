# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What stands beside the facts in a report: follow-ups, double readings and voluntary counters."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from reports.beside.double_readings import with_double_readings
from reports.beside.follow_ups import with_follow_ups
from reports.beside.obstacles import with_obstacles
from reports.report import Report


def with_told(report: Report, told: Mapping[str, Iterable[Mapping[str, Any]]], now: date) -> Report:
    """The report with all that is told of: `follow_ups`, `double_readings`, `obstacles`; what is absent is not told.

    Each as `with_follow_ups`, `with_double_readings` and `with_obstacles` take it.
    """
    counted = with_obstacles(report, told.get("obstacles", ()))
    followed = with_follow_ups(counted, told.get("follow_ups", ()), now)
    return with_double_readings(followed, told.get("double_readings", ()))
