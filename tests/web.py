# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A browser for tests: it logs in and fills in forms as people do, and inspects every page that it meets."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import html5lib
import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from caseworker.app import create_app
from caseworker.config import Settings
from caseworker.database import Database
from caseworker.models import Decision, LedgerEntry
from tests.factories import NOW, PASSWORD, Town, context_at, settle
from tests.inspection import faults


@dataclass
class Clock:
    """A clock that stands still until it is moved on."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **passed: float) -> None:
        """Moves on by hours, minutes or seconds."""
        self.now += timedelta(**passed)


@dataclass
class Page:
    """What the browser shows: the answer, and its words."""

    response: TestResponse
    text: str = field(init=False)

    def __post_init__(self) -> None:
        # A file to download may be no text at all.
        self.text = self.response.get_data().decode(errors="replace")

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.response.status_code

    @property
    def words(self) -> str:
        """What can be read on the page, scripts and markup aside, on one line."""
        body: Any = html5lib.parse(self.text, namespaceHTMLElements=False).find("body")
        return re.sub(r"\s+", " ", " ".join(body.itertext())).strip()

    def fields(self, action: str = "") -> dict[str, str]:
        """What the form on the page would send if nothing was touched; `action` ends the address of the form."""
        root: Any = html5lib.parse(self.text, namespaceHTMLElements=False)
        form = next(
            f for f in root.iter("form") if (f.get("action") or "").endswith(action) and "main" in _over(root, f)
        )
        sent: dict[str, str] = {}
        for element in form.iter():
            kind, name = element.get("type"), element.get("name")
            if element.tag == "textarea" and name:
                sent[name] = "".join(element.itertext())
            elif element.tag == "select" and name:
                chosen = [o for o in element.iter("option") if o.get("selected") is not None]
                sent[name] = (chosen or list(element.iter("option")))[0].get("value")
            elif element.tag == "input" and name and (kind not in ("radio", "checkbox") or "checked" in element.attrib):
                sent[name] = element.get("value") or ""
        return sent


def _over(root: Any, wanted: Any) -> set[str]:
    parents = {child: parent for parent in root.iter() for child in parent}
    names = set()
    while wanted in parents:
        wanted = parents[wanted]
        names.add(wanted.tag)
    return names


class Browser:
    """One browser with its cookies."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def get(self, path: str, **options: Any) -> Page:
        """The page at the path, redirections followed, inspected."""
        return self._seen(self.client.get(path, follow_redirects=True, **options))

    def post(self, path: str, data: dict[str, Any], *, follow: bool = True) -> Page:
        """The page that answers what is sent."""
        return self._seen(self.client.post(path, data=data, follow_redirects=follow))

    def send(self, page: Page, path: str, **filled: str) -> Page:
        """The answer to the form of the page for this path, filled in; an empty text clears a field."""
        return self.post(path, {**page.fields(path), **filled})

    def token(self) -> str:
        """The token that a form of this browser must carry."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get("/login").get_data(as_text=True))
        assert found
        return found[1]

    def log_in(self, username: str, password: str = PASSWORD, **more: str) -> Page:
        """The page after the attempt to log in."""
        return self.post("/login", {"csrf_token": self.token(), "username": username, "password": password, **more})

    def _seen(self, response: TestResponse) -> Page:
        page = Page(response)
        if response.mimetype == "text/html" and not 300 <= page.status < 400:
            found = faults(page.text)
            assert found == [], f"{response.request.path}: {found}"
        return page


@pytest.fixture
def clock() -> Clock:
    """The clock of the application under test."""
    return Clock()


@pytest.fixture(scope="session")
def settled(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Town]:
    """A database file with the town of `tests.factories` in it, to copy; its passwords are quick to verify."""
    file = tmp_path_factory.mktemp("settled") / "town.sqlite"
    shutil.copy(empty_sqlite, file)
    database = Database(f"sqlite:///{file}")
    town = settle(database, context_at(), PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD))
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return file, town


@pytest.fixture
def web_database(tmp_path: Path, settled: tuple[Path, Town]) -> Iterator[Database]:
    """A fresh embedded database with the town in it."""
    file = tmp_path / "web.sqlite"
    shutil.copy(settled[0], file)
    database = Database(f"sqlite:///{file}")
    yield database
    database.close()


@pytest.fixture
def web_town(settled: tuple[Path, Town]) -> Town:
    """The people of the town."""
    return settled[1]


@pytest.fixture
def app(web_database: Database, settings: Settings, clock: Clock) -> Flask:
    """The application over the town."""
    return create_app(settings, web_database, clock)


@pytest.fixture
def browser_of(app: Flask) -> Callable[[str], Browser]:
    """Gives a browser in which the user of that name is logged in."""

    def logged_in(username: str) -> Browser:
        browser = Browser(app)
        assert browser.log_in(username).status == 200
        return browser

    return logged_in


@pytest.fixture
def caseworker(browser_of: Callable[[str], Browser]) -> Browser:
    """The browser of a caseworker."""
    return browser_of("caseworker")


def without_token(page: Page) -> str:
    """The page without what differs each time that the same form is shown."""
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page.text)


def decisions(database: Database) -> int:
    """How many decisions and corrections are stored."""
    with database.read() as session:
        return int(session.execute(select(func.count()).select_from(Decision)).scalar_one())


def entries(database: Database) -> int:
    """How many entries the log has."""
    with database.read() as session:
        return int(session.execute(select(func.count()).select_from(LedgerEntry)).scalar_one())
