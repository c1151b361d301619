# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The eight teams of the demo and the people in them; no real person is meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from uuid import UUID

from caseworker.columns import Ledgered
from caseworker.context import Context
from caseworker.demo.definitions import read
from caseworker.demo.logins import DEMO_LOGINS
from caseworker.models import Team, User
from caseworker.vocabulary.closed_lists import Role

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True)
class DemoTeam:
    """A team: its size, its decisions in an ordinary week, and the shares that it departs in whole or in part.

    `waiting` is how many recommendations of the last days lie on its desk, `left` how many of earlier weeks were opened
    and left there. A `hasty` team follows what it is shown, in seconds.
    """

    code: str
    name: str
    system: str
    size: int
    weekly: int
    overridden: float
    partly: float
    waiting: int
    left: int
    hasty: bool = False


TEAMS = (
    DemoTeam("jobcenter-nord", "Jobcenter Nord, dagpenge", "profilafklaring", 7, 70, 0.005, 0.005, 22, 68, hasty=True),
    DemoTeam("jobcenter-syd", "Jobcenter Syd, dagpenge", "profilafklaring", 6, 25, 0.22, 0.08, 18, 20),
    DemoTeam("visitation-by", "Visitationen By", "timeforslag", 7, 18, 0.22, 0.12, 10, 12),
    DemoTeam("visitation-land", "Visitationen Land", "timeforslag", 6, 18, 0.22, 0.12, 9, 11),
    DemoTeam("modtagelse-vest", "Modtagelsen Vest", "underretninger", 8, 20, 0.20, 0.11, 9, 0),
    DemoTeam("modtagelse-oest", "Modtagelsen Øst", "underretninger", 6, 19, 0.20, 0.11, 7, 0),
    DemoTeam("kontrol-nord", "Kontrolteam Nord", "boligforhold", 7, 34, 0.30, 0.08, 10, 2),
    DemoTeam("kontrol-syd", "Kontrolteam Syd", "boligforhold", 6, 33, 0.30, 0.08, 18, 54),
)


def people(context: Context, rng: Random, password_hash: str) -> list[User]:
    """The users of the demo: those who can be logged in as, the other caseworkers and team leads."""
    made_up = read("people.toml")
    names = iter(rng.sample(made_up["first_names"], len(made_up["first_names"])))
    users = [
        _user(context, password_hash, login.username, login.name, role, login.team)
        for role, login in DEMO_LOGINS.items()
    ]
    for team in TEAMS:
        for role in _open_places(team):
            first = next(names)
            username = first.lower().translate(_ASCII)
            users.append(
                _user(context, password_hash, username, f"{first} {rng.choice(made_up['surnames'])}", role, team.code)
            )
    return users


def _open_places(team: DemoTeam) -> Iterator[Role]:
    taken = [role for role, login in DEMO_LOGINS.items() if login.team == team.code]
    yield from [Role.CASEWORKER] * (team.size - taken.count(Role.CASEWORKER))
    yield from [Role.TEAM_LEAD] * (1 - taken.count(Role.TEAM_LEAD))


def _user(context: Context, password_hash: str, username: str, name: str, role: Role, team: str | None) -> User:
    return User(
        entry=0,
        id=context.new_id(),
        username=username,
        name=name,
        role=role.value,
        team=team,
        password_hash=password_hash,
    )


def team_rows() -> list[Ledgered]:
    """The rows of the teams."""
    return [Team(entry=0, code=team.code, name=team.name) for team in TEAMS]


def caseworkers_of(users: list[User], team: DemoTeam) -> list[UUID]:
    """The ids of the team's caseworkers."""
    return [user.id for user in users if user.team == team.code and user.role == Role.CASEWORKER]
