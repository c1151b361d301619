# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Not now: what is set aside, taken out, and taken back."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from caseworker.forms import drafted
from caseworker.permissions import Action
from caseworker.queries.cases import get_case
from caseworker.queries.desk import desk_of, next_waiting
from caseworker.recording import set_aside, take_back
from caseworker.request_scope import context, database, read_anew, reading
from caseworker.security import permit, viewer
from caseworker.views.cases import case_page, form_about
from caseworker.views.drafting import keep_beside
from caseworker.vocabulary.closed_lists import NotNow
from caseworker.vocabulary.problems import Absent

views = Blueprint("set_asides", __name__, url_prefix="/recommendations/<uuid:recommendation_id>")


@views.post("/set-aside")
@permit(Action.DECIDE)
def put(recommendation_id: UUID) -> Response | str:
    """Sets the recommendation aside, and gives the form back with all that was typed in it."""
    case = get_case(reading(), viewer(), Action.DECIDE, recommendation_id)
    code = next((each for each in NotNow if each == request.form.get("not_now")), None)
    if code is None:
        raise Absent()
    set_aside(database(), context(), recommendation_id, viewer().id, code)
    if case.judge_first:
        return redirect(url_for("cases.show", recommendation_id=recommendation_id), 303)
    form = form_about(case)
    other = keep_beside(form, recommendation_id)
    read_anew()
    case = get_case(reading(), viewer(), Action.DECIDE, recommendation_id)
    following = next_waiting(reading(), desk_of(reading(), viewer()))
    return case_page(case, form, other=other, was_set_aside=True, following=following)


@views.post("/take-back")
@permit(Action.DECIDE)
def back(recommendation_id: UUID) -> Response | str:
    """Lets the recommendation wait again as before, and gives the form back with all that was typed in it."""
    case = get_case(reading(), viewer(), Action.DECIDE, recommendation_id)
    take_back(database(), context(), recommendation_id, viewer().id)
    form = form_about(case)
    if case.judge_first or not drafted(form):
        # Sent from a page without the form: what was typed earlier comes back from the draft.
        return redirect(url_for("cases.show", recommendation_id=recommendation_id), 303)
    other = keep_beside(form, recommendation_id)
    read_anew()
    return case_page(get_case(reading(), viewer(), Action.DECIDE, recommendation_id), form, other=other)
