# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What makes two rows from outside the same recommendation, kept under a key so that it outlives erasure."""

import hmac
import json

from caseworker.context import Context


def by_id(context: Context, system: str, recommendation_id: str) -> str:
    """64 hex digits for the id that another system gave its recommendation."""
    return _keyed(context, ["recommendation_id", system, recommendation_id])


def by_content(context: Context, system: str, *parts: object) -> str:
    """64 hex digits for a recommendation without an id: what was recommended on which case, and when.

    `parts` are case reference, model version, recommended, issued_at, shown_at and confidence, None where not given.
    """
    return _keyed(context, ["content", system, *("" if part is None else str(part) for part in parts)])


def _keyed(context: Context, parts: list[str]) -> str:
    return hmac.digest(context.identity_key, json.dumps(parts).encode(), "sha256").hex()
