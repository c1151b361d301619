# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Before somebody records for the first time, they read how records are used."""

from flask import Blueprint, Flask, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from caseworker.accounts import is_told, mark_told
from caseworker.forms import PlainForm
from caseworker.permissions import Action, may
from caseworker.queries.own_records import has_recorded
from caseworker.request_scope import context, database, reading
from caseworker.security import local_path, permit, viewer
from caseworker.views.help_pages import YOUR_RECORDS
from caseworker.vocabulary.problems import Absent

LEADS_TO_A_RECORD = frozenset({"cases.show", "manual.fill"})

views = Blueprint("first_time", __name__)


def register(app: Flask) -> None:
    """Nothing; in `app` the pages that lead to a record come after that page, once for each user."""
    app.register_blueprint(views)
    app.before_request(_told_first)


@views.post("/help/your-records")
@permit(Action.DECIDE)
def told() -> Response:
    """Remembers that the user has read it, and leads on to where they were going."""
    if not PlainForm().validate_on_submit():
        raise Absent()
    mark_told(database(), context(), current_user.user_id)
    return redirect(local_path(request.form.get("next")) or url_for("session.start"), 303)


def _told_first() -> Response | None:
    if request.method != "GET" or request.endpoint not in LEADS_TO_A_RECORD or not may(viewer(), Action.DECIDE):
        return None
    if is_told(reading(), current_user.user_id) or has_recorded(reading(), viewer()):
        return None
    return redirect(url_for("help_pages.show", page=YOUR_RECORDS, next=request.full_path.rstrip("?")), 303)
