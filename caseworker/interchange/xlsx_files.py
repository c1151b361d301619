# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Excel workbooks: one sheet, read row by row, with formulas refused and the unpacked size bounded."""

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseworker.interchange.problems import Unreadable
from caseworker.interchange.tables import (
    NO_SINGLE_VALUE,
    Batches,
    Numbered,
    Record,
    WrongCell,
    check_columns,
    check_file,
    check_rows,
    checked_size,
    in_batches,
    text_of,
)
from caseworker.privacy import find_cpr

# A sheet of a million rows unpacks to about half a gigabyte, at most thirty times its size in the file.
_LARGEST_MEMBER = 2 * 1024**3
_LARGEST_STRINGS = 64 * 1024**2
_MOST_MEMBERS = 1000
_LARGEST_RATIO = 200
_SMALL = 1024**2

_FORMULA = "The cell holds a formula. Copy the column and paste it as values; then what is imported is what you saw."
_ERROR = "The cell holds an error of the spreadsheet."
_LOST_ZERO = "There is a CPR number in the text. Remove it: the case reference is enough. Nothing was stored."


@dataclass(frozen=True)
class XlsxFile:
    """One sheet of a workbook, whose first row is the header; `size` is in rows, as the sheet says."""

    path: Path
    sheet: str
    header: tuple[str, ...]
    size: int
    decimal_comma: bool = True

    def batches(self, size: int) -> Batches:
        """As `TableFile.batches`."""
        last = 1

        def records() -> Iterator[Numbered]:
            nonlocal last
            with _sheet(self.path, self.sheet) as sheet:
                for last, cells in enumerate(_rows(sheet), start=1):
                    check_rows(last)
                    if last > 1 and any(cell.value is not None for cell in cells):
                        yield last, _record(cells, len(self.header))

        yield from in_batches(records(), size, lambda: min(last, self.size))


def open_xlsx(path: Path, sheet: str | None = None) -> XlsxFile:
    """The first sheet of the workbook, or the one named; raises Unreadable, or OSError where it cannot be opened."""
    check_file(path)
    _check_archive(path)
    with _sheet(path, sheet) as opened:
        size = opened.max_row or 0
        first = next(_rows(opened), ())
        header = [text_of(cell.value) or "" for cell in first]
    while header and not header[-1].strip():
        header.pop()
    check_columns(header)
    return XlsxFile(path, opened.title, tuple(header), max(size, 1))


def _record(cells: Sequence[Any], width: int) -> Record:
    texts: list[str] = []
    for place, cell in enumerate(cells):
        if cell.value is None:
            texts.append("")
        elif cell.data_type in ("f", "e"):
            return WrongCell(place, _FORMULA if cell.data_type == "f" else _ERROR)
        else:
            text = text_of(cell.value, decimal_comma=True)
            if text is None:
                return WrongCell(place, NO_SINGLE_VALUE)
            # A column of numbers loses the zero that a CPR number may begin with.
            if len(text) == 9 and text.isdigit() and cell.data_type == "n" and find_cpr(f"0{text}"):
                return WrongCell(place, _LOST_ZERO)
            texts.append(text)
    while len(texts) > width and not texts[-1]:
        texts.pop()
    return checked_size(texts + [""] * (width - len(texts)))


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    # What a sheet says of its own size may be wrong, and rows would be lost by believing it.
    sheet.reset_dimensions()
    rows = iter(sheet.iter_rows())
    while True:
        try:
            # openpyxl warns of dates beyond the calendar, which are told as wrong cells.
            with warnings.catch_warnings(action="ignore"):
                row = next(rows)
        except StopIteration:
            return
        except (ValueError, KeyError, TypeError, SyntaxError, zipfile.BadZipFile, EOFError) as error:
            raise _not_a_workbook() from error
        yield row


@contextmanager
def _sheet(path: Path, name: str | None) -> Iterator[Any]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(path, read_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError) as error:
        raise _not_a_workbook() from error
    try:
        found = [sheet for sheet in book.worksheets if name in (None, sheet.title)]
        if not found:
            raise Unreadable("The workbook has no sheet named “%(name)s”.", name=name)
        yield found[0]
    finally:
        book.close()


def _check_archive(path: Path) -> None:
    """Nothing; raises Unreadable for what is no workbook, or would unpack to more than any real one.

    What an archive says of the sizes in it binds: no more than that is ever unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                raise _not_a_workbook()
            if len(members) > _MOST_MEMBERS or any(map(_is_bomb, members)):
                raise Unreadable("The workbook unpacks to more than can be read. Save it as CSV and import that.")
            for member in members:
                with archive.open(member) as content:
                    if b"<!DOCTYPE" in content.read(1024).upper():
                        raise _not_a_workbook()
    # The second is what zipfile raises for a compression that it does not know.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise _not_a_workbook() from error


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    limit = _LARGEST_STRINGS if member.filename.endswith("sharedStrings.xml") else _LARGEST_MEMBER
    packed = max(member.compress_size, 1)
    return member.file_size > limit or (member.file_size > _SMALL and member.file_size / packed > _LARGEST_RATIO)


def _not_a_workbook() -> Unreadable:
    return Unreadable("The file is not an Excel workbook (.xlsx), or it is protected by a password.")
