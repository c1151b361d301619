# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""CSV files as spreadsheets and databases write them, read row by row."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caseworker.interchange.formulas import restored
from caseworker.interchange.problems import Unreadable
from caseworker.interchange.tables import Batches, Numbered, check_columns, check_file, in_batches

_LONGEST_HEADER = 64 * 1024

# Excel writes and obeys a line of this kind before the header, and does not count it as a row.
_PREFACE = re.compile(r'"?sep=(?P<delimiter>[;,])"?\s*', re.IGNORECASE)


@dataclass(frozen=True)
class CsvFile:
    """A CSV file with a header, in UTF-8 with or without a byte order mark; `size` is in bytes.

    It is `prefaced` where a line `sep=;` stands before the header.
    """

    path: Path
    delimiter: str
    header: tuple[str, ...]
    size: int
    prefaced: bool = False

    @property
    def decimal_comma(self) -> bool:
        """Whether numbers may be written with a comma, as where semicolons part the columns."""
        return self.delimiter == ";"

    def batches(self, size: int) -> Batches:
        """As `TableFile.batches`."""
        with self.path.open("rb", buffering=0) as raw:
            reader = io.TextIOWrapper(io.BufferedReader(raw), encoding="utf-8-sig", newline="")
            if self.prefaced:
                reader.readline()
            numbered = _numbered(csv.reader(reader, delimiter=self.delimiter, strict=True))
            yield from in_batches(numbered, size, raw.tell)


def _numbered(reader: Iterator[list[str]]) -> Iterator[Numbered]:
    row = 0
    try:
        for row, record in enumerate(reader, start=1):
            if row > 1 and any(record):
                yield row, [restored(cell) if cell[:1] == "'" else cell for cell in record]
    except UnicodeDecodeError as error:
        raise _not_utf_8() from error
    except csv.Error as error:
        raise _not_csv(row + 1, error) from error


def _not_csv(row: int, error: csv.Error) -> Unreadable:
    if "field limit" in str(error):
        return Unreadable(
            "Row %(row)s has a cell of more than %(limit)s characters. Is the quotation mark at its end missing?",
            row=row,
            limit=csv.field_size_limit(),
        )
    return Unreadable("Row %(row)s is not CSV: a quotation mark is out of place.", row=row)


def open_csv(path: Path) -> CsvFile:
    """The file, with its delimiter found in the header; raises Unreadable, or OSError where it cannot be opened."""
    check_file(path)
    with path.open("rb") as raw:
        first = _decoded(raw.readline(_LONGEST_HEADER).removeprefix(codecs.BOM_UTF8))
        preface = _PREFACE.fullmatch(first)
        header = _decoded(raw.readline(_LONGEST_HEADER)) if preface else first
    if not header.strip():
        raise Unreadable("The file has no header.")
    delimiter = preface["delimiter"] if preface else _delimiter_of(header)
    names = tuple(_split(header, delimiter))
    check_columns(names)
    return CsvFile(path, delimiter, names, path.stat().st_size, preface is not None)


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise _not_utf_8() from error


def _delimiter_of(header: str) -> str:
    return ";" if len(_split(header, ";")) > len(_split(header, ",")) else ","


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        raise Unreadable("The header is not CSV: it must be one line.") from error


def _not_utf_8() -> Unreadable:
    return Unreadable(
        "The file is not UTF-8; older Excel writes Windows-1252. Save it as “CSV UTF-8” and import it again."
    )
