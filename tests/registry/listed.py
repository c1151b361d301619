# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A reason code of one's own, and options that are retired."""

from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import ListedReason, Option
from caseworker.registry import change_option
from caseworker.vocabulary.closed_lists import ReasonSide
from caseworker.vocabulary.reasons import ReasonOwner


def a_code(code: str = "L1", side: ReasonSide = ReasonSide.DEPART) -> ListedReason:
    return ListedReason(
        entry=0, list_version=0, code=code, side=side, owner=ReasonOwner.PRACTICE, label_da="Lokal", label_en="Local"
    )


def retire(database: Database, context: Context, *codes: str, system: str = "sortering") -> None:
    """Nothing; the options of these codes can no longer be chosen."""
    for code in codes:
        with database.read() as session:
            seen = session.get_one(Option, (system, code)).entry
        change_option(database, context, (system, code), seen, retired=True)
