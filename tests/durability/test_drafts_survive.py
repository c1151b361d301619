# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A server that is killed between saving and sending has the draft when it is back."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from caseworker.context import Context
from caseworker.database import Database
from tests.factories import PASSWORD, Town, recommend

STARTS_WITHIN = 60
WHY = "Skrevet lige før strømmen gik."
SERVE = "import sys; from caseworker.cli import main; sys.argv[0] = 'caseworker'; main()"


class Visitor:
    """A browser without script: cookies, forms, nothing more."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        """The page at the path."""
        return self._read(path, None)

    def post(self, path: str, page: str, **filled: str) -> str:
        """The answer to what is filled in, with the token and the key of the page."""
        hidden = dict(re.findall(r'name="(csrf_token|key|draft_version)" value="([^"]*)"', page))
        return self._read(path, urllib.parse.urlencode({**hidden, **filled}).encode())

    def log_in(self) -> None:
        """Logs in as the caseworker of the town."""
        self.post("/login", self.get("/login"), username="caseworker", password=PASSWORD)

    def _read(self, path: str, sent: bytes | None) -> str:
        with self.opener.open(self.address + path, sent, timeout=20) as answer:
            return str(answer.read().decode())


@contextmanager
def served(home: Path, last: signal.Signals) -> Iterator[str]:
    """The address of a real server over the installation in `home`, ended by the signal `last`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", SERVE, "serve", "--port", str(port), "--workers", "1"]
    environment = {**os.environ, "CASEWORKER_HOME": str(home)}
    with subprocess.Popen(command, env=environment, start_new_session=True) as server:
        try:
            _wait_until_healthy(address, server)
            yield address
        finally:
            os.killpg(server.pid, last)
            server.wait(timeout=30)


def _wait_until_healthy(address: str, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + STARTS_WITHIN
    while server.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()  # noqa: S310 - our own server
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server did not start")


@pytest.mark.full
def test_a_draft_survives_a_killed_server_and_can_still_be_sent(
    tmp_path: Path, settled: tuple[Path, Town], context: Context
) -> None:
    shutil.copy(settled[0], tmp_path / "caseworker.sqlite")
    database = Database(f"sqlite:///{tmp_path / 'caseworker.sqlite'}")
    case = f"/recommendations/{recommend(database, context)}"
    database.close()
    with served(tmp_path, signal.SIGKILL) as address:
        visitor = Visitor(address)
        visitor.log_in()
        page = visitor.get(case)
        assert WHY not in page
        visitor.post(f"{case}/draft", page, reason=WHY, decided="tilbud", reason_code="C1")
    with served(tmp_path, signal.SIGTERM) as address:
        visitor = Visitor(address)
        visitor.log_in()
        page = visitor.get(case)
        assert f">{WHY}</textarea>" in page
        sent = visitor.post(f"{case}/decision", page, reason=WHY, decided="tilbud", reason_code="C1")
        assert "Din beslutning er gemt" in sent
        assert "<textarea" not in visitor.get(case)
