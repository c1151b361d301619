# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A double reading to test with, on the embedded database with the town in it."""

import pytest

from caseworker.context import Context
from caseworker.database import Database
from tests.factories import Town
from tests.read_twice import Started, fill, start


@pytest.fixture
def database(web_database: Database) -> Database:
    """The embedded database with the town in it; what is read twice on both databases has its own."""
    return web_database


@pytest.fixture
def town(web_town: Town) -> Town:
    """The town of that database."""
    return web_town


@pytest.fixture
def started(database: Database, context: Context, town: Town) -> Started:
    """A double reading of ten followed and ten overridden records."""
    fill(database, context, town)
    return start(database, context, town)
