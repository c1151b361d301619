# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Server time of the desk and of the recommendation page, with a large municipality's records stored.

Prints median and 95th percentile of each page, what of it the processor worked, the SQL statements, and how busy the
machine was. Ends with 1 where a promise is broken; the promise is about the time that somebody waits.
"""

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from statistics import median, quantiles
from uuid import UUID

from argon2 import PasswordHasher
from sqlalchemy import Engine, event

from caseworker import registry
from caseworker.acts import Plan
from caseworker.app import create_app
from caseworker.config import load
from caseworker.context import Context, context_of
from caseworker.database import Database, create
from caseworker.demo.definitions import load as demo_systems
from caseworker.models import User, UserTold
from caseworker.recording import NewDecision, NewRecommendation, commit, plan_decision, plan_recommendation
from caseworker.recording.decisions import Answered
from caseworker.registry import SystemRules, system_rules
from caseworker.vocabulary.closed_lists import Role, Source
from caseworker.vocabulary.limits import BATCH_ROWS
from caseworker.vocabulary.responses import Answer

PROMISED_MILLISECONDS = 25
UNCOUNTED = 10
TEAMS = 8
SYSTEM = "boligforhold"
PASSWORD = "et langt kodeord til målinger"  # noqa: S105  made up for a database that is thrown away


def main() -> int:
    """0 where every promise holds, else 1."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--recommendations", type=int, default=100_000)
    told.add_argument("--waiting", type=int, default=20_000)
    told.add_argument("--rounds", type=int, default=200)
    wanted = told.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = load({"CASEWORKER_HOME": folder})
        database = Database(settings.database_url)
        create(database)
        context = context_of(settings, datetime.now(UTC))
        print(f"storing {wanted.recommendations} recommendations, of which {wanted.waiting} wait …", flush=True)
        waiting = fill(database, context, wanted.recommendations, wanted.waiting)
        browser = create_app(settings, database).test_client()
        page = browser.get("/login").get_data(as_text=True)
        token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
        browser.post("/login", data={"csrf_token": token, "username": "anna", "password": PASSWORD})
        ask = Ask(browser.get, waiting, database.engine)
        kept = [report(name, ask.times(addresses, wanted.rounds)) for name, addresses in ask.pages().items()]
        database.close()
    print(_busy())
    return 0 if all(kept) else 1


@dataclass(frozen=True)
class Measured:
    """Milliseconds of each answer by the clock and of the processor, and the SQL statements of one answer."""

    waited: list[float]
    worked: list[float]
    statements: float


class Ask:
    """Asks for pages as a browser does, and takes the time."""

    def __init__(self, get: Callable[..., object], waiting: list[UUID], engine: Engine) -> None:
        self._get, self._waiting = get, waiting
        self._statements = 0
        event.listen(engine, "before_cursor_execute", self._count)

    def _count(self, *_told: object) -> None:
        self._statements += 1

    def pages(self) -> dict[str, Iterator[str]]:
        """The addresses of each kind of page, without end."""
        rng = Random(1)  # noqa: S311  which pages are asked for is no secret
        return {
            "the desk": _for_ever(lambda: "/desk"),
            "the desk, a later page": _for_ever(lambda: f"/desk?page={rng.randint(2, 60)}"),
            "the desk, a search": _for_ever(lambda: f"/desk?search=2026-{rng.randrange(10**5):06}"),
            "a recommendation": _for_ever(lambda: f"/recommendations/{rng.choice(self._waiting)}"),
        }

    def times(self, addresses: Iterator[str], rounds: int) -> Measured:
        """What each answer took, after some that are not counted.

        Where clock and processor are far apart, the machine was busy with something else, or the disk is slow.
        """
        for _round in range(UNCOUNTED):
            self._once(next(addresses))
        self._statements = 0
        taken = [self._once(next(addresses)) for _round in range(rounds)]
        return Measured([waited for waited, _ in taken], [worked for _, worked in taken], self._statements / rounds)

    def _once(self, address: str) -> tuple[float, float]:
        start, before = time.perf_counter(), time.process_time()
        answer = self._get(address, headers={"Accept-Encoding": "gzip"})
        waited, worked = (time.perf_counter() - start) * 1000, (time.process_time() - before) * 1000
        if getattr(answer, "status_code", 0) != 200:
            raise SystemExit(f"{address} answered {answer}")
        return waited, worked


