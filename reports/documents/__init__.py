# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A finished report as a file: PDF, Excel, CSV in a zip, or JSON; byte for byte the same for the same report and day.

The page is made by whoever shows pages; everything here needs the report alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reports.documents.csv_files import as_csv
from reports.report import Report


@dataclass(frozen=True)
class Form:
    """A form of file: how its name ends, what it is to a browser, and how it is made of a report and a day."""

    suffix: str
    mimetype: str
    made: Callable[[Report, date], bytes]


def _pdf(report: Report, made: date) -> bytes:
    from reports.documents.pdf import as_pdf

    return as_pdf(report, made)


def _excel(report: Report, made: date) -> bytes:
    from reports.documents.excel import as_excel

    return as_excel(report, made)


FORMS = {
    "pdf": Form("pdf", "application/pdf", _pdf),
    "xlsx": Form("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _excel),
    "csv": Form("zip", "application/zip", lambda report, _made: as_csv(report)),
    "json": Form("json", "application/json", lambda report, _made: report.to_json().encode()),
}


def document(report: Report, form: str, made: date) -> bytes:
    """The report in the form (`pdf`, `xlsx`, `csv`, `json`), marked as made on that day."""
    return FORMS[form].made(report, made)


def file_name(report: Report, form: str) -> str:
    """A name for the file that says which report it is: ``weekly-team-2026-W47.pdf``."""
    parts = [report.report, report.team, report.system, report.period.get("week") or report.period.get("from")]
    if report.period.get("week") is None:
        parts += [report.period.get("to"), report.edition]
    return f"{'-'.join(part for part in parts if part)}.{FORMS[form].suffix}"
