# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A code of one's own, for tests of the reason list."""

from caseworker.models import ListedReason
from caseworker.vocabulary.closed_lists import ReasonSide
from caseworker.vocabulary.reasons import ReasonOwner


def a_code(code: str = "L1", side: ReasonSide = ReasonSide.DEPART) -> ListedReason:
    return ListedReason(
        entry=0, list_version=0, code=code, side=side, owner=ReasonOwner.PRACTICE, label_da="Lokal", label_en="Local"
    )
