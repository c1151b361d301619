# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Who uses the system: teams, users, their sessions and attempts to log in, and the tokens of other systems."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from caseworker.columns import STATE, Ledgered, UtcDateTime, one_of
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Role, TokenScope


class Team(Ledgered, table=True):
    """A team of caseworkers with a lead."""

    __tablename__ = "teams"
    __table_args__ = (STATE,)

    code: str = Field(primary_key=True, max_length=limits.CODE_MAX)
    name: str = Field(max_length=limits.NAME_MAX)
    active: bool = True


class User(Ledgered, table=True):
    """A person with exactly one role; names and address stay out of the ledger except as commitments.

    A `one_time` password opens nothing but the page where its user chooses another. `password_reset_on` is the day on
    which somebody else set it, until then; it stands in the ledger, so that whose password was reset can be seen there.
    """

    __tablename__ = "users"
    __table_args__ = (
        one_of("role", Role),
        CheckConstraint("(role IN ('caseworker', 'team_lead')) = (team IS NOT NULL)", name="team_where_role_has_one"),
        {
            "info": {
                "ledgered": "state",
                "outside": ("username", "name", "email", "password_hash", "one_time", "locale"),
                "committed": ("username", "name", "email"),
            }
        },
    )

    id: UUID = Field(primary_key=True)
    username: str = Field(unique=True, max_length=limits.CODE_MAX)
    name: str = Field(max_length=limits.NAME_MAX)
    role: str = Field(max_length=20)
    team: str | None = Field(default=None, foreign_key="teams.code", index=True, max_length=limits.CODE_MAX)
    active: bool = True
    password_hash: str | None = Field(default=None, max_length=200)
    one_time: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    locale: str | None = Field(default=None, max_length=5)
    email: str | None = Field(default=None, max_length=limits.EMAIL_MAX)
    password_reset_on: date | None = None


class LoginSession(SQLModel, table=True):
    """A signed-in browser, known by the hash of its token; gone at logout, role change and disabling."""

    __tablename__ = "login_sessions"

    token_hash: str = Field(primary_key=True, max_length=64)
    user_id: UUID = Field(foreign_key="users.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)


class LoginAttempt(SQLModel, table=True):
    """One failed attempt to log in, kept for minutes, so that guessing is slowed and nobody is locked out."""

    __tablename__ = "login_attempts"

    id: int | None = Field(default=None, primary_key=True)
    account: str = Field(index=True, max_length=64)
    address: str = Field(index=True, max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)


class Token(Ledgered, table=True):
    """What a decision-support system shows to the API: of the token itself only a hash, known nowhere else."""

    __tablename__ = "tokens"
    __table_args__ = (
        one_of("scope", TokenScope),
        UniqueConstraint("system", "name"),
        {
            "info": {
                "ledgered": "state",
                "outside": ("name", "token_hash", "used_on"),
                "committed": ("name",),
            }
        },
    )

    id: UUID = Field(primary_key=True)
    system: str = Field(foreign_key="systems.code", max_length=limits.CODE_MAX)
    name: str = Field(max_length=limits.CODE_MAX)
    token_hash: str = Field(unique=True, max_length=64)
    scope: str = Field(max_length=10)
    expires_on: date | None = None
    revoked_on: date | None = None
    used_on: date | None = None
