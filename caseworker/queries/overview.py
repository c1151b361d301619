# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is registered: systems with versions and options, teams and users."""

from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlmodel import Session, col

from caseworker.cleaning import has_control
from caseworker.columns import Ledgered
from caseworker.models import ModelVersion, Option, System, Team, User, Waiting
from caseworker.registry import listed_reasons, options_of
from caseworker.vocabulary.alphabet import alphabetical
from caseworker.vocabulary.problems import Absent

Row = TypeVar("Row", bound=Ledgered)


@dataclass(frozen=True)
class SystemOverview:
    """A system with its versions, oldest first, its options, and how many reason codes it offers."""

    system: System
    versions: list[ModelVersion]
    options: list[Option]
    reasons: int

    @property
    def ready(self) -> bool:
        """Whether something can be recorded: there is a version, and an option that is not retired."""
        return bool(self.versions) and not all(option.retired for option in self.options)


@dataclass(frozen=True)
class TeamOverview:
    """A team with the number of its active users."""

    team: Team
    users: int


def systems(session: Session, *, running: bool = False) -> list[System]:
    """The systems by Danish name; only those that can be answered and were not stopped, where `running`."""
    statement = select(System)
    if running:
        answered = select(Option).where(col(Option.system) == col(System.code), ~col(Option.retired)).exists()
        versions = select(ModelVersion).where(col(ModelVersion.system) == col(System.code)).exists()
        statement = statement.where(~col(System.stopped), answered, versions)
    return sorted(session.execute(statement).scalars(), key=lambda system: alphabetical(system.name_da))


def versions_of(session: Session, system: str) -> list[ModelVersion]:
    """The versions of a system, newest first."""
    statement = select(ModelVersion).where(col(ModelVersion.system) == system)
    return list(session.execute(statement.order_by(col(ModelVersion.entry).desc())).scalars())


def system_overviews(session: Session) -> list[SystemOverview]:
    """Every system with what belongs to it."""
    return [_overview(session, system) for system in systems(session)]


def system_overview(session: Session, code: str) -> SystemOverview:
    """One system with what belongs to it; raises Absent."""
    return _overview(session, registered_row(session, System, code))


def registered_row(session: Session, model: type[Row], key: Any) -> Row:
    """The row of the registry with this key; raises Absent."""
    row = None if has_control(str(key)) else session.get(model, key)
    if row is None:
        raise Absent()
    return row


def _overview(session: Session, system: System) -> SystemOverview:
    return SystemOverview(
        system,
        versions_of(session, system.code)[::-1],
        options_of(session, system.code),
        len(listed_reasons(session, system.code)),
    )


def team_overviews(session: Session) -> list[TeamOverview]:
    """Every team by name."""
    counted = (
        select(Team, func.count(col(User.id)))
        .outerjoin(User, (col(User.team) == col(Team.code)) & col(User.active))
        .group_by(*Team.__table__.columns)  # type: ignore[attr-defined]
    )
    found = [TeamOverview(team, users) for team, users in session.execute(counted)]
    return sorted(found, key=lambda each: alphabetical(each.team.name))


def all_users(session: Session) -> list[User]:
    """Every user by name."""
    users = session.execute(select(User)).scalars()
    return sorted(users, key=lambda user: (alphabetical(user.name), user.username))


def waiting_by_system(session: Session) -> dict[str, int]:
    """How many recommendations wait, for each system where any does."""
    counted = (
        select(col(Waiting.system), func.count().label("waiting"))
        .group_by(col(Waiting.system))
        .order_by(col(Waiting.system))
    )
    return {row.system: row.waiting for row in session.execute(counted)}
