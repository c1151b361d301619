# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the text of one cell means; each function raises Refused with the column and without the text."""

from collections.abc import Container
from datetime import UTC, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from caseworker.cleaning import clean_text
from caseworker.interchange.columns import is_yes
from caseworker.vocabulary import limits
from caseworker.vocabulary.problems import Refused
from caseworker.vocabulary.responses import Answer, AnswerRules, plain

Listed = TypeVar("Listed", bound=StrEnum)

# A number has at most this many digits on either side of its decimal point.
_DIGITS = 30
_FIRST_YEAR, _LAST_YEAR = 1900, 9000


def moment(text: str, column: str, zone: tzinfo) -> datetime:
    """The moment in UTC; a time without offset is one in `zone`, a date its midnight."""
    try:
        read: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or not _FIRST_YEAR <= read.year <= _LAST_YEAR:
        raise Refused("The time must be written as 2026-01-31T14:30, with or without an offset.", field=column)
    return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)


def number(text: str, column: str, *, decimal_comma: bool) -> Decimal:
    """The number in its one plain spelling."""
    try:
        read = Decimal(text.replace(",", ".") if decimal_comma else text)
    except InvalidOperation:
        read = Decimal("NaN")
    if not read.is_finite() or len(read.as_tuple().digits) > _DIGITS or not -_DIGITS < read.adjusted() < _DIGITS:
        raise Refused("That is not a number.", field=column)
    return plain(read)


def yes_or_no(text: str, column: str) -> bool:
    """Whether the text says yes."""
    answer = is_yes(text)
    if answer is None:
        raise Refused("Write yes or no.", field=column)
    return answer


def listed(text: str, column: str, values: type[Listed]) -> Listed:
    """The member of the closed list."""
    try:
        return values(text.casefold())
    except ValueError:
        raise Refused("Write one of %(values)s.", field=column, values=", ".join(values)) from None


def answer(text: str, column: str, rules: AnswerRules) -> Answer:
    """The option or number that the text names."""
    try:
        return rules.read(text)
    except Refused as error:
        # A number in the text is a graver matter than a wrong option, and is named first.
        clean_text(text, column, limits.CODE_MAX)
        error.field = column
        raise


def registered(text: str, column: str, known: Container[str], otherwise: str) -> str:
    """The text where it is known; raises Refused with the sentence `otherwise`, or CprFound."""
    if text not in known:
        clean_text(text, column, limits.CODE_MAX)
        raise Refused(otherwise, field=column)
    return text
