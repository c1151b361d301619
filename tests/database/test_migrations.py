# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The migrations make the tables that the models describe, go down and up, and leave the ledger's bytes alone."""

from pathlib import Path
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect, text
from sqlalchemy.exc import DatabaseError
from sqlmodel import SQLModel

from caseworker.checkpoints import ledger_state
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database, NotReady, create, downgrade, ready, upgrade
from caseworker.database.schema import current, head, revisions
from caseworker.recording import record_decision, record_own_judgement
from caseworker.verification import verify_database
from caseworker.vocabulary.responses import Answer
from tests.factories import Town, decision, recommend


def test_the_migrations_make_what_the_models_describe(database: Database) -> None:
    with database.engine.connect() as connection:
        different = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    assert different == []


def test_the_comparison_of_models_and_tables_can_fail(database: Database) -> None:
    with database.write() as session:
        session.execute(text("ALTER TABLE drafts ADD COLUMN odd INTEGER"))
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)


def test_every_check_of_the_models_stands_under_its_name(database: Database) -> None:
    found = inspect(database.engine)
    standing = {check["name"] for table in found.get_table_names() for check in found.get_check_constraints(table)}
    described = {
        str(constraint.name)
        for table in SQLModel.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert len(described) > 15
    assert standing == described


def test_each_migration_goes_down_to_nothing_and_up_again(database: Database) -> None:
    for revision in [*reversed(revisions())][1:]:
        downgrade(database, revision)
        assert current(database) == revision
    downgrade(database, "base")
    assert set(inspect(database.engine).get_table_names()) == {"alembic_version"}
    for revision in revisions():
        upgrade(database, revision)
    ready(database)


def test_an_upgrade_with_data_leaves_the_ledger_root_alone(database: Database, context: Context, town: Town) -> None:
    record_decision(database, context, recommend(database, context), decision(context, town.caseworker))
    with database.read() as session:
        before = ledger_state(session)
    upgrade(database)
    ready(database)
    with database.read() as session:
        assert ledger_state(session) == before


def test_records_from_before_the_optional_answers_stay_as_they_were(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    waiting = recommend(database, context)
    record_own_judgement(database, context, waiting, str(town.caseworker), Answer("afdaek"))
    record_decision(database, context, waiting, decision(context, town.caseworker))
    downgrade(database, "0005")
    with database.write() as session:
        session.execute(
            text("INSERT INTO drafts (user_id, recommendation_id, content, saved_at) VALUES (:who, :what, '{}', :at)"),
            {"who": _stored(database, town.colleague), "what": _stored(database, waiting), "at": "2026-11-20 09:30:00"},
        )
    upgrade(database)
    ready(database)
    assert verify_database(database, settings).ok
    with database.read() as session:
        assert session.execute(text("SELECT version FROM drafts")).scalars().all() == [1]
        assert session.execute(text("SELECT decided, certainty, seen_as FROM decisions")).all() == [
            ("tilbud", None, None)
        ]
    refused = "UPDATE decisions SET certainty = 'low'"
    with pytest.raises(DatabaseError), database.write() as session:
        session.execute(text(refused))


def _stored(database: Database, value: UUID) -> str:
    """A UUID as the database writes it."""
    return value.hex if database.is_sqlite else str(value)


def test_a_database_of_an_older_schema_is_not_served(database: Database) -> None:
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(NotReady, match="caseworker upgrade"):
        ready(database)


def test_an_absent_database_is_not_served_and_not_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'none.sqlite'}")
    with pytest.raises(NotReady, match="caseworker init"):
        ready(database)
    assert not (tmp_path / "none.sqlite").exists()


def test_creating_twice_changes_nothing(database: Database) -> None:
    assert create(database) is False
    assert current(database) == head()
