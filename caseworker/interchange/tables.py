# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What files of every kind have in common: a header, records of text, and sizes that are bounded."""

import math
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeAlias

from caseworker.interchange.problems import Unreadable

MOST_ROWS = 2_000_000
MOST_COLUMNS = 200
LONGEST_CELL = 131_072

NO_SINGLE_VALUE = "The cell holds no single value."

# Beyond this a float has no digits left for its fraction, and programs write it with an exponent.
_LARGEST_EXACT = 2**53


@dataclass(frozen=True)
class WrongCell:
    """A record that cannot be read because of the cell at `place`; `sentence` says why, without the cell."""

    place: int
    sentence: str


Record: TypeAlias = list[str] | WrongCell
Numbered: TypeAlias = tuple[int, Record]
Batches: TypeAlias = Generator[tuple[list[Numbered], int], None, None]


class TableFile(Protocol):
    """A file as rows of text under a header; `size` is what `batches` counts up to."""

    @property
    def header(self) -> Sequence[str]:
        """The names of the columns."""

    @property
    def size(self) -> int:
        """Bytes or rows, whichever the file knows."""

    @property
    def decimal_comma(self) -> bool:
        """Whether numbers may be written with a comma."""

    def batches(self, size: int) -> Batches:
        """([(row as a spreadsheet counts it, its record)], how far) for each `size` rows that are not blank.

        Raises Unreadable with the place.
        """


def in_batches(numbered: Iterable[Numbered], size: int, position: Callable[[], int]) -> Batches:
    """The records in batches, each with how far the file has been read; raises Unreadable for too many rows."""
    records = iter(numbered)
    while batch := list(islice(records, size)):
        check_rows(batch[-1][0] - 1)
        yield batch, position()


def check_rows(count: int) -> None:
    """Nothing; raises Unreadable for a file with more rows than are taken at a time."""
    if count > MOST_ROWS:
        raise Unreadable("The file has more than %(most)s rows. Divide it into several files.", most=MOST_ROWS)


def check_columns(header: Sequence[str]) -> None:
    """Nothing; raises Unreadable for a header that is empty or is wider than any file of decisions."""
    if not any(name.strip() for name in header):
        raise Unreadable("The file has no header.")
    if len(header) > MOST_COLUMNS:
        raise Unreadable("The file has more than %(most)s columns.", most=MOST_COLUMNS)


def text_of(value: object, *, decimal_comma: bool = False) -> str | None:
    """The text that stands for a typed cell, empty where it is missing; None where it holds no single value."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return "" if math.isnan(value) else _number(Decimal(repr(value)), decimal_comma)
    if isinstance(value, Decimal):
        return _number(value, decimal_comma)
    if isinstance(value, datetime):
        return _moment(value)
    return value.isoformat() if isinstance(value, date) else None


def _number(number: Decimal, decimal_comma: bool) -> str:
    if not number.is_finite():
        return str(number)
    if number == number.to_integral_value() and abs(number) < _LARGEST_EXACT:
        return str(int(number))
    text = format(number, "f")
    # Where commas are taken too, a point before three digits could part thousands: one more digit says it does not.
    return f"{text}0" if decimal_comma and text[-4:-3] == "." else text


def _moment(value: datetime) -> str:
    """A spreadsheet keeps times as fractions of a day, and the last digits of those are noise."""
    if value.microsecond:
        value = value + timedelta(microseconds=500)
        value = value.replace(microsecond=value.microsecond // 1000 * 1000)
    if value.tzinfo is None and (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
        return value.date().isoformat()
    return value.isoformat()


def record_of(values: Iterable[object]) -> Record:
    """The record of typed cells, or which of them cannot be read."""
    texts: list[str] = []
    for place, value in enumerate(values):
        text = text_of(value)
        if text is None:
            return WrongCell(place, NO_SINGLE_VALUE)
        texts.append(text)
    return checked_size(texts)


def checked_size(record: list[str]) -> Record:
    """The record, or which of its cells is too long."""
    for place, cell in enumerate(record):
        if len(cell) > LONGEST_CELL:
            return WrongCell(place, "The cell has more characters than any column takes.")
    return record


def check_file(path: Path) -> None:
    """Nothing; raises Unreadable where the file cannot be read twice."""
    if not path.is_file():
        raise Unreadable("“%(path)s” is not a file that can be read twice.", path=path)
