# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A receiver on loopback that answers as it is told, and an address that is registered with it."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Webhook
from caseworker.vocabulary.closed_lists import WebhookEvent
from caseworker.webhooks import add_webhook
from tests.factories import Town

EVERYTHING = [event.value for event in WebhookEvent]


@dataclass
class Receiver:
    """What came in, and the statuses to answer with, the last of them for ever."""

    address: str
    answers: list[int] = field(default_factory=lambda: [204])
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def bodies(self) -> list[dict[str, Any]]:
        """The messages as data."""
        return [json.loads(body) for _headers, body in self.received]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A web server that keeps what it gets."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.received.append(({name.lower(): value for name, value in self.headers.items()}, body))
            status = kept.answers.pop(0) if len(kept.answers) > 1 else kept.answers[0]
            self.send_response(status)
            if status == 302:
                self.send_header("Location", kept.address)
            self.end_headers()

        def log_message(self, *_anything: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept = Receiver(f"http://127.0.0.1:{server.server_port}/hook?from=caseworker")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield kept
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def loopback(settings: Settings) -> Settings:
    """Settings that allow webhooks to this machine."""
    return replace(settings, webhook_networks="127.0.0.0/8")


@pytest.fixture
def webhook(database: Database, loopback: Settings, context: Context, town: Town, receiver: Receiver) -> Webhook:
    """The receiver, registered for everything of the system `sortering`."""
    return add_webhook(database, loopback, context, "sortering", receiver.address, EVERYTHING)
