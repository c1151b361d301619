# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The report as an Excel workbook: what it says, a sheet per table with its figures, and what it stands on."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from reports.charts.drawing import png
from reports.documents.basis import basis_of
from reports.documents.spelling import columns_of, heading_of, lines_of, words_of
from reports.report import Report, Table, Value
from reports.wording import Words

LONGEST_NAME = 31
NARROWEST, WIDEST = 10, 46
DRAWN_AT = 0.5  # pictures come at twice their size
LINES_OF_A_PICTURE = 0.05  # of a line per pixel, at Excel's usual height of a line
PERCENT = frozenset(
    "rate low high low_clustered high_clustered lower_limit upper_limit baseline_rate".split()  # noqa: SIM905
)
WHOLE = frozenset({"count", "nobs", "baseline_weeks"})
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def as_excel(report: Report, made: date) -> bytes:
    """The workbook; numbers are numbers, texts are never formulas or links."""
    words, written = words_of(report), io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(written, options)
    book.set_properties({"title": report.title, "created": datetime.combine(made, time())})
    looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
    names = dict(zip([table.name for table in report.tables], _sheet_names(words, report), strict=True))
    _overview(book, looks, words, report, made, names)
    for table in report.tables:
        _table(book.add_worksheet(names[table.name]), looks, words, report, table)
    _basis(book.add_worksheet(words.say("sheet_basis")), looks, words, report)
    book.close()
    return written.getvalue()


_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "bold": {"bold": True},
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "percent": {"num_format": "0.0%"},
    "whole": {"num_format": "#,##0"},
    "decimal": {"num_format": "0.000"},
}


def _sheet_names(words: Words, report: Report) -> Iterator[str]:
    """A name of its own for each table, as Excel takes names: short, without some letters, in any mix of capitals."""
    taken = {words.say("sheet_overview").casefold(), words.say("sheet_basis").casefold()}
    for table in report.tables:
        name = base = _NOT_IN_NAMES.sub("", heading_of(words, table))[:LONGEST_NAME].strip()
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{base[: LONGEST_NAME - 4].strip()} ({number})"
        taken.add(name.casefold())
        yield name


def _overview(
    book: Any, looks: dict[str, Any], words: Words, report: Report, made: date, names: dict[str, str]
) -> None:
    sheet = book.add_worksheet(words.say("sheet_overview"))
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, report.title, looks["title"])
    sheet.write_string(1, 0, report.subtitle, looks["text"])
    sheet.write_string(2, 0, words.say("made_on", day=words.day(made)), looks["text"])
    line = 4
    for text in report.headline:
        sheet.write_string(line, 0, text, looks["text"])
        line += 1
    if names:
        sheet.write_string(line + 1, 0, words.say("sheets"), looks["bold"])
    for place, name in enumerate([*names.values(), words.say("sheet_basis")]):
        sheet.write_url(line + 2 + place, 0, f"internal:'{name}'!A1", string=name)


def _table(sheet: Any, looks: dict[str, Any], words: Words, report: Report, table: Table) -> None:
    """The heads frozen, each column as wide as what stands in it, the figures of the section at the right."""
    heads, lines = columns_of(words, table), lines_of(words, report, table)
    sheet.freeze_panes(1, 2)
    for place, (column, head) in enumerate(zip(table.columns, heads, strict=True)):
        sheet.write_string(0, place, head, looks["head"])
        texts = [str(line[place]) for line in lines if isinstance(line[place], str)]
        longest = max([len(text) for text in texts], default=0)
        sheet.set_column(place, place, min(max(longest + 1, len(head) // 2 + 2, NARROWEST), WIDEST))
        for number, line in enumerate(lines, start=1):
            _cell(sheet, number, place, line[place], looks[_look(column)])
    if lines:
        sheet.autofilter(0, 0, len(lines), len(heads) - 1)
    down = 1
    charts = [chart for section in report.sections if section.key == table.name for chart in section.charts]
    for chart in charts:
        picture = {"image_data": io.BytesIO(png(chart)), "x_scale": DRAWN_AT, "y_scale": DRAWN_AT}
        sheet.write_string(down, len(heads) + 1, chart.caption)
        told = {"description": chart.description, "object_position": 3}
        sheet.insert_image(down + 1, len(heads) + 1, f"{chart.key}.png", picture | told)
        down += 3 + _lines_down(png(chart))


def _lines_down(picture: bytes) -> int:
    """How many lines of a sheet a PNG covers; its height stands in bytes 20 to 24."""
    return round(int.from_bytes(picture[20:24], "big") * DRAWN_AT * LINES_OF_A_PICTURE) + 1


def _look(column: str) -> str:
    return "percent" if column in PERCENT else "whole" if column in WHOLE else "decimal"


def _cell(sheet: Any, line: int, place: int, value: Value, look: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(line, place, value)
    elif value is not None:
        sheet.write_number(line, place, value, look)


def _basis(sheet: Any, looks: dict[str, Any], words: Words, report: Report) -> None:
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 90)
    for line, (name, value) in enumerate(basis_of(words, report)):
        sheet.write_string(line, 0, name, looks["bold"])
        if isinstance(value, int):
            sheet.write_number(line, 1, value, looks["whole"])
        else:
            sheet.write_string(line, 1, value, looks["text"])
