# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the text of one cell means; each function raises Refused with the column and without the text."""

import re
from collections.abc import Container
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from caseworker.cleaning import clean_text
from caseworker.interchange.columns import is_yes
from caseworker.privacy import find_cpr
from caseworker.vocabulary import limits
from caseworker.vocabulary.numbers import read_number
from caseworker.vocabulary.problems import CprFound, Refused
from caseworker.vocabulary.responses import Answer, AnswerRules, plain

Listed = TypeVar("Listed", bound=StrEnum)

# A share as programs write a very small or a very exact one: 3.2e-07. Its plain spelling must fit its column.
_SHARE = re.compile(r"[01](?:\.[0-9]{1,24})?|[0-9](?:\.[0-9]{1,17})?[eE]-[0-9]{1,2}")
_LONGEST_SHARE = 40

_FIRST_YEAR = 1970
_AHEAD = timedelta(days=1)
# Some versions of Python read it as midnight of the next day.
_HOUR_24 = re.compile(r"[T ]24")


def moment(text: str, column: str, zone: tzinfo, now: datetime) -> datetime:
    """The moment in UTC, from 1970 to a day after `now`; a time without offset is one in `zone`, a date its midnight.

    A local time that the clock skips in spring is refused; of one that it shows twice in autumn, the first is meant.
    """
    try:
        read: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or _HOUR_24.search(text):
        raise _wrong(text, column, "The time must be written as 2026-01-31T14:30, with or without an offset.")
    # The years come first: near the ends of the calendar a time cannot be taken to UTC.
    if read.year < _FIRST_YEAR:
        raise _wrong(text, column, "The time is before 1970.")
    if read.year > now.year + 1 or (found := _in_utc(read, zone)) > now + _AHEAD:
        raise _wrong(text, column, "The time has not come yet.")
    if read.tzinfo is None and found.astimezone(zone).replace(tzinfo=None) != read:
        raise _wrong(text, column, "There was no such time: the clock was put forward past it.")
    return found


def _in_utc(read: datetime, zone: tzinfo) -> datetime:
    return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)


def share(text: str, column: str, *, decimal_comma: bool) -> Decimal:
    """The number between 0 and 1 in its one plain spelling; a point is its decimal sign, and a comma may be."""
    # Nobody writes a share in thousands, so 0.602 is clear where 1.000 hours would not be.
    read = read_number(text, point_is_decimal=True) if decimal_comma or "," not in text else None
    if read is None and _SHARE.fullmatch(text):
        read = Decimal(text)
    if read is None or len(format(read, "f")) > _LONGEST_SHARE:
        raise _wrong(text, column, "That is not a number.")
    return plain(read)


def yes_or_no(text: str, column: str) -> bool:
    """Whether the text says yes."""
    answer = is_yes(text)
    if answer is None:
        raise _wrong(text, column, "Write yes or no.")
    return answer


def listed(text: str, column: str, values: type[Listed]) -> Listed:
    """The member of the closed list."""
    try:
        return values(text.casefold())
    except ValueError:
        raise _wrong(text, column, "Write one of %(values)s.", values=", ".join(values)) from None


def answer(text: str, column: str, rules: AnswerRules, *, decimal_comma: bool) -> Answer:
    """The option or number that the text names; where commas part the columns, numbers have a decimal point."""
    try:
        read = rules.read(text)
    except Refused as error:
        again = None if decimal_comma else _pointed(text, rules)
        if again is None:
            clean_text(text, column, limits.CODE_MAX)
            error.field = column
            raise
        return again
    if read.number is not None and not decimal_comma and "," in text:
        raise _wrong(text, column, "Numbers have a decimal point in a file whose columns are parted by commas.")
    return read


def _pointed(text: str, rules: AnswerRules) -> Answer | None:
    """What a number like 1.125 names, whose point is doubtful to the rules and not in a file of commas."""
    if rules.number_option is None or read_number(text, point_is_decimal=True) is None:
        return None
    with suppress(Refused):
        return rules.read(text.replace(".", ","))
    return None


def registered(text: str, column: str, known: Container[str], otherwise: str) -> str:
    """The text where it is known; raises Refused with the sentence `otherwise`, or CprFound."""
    if text not in known:
        clean_text(text, column, limits.CODE_MAX)
        raise Refused(otherwise, field=column)
    return text


def _wrong(text: str, column: str, sentence: str, **values: object) -> Refused:
    """What to raise: a CPR number in the text is a graver matter than the wrong column, and is named first."""
    found = find_cpr(text)
    if found:
        return CprFound([(span.start, span.end) for span in found], field=column)
    return Refused(sentence, field=column, **values)
