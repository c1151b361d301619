# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A long import lets others work, can be stopped at any moment, and goes on from there."""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
import urllib3

from caseworker.accounts import hash_password
from caseworker.config import load
from caseworker.context import context_of
from caseworker.database import Database, create
from caseworker.ledger import AuditReport
from caseworker.verification import verify_database
from tests.factories import PASSWORD, recommend, settle
from tests.interchange.file_cases import DECIDED, asked, write

HALF_A_SECOND = 0.5
CASEWORKER = str(Path(sys.executable).with_name("caseworker"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with the town in it."""
    monkeypatch.setenv("CASEWORKER_HOME", str(tmp_path / "home"))
    settings = load()
    database = Database(settings.database_url)
    create(database)
    settle(database, context_of(settings), hash_password(PASSWORD))
    database.close()
    return tmp_path


def records(home: Path) -> Database:
    return Database(f"sqlite:///{home / 'home' / 'caseworker.sqlite'}")


def many(home: Path, count: int) -> Path:
    rows = [{**DECIDED, "case_reference": f"2026-{n:06d}", "reason": f"Sag nummer {n} er ny."} for n in range(count)]
    return write(home / "many.csv", rows)


@contextmanager
def running(*words: str) -> Iterator[subprocess.Popen[str]]:
    """The command at work; stopped by its id where it is still at work at the end."""
    # Whoever runs the tests in the background may have this signal ignored, and the command would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen([CASEWORKER, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate()


def decided(database: Database) -> int:
    return int(asked(database, "SELECT COUNT(*) AS n FROM decisions")[0].n)


@pytest.mark.parametrize("size", [4000, pytest.param(20_000, marks=pytest.mark.full)])
def test_an_import_that_is_stopped_says_how_far_it_came_and_goes_on_from_there(home: Path, size: int) -> None:
    file, database = many(home, size), records(home)
    with running("import", str(file), "--system", "sortering") as process:
        while decided(database) < 200:
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    stored = decided(database)
    assert (process.returncode, out, err.count("\n")) == (2, "", 1)
    told = re.search(rf"Stopped after ([\d,]+) of the file’s {size:,} rows", err)
    assert told
    assert 200 <= stored < size
    # The last batch may have been committed just before its rows were counted.
    assert stored - int(told[1].replace(",", "")) in (0, 100)
    assert whole(database).ok
    again = subprocess.run(
        [CASEWORKER, "import", str(file), "--system", "sortering"], capture_output=True, text=True, check=True
    )
    assert again.stdout.startswith(f"Stored {size - stored:,} decisions")
    assert f"{stored:,} were already there" in again.stdout
    assert decided(database) == size
    database.close()


def whole(database: Database) -> AuditReport:
    return verify_database(database, load())


class Desk:
    """A caseworker's browser against a real server; knows how long each answer took."""

    def __init__(self, address: str) -> None:
        self.address, self.cookie, self.took = address, "", [0.0]
        self.pool = urllib3.PoolManager(retries=False, timeout=30)

    def ask(self, path: str, fields: dict[str, str] | None = None) -> str:
        """The answer's text."""
        started = time.monotonic()
        answer = self.pool.request(
            "POST" if fields else "GET",
            self.address + path,
            body=urlencode(fields) if fields else None,
            headers={"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"},
            redirect=False,
        )
        self.took.append(time.monotonic() - started)
        self.cookie = answer.headers.get("Set-Cookie", self.cookie).partition(";")[0]
        assert answer.status in (200, 303), answer.status
        return answer.data.decode()

    def log_in(self) -> None:
        """Nothing; the desk is open."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.ask("/login"))
        assert token
        self.ask("/login", {"csrf_token": token[1], "username": "caseworker", "password": PASSWORD})
        assert "Venter på dig" in self.ask("/desk")


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of the production server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running("serve", "--port", str(port), "--workers", "1"):
        for _attempt in range(300):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("size", [2000, pytest.param(60_000, marks=pytest.mark.full)])
def test_a_caseworker_is_answered_within_half_a_second_while_a_file_comes_in(home: Path, size: int) -> None:
    database, context = records(home), context_of(load())
    waiting = [recommend(database, context, case_reference=f"V-{n}") for n in range(40)]
    file = many(home, size)
    with served(home) as address:
        desk = Desk(address)
        desk.log_in()
        before = len(desk.took)
        with running("import", str(file), "--system", "sortering") as process:
            while decided(database) == 0:
                assert process.poll() is None
                time.sleep(0.01)
            while process.poll() is None:
                # The page of a recommendation writes: that it was shown is a fact.
                for path in ("/desk", f"/recommendations/{waiting[len(desk.took) % 40]}"):
                    desk.ask(path)
                time.sleep(0.05)
    took = sorted(desk.took[before:])
    opened = asked(database, "SELECT COUNT(*) AS n FROM waiting WHERE openings > 0")[0].n
    database.close()
    assert len(took) > 10
    assert opened > 3
    assert took[int(len(took) * 0.95)] < HALF_A_SECOND, took[-5:]
