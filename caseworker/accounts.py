# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Passwords, signed-in browsers, and the brake on guessing."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_login import UserMixin
from sqlalchemy import delete, func, select, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from caseworker.cleaning import has_control
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import LoginAttempt, LoginSession, User, UserTold
from caseworker.permissions import Viewer
from caseworker.registry import change_user
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Role
from caseworker.vocabulary.problems import Refused, TooManyAttempts

_ACCOUNT_WINDOW = timedelta(minutes=1)
_ADDRESS_WINDOW = timedelta(minutes=5)
_SEEN_EVERY = timedelta(minutes=1)
_IDLE = timedelta(minutes=limits.SESSION_IDLE_MINUTES)
_LIFETIME = timedelta(hours=limits.SESSION_HOURS)


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """Who uses this browser; `get_id` is the random token of the session, never the id of the user."""

    token: str
    user_id: UUID
    name: str
    viewer: Viewer
    locale: str | None
    seen_at: datetime
    one_time: bool
    password_reset_on: date | None

    def get_id(self) -> str:
        """The token that the browser's signed cookie holds."""
        return self.token


def new_password() -> str:
    """A password that nobody can guess, to be shown once."""
    return secrets.token_urlsafe(12)


def hash_password(password: str) -> str:
    """The Argon2id hash that is stored; raises Refused for a password that is too short or far too long."""
    if len(password) > limits.PASSWORD_MAX:
        raise Refused("A password has at most %(most)s characters.", field="password", most=str(limits.PASSWORD_MAX))
    if len(password) < limits.PASSWORD_MIN:
        raise Refused(
            "A password needs %(least)s characters or more.", field="password", least=str(limits.PASSWORD_MIN)
        )
    return PasswordHasher().hash(password)


def check_password(database: Database, context: Context, username: str, password: str, address: str) -> UUID | None:
    """The id of the user with this name and password; None where they do not belong together.

    An unknown name costs the same work as a known one. Raises TooManyAttempts after five failures in a minute for one
    account, or ten in five minutes from one address; the brake ends by itself.
    """
    attempt = _begin_attempt(database, context, username, address)
    user_id, stored = _account(database, username) or (None, None)
    if not _matches(stored or _nobody(), password) or stored is None:
        return None
    with database.write() as session:
        session.execute(delete(LoginAttempt).where(col(LoginAttempt.id) == attempt))
    return user_id


def open_session(database: Database, context: Context, user_id: UUID) -> SignedIn | None:
    """Who is now signed in, with the random token of which only the hash is stored; None for a disabled user.

    Sessions that have ended are cleared away.
    """
    token = secrets.token_urlsafe(32)
    with database.write() as session:
        session.execute(delete(LoginSession).where(_ended(context.now)))
        session.add(
            LoginSession(token_hash=_hash_of(token), user_id=user_id, created_at=context.now, seen_at=context.now)
        )
    with database.read() as session:
        return find_session(session, context.now, token)


def find_session(session: Session, now: datetime, token: str) -> SignedIn | None:
    """Who the token belongs to; None where the session ended, grew too old or too idle, or its user is disabled."""
    found = session.execute(
        select(col(LoginSession.seen_at), User)
        .join(User, col(User.id) == col(LoginSession.user_id))
        .where(col(LoginSession.token_hash) == _hash_of(token), ~_ended(now), col(User.active))
    ).first()
    if found is None:
        return None
    seen_at, user = found
    viewer = Viewer(id=str(user.id), role=Role(user.role), team=user.team)
    return SignedIn(token, user.id, user.name, viewer, user.locale, seen_at, user.one_time, user.password_reset_on)


def keep_session(database: Database, context: Context, who: SignedIn) -> None:
    """Nothing; the session counts as used now, noted once a minute at most."""
    if context.now - who.seen_at < _SEEN_EVERY:
        return
    with database.write() as session:
        session.execute(
            update(LoginSession).where(col(LoginSession.token_hash) == _hash_of(who.token)).values(seen_at=context.now)
        )


