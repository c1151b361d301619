# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A password of one's own choice."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from caseworker.accounts import choose_password, open_session
from caseworker.forms import recorded
from caseworker.forms.people import OwnPasswordForm
from caseworker.models import User
from caseworker.queries.overview import registered_row
from caseworker.request_scope import context, database, reading
from caseworker.security import forget_browser, open_to_signed_in

views = Blueprint("password", __name__)


@views.get("/password")
@open_to_signed_in
def choose() -> str:
    """The form of a new password."""
    return _page(OwnPasswordForm(formdata=None))


@views.post("/password")
@open_to_signed_in
def change() -> Response | tuple[str, int]:
    """Changes one's own password; every other browser in which one is signed in is signed out."""
    form = OwnPasswordForm()
    if recorded(form, lambda: _change(form)) is None:
        return _page(form), 422
    user_id = current_user.user_id
    forget_browser()
    login_user(open_session(database(), context(), user_id))
    return redirect(url_for("session.start"), 303)


def _change(form: OwnPasswordForm) -> User:
    who, address = current_user.user_id, request.remote_addr or ""
    return choose_password(database(), context(), who, form.current.data or "", form.chosen(), address)


def _page(form: OwnPasswordForm) -> str:
    username = registered_row(reading(), User, current_user.user_id).username
    return render_template("session/password.html", form=form, heading=_("Choose a new password"), username=username)
