# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the pages of reports share: facts with names, the forms they can be downloaded in, and what can be chosen."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from flask import Response, render_template, url_for
from flask_babel import gettext as _

from caseworker import facts_reading
from caseworker.localisation import language
from caseworker.queries.follow_ups import told_follow_ups
from caseworker.queries.going_live import agreement
from caseworker.request_scope import context, database, reading

if TYPE_CHECKING:
    from reports import Report

# The forms that a report can be downloaded in, by the name on the page; in an address as Flask writes a closed list.
DOWNLOADS = {"PDF": "pdf", "Excel": "xlsx", "CSV": "csv", "JSON": "json"}
FORM = "<any(pdf, xlsx, csv, json):form>"
WEEKS_OFFERED = 26
QUARTERS_OFFERED = 12


def report_inputs() -> dict[str, Any]:
    """The arguments that every report takes, as the log stands now."""
    from reports import LedgerState  # takes seconds, which pages without a report must not pay

    inputs, state = facts_reading.report_inputs(database(), context().today, language())
    agreed = agreement(reading(), language())
    return {**inputs, "ledger": LedgerState(state.size, state.root.hex(), agreed)}


def with_follow_ups(report: "Report") -> "Report":
    """The report with its section on what was done about what earlier ones said."""
    from reports import with_follow_ups as told_in

    return told_in(report, told_follow_ups(reading()), context().today)


def report_page(template: str, report: "Report", endpoint: str, asked: dict[str, Any], **shown: Any) -> str:
    """The page of a report with its figures, and links to it as files; `asked` is what it was asked for."""
    from reports.charts_drawing import svg_of_page

    addresses = [(name, url_for(endpoint, form=form, **asked)) for name, form in DOWNLOADS.items()]
    return render_template(template, report=report, drawn=svg_of_page, addresses=addresses, **shown)


def report_file(report: "Report", form: str) -> Response:
    """The report as a file to keep."""
    from reports.documents import FORMS, document, file_name

    made = document(report, form, context().today)
    answer = Response(made, mimetype=FORMS[form].mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=file_name(report, form))
    return answer


def weeks_offered(today: date) -> list[tuple[str, str]]:
    """(code, text) of the latest completed weeks, newest first."""
    monday = today - timedelta(days=today.weekday())
    starts = [monday - timedelta(weeks=back) for back in range(1, WEEKS_OFFERED + 1)]
    return [(_week_code(start), _week_text(start)) for start in starts]


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


def _week_text(start: date) -> str:
    year, week, _day = start.isocalendar()
    end = start + timedelta(days=6)
    name: str = _("Week %(week)s, %(year)s", week=week, year=year)
    return f"{name} ({start:%d.%m.}–{end:%d.%m.})"
