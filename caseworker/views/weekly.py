# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The team lead's week."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from caseworker.permissions import Action
from caseworker.request_scope import context, settings
from caseworker.security import permit, viewer
from caseworker.views.finished import finished_week
from caseworker.views.reporting import FORM, report_file, report_page, weeks_offered
from caseworker.vocabulary.problems import Absent

if TYPE_CHECKING:
    from reports import Report

views = Blueprint("weekly", __name__)


@views.get("/reports/weekly")
@permit(Action.SEE_WEEKLY_REPORT)
def week() -> str:
    """The report of one's own team, for the last completed week or another of the last half year."""
    offered, chosen = weeks_offered(context().today), _chosen()
    asked = {"week": chosen}
    shown = {"weeks": offered, "chosen": chosen, "to_discuss": settings().disagreements_a_week}
    return report_page("reports/weekly.html", _report(chosen), ".download", asked, **shown)


@views.get(f"/reports/weekly.{FORM}")
@permit(Action.SEE_WEEKLY_REPORT)
def download(form: str) -> Response:
    """The same report as a file."""
    return report_file(_report(_chosen()), form)


def _chosen() -> str:
    offered = weeks_offered(context().today)
    chosen = request.args.get("week") or offered[0][0]
    if chosen not in dict(offered):
        raise Absent()
    return chosen


def _report(week: str) -> "Report":
    return finished_week(viewer().team or "", week)
