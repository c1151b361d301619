# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Numbers as people and files write them, read without guessing."""

import re
from decimal import Decimal

_WHOLE = re.compile(r"[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:(?P<mark>[.,])(?P<decimals>[0-9]{1,18}))?")


def read_number(text: str, *, point_is_decimal: bool = False) -> Decimal | None:
    """The number that `text` writes with ASCII digits and at most one decimal mark; None where it is not clear.

    `1.000` is a thousand to a Dane and one to others, so it is clear only where the writer is known to use the point
    for decimals.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    if found["mark"] == "." and len(found["decimals"]) == 3 and not point_is_decimal:
        return None
    return Decimal(found[0].replace(",", "."))


def read_whole(text: str | None) -> int | None:
    """The whole number that `text` writes with at most 18 ASCII digits and nothing else; None where it is none.

    More digits than that no database holds, and thousands of them Python refuses to read.
    """
    return int(text) if text and _WHOLE.fullmatch(text) else None
