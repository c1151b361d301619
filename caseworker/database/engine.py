# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One engine per process: reading sessions, and writing sessions that hold the ledger's lock."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from caseworker.vocabulary.problems import Misconfigured, NotStored, Uncertain

BUSY_MILLISECONDS = 30_000
PATIENCE_MILLISECONDS = 1_000
LEDGER_LOCK = 7_306_425_116

# Each pragma with the answer that must be read back: WAL with FULL is what makes an acknowledged decision durable,
# recursive_triggers keeps INSERT OR REPLACE from walking past the guards, secure_delete makes erased mean gone.
SQLITE_PRAGMAS: dict[str, tuple[str, object]] = {
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "recursive_triggers": ("ON", 1),
    "secure_delete": ("ON", 1),
    "busy_timeout": (str(BUSY_MILLISECONDS), BUSY_MILLISECONDS),
}


class Database:
    """The records of one installation.

    `read()` gives a session for reading; `write()` a session whose changes are committed at the end of the block or not
    at all; `append()` the same under the lock that keeps the ledger's sequence gapless. The last two raise NotStored
    where the database is busy or full, and Uncertain where a server was lost while it committed.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.engine = _engine(url)
        # SQLite reads one state by itself; a PostgreSQL server has to be asked for it.
        self._reading = (
            self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")
        )

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of the embedded database."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the database, however long it reads, and changes nothing."""
        with Session(self._reading) as session:
            yield session
            session.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that is committed when the block ends well."""
        with self._transaction(ledger=False) as session:
            yield session

    @contextmanager
    def append(self) -> Iterator[Session]:
        """A session that alone may append to the ledger, committed when the block ends well."""
        with self._transaction(ledger=True) as session:
            yield session

    @contextmanager
    def _transaction(self, *, ledger: bool) -> Iterator[Session]:
        with self.engine.connect().execution_options(caseworker_writes=True) as connection:
            try:
                connection.begin()
                if ledger and not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LEDGER_LOCK})
                with Session(connection, join_transaction_mode="rollback_only") as session:
                    yield session
                    session.flush()
            except OperationalError as error:
                raise NotStored() from error
            self._commit(connection)

    def _commit(self, connection: Connection) -> None:
        """Nothing once the transaction is durable; raises NotStored, or Uncertain where nobody can tell."""
        driver = connection.connection.driver_connection
        try:
            connection.commit()
        except OperationalError as error:
            if not isinstance(driver, sqlite3.Connection):
                raise Uncertain() from error
            # SQLite can be interrupted after it has committed; it then says whether a transaction is still open.
            if driver.in_transaction:
                driver.rollback()
                raise NotStored() from error

    def forget(self) -> bool:
        """Whether the files of the embedded database hold nothing any more of what was erased or deleted.

        Its write-ahead log is emptied, unless somebody reads an older state for all of a second; False then, and the
        log is emptied when SQLite next can. False for PostgreSQL, where this is the work of its VACUUM.
        """
        if not self.is_sqlite:
            return False
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MILLISECONDS}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            answer = cursor.fetchone()
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        finally:
            connection.close()
        return answer is not None and answer[0] == 0

    def close(self) -> None:
        """Nothing; every connection of this process is closed."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": BUSY_MILLISECONDS / 1000, "isolation_level": None}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    for pragma, (wanted, answer) in SQLITE_PRAGMAS.items():
        connection.execute(f"PRAGMA {pragma} = {wanted}")
        got = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        if got != answer:
            raise Misconfigured(setting=f"the database answers {pragma} = {got}, not {wanted}")


def _begin_sqlite(connection: Connection) -> None:
    # Deferred transactions that turn into writers fail or fork the ledger; a writer says so at once.
    writes = connection.get_execution_options().get("caseworker_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
