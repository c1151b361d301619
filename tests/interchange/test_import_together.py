# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""An import among others who write, and one that is stopped on the way."""

import threading
import time
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange import Import, Request, RowError
from caseworker.vocabulary import limits
from tests.factories import Town, context_at, decision, recommend
from tests.interchange.file_cases import DECIDED, WAITING, Cells, asked, facts, ledger_size, take_in, write


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


def many(count: int) -> list[Cells]:
    return [
        {**DECIDED, "case_reference": f"S-{place}", "reason": f"Begrundelse nummer {place}."} for place in range(count)
    ]


def test_rows_are_stored_in_batches_and_others_write_between_them(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    file = write(tmp_path / "a.csv", many(2 * limits.BATCH_ROWS + 1))
    work = Import(database, context, Request(file, "sortering"), lambda error: None)
    for _position in work.check():
        assert facts(database) == [], "the check writes nothing"
    sizes = []
    for _position in work.store():
        sizes.append(len(facts(database)))
        recommend(database, context)
    assert sizes == [limits.BATCH_ROWS, 2 * limits.BATCH_ROWS + 1, 2 * limits.BATCH_ROWS + 3]


def test_a_writer_beside_the_import_waits_a_moment_only_and_the_ledger_stays_gapless(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    file = write(tmp_path / "a.csv", many(8 * limits.BATCH_ROWS))
    ended, waits = threading.Event(), []

    def record_until_the_end() -> None:
        mine = context_at(seed=2)
        while not ended.is_set():
            recommendation_id = recommend(database, mine, case_reference="beside")
            started = time.monotonic()
            recording.record_decision(database, mine, recommendation_id, decision(mine, town.caseworker))
            waits.append(time.monotonic() - started)

    writer = threading.Thread(target=record_until_the_end)
    writer.start()
    try:
        outcome = take_in(database, context, file)
    finally:
        ended.set()
        writer.join()
    assert outcome.stored is not None
    assert (outcome.stored.decisions, outcome.errors) == (8 * limits.BATCH_ROWS, [])
    assert len(waits) >= 3
    assert max(waits) < 10, "far below the half minute after which a writer gives up"
    (ledger,) = asked(database, "SELECT COUNT(*) AS size, MIN(seq) AS first, MAX(seq) AS last FROM ledger_entries")
    assert (ledger.first, ledger.last) == (1, ledger.size)


def test_a_stopped_import_is_whole_so_far_and_the_next_one_goes_on(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    file = write(tmp_path / "a.csv", many(2 * limits.BATCH_ROWS + 1))
    work = Import(database, context, Request(file, "sortering"), lambda error: None)
    list(work.check())
    next(work.store())
    assert len(facts(database)) == limits.BATCH_ROWS
    again = take_in(database, context, file)
    assert again.stored is not None
    assert (again.stored.decisions, again.stored.already) == (limits.BATCH_ROWS + 1, limits.BATCH_ROWS)
    assert len(facts(database)) == 2 * limits.BATCH_ROWS + 1


WITH_ID = {**WAITING, "recommendation_id": "r-1"}
ANSWERED = {**WITH_ID, "decided": "ingen", "decided_at": "2026-10-04T08:00:00Z", "caseworker": "anna"}


def answer_first(database: Database, town: Town) -> None:
    (waiting,) = asked(database, "SELECT recommendation_id FROM waiting")
    mine = context_at(seed=3)
    recording.record_decision(database, mine, UUID(waiting.recommendation_id), decision(mine, town.caseworker))


def test_an_answer_given_between_the_passes_stands_and_the_row_is_reported(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    take_in(database, context, write(tmp_path / "a.csv", [WITH_ID]))
    errors: list[RowError] = []
    file = write(tmp_path / "b.csv", [ANSWERED, *many(3)])
    work = Import(database, context, Request(file, "sortering"), errors.append)
    list(work.check())
    assert errors == []
    answer_first(database, town)
    list(work.store())
    assert [error.row for error in errors] == [2]
    assert (work.stored.decisions, work.stored.errors) == (3, 1)
    assert sorted(fact["decided"] for fact in facts(database)) == ["tilbud"] * 4


def test_an_answer_given_while_a_batch_is_planned_stands_and_the_batch_is_planned_again(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    take_in(database, context, write(tmp_path / "a.csv", [WITH_ID]))
    errors: list[RowError] = []
    interruptions: list[int] = []

    def interrupted(count: int) -> bytes:
        # Planning draws ids after it has looked at what is stored: somebody answers at that moment.
        if armed and not interruptions:
            interruptions.append(ledger_size(database))
            answer_first(database, town)
        return context.entropy(count)

    armed = False
    file = write(tmp_path / "b.csv", [ANSWERED, *many(3)])
    work = Import(database, replace(context, entropy=interrupted), Request(file, "sortering"), errors.append)
    list(work.check())
    armed = True
    list(work.store())
    assert interruptions
    assert [error.row for error in errors] == [2]
    assert (work.stored.decisions, work.stored.errors) == (3, 1)
    (ledger,) = asked(database, "SELECT COUNT(*) AS size, MAX(seq) AS last FROM ledger_entries")
    assert ledger.size == ledger.last


def test_the_ids_of_an_import_stand_in_its_order_and_cannot_be_guessed(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    take_in(database, context, write(tmp_path / "a.csv", many(20)))
    ids = [row.id for row in asked(database, "SELECT id FROM decisions ORDER BY entry")]
    assert ids == sorted(ids)
    assert len({each[-16:] for each in ids}) == 20
    apart = [context.new_id().hex for _ in range(20)]
    assert apart != sorted(apart), "which is not so by chance"
