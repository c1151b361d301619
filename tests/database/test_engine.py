# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What every connection promises, and how transactions end."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from caseworker.database import Database, engine
from caseworker.models import RecentReason
from caseworker.vocabulary.problems import Misconfigured, NotStored


def test_each_connection_reads_its_safety_settings_back(sqlite_database: Database) -> None:
    with sqlite_database.engine.connect() as connection:
        answers = {name: connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in engine.SQLITE_PRAGMAS}
    assert answers == {name: answer for name, (_wanted, answer) in engine.SQLITE_PRAGMAS.items()}


def test_a_database_that_answers_otherwise_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engine.SQLITE_PRAGMAS, "synchronous", ("NORMAL", 2))
    with pytest.raises(Misconfigured, match="synchronous = 1"):
        Database(f"sqlite:///{tmp_path / 'x.sqlite'}").engine.connect()


def test_a_block_that_ends_well_is_committed(database: Database) -> None:
    with database.write() as session:
        session.add(RecentReason(system="s", fingerprint="f", used_on=date(2026, 1, 1)))
    with database.read() as session:
        assert session.get(RecentReason, ("s", "f")) is not None


def test_a_block_that_fails_changes_nothing(database: Database) -> None:
    statement = text("INSERT INTO recent_reasons VALUES ('s', 'f', '2026-01-01')")
    with pytest.raises(IntegrityError), database.write() as session:  # noqa: PT012  the first must go, the second fail
        session.execute(statement)
        session.execute(statement)
    with database.read() as session:
        assert session.get(RecentReason, ("s", "f")) is None


def test_a_locked_database_says_that_nothing_was_stored(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engine.SQLITE_PRAGMAS, "busy_timeout", ("50", 50))
    impatient = Database(str(sqlite_database.url))
    with sqlite_database.write() as session:
        session.execute(text("INSERT INTO recent_reasons VALUES ('s', 'f', '2026-01-01')"))
        with pytest.raises(NotStored), impatient.write() as other:
            other.execute(text("INSERT INTO recent_reasons VALUES ('s', 'g', '2026-01-01')"))
    impatient.close()


def test_a_reading_session_sees_one_state_while_others_write(database: Database) -> None:
    count = text("SELECT COUNT(*) FROM recent_reasons")
    with database.read() as session:
        assert session.execute(count).scalar_one() == 0
        with database.write() as other:
            other.execute(text("INSERT INTO recent_reasons VALUES ('s', 'f', '2026-01-01')"))
        assert session.execute(count).scalar_one() == 0
    with database.read() as session:
        assert session.execute(count).scalar_one() == 1