def _for_ever(make: Callable[[], str]) -> Iterator[str]:
    while True:
        yield make()


def report(name: str, measured: Measured) -> bool:
    """Whether the promise holds; what was measured is printed."""
    kept = _high(measured.waited) <= PROMISED_MILLISECONDS
    print(
        f"{name:<24} median {median(measured.waited):6.1f} ms   p95 {_high(measured.waited):6.1f} ms   "
        f"processor {median(measured.worked):6.1f} ms   p95 {_high(measured.worked):6.1f} ms   "
        f"{measured.statements:4.0f} statements   {'kept' if kept else 'BROKEN'} (at most {PROMISED_MILLISECONDS} ms)",
        flush=True,
    )
    return kept


def _high(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _busy() -> str:
    """How many programs wanted to run meanwhile; with more of them than cores, each waits for the others."""
    minute, *_earlier = os.getloadavg()
    return f"load {minute:.1f} on {os.cpu_count()} cores; from one program a core on, the clock tells of the others too"


def fill(database: Database, context: Context, count: int, waiting: int) -> list[UUID]:
    """The recommendations that wait for the team of `anna`; stored by the same writers as real casework."""
    today = context.today
    registry.register(database, context, registry.default_reasons())
    for team in range(TEAMS):
        registry.add_team(database, context, f"team{team}", f"Team {team}")
    registry.register(database, context, demo_systems()[SYSTEM].rows(today - timedelta(weeks=26), today))
    user = User(
        entry=0,
        id=context.new_id(),
        username="anna",
        name="Anna",
        role=Role.CASEWORKER,
        team="team0",
        password_hash=PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD),
    )
    registry.register(database, context, [user])
    # Everybody reads how records are used before the first one, and these are the pages of somebody at work.
    with database.write() as session:
        session.add(UserTold(user_id=user.id, told_on=today))
    with database.read() as session:
        rules = system_rules(session, SYSTEM)
    ordered = context.with_ids_in_order()
    theirs: list[UUID] = []
    for first in range(0, count, BATCH_ROWS):
        plans: list[Plan] = []
        for number in range(first, min(first + BATCH_ROWS, count)):
            waits = number % count < waiting
            recommendation_id, made = _case(rules, ordered, number, str(user.id), waits=waits)
            plans += made
            if waits and number % TEAMS == 0:
                theirs.append(recommendation_id)
        commit(database, plans)
    return theirs


def _case(rules: SystemRules, context: Context, number: int, user: str, *, waits: bool) -> tuple[UUID, list[Plan]]:
    options = sorted(rules.answers.options)
    recommended = Answer(options[number % len(options)])
    issued = context.now - timedelta(minutes=number)
    new = NewRecommendation(
        model_version=min(rules.versions),
        recommended=recommended,
        case_reference=f"2026-{number:06}",
        source=Source.API,
        team=f"team{number % TEAMS}",
        issued_at=issued,
        confidence=Decimal("0.72"),
        basis=BASIS,
    )
    recommendation_id, plan = plan_recommendation(rules, new, context, waits=waits)
    if waits:
        return recommendation_id, [plan]
    decision = NewDecision(
        Source.FORM, recommended, f"Set ved besøg {number}.", issued, reason_code="A1", caseworker=user
    )
    _row, decided = plan_decision(rules, Answered(recommendation_id, recommended), decision, context)
    return recommendation_id, [plan, decided]


BASIS: dict[str, object] = {
    "sources": [{"name": f"Kilde {n}", "fresh": "opdateret 20.11.2026"} for n in range(5)],
    "factors": [
        {"text": f"Forhold {n} i sagen", "direction": direction, "weight": weight}
        for n, (direction, weight) in enumerate([("for", "large"), ("for", "small"), ("against", "medium")])
    ],
    "groups": {"alder": "40-55"},
}


if __name__ == "__main__":
    sys.exit(main())
