# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Systems with their tokens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from caseworker.context import Context
from caseworker.database import Database
from caseworker.vocabulary.closed_lists import TokenScope
from tests.api.machines import Machine, token
from tests.api.served import Served, installation


@pytest.fixture
def machine(app: Flask, web_database: Database, context: Context) -> Machine:
    """The system that sorts, which may write."""
    return Machine(app, token(web_database, context, "sortering", TokenScope.WRITE))


@pytest.fixture
def reader(app: Flask, web_database: Database, context: Context) -> Machine:
    """The system that sorts, which may read."""
    return Machine(app, token(web_database, context, "sortering", TokenScope.READ))


@pytest.fixture
def other(app: Flask, web_database: Database, context: Context) -> Machine:
    """Another system, which answers with numbers and may write."""
    return Machine(app, token(web_database, context, "timer", TokenScope.WRITE))


@pytest.fixture
def nobody(app: Flask) -> Machine:
    """A program without a token."""
    return Machine(app, None)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The API, served for real."""
    made = installation(tmp_path)
    made.start()
    yield made
    made.stop()
    made.database.close()


@pytest.fixture
def served_on_postgresql(tmp_path: Path, postgresql_database: Database) -> Iterator[Served]:
    """The API, served for real over PostgreSQL."""
    made = installation(tmp_path, postgresql_database)
    made.start()
    yield made
    made.stop()
