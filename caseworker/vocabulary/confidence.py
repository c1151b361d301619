# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A system's own estimate of its certainty, in one word."""

from decimal import Decimal

MEDIUM_FROM = Decimal("0.6")
HIGH_FROM = Decimal("0.8")


def confidence_band(confidence: Decimal) -> str:
    """`low`, `medium` or `high`."""
    return "low" if confidence < MEDIUM_FROM else "medium" if confidence < HIGH_FROM else "high"
