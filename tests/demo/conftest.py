# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One whole demo for all tests of it, and small ones to compare."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

import reports
from caseworker.context import Context
from caseworker.database import Database
from caseworker.demo import DemoSize, fill
from caseworker.registry import default_reasons, register

NOW = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
THIS_WEEK = date(2026, 11, 16)


def context_at(now: datetime = NOW) -> Context:
    """The surroundings of an installation at that moment."""
    return Context(now, ZoneInfo("Europe/Copenhagen"), b"identity" * 4, b"reasons!" * 4)


@pytest.fixture(scope="session")
def new_database(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Database]]:
    """Makes databases with nothing but the reason list in them."""
    made: list[Database] = []

    def make() -> Database:
        file = tmp_path_factory.mktemp("demo") / "records.sqlite"
        shutil.copy(empty_sqlite, file)
        made.append(Database(f"sqlite:///{file}"))
        register(made[-1], context_at(), default_reasons())
        return made[-1]

    yield make
    for database in made:
        database.close()


@pytest.fixture(scope="session")
def demo_file(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the demo in its usual size, filled by the worker that asks first; the others wait for it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    file = shared / "demo.sqlite"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            unfinished = own / "demo-unfinished.sqlite"
            shutil.copy(empty_sqlite, unfinished)
            database = Database(f"sqlite:///{unfinished}")
            register(database, context_at(), default_reasons())
            fill(database, context_at(), DemoSize())
            with database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            database.close()
            unfinished.rename(file)
    return file


@pytest.fixture(scope="session")
def demo(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The demo in its usual size, at a fixed clock, to read."""
    file = tmp_path_factory.mktemp("demo") / "records.sqlite"
    shutil.copy(demo_file, file)
    database = Database(f"sqlite:///{file}")
    yield database
    database.close()


@pytest.fixture(scope="session")
def facts(demo: Database) -> pd.DataFrame:
    """The demo as reports read it."""
    return reports.read(demo.url.render_as_string())
