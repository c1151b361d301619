# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is registered: systems with versions and options, teams and users."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session, col

from caseworker.models import ModelVersion, Option, System, Team, User, Waiting
from caseworker.registry import listed_reasons, options_of


@dataclass(frozen=True)
class SystemOverview:
    """A system with its versions, oldest first, its options, and how many reason codes it offers."""

    system: System
    versions: list[ModelVersion]
    options: list[Option]
    reasons: int


@dataclass(frozen=True)
class TeamOverview:
    """A team with the number of its active users."""

    team: Team
    users: int


def systems(session: Session, *, running: bool = False) -> list[System]:
    """The systems by Danish name; only those that were not stopped, where `running`."""
    statement = select(System).order_by(col(System.name_da))
    return list(session.execute(statement.where(~col(System.stopped)) if running else statement).scalars())


def versions_of(session: Session, system: str) -> list[ModelVersion]:
    """The versions of a system, newest first."""
    statement = select(ModelVersion).where(col(ModelVersion.system) == system)
    return list(session.execute(statement.order_by(col(ModelVersion.entry).desc())).scalars())


def system_overviews(session: Session) -> list[SystemOverview]:
    """Every system with what belongs to it."""
    return [
        SystemOverview(
            system,
            versions_of(session, system.code)[::-1],
            options_of(session, system.code),
            len(listed_reasons(session, system.code)),
        )
        for system in systems(session)
    ]


def team_overviews(session: Session) -> list[TeamOverview]:
    """Every team by name."""
    counted = (
        select(Team, func.count(col(User.id)))
        .outerjoin(User, (col(User.team) == col(Team.code)) & col(User.active))
        .group_by(*Team.__table__.columns)  # type: ignore[attr-defined]
        .order_by(col(Team.name))
    )
    return [TeamOverview(team, users) for team, users in session.execute(counted)]


def all_users(session: Session) -> list[User]:
    """Every user by name."""
    return list(session.execute(select(User).order_by(col(User.name), col(User.username))).scalars())


def waiting_by_system(session: Session) -> dict[str, int]:
    """How many recommendations wait, for each system where any does."""
    counted = (
        select(col(Waiting.system), func.count().label("waiting"))
        .group_by(col(Waiting.system))
        .order_by(col(Waiting.system))
    )
    return {row.system: row.waiting for row in session.execute(counted)}
