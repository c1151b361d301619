# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The application served for real, and a real browser that is watched."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from tests.factories import PASSWORD

# Nothing that the browser does for itself may leave the machine.
LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Watched:
    """A page with everything that its browser complained of or asked of other addresses."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Opens a page of the application."""
        self.page.goto(self.address + path)

    def log_in(self, username: str = "caseworker") -> None:
        """Logs in by keyboard."""
        self.go("/login")
        self.press_until("#username")
        self.page.keyboard.type(username)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector(".log-off")

    def press_until(self, wanted: str, key: str = "Tab") -> None:
        """Presses the key until the focus is on what the selector finds."""
        for _press in range(60):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"the keyboard never reached {wanted}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """The machine's own Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=LAUNCH)
        yield launched
        launched.close()


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """The address of the application, served for real."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=[1280, 390], ids=["desktop", "phone"])
def watched(request: pytest.FixtureRequest, chromium: Chromium, served: str) -> Iterator[Watched]:
    """A watched page, as wide as a desktop and as narrow as a phone."""
    window = chromium.new_context(viewport={"width": request.param, "height": 900}, locale="da-DK")
    page = Watched(window.new_page(), served)
    page.page.on("console", lambda message: page.complaints.append(message.text))
    page.page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.page.on("request", lambda r: None if r.url.startswith(served) else page.complaints.append(f"asked {r.url}"))
    yield page
    window.close()
