# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The team lead's week."""

from flask import Blueprint, render_template, request

from caseworker.permissions import Action
from caseworker.request_scope import context
from caseworker.security import permit, viewer
from caseworker.views.reporting import report_inputs, weeks_offered
from caseworker.vocabulary.problems import Absent

views = Blueprint("weekly", __name__)


@views.get("/reports/weekly")
@permit(Action.SEE_WEEKLY_REPORT)
def week() -> str:
    """The report of one's own team, for the last completed week or another of the last half year."""
    offered = weeks_offered(context().today)
    chosen = request.args.get("week") or offered[0][0]
    if chosen not in dict(offered):
        raise Absent()
    from reports import weekly  # takes seconds, which pages without a report must not pay

    report = weekly(team=viewer().team or "", week=chosen, **report_inputs())
    return render_template("reports/weekly.html", report=report, weeks=offered, chosen=chosen)
