# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The tidy tables as CSV, one file each, in a zip: as a spreadsheet in the report's language opens them."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence

from reports.report import Report, Table, Value

# Files in a zip carry a date; this is the first that a zip can hold, so that equal reports give equal bytes.
DATED = (1980, 1, 1, 0, 0, 0)
_NOT_IN_A_NAME = re.compile(r"[^\w-]")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(report: Report) -> bytes:
    """A zip with a file per table and ``report.json`` with what the tables stand on.

    Danish files have ``;`` between cells and decimal commas, English ones ``,`` and points; both begin with a
    byte-order mark. Columns and codes are those of the data (`Report.as_data`).
    """
    basis = {name: value for name, value in report.as_data().items() if name != "tables"}
    texts = [_file(table, danish=report.language == "da") for table in report.tables]
    files = dict(zip(_names([table.name for table in report.tables]), texts, strict=True))
    files["report.json"] = json.dumps(basis, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, DATED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode("utf-8-sig" if name.endswith(".csv") else "utf-8"))
    return packed.getvalue()


def _names(tables: Sequence[str]) -> list[str]:
    """A file name for each table that leads to no folder, because a citizen group may be called anything."""
    names: list[str] = []
    for table in tables:
        plain = _NOT_IN_A_NAME.sub("_", table)
        again = sum(1 for name in names if name.casefold() == f"{plain}.csv".casefold())
        names.append(f"{plain}-{len(names)}.csv" if again else f"{plain}.csv")
    return names


def _file(table: Table, *, danish: bool) -> str:
    written = io.StringIO(newline="")
    lines = csv.writer(written, delimiter=";" if danish else ",", lineterminator="\r\n")
    lines.writerow(table.columns)
    lines.writerows([_cell(value, danish=danish) for value in row] for row in table.rows)
    return written.getvalue()


def _cell(value: Value, *, danish: bool) -> str:
    """The value as text; a text that a spreadsheet would take for a formula stands behind an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).replace(".", ",") if danish else repr(value)
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.startswith(_STARTS_A_FORMULA) else value
