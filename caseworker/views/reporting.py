# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the pages of reports share: facts with names, the forms they can be downloaded in, and what can be chosen."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from flask import Response, render_template, url_for
from flask_babel import gettext as _

from caseworker.localisation import language
from caseworker.request_scope import context

if TYPE_CHECKING:
    from reports import Report
    from reports.report import Section

# The forms that a report can be downloaded in, by the name on the page; in an address as Flask writes a closed list.
DOWNLOADS = {"PDF": "pdf", "Excel": "xlsx", "CSV": "csv", "JSON": "json"}
FORM = "<any(pdf, xlsx, csv, json):form>"
WEEKS_OFFERED = 26
QUARTERS_OFFERED = 12


def report_page(template: str, report: "Report", endpoint: str, asked: dict[str, Any], **shown: Any) -> str:
    """The page of a report with its figures, and links to it as files; `asked` is what it was asked for."""
    from reports.charts.drawing import svg_of_page

    addresses = [(name, url_for(endpoint, form=form, **asked)) for name, form in DOWNLOADS.items()]
    return render_template(template, report=report, drawn=svg_of_page, addresses=addresses, **shown)


def report_file(report: "Report", form: str) -> Response:
    """The report as a file to keep."""
    from reports.documents import FORMS, document, file_name

    made = document(report, form, context().today)
    answer = Response(made, mimetype=FORMS[form].mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=file_name(report, form))
    return answer


def double_reading_told(result: dict[str, Any], names: dict[str, dict[str, str]]) -> "Section":
    """What came of one double reading, as its lead's reports say it."""
    from reports.beside.double_readings import DoubleReading, double_reading_section, double_reading_table
    from reports.wording import Words

    table = double_reading_table([DoubleReading(**result)], "team")
    return double_reading_section(Words(language(), names), table)


def weeks_offered(today: date) -> list[tuple[str, str]]:
    """(code, text) of the latest completed weeks, newest first."""
    monday = today - timedelta(days=today.weekday())
    starts = [monday - timedelta(weeks=back) for back in range(1, WEEKS_OFFERED + 1)]
    return [(_week_code(start), week_text(start)) for start in starts]


def quarters_offered(today: date) -> list[tuple[str, str]]:
    """(first day as ISO text, name) of the latest quarters, newest first."""
    number = today.year * 4 + (today.month - 1) // 3
    places = [divmod(number - back, 4) for back in range(QUARTERS_OFFERED)]
    return [
        (date(year, 3 * quarter + 1, 1).isoformat(), _("Quarter %(number)s, %(year)s", number=quarter + 1, year=year))
        for year, quarter in places
    ]


def _week_code(start: date) -> str:
    year, week, _day = start.isocalendar()
    return f"{year}-W{week:02d}"


def week_text(start: date) -> str:
    """A week with its year and its days, as it stands in a list to choose from."""
    year, week, _day = start.isocalendar()
    end = start + timedelta(days=6)
    name: str = _("Week %(week)s, %(year)s", week=week, year=year)
    return f"{name} ({start:%d.%m.}–{end:%d.%m.})"
