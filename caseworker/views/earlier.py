# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the team decided earlier on the same case."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from caseworker.permissions import Action
from caseworker.queries.earlier import earlier_on_case, earlier_to_open
from caseworker.recording import record_opening
from caseworker.request_scope import context, database, reading
from caseworker.security import permit, viewer
from caseworker.vocabulary.closed_lists import ReadingPurpose

views = Blueprint("earlier", __name__, url_prefix="/recommendations/<uuid:recommendation_id>/earlier")


@views.get("")
@permit(Action.SEE_EARLIER_REASONS)
def show(recommendation_id: UUID) -> str:
    """The earlier decisions; a reason only where it was opened today, or is the reader's own."""
    earlier = earlier_on_case(reading(), viewer(), context(), recommendation_id)
    return render_template("cases/earlier.html", earlier=earlier)


@views.post("/<uuid:decision_id>")
@permit(Action.SEE_EARLIER_REASONS)
def open_reason(recommendation_id: UUID, decision_id: UUID) -> Response:
    """Records that the reason is opened, for the work on this case; its author can see that."""
    found = earlier_to_open(reading(), viewer(), recommendation_id, decision_id)
    record_opening(database(), context(), found, viewer().id, ReadingPurpose.SAME_CASE)
    return redirect(
        url_for("earlier.show", recommendation_id=recommendation_id, _anchor=f"decision-{decision_id}"), 303
    )
