# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The API served for real: by `caseworker serve` in processes of its own, over an installation with the town in it."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from caseworker.config import load
from caseworker.context import context_of
from caseworker.database import Database, create
from caseworker.registry.tokens import add_token
from caseworker.vocabulary.closed_lists import TokenScope
from tests.factories import settle

# On a machine with much else to do a server takes long to begin.
PATIENCE_SECONDS = 90


@dataclass
class Served:
    """An installation in a folder, its server, and a token of the system that sorts."""

    home: Path
    port: int
    token: str
    reading_token: str
    database: Database
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The settings by which it is served."""
        address = self.database.engine.url.render_as_string(hide_password=False)
        return {"CASEWORKER_HOME": str(self.home), "CASEWORKER_DATABASE_URL": address}

    def start(self) -> None:
        """Starts the server, and waits until it answers."""
        command = [
            str(Path(sys.executable).with_name("caseworker")),
            "serve",
            "--port",
            str(self.port),
            "--workers",
            "2",
        ]
        environment = {**os.environ, **self.environment}
        self.process = subprocess.Popen(
            command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_SECONDS:
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.address}/readyz").status_code == 200:
                    return
            time.sleep(0.1)
        raise AssertionError("the server never answered")

    def kill(self) -> None:
        """Ends every process of the server at once, in the middle of whatever it does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """Ends the server as an operator would."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
            self.process = None


def installation(folder: Path, database: Database | None = None) -> Served:
    """An installation with the town in it, not served yet; in an embedded database where no empty one is given."""
    settings = load({"CASEWORKER_HOME": str(folder / "instance")})
    if database is None:
        database = Database(settings.database_url)
        create(database)
    context = context_of(settings)
    settle(database, context)
    tokens = [add_token(database, context, "sortering", scope.value, scope) for scope in TokenScope]
    return Served(folder / "instance", _free_port(), tokens[1], tokens[0], database)


def _free_port() -> int:
    """A port that nobody has, below those that the system gives to clients.

    One of these could be taken while the server is down: by a client that calls it and is given the port it calls.
    """
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with socket.socket() as tried, suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")
