# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A fault at any step of a write leaves the fact and its entry both there, or neither."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from caseworker import recording
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.verification import ledgered_tables, verify_database
from caseworker.vocabulary.closed_lists import ErasureRule, ResultKind, Source
from caseworker.vocabulary.problems import NotStored
from caseworker.vocabulary.responses import Answer
from tests.factories import KEY, Town, decision, recommend, settle

Write = Callable[[], object]


@pytest.fixture
def town(sqlite_database: Database, context: Context) -> Town:
    return settle(sqlite_database, context)


def writes(database: Database, context: Context, town: Town) -> dict[str, Write]:
    """Each kind of write, ready to be tried again until it goes through."""
    me = str(town.caseworker)
    ids: list[UUID] = [recommend(database, context, case_reference=f"2026-{place}") for place in range(5)]
    decided = recording.record_decision(database, context, ids[0], decision(context, town.caseworker)).decision_id
    new = recording.NewRecommendation(
        "1.0", Answer("bfu"), "2026-9", Source.API, team="modtagelsen", confidence=Decimal("0.5")
    )
    return {
        "recommendation": lambda: recording.receive_recommendation(database, context, "sortering", new),
        "showing": lambda: recording.record_showing(database, context, ids[1], me),
        "own judgement": lambda: recording.record_own_judgement(database, context, ids[2], me, Answer("akut")),
        "decision": lambda: recording.record_decision(
            database, context, ids[3], decision(context, town.caseworker), key=KEY
        ),
        "correction": lambda: recording.correct_decision(
            database, context, decided, 0, decision(context, town.caseworker, Answer("ingen"))
        ),
        "result": lambda: recording.add_result(
            database, context, decided, recording.NewResult(ResultKind.CHANGED, None, date(2026, 11, 1))
        ),
        "erasure": lambda: recording.erase(database, context, "2026-4", ErasureRule.CITIZEN_REQUEST),
    }


def counts(database: Database) -> tuple[int, int]:
    """How many entries there are, and how many rows of facts: equal when each entry has its row."""
    tables = [table.name for table in ledgered_tables()]
    rows = " + ".join(f"(SELECT COUNT(*) FROM {table})" for table in tables)
    with database.read() as session:
        entries, facts = session.execute(text(f"SELECT (SELECT COUNT(*) FROM ledger_entries), {rows}")).one()
    return entries, facts


@contextmanager
def fault_at(database: Database, step: int) -> Iterator[None]:
    """Interrupts SQLite's virtual machine at this step of the writing transaction."""
    taken = count(1)
    armed: list[Any] = []

    def interrupt() -> int:
        return int(next(taken) == step)

    def arm(connection: Connection) -> None:
        if connection.get_execution_options().get("caseworker_writes"):
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.set_progress_handler(interrupt, 1)
            armed.append(driver)

    event.listen(database.engine, "begin", arm)
    try:
        yield
    finally:
        event.remove(database.engine, "begin", arm)
        for driver in armed:
            driver.set_progress_handler(None, 0)


def attack(database: Database, write: Write) -> tuple[int, int | None]:
    """Tries the write with a fault at step 1, 2, 3 … until it goes through.

    Gives the number of steps, and the step whose fault was reported as not stored but left something (None: none did).
    """
    before = counts(database)
    for step in count(1):
        with fault_at(database, step):
            try:
                write()
            except NotStored:
                if counts(database) != before:
                    return step, step
            else:
                return step, None
    raise AssertionError("the steps never end")


KINDS = ["recommendation", "showing", "own judgement", "decision", "correction", "result", "erasure"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_at_any_step_stores_all_or_nothing(
    sqlite_database: Database, context: Context, town: Town, settings: Settings, kind: str
) -> None:
    write = writes(sqlite_database, context, town)[kind]
    before = counts(sqlite_database)
    steps, half = attack(sqlite_database, write)
    assert half is None
    assert steps > 100, "the transaction was hardly attacked at all"
    entries, facts = counts(sqlite_database)
    assert entries - before[0] == facts - before[1] > 0
    report = verify_database(sqlite_database, settings)
    assert report.ok, report.verdict


class WithoutTransaction(Database):
    """The guard taken away: every statement is committed by itself."""

    @contextmanager
    def append(self) -> Iterator[Session]:
        with super().append() as session:
            session.connection().exec_driver_sql("COMMIT")
            yield session
            session.connection().exec_driver_sql("BEGIN")


def test_the_attack_convicts_a_database_that_writes_without_a_transaction(
    sqlite_database: Database, context: Context, town: Town
) -> None:
    weak = WithoutTransaction(str(sqlite_database.url))
    write = writes(weak, context, town)["recommendation"]
    _steps, half = attack(weak, write)
    weak.close()
    assert half is not None


@pytest.mark.parametrize(
    "table", ["ledger_entries", "ledger_nodes", "personal_values", "decisions", "submissions", "recent_reasons"]
)
def test_when_one_insert_of_a_decision_fails_none_is_stored(
    sqlite_database: Database, context: Context, town: Town, table: str
) -> None:
    waiting = recommend(sqlite_database, context)
    recording.record_showing(sqlite_database, context, waiting, str(town.caseworker))
    # An odd size, so that the next entry completes a node of the tree.
    while counts(sqlite_database)[0] % 2 == 0:
        recommend(sqlite_database, context)
    before = counts(sqlite_database)
    with sqlite_database.write() as session:
        session.execute(text(f"CREATE TRIGGER fault BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'fault'); END"))
    with pytest.raises(IntegrityError, match="fault"):
        recording.record_decision(sqlite_database, context, waiting, decision(context, town.caseworker), key=KEY)
    assert counts(sqlite_database) == before
    with sqlite_database.write() as session:
        session.execute(text("DROP TRIGGER fault"))
    recording.record_decision(sqlite_database, context, waiting, decision(context, town.caseworker), key=KEY)
    assert counts(sqlite_database) == (before[0] + 1, before[1] + 1)
