# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Teams and users: look at them, add, change, close and disable them, and set a password that is used once."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from caseworker.accounts import hash_password, new_password
from caseworker.forms import recorded
from caseworker.forms.people import ROLES, NewTeamForm, NewUserForm, TeamForm, UserForm, in_order
from caseworker.models import Team, User
from caseworker.permissions import Action
from caseworker.queries.overview import all_users, registered_row, team_overviews
from caseworker.registry import add_team, add_user, change_team, change_user, reset_password
from caseworker.request_scope import context, database, reading
from caseworker.security import permit
from caseworker.views.rows import row_page

views = Blueprint("people", __name__, url_prefix="/registry")


@views.get("/people")
@permit(Action.SEE_REGISTRY)
def every() -> str:
    """The teams and the users."""
    teams, users = team_overviews(reading()), all_users(reading())
    return render_template("registry/people.html", teams=teams, users=users, roles=ROLES)


@views.get("/new-team")
@permit(Action.CHANGE_REGISTRY)
def new_team() -> str:
    """The form of a team that is not registered yet."""
    return _page(NewTeamForm(formdata=None), _("New team"))


@views.post("/new-team")
@permit(Action.CHANGE_REGISTRY)
def add_a_team() -> Response | tuple[str, int]:
    """Adds the team."""
    form, now = NewTeamForm(), context()
    if recorded(form, lambda: add_team(database(), now, **form.told())) is None:
        return _page(form, _("New team")), 422
    return redirect(url_for(".every"), 303)


@views.get("/teams/<team>")
@permit(Action.CHANGE_REGISTRY)
def edit_team(team: str) -> str:
    """The form of a team's name, and whether it is open."""
    return _team_page(team)


@views.post("/teams/<team>")
@permit(Action.CHANGE_REGISTRY)
def change_a_team(team: str) -> Response | tuple[str, int]:
    """Renames, closes or opens the team."""
    form, now = TeamForm.over(registered_row(reading(), Team, team)), context()
    if recorded(form, lambda: change_team(database(), now, team, form.seen.entry, **form.told())) is None:
        return _team_page(team, form), 422
    return redirect(url_for(".every"), 303)


@views.get("/new-user")
@permit(Action.CHANGE_REGISTRY)
def new_user() -> str:
    """The form of a user that is not registered yet."""
    return _page(_offering(NewUserForm(formdata=None)), _("New user"))


@views.post("/new-user")
@permit(Action.CHANGE_REGISTRY)
def add_a_user() -> str | tuple[str, int]:
    """Adds the user, and shows the password that is used once."""
    form, now, password = _offering(NewUserForm()), context(), new_password()
    user = recorded(form, lambda: add_user(database(), now, form.new(now.new_id(), hash_password(password))))
    if user is None:
        return _page(form, _("New user")), 422
    return render_template("registry/password.html", user=user, password=password)


@views.get("/users/<uuid:user_id>")
@permit(Action.CHANGE_REGISTRY)
def edit_user(user_id: UUID) -> str:
    """The form of a user's name, role and team, and whether they can log in."""
    return _user_page(user_id)


@views.post("/users/<uuid:user_id>")
@permit(Action.CHANGE_REGISTRY)
def change_a_user(user_id: UUID) -> Response | tuple[str, int]:
    """Changes the user, who has to log in again."""
    form, now = _offering(UserForm.over(registered_row(reading(), User, user_id))), context()
    if recorded(form, lambda: change_user(database(), now, user_id, form.seen.entry, **form.told())) is None:
        return _user_page(user_id, form), 422
    return redirect(url_for(".every"), 303)


@views.get("/users/<uuid:user_id>/password")
@permit(Action.CHANGE_REGISTRY)
def ask_for_password(user_id: UUID) -> str:
    """Asks once more before a user's password is replaced."""
    user = registered_row(reading(), User, user_id)
    return render_template("registry/password.html", user=user, password=None)


@views.post("/users/<uuid:user_id>/password")
@permit(Action.CHANGE_REGISTRY)
def set_password(user_id: UUID) -> str:
    """Sets a password that is used once, and shows it; its user is told at the next login."""
    password = new_password()
    user = reset_password(database(), context(), user_id, hash_password(password), current_user.user_id)
    return render_template("registry/password.html", user=user, password=password)


def _offering(form: UserForm) -> UserForm:
    return form.offer(in_order([each.team for each in team_overviews(reading())]))


def _page(form: NewTeamForm | UserForm, heading: str) -> str:
    return row_page(form, heading, (url_for(".every"), _("Teams and users")))


def _team_page(team: str, form: TeamForm | None = None) -> str:
    row = registered_row(reading(), Team, team)
    back = (url_for(".every"), _("Teams and users"))
    note = _("A team that is closed is offered to nobody; what it recorded stays.")
    return row_page(form or TeamForm.over(row), _("Change the team %(name)s", name=row.name), back, row, note)


def _user_page(user_id: UUID, form: UserForm | None = None) -> str:
    row = registered_row(reading(), User, user_id)
    back = (url_for(".every"), _("Teams and users"))
    heading = _("Change the user %(name)s", name=row.name)
    note = _("A user who is changed has to log in again. What they recorded stays as it is.")
    return row_page(form or _offering(UserForm.over(row)), heading, back, row, note)
