# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Log in, log out, choose a language."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from caseworker.accounts import check_password, choose_locale, end_session, open_session
from caseworker.config import LOCALES
from caseworker.forms import LoginForm, PlainForm
from caseworker.request_scope import context, database
from caseworker.security import forget_browser, local_path, open_to_anyone, open_to_signed_in, viewer
from caseworker.views.carrying import carried, typed
from caseworker.views.navigation import first_page
from caseworker.vocabulary.problems import Absent

views = Blueprint("session", __name__)


@views.get("/")
@open_to_signed_in
def start() -> Response:
    """Leads each role to the page where its work begins."""
    return redirect(first_page(viewer()), 303)


@views.route("/login", methods=["GET", "POST"])
@open_to_anyone
def login() -> Response | str | tuple[str, int]:
    """Lets in who knows a name and its password; an unknown name and a wrong password look the same."""
    form = LoginForm()
    target = local_path(request.values.get("next"))
    if form.validate_on_submit():
        name, password = (form.username.data or "").strip(), form.password.data or ""
        user_id = check_password(database(), context(), name, password, request.remote_addr or "")
        if user_id is not None:
            return _let_in(user_id, target)
        form.form_errors = [_("User name and password do not match. Try again.")]
    return render_template(
        "session/login.html", form=form, target=target, carried=carried()
    ), 422 if form.errors else 200


def expired() -> tuple[str, int]:
    """The login page after a session has ended under somebody's hands; it carries what they had typed."""
    return render_template(
        "session/login.html", form=LoginForm(formdata=None), target=request.path, carried=typed(), ended=True
    ), 401


@views.post("/logout")
@open_to_signed_in
def logout() -> Response:
    """Ends the session on the server and in the browser."""
    end_session(database(), current_user.token)
    forget_browser()
    return redirect(url_for("session.login"), 303)


@views.post("/language")
@open_to_signed_in
def language() -> Response:
    """Changes the language of one's own pages."""
    form = PlainForm()
    chosen = request.form.get("language", "")
    if not form.validate_on_submit() or chosen not in LOCALES:
        raise Absent()
    choose_locale(database(), current_user.user_id, chosen)
    return redirect(local_path(request.form.get("next")) or url_for("session.start"), 303)


def _let_in(user_id: UUID, target: str | None) -> Response | str:
    # A browser that logs in starts afresh: nothing that was put in its cookie before survives.
    forget_browser()
    login_user(open_session(database(), context(), user_id))
    if target and carried():
        return render_template("session/resume.html", target=target, carried=carried())
    return redirect(target or url_for("session.start"), 303)
