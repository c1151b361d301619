# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Faults in a system: told from the page of a recommendation, listed for those who can have them mended."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from caseworker.forms import FaultForm, recorded
from caseworker.permissions import Action
from caseworker.queries.cases import get_case
from caseworker.queries.faults import faults
from caseworker.recording import report_fault
from caseworker.request_scope import context, database, reading
from caseworker.security import permit, viewer
from caseworker.views.cases import case_page, form_about
from caseworker.views.drafting import keep_beside

views = Blueprint("faults", __name__)


@views.post("/recommendations/<uuid:recommendation_id>/fault")
@permit(Action.REPORT_FAULT)
def report(recommendation_id: UUID) -> Response | tuple[str, int]:
    """Tells the owner of the system, and gives the page back with all that was typed on it."""
    case = get_case(reading(), viewer(), Action.REPORT_FAULT, recommendation_id)
    if case.judge_first:
        return redirect(url_for("cases.show", recommendation_id=recommendation_id), 303)
    fault = FaultForm()
    told = recorded(fault, lambda: report_fault(database(), context(), recommendation_id, fault.fault.data or ""))
    form = form_about(case)
    other = keep_beside(form, recommendation_id) if case.waits else None
    page = case_page(case, form, other=other, fault=fault, fault_was_told=told is not None)
    return page, 422 if told is None else 200


@views.get("/registry/faults")
@permit(Action.SEE_FAULTS)
def reported() -> str:
    """Every report, latest first."""
    return render_template("registry/faults.html", faults=faults(reading(), request.args.get("page", 1, type=int)))
