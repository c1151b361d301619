# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The triggers that keep facts append-only, from one list; re-created after each migration, compared at start."""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, text
from sqlmodel import SQLModel

import caseworker.models

_ = caseworker.models

_ERASURE_IS_LOGGED = (
    "NEW.value IS NULL AND NEW.salt IS NULL AND NEW.entry = OLD.entry AND NEW.field = OLD.field AND EXISTS "
    "(SELECT 1 FROM erasures WHERE erased_entry = OLD.entry AND field = OLD.field)"
)


def append_only_tables() -> list[Table]:
    """The tables whose rows never change and never go."""
    return [
        table
        for table in SQLModel.metadata.sorted_tables
        if table.info.get("append_only") or table.info.get("ledgered") == "fact"
    ]


def kept_tables() -> list[Table]:
    """The tables whose rows may change, each change with an entry, and never go."""
    return [table for table in SQLModel.metadata.sorted_tables if table.info.get("ledgered") == "state"]


def sqlite_guards() -> Iterator[tuple[str, str]]:
    """(name, statement) of every trigger on SQLite."""
    for table in append_only_tables():
        yield _sqlite(f"keep_{table.name}_unchanged", "UPDATE", table.name)
        yield _sqlite(f"keep_{table.name}_rows", "DELETE", table.name)
    for table in kept_tables():
        yield _sqlite(f"keep_{table.name}_rows", "DELETE", table.name)
    yield _sqlite("keep_personal_values_rows", "DELETE", "personal_values")
    yield _sqlite("keep_personal_values_unchanged", "UPDATE", "personal_values", f"NOT ({_ERASURE_IS_LOGGED})")


def _sqlite(name: str, act: str, table: str, when: str = "") -> tuple[str, str]:
    condition = f" WHEN {when}" if when else ""
    body = f"SELECT RAISE(ABORT, '{table} keeps its rows as they were recorded')"
    return name, f"CREATE TRIGGER {name} BEFORE {act} ON {table}{condition} BEGIN {body}; END"


_POSTGRESQL_FUNCTIONS = {
    "keep_as_recorded": (
        "CREATE OR REPLACE FUNCTION keep_as_recorded() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% keeps its rows as they were recorded', TG_TABLE_NAME; END $$"
    ),
    "keep_unless_erased": (
        "CREATE OR REPLACE FUNCTION keep_unless_erased() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {_ERASURE_IS_LOGGED} THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION '% keeps its rows as they were recorded', TG_TABLE_NAME; END $$"
    ),
}


def postgresql_guards() -> Iterator[tuple[str, str, str]]:
    """(name, table, statement) of every trigger on PostgreSQL."""
    for table in append_only_tables():
        yield _postgresql(f"keep_{table.name}_rows", "UPDATE OR DELETE", table.name)
    for table in kept_tables():
        yield _postgresql(f"keep_{table.name}_rows", "DELETE", table.name)
    yield _postgresql("keep_personal_values_rows", "DELETE", "personal_values")
    yield _postgresql("keep_personal_values_unchanged", "UPDATE", "personal_values", "keep_unless_erased")
    for table in [*append_only_tables(), *kept_tables()]:
        yield _postgresql(f"keep_{table.name}_whole", "TRUNCATE", table.name)
    yield _postgresql("keep_personal_values_whole", "TRUNCATE", "personal_values")


def _postgresql(name: str, act: str, table: str, function: str = "keep_as_recorded") -> tuple[str, str, str]:
    each = "STATEMENT" if act == "TRUNCATE" else "ROW"
    statement = f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
    return name, table, statement


def drop(connection: Connection) -> None:
    """Nothing; the guards that stand are removed, which only a migration may do."""
    if connection.dialect.name == "sqlite":
        for name in _standing_sqlite(connection):
            connection.execute(text(f"DROP TRIGGER {name}"))
        return
    for name, table in _standing_postgresql(connection):
        connection.execute(text(f"DROP TRIGGER {name} ON {table}"))


def install(connection: Connection) -> None:
    """Nothing; every guard of the list stands afterwards, and no other."""
    drop(connection)
    if connection.dialect.name == "sqlite":
        for _name, statement in sqlite_guards():
            connection.exec_driver_sql(statement)
        return
    for function in _POSTGRESQL_FUNCTIONS.values():
        connection.exec_driver_sql(function.replace("%", "%%"))
    for _name, _table, statement in postgresql_guards():
        connection.exec_driver_sql(statement)


def missing(connection: Connection) -> list[str]:
    """The names of guards that are gone, altered or disabled; empty when all is as it should be."""
    if connection.dialect.name == "sqlite":
        standing = _standing_sqlite(connection)
        return sorted(name for name, statement in sqlite_guards() if standing.get(name) != statement)
    enabled = _standing_postgresql(connection)
    gone = [name for name, table, statement in postgresql_guards() if enabled.get((name, table)) != _shape(statement)]
    return sorted(gone + _altered_functions(connection))


def _standing_sqlite(connection: Connection) -> dict[str, str]:
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return {str(name): str(sql) for name, sql in rows}


def _standing_postgresql(connection: Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute(
        text(
            "SELECT t.tgname, c.relname, pg_get_triggerdef(t.oid) FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgname LIKE 'keep\\_%'"
        )
    )
    return {(str(name), str(table)): _shape(str(shown)) for name, table, shown in rows}


def _shape(statement: str) -> str:
    """A CREATE TRIGGER statement as both we and PostgreSQL write it: without the schema, the events in one order."""
    return statement.replace("public.", "").replace("UPDATE OR DELETE", "DELETE OR UPDATE")


def _altered_functions(connection: Connection) -> list[str]:
    rows = connection.execute(text("SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'keep\\_%'"))
    sources = {str(name): str(source).strip() for name, source in rows}
    return [
        name
        for name, statement in _POSTGRESQL_FUNCTIONS.items()
        if sources.get(name) != statement.split("$$")[1].strip()
    ]
