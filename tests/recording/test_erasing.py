# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is erased is gone, from every place, and nothing about the case comes in again."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlmodel import Session, col

from caseworker import recording
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database, engine
from caseworker.models import PersonalValue, RecentReason, Submission, Waiting
from caseworker.recording import afterwards, correct_decision, erase, record_decision, record_showing
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import ErasureRule
from caseworker.vocabulary.problems import Absent, CaseErased, NotStored
from tests.factories import KEY, Town, decision, recommend, settle
from tests.recording.stored import entries, stored

CASE = "2026-000123"


def values(database: Database) -> set[str]:
    with database.read() as session:
        held = select(col(PersonalValue.value)).where(col(PersonalValue.value).is_not(None))
        return set(session.execute(held).scalars())


def test_an_unknown_case_cannot_be_erased(database: Database, context: Context, town: Town) -> None:
    with pytest.raises(Absent):
        erase(database, context, "2026-000000", ErasureRule.RETENTION)


def test_all_that_tells_of_the_case_goes(database: Database, context: Context, town: Town, settings: Settings) -> None:
    told = decision(context, town.caseworker)
    record_decision(database, context, recommend(database, context), told, key=KEY)
    recommend(database, context)
    kept = recommend(database, context, case_reference="2026-000124")
    erase(database, context, CASE, ErasureRule.CITIZEN_REQUEST)
    assert values(database).isdisjoint({told.reason, CASE})
    with database.read() as session:
        assert session.execute(select(Submission)).first() is None
        assert session.execute(select(RecentReason)).first() is None
        assert session.execute(select(col(Waiting.recommendation_id))).scalars().all() == [kept]
    assert [(row.response, row.reason_code) for row in stored(database)] == [("overridden", "C1")]
    assert verify_database(database, settings).ok


def test_nothing_about_an_erased_case_comes_in_again(database: Database, context: Context, town: Town) -> None:
    me = str(town.caseworker)
    waiting, answered = recommend(database, context), recommend(database, context)
    receipt = record_decision(database, context, answered, decision(context, town.caseworker))
    erase(database, context, CASE, ErasureRule.CITIZEN_REQUEST)
    before = entries(database)
    named = decision(context, town.caseworker, reason="Talt med Inger fra Storegade.")
    with pytest.raises(CaseErased):
        record_decision(database, context, waiting, named)
    with pytest.raises(CaseErased):
        correct_decision(database, context, receipt.decision_id, 0, named)
    with pytest.raises(CaseErased):
        recording.commit(database, [recording.plan_showing(waiting, context, caseworker=me, shown_on=None, hour=None)])
    with pytest.raises(Absent):
        record_showing(database, context, waiting, me)
    assert entries(database) == before


def test_nobody_writes_about_the_case_while_its_values_are_listed(
    sqlite_database: Database, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = settle(sqlite_database, context)
    waiting = recommend(sqlite_database, context)
    monkeypatch.setitem(engine.SQLITE_PRAGMAS, "busy_timeout", ("50", 50))
    colleague = Database(str(sqlite_database.url))
    looked_up = afterwards._recommendations_of

    def somebody_decides_meanwhile(session: Session, case_reference: str) -> dict[UUID, int]:
        with pytest.raises(NotStored):
            record_decision(colleague, context, waiting, decision(context, town.caseworker))
        return looked_up(session, case_reference)

    monkeypatch.setattr(afterwards, "_recommendations_of", somebody_decides_meanwhile)
    erase(sqlite_database, context, CASE, ErasureRule.CITIZEN_REQUEST)
    with pytest.raises(CaseErased):
        record_decision(colleague, context, waiting, decision(context, town.caseworker))
    colleague.close()


def test_an_erased_text_is_not_in_the_file(sqlite_database: Database, context: Context) -> None:
    town = settle(sqlite_database, context)
    record_decision(sqlite_database, context, recommend(sqlite_database, context), decision(context, town.caseworker))
    erase(sqlite_database, context, CASE, ErasureRule.RETENTION)
    assert sqlite_database.file is not None
    files = [file for file in (sqlite_database.file, Path(f"{sqlite_database.file}-wal")) if file.exists()]
    assert len(files) == 2, "the search would mean nothing without the write-ahead log"
    assert not any(b"tager selv imod" in file.read_bytes() for file in files)


def test_a_log_that_somebody_still_reads_is_not_said_to_be_emptied(sqlite_database: Database, context: Context) -> None:
    settle(sqlite_database, context)
    assert sqlite_database.forget()
    with sqlite_database.read() as session:
        session.execute(text("SELECT COUNT(*) FROM ledger_entries")).scalar_one()
        recommend(sqlite_database, context)
        assert not sqlite_database.forget()
    assert sqlite_database.forget()
