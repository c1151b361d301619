# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is recorded can be neither changed nor removed, by any statement, on either database."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from caseworker.context import Context
from caseworker.database import Database, NotReady, guards, ready
from caseworker.recording import erase, record_decision
from caseworker.vocabulary.closed_lists import ErasureRule
from tests.factories import Town, decision, recommend


def execute(database: Database, statement: str) -> int:
    with database.write() as session:
        return int(session.execute(text(statement)).rowcount)  # type: ignore[attr-defined]


@pytest.fixture
def recorded(database: Database, context: Context, town: Town) -> Database:
    """A database in which a decision is recorded."""
    record_decision(database, context, recommend(database, context), decision(context, town.caseworker))
    return database


TABLES = sorted({table.name for table in [*guards.append_only_tables(), *guards.kept_tables()]} | {"personal_values"})
FILLED = ["decisions", "ledger_entries", "ledger_nodes", "recommendations", "personal_values", "systems", "users"]


@pytest.mark.parametrize("table", FILLED)
def test_no_row_of_a_record_can_be_deleted(recorded: Database, table: str) -> None:
    with pytest.raises(DBAPIError, match="keeps its rows"):
        execute(recorded, f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET response = 'accepted'",
        "UPDATE ledger_entries SET raw = leaf",
        "UPDATE ledger_nodes SET position = position + 1",
        "UPDATE recommendations SET recommended = 'akut'",
        "UPDATE personal_values SET value = 'andet' WHERE field = 'reason'",
        "UPDATE personal_values SET value = NULL, salt = NULL WHERE field = 'reason'",
    ],
)
def test_no_record_can_be_changed(recorded: Database, statement: str) -> None:
    with pytest.raises(DBAPIError, match="keeps its rows"):
        execute(recorded, statement)


def test_without_its_guard_the_same_change_goes_through(recorded: Database) -> None:
    drop = (
        "DROP TRIGGER keep_decisions_unchanged"
        if recorded.is_sqlite
        else "DROP TRIGGER keep_decisions_rows ON decisions"
    )
    execute(recorded, drop)
    assert execute(recorded, "UPDATE decisions SET response = 'accepted'") == 1


def test_a_value_goes_only_by_an_erasure_that_is_recorded(recorded: Database, context: Context) -> None:
    assert erase(recorded, context, "2026-000123", ErasureRule.CITIZEN_REQUEST) == 4
    with recorded.read() as session:
        left = session.execute(text("SELECT field FROM personal_values WHERE value IS NOT NULL ORDER BY field"))
        fields = set(left.scalars())
    assert fields == {"caseworker", "username", "name"}


def test_insert_or_replace_cannot_walk_past_the_guards(sqlite_database: Database, context: Context) -> None:
    from tests.factories import settle

    town = settle(sqlite_database, context)
    receipt = record_decision(
        sqlite_database, context, recommend(sqlite_database, context), decision(context, town.caseworker)
    )
    replace = (
        f"INSERT OR REPLACE INTO ledger_entries SELECT seq, leaf, leaf FROM ledger_entries WHERE seq = {receipt.entry}"
    )
    with pytest.raises(DBAPIError, match="keeps its rows"):
        execute(sqlite_database, replace)


def test_truncate_cannot_walk_past_the_guards(postgresql_database: Database) -> None:
    with pytest.raises(DBAPIError, match="keeps its rows"):
        execute(postgresql_database, "TRUNCATE decisions CASCADE")


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_records_has_a_guard_against_deletion(database: Database, table: str) -> None:
    with database.engine.connect() as connection:
        assert guards.missing(connection) == []
    execute(database, f"DROP TRIGGER keep_{table}_rows" + ("" if database.is_sqlite else f" ON {table}"))
    with database.engine.connect() as connection:
        assert guards.missing(connection) == [f"keep_{table}_rows"]


def test_a_database_without_a_guard_is_not_served(database: Database) -> None:
    ready(database)
    execute(database, "DROP TRIGGER keep_decisions_rows" + ("" if database.is_sqlite else " ON decisions"))
    with pytest.raises(NotReady, match="keep_decisions_rows"):
        ready(database)


def test_a_disabled_guard_counts_as_missing(postgresql_database: Database) -> None:
    execute(postgresql_database, "ALTER TABLE decisions DISABLE TRIGGER keep_decisions_rows")
    with postgresql_database.engine.connect() as connection:
        assert guards.missing(connection) == ["keep_decisions_rows"]


def test_a_guard_of_the_right_name_that_guards_something_else_counts_as_missing(postgresql_database: Database) -> None:
    execute(postgresql_database, "DROP TRIGGER keep_decisions_rows ON decisions")
    execute(
        postgresql_database,
        "CREATE TRIGGER keep_decisions_rows BEFORE INSERT ON decisions "
        "FOR EACH ROW EXECUTE FUNCTION keep_as_recorded()",
    )
    with postgresql_database.engine.connect() as connection:
        assert guards.missing(connection) == ["keep_decisions_rows"]


def test_an_emptied_guard_function_counts_as_missing(postgresql_database: Database) -> None:
    execute(
        postgresql_database,
        "CREATE OR REPLACE FUNCTION keep_as_recorded() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
    )
    with postgresql_database.engine.connect() as connection:
        assert guards.missing(connection) == ["keep_as_recorded"]
