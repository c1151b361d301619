# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is registered, to look at."""

from flask import Blueprint, render_template

from caseworker.permissions import Action
from caseworker.queries.overview import all_users, system_overviews, team_overviews
from caseworker.request_scope import reading
from caseworker.security import permit

views = Blueprint("registry", __name__, url_prefix="/registry")


@views.get("/systems")
@permit(Action.SEE_REGISTRY)
def systems() -> str:
    """The systems with their versions and options."""
    return render_template("registry/systems.html", overviews=system_overviews(reading()))


@views.get("/people")
@permit(Action.SEE_REGISTRY)
def people() -> str:
    """The teams and the users."""
    return render_template("registry/people.html", teams=team_overviews(reading()), users=all_users(reading()))
