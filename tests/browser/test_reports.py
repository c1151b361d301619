# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Both reports with figures in them, in a real browser: by axe, under the strict policy, and as a file."""

import shutil
from pathlib import Path

import pytest

from caseworker.config import Settings
from caseworker.database import Database
from caseworker.demo import DemoSize, fill
from caseworker.demo.logins import DEMO_PASSWORD
from caseworker.registry import default_reasons, register
from tests.browser.conftest import Watched
from tests.browser.test_accessibility import violations
from tests.factories import context_at
from tests.inspection import faults

pytestmark = pytest.mark.browser

PAGES = {"teamleder": "/reports/weekly?week=2026-W46", "raad": "/reports/trends"}


@pytest.fixture(scope="session")
def demo_file(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with a small demo in it, to copy; it reaches into a quarter that is over."""
    file = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    shutil.copy(empty_sqlite, file)
    database = Database(f"sqlite:///{file}")
    register(database, context_at(), default_reasons())
    fill(database, context_at(), DemoSize(decisions=1200, weeks=12))
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return file


@pytest.fixture
def web_database(tmp_path: Path, demo_file: Path) -> Database:
    """The demo instead of the small town."""
    shutil.copy(demo_file, tmp_path / "web.sqlite")
    return Database(f"sqlite:///{tmp_path / 'web.sqlite'}")


def test_reports_with_figures_have_no_fault_and_can_be_kept(watched: Watched, settings: Settings) -> None:
    assert settings.demo
    watched.page.set_default_timeout(120_000)
    for username, path in PAGES.items():
        watched.go("/login")
        watched.page.fill("#username", username)
        watched.page.fill("#password", DEMO_PASSWORD)
        watched.page.keyboard.press("Enter")
        watched.page.wait_for_selector(".log-off")
        watched.go(path)
        figures = watched.page.locator("figure.chart svg[role=img]")
        assert figures.count() > 3
        assert all((figure.get_attribute("aria-label") or "").endswith(".") for figure in figures.all())
        wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert watched.page.evaluate(wide), path
        for table in watched.page.locator("details.behind summary").all():
            table.click()
        assert violations(watched) == []
        assert faults(watched.page.content()) == []
        with watched.page.expect_download() as kept:
            watched.page.click(".downloads >> text=JSON")
        assert Path(kept.value.path()).read_bytes().startswith(b"{")
        watched.page.click(".log-off")
    assert watched.complaints == []


def test_axe_notices_a_figure_without_its_text(watched: Watched) -> None:
    watched.go("/login")
    watched.page.evaluate("document.querySelector('main').innerHTML += '<svg role=\"img\"></svg>'")
    assert any(fault.startswith("svg-img-alt") for fault in violations(watched))
