# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What waits for an answer."""

from flask import Blueprint, render_template, request

from caseworker.permissions import Action
from caseworker.queries.cases import count_waiting, waiting_cases
from caseworker.request_scope import reading
from caseworker.security import permit, viewer

views = Blueprint("desk", __name__)


@views.get("/desk")
@permit(Action.SEE_DESK)
def waiting() -> str:
    """The recommendations that wait for the team, oldest first."""
    search = request.args.get("search", "").strip()
    cases = waiting_cases(reading(), viewer(), search, request.args.get("page", 1, type=int))
    return render_template("desk/waiting.html", cases=cases, search=search, total=count_waiting(reading(), viewer()))
