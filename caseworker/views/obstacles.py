# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The voluntary question after the receipt, of which only a number is kept."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from caseworker.forms import chosen
from caseworker.obstacles import count_obstacle
from caseworker.permissions import Action
from caseworker.queries.cases import asked_of
from caseworker.request_scope import context, database, reading
from caseworker.security import local_path, permit
from caseworker.vocabulary.closed_lists import Obstacle
from caseworker.vocabulary.problems import Absent

views = Blueprint("obstacles", __name__)


@views.post("/obstacles/<system>")
@permit(Action.DECIDE)
def count(system: str) -> Response:
    """Counts the answer and leads back to where it was asked, which then asks no more."""
    obstacle = chosen(Obstacle, request.form.get("obstacle"))
    if obstacle is None:
        raise Absent()
    count_obstacle(database(), asked_of(reading(), system).system.code, obstacle, context().today)
    return redirect(local_path(request.form.get("next")) or url_for("desk.waiting"), 303)
