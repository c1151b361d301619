# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The files that an export is written into, row by row; in none of them does text become a formula."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol, TextIO

from caseworker.interchange.export_columns import Field, Kind
from caseworker.interchange.formulas import defused, is_risky
from caseworker.vocabulary.closed_lists import FileForm

MOST_ROWS_OF_A_SHEET = 1_048_575
_ROW_GROUP = 20_000

Cells = Mapping[str, Any]


class Sink(Protocol):
    """A file that rows go into; it is whole once it is closed."""

    def add(self, cells: Cells) -> None:
        """Nothing; one more row is in the file."""

    def close(self) -> None:
        """Nothing; the file is whole."""


def open_sink(form: FileForm, path: Path, fields: Sequence[Field], note: str, made: datetime) -> Sink:
    """A new file of that form; `note` stands in it where the form has room for one."""
    if form is FileForm.CSV:
        return _Csv(path, fields)
    if form is FileForm.XLSX:
        return _Xlsx(path, fields, note, made)
    return _Parquet(path, fields, note) if form is FileForm.PARQUET else _JsonLines(path, fields)


class _Csv:
    """As Danish Excel reads it: semicolons, a byte order mark, a decimal comma."""

    def __init__(self, path: Path, fields: Sequence[Field]) -> None:
        self._file: TextIO = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file, delimiter=";")
        self._names = [field.name for field in fields]
        self._writer.writerow(map(defused, self._names))

    def add(self, cells: Cells) -> None:
        self._writer.writerow([_csv_text(cells.get(name)) for name in self._names])

    def close(self) -> None:
        self._file.close()


def _csv_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",")
    return str(value)


class _JsonLines:
    """An object on each line, without what is missing."""

    def __init__(self, path: Path, fields: Sequence[Field]) -> None:
        self._file: TextIO = path.open("w", encoding="utf-8", newline="\n")
        self._names = [field.name for field in fields]

    def add(self, cells: Cells) -> None:
        said = {name: _json_value(value) for name in self._names if (value := cells.get(name)) is not None}
        self._file.write(json.dumps(said, ensure_ascii=False) + "\n")

    def close(self) -> None:
        self._file.close()


def _json_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


class _Xlsx:
    """A sheet of real dates and numbers under a frozen head, and one that says what the file is."""

    def __init__(self, path: Path, fields: Sequence[Field], note: str, made: datetime) -> None:
        import xlsxwriter

        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(path, {**options, "tmpdir": str(path.parent)})
        self._book.set_properties({"created": made.replace(tzinfo=None)})
        self._day = self._book.add_format({"num_format": "dd.mm.yyyy"})
        # Excel would make a formula of such a text as soon as somebody opens its cell for writing.
        self._marked = self._book.add_format({"quote_prefix": True})
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._sheet = self._book.add_worksheet("decisions")
        self._sheet.freeze_panes(1, 0)
        self._fields = fields
        self._row = 0
        for place, field in enumerate(fields):
            self._sheet.set_column(place, place, 12 if field.kind is not Kind.TEXT else 18)
        for place, field in enumerate(fields):
            self._sheet.write_string(0, place, field.name, self._head)
        self._note = note

    def add(self, cells: Cells) -> None:
        self._row += 1
        for place, field in enumerate(self._fields):
            value = cells.get(field.name)
            if value is not None:
                self._write(place, value)

    def _write(self, place: int, value: Any) -> None:
        if isinstance(value, str):
            form = (self._marked,) if is_risky(value) else ()
            self._sheet.write_string(self._row, place, value, *form)
        elif isinstance(value, bool):
            self._sheet.write_string(self._row, place, "yes" if value else "no")
        elif isinstance(value, date):
            self._sheet.write_datetime(self._row, place, value, self._day)
        else:
            self._sheet.write_number(self._row, place, float(value))

    def close(self) -> None:
        about = self._book.add_worksheet("about")
        about.set_column(0, 0, 22)
        about.set_column(1, 1, 90)
        lines = [("", self._note), *((field.name, field.meaning) for field in self._fields)]
        for row, (name, meaning) in enumerate(lines):
            about.write_string(row, 0, name)
            about.write_string(row, 1, meaning)
        self._book.close()


class _Parquet:
    """Columns of one type each; an option that is a number is its text."""

    def __init__(self, path: Path, fields: Sequence[Field], note: str) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        types = {Kind.NUMBER: pa.float64(), Kind.COUNT: pa.int64(), Kind.DATE: pa.date32(), Kind.TRUTH: pa.bool_()}
        self._pa = pa
        self._schema = pa.schema(
            [pa.field(field.name, types.get(field.kind, pa.string())) for field in fields], metadata={"note": note}
        )
        self._writer = parquet.ParquetWriter(path, self._schema)
        self._fields = fields
        self._kept: list[list[Any]] = [[] for _field in fields]

    def add(self, cells: Cells) -> None:
        for kept, field in zip(self._kept, self._fields, strict=True):
            kept.append(_parquet_value(cells.get(field.name), field.kind))
        if len(self._kept[0]) >= _ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        arrays = [self._pa.array(kept, each.type) for kept, each in zip(self._kept, self._schema, strict=True)]
        self._writer.write_table(self._pa.table(arrays, schema=self._schema))
        self._kept = [[] for _field in self._fields]

    def close(self) -> None:
        if self._kept[0]:
            self._flush()
        self._writer.close()


def _parquet_value(value: Any, kind: Kind) -> Any:
    if isinstance(value, Decimal):
        return float(value) if kind is Kind.NUMBER else format(value, "f")
    return value
