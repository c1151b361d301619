# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Every page by axe, the open checker of WCAG, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from tests.browser.conftest import Watched
from tests.factories import Town, decision, recommend

pytestmark = pytest.mark.browser


def violations(watched: Watched) -> list[str]:
    """What axe objects to on the page that is shown, each with the places."""
    found = Axe().run(watched.page).response["violations"]
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found]


def test_no_page_has_a_fault_that_axe_knows(
    watched: Watched, web_database: Database, context: Context, web_town: Town
) -> None:
    answered = recommend(web_database, context, case_reference="2026-000001")
    record = recording.record_decision(web_database, context, answered, decision(context, web_town.caseworker))
    waits = recommend(web_database, context, case_reference="2026-000002")
    pages = {
        "caseworker": [
            "/desk",
            f"/recommendations/{waits}",
            "/records",
            f"/records/{record.decision_id}",
            f"/records/{record.decision_id}/receipt",
            f"/records/{record.decision_id}/correction",
            "/register",
            "/register/timer",
            "/findes-ikke",
        ],
        "team_lead": ["/reports/weekly"],
        "ethics_reviewer": ["/reports/trends"],
        "administrator": ["/registry/systems", "/registry/people", "/api/v1/docs"],
        "auditor": ["/ledger"],
    }
    watched.go("/login")
    found = {"/login": violations(watched)}
    for username, paths in pages.items():
        watched.log_in(username)
        for path in paths:
            watched.go(path)
            found[path] = violations(watched)
        watched.page.click(".log-off")
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_axe_finds_a_fault_that_is_there(watched: Watched) -> None:
    watched.go("/login")
    watched.page.evaluate("document.querySelector('label').remove()")
    assert any(fault.startswith("label") for fault in violations(watched))