def end_session(database: Database, token: str) -> None:
    """Nothing; the token opens nothing any more."""
    with database.write() as session:
        session.execute(delete(LoginSession).where(col(LoginSession.token_hash) == _hash_of(token)))


def choose_password(
    database: Database, context: Context, user_id: UUID, current: str, chosen: str, address: str
) -> User:
    """The user with the password that they chose; every session of theirs has ended.

    Raises Refused where `current` is not their password or the chosen one is too short, and TooManyAttempts.
    """
    hashed = hash_password(chosen)
    with database.read() as session:
        username = session.get_one(User, user_id).username
    if check_password(database, context, username, current, address) != user_id:
        raise Refused("That is not the password you logged in with.", field="current")
    return change_user(database, context, user_id, password_hash=hashed, one_time=False, password_reset_on=None)


def choose_locale(database: Database, user_id: UUID, locale: str) -> None:
    """Nothing; the user's pages come in this language from now on."""
    with database.write() as session:
        session.execute(update(User).where(col(User.id) == user_id).values(locale=locale))


def is_told(session: Session, user_id: UUID) -> bool:
    """Whether the user has read how records are used."""
    return session.get(UserTold, user_id) is not None


def mark_told(database: Database, context: Context, user_id: UUID) -> None:
    """Nothing; the user has read how records are used, and is not asked again."""
    with database.write() as session:
        if session.get(UserTold, user_id) is None:
            session.add(UserTold(user_id=user_id, told_on=context.today))


def _account(database: Database, username: str) -> tuple[UUID, str] | None:
    """The id and the stored hash of the active user of this name."""
    if has_control(username):
        return None
    with database.read() as session:
        found = session.execute(
            select(col(User.id), col(User.password_hash)).where(col(User.username) == username, col(User.active))
        ).first()
    return None if found is None else (found.id, found.password_hash)


def _begin_attempt(database: Database, context: Context, username: str, address: str) -> int:
    """The id of the attempt, noted before the password is looked at, so that parallel guesses are counted too."""
    account, place = _keyed(context, username.casefold()), _keyed(context, address)
    with database.write() as session:
        session.execute(delete(LoginAttempt).where(col(LoginAttempt.at) <= context.now - _ADDRESS_WINDOW))
        for condition, window, most in (
            (col(LoginAttempt.account) == account, _ACCOUNT_WINDOW, limits.LOGIN_PER_ACCOUNT),
            (col(LoginAttempt.address) == place, _ADDRESS_WINDOW, limits.LOGIN_PER_ADDRESS),
        ):
            _brake(session, condition, context.now, window, most)
        attempt = LoginAttempt(account=account, address=place, at=context.now)
        session.add(attempt)
        session.flush()
        return attempt.id or 0


def _brake(session: Session, condition: ColumnElement[bool], now: datetime, window: timedelta, most: int) -> None:
    recent = select(func.count(), func.min(LoginAttempt.at)).where(condition, col(LoginAttempt.at) > now - window)
    count, oldest = session.execute(recent).one()
    if count >= most:
        raise TooManyAttempts(wait=max(1, int((oldest + window - now).total_seconds())))


def _ended(now: datetime) -> ColumnElement[bool]:
    return (col(LoginSession.seen_at) <= now - _IDLE) | (col(LoginSession.created_at) <= now - _LIFETIME)


def _matches(stored: str, password: str) -> bool:
    try:
        return PasswordHasher().verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    """A hash that nobody's password has, so that an unknown name takes as long as a known one."""
    return PasswordHasher().hash(secrets.token_urlsafe(32))


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _keyed(context: Context, text: str) -> str:
    """A mark of a name or an address that tells nobody which one it was."""
    return hmac.digest(context.identity_key, text.encode(), "sha256").hex()
