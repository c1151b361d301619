# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Fills an empty database with the demo, through the same writers that real casework goes through."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from argon2 import PasswordHasher
from sqlalchemy import func, select

from caseworker import registry
from caseworker.context import Context
from caseworker.database import Database
from caseworker.demo.answers import Answers
from caseworker.demo.beside import Readers
from caseworker.demo.cases import Case
from caseworker.demo.casework import TeamWork
from caseworker.demo.deciding import Deciding
from caseworker.demo.definitions import Definition, load
from caseworker.demo.logins import DEMO_LOGINS, DEMO_PASSWORD
from caseworker.demo.stories import EMPTY_TEAM, EMPTY_WEEKS_BEFORE_END
from caseworker.demo.teams import TEAMS, DemoTeam, caseworkers_of, people, team_rows
from caseworker.demo.telling import Telling
from caseworker.demo.working_days import Calendar
from caseworker.models import Recommendation, System, Team, User
from caseworker.registry import SystemRules
from caseworker.vocabulary.closed_lists import Role
from caseworker.vocabulary.problems import CaseworkerError

DECISIONS, WEEKS, SEED = 6000, 26, 1


class NotEmpty(CaseworkerError):
    """Made-up casework does not go among other records."""

    sentence = "The database is not empty. Demo data go into an empty one only; nothing was changed."


@dataclass(frozen=True)
class DemoSize:
    """How much the demo makes up, and from which seed."""

    decisions: int = DECISIONS
    weeks: int = WEEKS
    seed: int = SEED


@dataclass(frozen=True)
class Filled:
    """How many of what the demo made up."""

    decisions: int
    recommendations: int
    teams: int
    users: int
    systems: int


def is_empty(database: Database) -> bool:
    """Whether nothing is registered or recorded yet; the reason list alone does not count."""
    with database.read() as session:
        counts = [session.execute(select(func.count()).select_from(m)).scalar_one() for m in _TELLING_TABLES]
    return not any(counts)


_TELLING_TABLES = (System, Team, User, Recommendation)


def fill(
    database: Database,
    context: Context,
    size: DemoSize | None = None,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> Filled:
    """What was made up and stored; `told` hears how many of all acts are stored. Raises NotEmpty.

    The same seed, clock and settings give the same ledger, because ids and salts are drawn from the seed too. Anybody
    can work such salts out, so that they hide nothing: right for made-up values, wrong for every other purpose.
    """
    if not is_empty(database):
        raise NotEmpty()
    wanted = size or DemoSize()
    seeded = replace(context, entropy=_stream(wanted.seed, "ids and salts").randbytes)
    calendar = Calendar(context.now, context.zone, wanted.weeks)
    definitions = load()
    users = _register(database, seeded, calendar, definitions, _stream(wanted.seed, "people"))
    rules = _rules(database, definitions)
    cases = _cases(calendar, definitions, rules, users, wanted)
    cases.sort(key=lambda case: case.issued)
    telling = Telling(database, seeded, rules, definitions, _stream(wanted.seed, "references"))
    telling.tell(cases, told, list(_beside(database, context, calendar, users, wanted)))
    decided = sum(case.decided is not None for case in cases)
    return Filled(decided, len(cases), len(TEAMS), len(users), len(definitions))


def _beside(
    database: Database, context: Context, calendar: Calendar, users: list[User], size: DemoSize
) -> Iterator[tuple[datetime, Callable[[datetime], None]]]:
    """What readers do, each at its moment; with ids of their own, so that the casework has the ids that it had."""
    own = replace(context, entropy=_stream(size.seed, "ids beside").randbytes)
    for act in Readers(database, calendar, users, _stream(size.seed, "readers")).acts():
        yield act.at, lambda at, act=act: act.happens(replace(own, now=at))  # type: ignore[misc]


def _stream(seed: int, purpose: str) -> Random:
    """Numbers of their own for each purpose, so that a change to one leaves the others as they were."""
    return Random(f"{seed} {purpose}")  # noqa: S311 - made-up data, and the same for everybody on purpose


def _register(
    database: Database, context: Context, calendar: Calendar, definitions: dict[str, Definition], rng: Random
) -> list[User]:
    first, last = calendar.mondays[0], calendar.last_monday
    before = replace(context, now=calendar.at(first - timedelta(days=3), 600))
    # One hash for all: each costs a good part of a second, and the password is public anyway.
    users = people(before, rng, PasswordHasher().hash(DEMO_PASSWORD))
    systems = [row for definition in definitions.values() for row in definition.rows(first, last)]
    registry.register(database, before, [*team_rows(), *users, *systems])
    return users


def _rules(database: Database, definitions: dict[str, Definition]) -> dict[str, SystemRules]:
    with database.read() as session:
        return {code: registry.system_rules(session, code) for code in definitions}


def _cases(
    calendar: Calendar,
    definitions: dict[str, Definition],
    rules: dict[str, SystemRules],
    users: list[User],
    size: DemoSize,
) -> list[Case]:
    cases: list[Case] = []
    volumes = _volumes(calendar, size)
    for code, definition in definitions.items():
        rng = _stream(size.seed, code)
        answers = Answers(definition, rules[code], rng)
        deciding = Deciding(definition, answers, calendar, rng)
        for team in (each for each in TEAMS if each.system == code):
            names = [str(user) for user in caseworkers_of(users, team)]
            work = TeamWork(team, definition, calendar, names, answers, deciding, rng)
            for monday in calendar.mondays:
                cases.extend(work.decided(monday, volumes[team.code, monday.isoformat()]))
            cases.extend(work.waiting(*_desk(team, size)))
    return cases


def _desk(team: DemoTeam, size: DemoSize) -> tuple[int, int]:
    """How many wait: always a dozen where somebody who tries the system logs in, elsewhere in step with the rest."""
    if team.code == DEMO_LOGINS[Role.CASEWORKER].team:
        return team.waiting, team.left
    step = size.decisions / DECISIONS
    return max(5, round(team.waiting * step)), round(team.left * step)


def _volumes(calendar: Calendar, size: DemoSize) -> dict[tuple[str, str], int]:
    """How many decisions each team makes in each week; together exactly the wanted number."""
    rng = _stream(size.seed, "volumes")
    empty = calendar.last_monday - timedelta(weeks=EMPTY_WEEKS_BEFORE_END)
    shares = {
        (team.code, monday.isoformat()): 0.0
        if (team.code, monday) == (EMPTY_TEAM, empty)
        else team.weekly * calendar.work_in(monday) * rng.uniform(0.88, 1.12)
        for team in TEAMS
        for monday in calendar.mondays
    }
    whole = sum(shares.values())
    exact = {key: share * size.decisions / whole for key, share in shares.items()} if whole else shares
    counts = {key: int(value) for key, value in exact.items()}
    for key in sorted(exact, key=lambda k: counts[k] - exact[k])[: size.decisions - sum(counts.values())]:
        counts[key] += 1
    return counts
