# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Many processes write at once: every acknowledged act stands once, in one gapless line."""

import multiprocessing
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, func, select
from sqlmodel import Session, col

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database, engine
from caseworker.models import LedgerEntry
from caseworker.recording import record_decision
from caseworker.verification import verify_database
from caseworker.vocabulary.problems import AlreadyDecided
from tests.factories import Town, context_at, decision, recommend

Outcome = tuple[int, list[str]]


def _write_many(url: str, count: int, seed: int, guarded: bool) -> Outcome:
    """How many recommendations this process got acknowledged, and the kinds of error it met."""
    if not guarded:
        _take_the_guard_away()
    database = Database(url)
    context = context_at(seed=seed)
    stored, errors = 0, []
    for place in range(count):
        try:
            recommend(database, context, case_reference=f"2026-{seed}-{place}")
            stored += 1
        except Exception as error:  # noqa: BLE001  whatever goes wrong in this process is the finding
            errors.append(type(error).__name__)
    database.close()
    return stored, errors


def _take_the_guard_away() -> None:
    def deferred(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    class Unlocked(Database):
        @property
        def is_sqlite(self) -> bool:
            return True

    engine._begin_sqlite = deferred
    globals()["Database"] = Unlocked


def _answer(url: str, waiting: Any, me: Any, key: str, seed: int) -> str:
    database = Database(url)
    context = context_at(seed=seed)
    try:
        return record_decision(database, context, waiting, decision(context, me), key=key).decision_id.hex
    except AlreadyDecided:
        return "already decided"
    finally:
        database.close()


def in_processes(work: Callable[..., Any], arguments: list[tuple[Any, ...]]) -> list[Any]:
    # Each is a process of its own with nothing opened in it; the server of them has imported the application already.
    apart = multiprocessing.get_context("forkserver")
    apart.set_forkserver_preload(["caseworker.verification", "tests.factories"])
    with apart.Pool(len(arguments)) as pool:
        return pool.starmap(work, arguments)


def address(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


def size(session: Session) -> int:
    return int(session.execute(select(func.max(col(LedgerEntry.seq)))).scalar_one())


def write_at_once(database: Database, processes: int, each: int, *, guarded: bool) -> list[Outcome]:
    return in_processes(_write_many, [(address(database), each, seed, guarded) for seed in range(2, processes + 2)])


@pytest.mark.parametrize(
    ("processes", "each"),
    [(8, 25), pytest.param(8, 250, marks=pytest.mark.full), pytest.param(16, 5000, marks=pytest.mark.soak)],
)
def test_writers_at_once_lose_nothing_and_leave_no_gap(
    database: Database, town: Town, settings: Settings, processes: int, each: int
) -> None:
    with database.read() as session:
        before = size(session)
    outcomes = write_at_once(database, processes, each, guarded=True)
    assert outcomes == [(each, [])] * processes
    with database.read() as session:
        assert size(session) == before + processes * each
    report = verify_database(database, settings)
    assert report.ok, report.verdict


def test_without_the_lock_the_same_writers_fail_or_fork(database: Database, town: Town, settings: Settings) -> None:
    outcomes = write_at_once(database, 8, 25, guarded=False)
    unharmed = all(errors == [] for _stored, errors in outcomes)
    assert not (unharmed and verify_database(database, settings).ok)


def test_the_same_submission_from_sixteen_processes_is_one_decision(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    answers = in_processes(
        _answer, [(address(database), waiting, town.caseworker, "one-key-0123456789", seed) for seed in range(2, 18)]
    )
    assert len(set(answers)) == 1
    assert _answer(address(database), waiting, town.caseworker, "another-key-0123456", 99) == "already decided"
