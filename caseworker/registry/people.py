# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Teams and users."""

import re
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from caseworker.cleaning import clean_text
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Draft, LoginSession, ManualDraft, Team, User
from caseworker.registry.writing import (
    checked_code,
    decide,
    is_taken,
    standing,
    with_changes,
)
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Role
from caseworker.vocabulary.problems import Refused

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^{|}~-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
WITH_TEAM = (Role.CASEWORKER, Role.TEAM_LEAD)


def add_team(database: Database, context: Context, code: str, name: str) -> Team:
    """The new team. Raises Refused where the code is taken or no code, or the name is empty."""
    team = Team(entry=0, code=checked_code(code, "code"), name=_name(name))

    def choose(session: Session) -> Team:
        if is_taken(session, col(Team.code), code):
            raise Refused("There is already a team “%(code)s”.", field="code", code=code)
        return team

    return decide(database, context, choose)


def change_team(database: Database, context: Context, code: str, seen: int, *, name: str, active: bool) -> Team:
    """The team as it now stands; `seen` is the entry that the change was made from.

    Raises Absent, ChangedMeanwhile, and Refused for closing a team that has active users.
    """

    def choose(session: Session) -> Team:
        team = with_changes(standing(session, Team, code, seen), name=_name(name), active=active)
        members = select(func.count()).where(col(User.team) == code, col(User.active)).select_from(User)
        if not active and session.execute(members).scalar_one():
            raise Refused("The team has active users. Move them or disable them first.", field="active")
        return team

    return decide(database, context, choose)


def add_user(database: Database, context: Context, user: User) -> User:
    """The new user.

    Raises Refused for a user name that is none or is taken, an e-mail address that is none, and for a team that is
    unknown or does not fit the role.
    """
    checked_code(user.username, "username")
    _name(user.name)
    _check_email(user.email)

    def choose(session: Session) -> User:
        if is_taken(session, col(User.username), user.username):
            raise Refused("There is already a user “%(name)s”.", field="username", name=user.username)
        _check_team(session, user)
        return user

    return decide(database, context, choose)


def change_user(database: Database, context: Context, user_id: UUID, seen: int | None = None, **changes: Any) -> User:
    """The user as they now stand, every session of theirs ended; `seen` is the entry that the change was made from.

    Raises Absent, ChangedMeanwhile, and Refused where nobody who can administer would be left.
    """

    def choose(session: Session) -> User:
        user = standing(session, User, user_id, seen)
        changed = with_changes(user, **changes)
        _check_email(changed.email)
        if user.active and user.role == Role.ADMINISTRATOR:
            _keep_an_administrator(session, changed)
        if "role" in changes or "team" in changes:
            _check_team(session, changed)
        _end_sessions(session, user_id)
        return changed

    return decide(database, context, choose)


def reset_password(database: Database, context: Context, user_id: UUID, password_hash: str, by: UUID) -> User:
    """The user with a password that is used once, every session of theirs ended.

    Where it is somebody else's doing, the log and the user are told of it, and the drafts are gone: whoever set the
    password could log in with it and read what was meant for nobody. Raises Absent.
    """
    somebody_else = by != user_id

    def choose(session: Session) -> User:
        _end_sessions(session, user_id)
        if somebody_else:
            for table in (Draft, ManualDraft):
                session.execute(delete(table).where(col(table.user_id) == user_id))
        return with_changes(
            standing(session, User, user_id, None),
            password_hash=password_hash,
            one_time=True,
            password_reset_on=context.today if somebody_else else None,
        )

    return decide(database, context, choose)


def set_email(database: Database, context: Context, user_id: UUID, email: str | None) -> User:
    """The user with this e-mail address, or none. Raises Absent, and Refused for an address that is none."""
    _check_email(email)
    return decide(database, context, lambda session: with_changes(standing(session, User, user_id, None), email=email))


def _end_sessions(session: Session, user_id: UUID) -> None:
    for row in session.execute(select(LoginSession).where(col(LoginSession.user_id) == user_id)).scalars():
        session.delete(row)


def _check_email(email: str | None) -> None:
    if email is not None and (clean_text(email, "email", limits.EMAIL_MAX) != email or not _EMAIL.fullmatch(email)):
        raise Refused("That is not an e-mail address.", field="email")


def _check_team(session: Session, user: User) -> None:
    if user.role not in list(Role):
        raise Refused("Choose a role.", field="role")
    needs_team = user.role in WITH_TEAM
    team = session.get(Team, user.team) if user.team else None
    if needs_team and team is None:
        raise Refused("A caseworker and a team lead need a team that exists.", field="team")
    if team is not None and not team.active:
        raise Refused("That team is closed. Choose another one.", field="team")
    if not needs_team and user.team is not None:
        raise Refused("Only a caseworker and a team lead belong to a team.", field="team")


def _keep_an_administrator(session: Session, changed: User) -> None:
    if changed.active and changed.role == Role.ADMINISTRATOR:
        return
    others = select(func.count()).where(
        col(User.role) == Role.ADMINISTRATOR.value, col(User.active), col(User.id) != changed.id
    )
    if not session.execute(others.select_from(User)).scalar_one():
        raise Refused("This is the only administrator. Add another one first.", field="role")


def _name(text: str) -> str:
    name = clean_text(text, "name", limits.NAME_MAX)
    if not name:
        raise Refused("Give a name.", field="name")
    return name
