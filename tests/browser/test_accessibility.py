# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Every page by axe, the open checker of WCAG, in a real browser."""

from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.views.help_pages import TITLES
from caseworker.vocabulary.closed_lists import NotNow
from caseworker.vocabulary.responses import Answer
from tests.browser.conftest import Watched
from tests.factories import Town, decision, recommend, release
from tests.recording.test_withholding import set_up, withheld_case

FOUR_HOURS = Answer("timer", Decimal(4))

pytestmark = pytest.mark.browser

BASIS: dict[str, object] = {
    "sources": [{"name": "Kilde", "fresh": "i går"}],
    "factors": [
        {"text": "Forhold", "direction": direction, "weight": weight}
        for direction, weight in (("for", "large"), ("against", "medium"), ("uncertain", "small"))
    ],
}


def violations(watched: Watched) -> list[str]:
    """What axe objects to on the page that is shown, each with the places."""
    found = Axe().run(watched.page).response["violations"]
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found]


def test_no_page_has_a_fault_that_axe_knows(
    watched: Watched, web_database: Database, context: Context, web_town: Town
) -> None:
    answered = recommend(web_database, context, case_reference="2026-000001")
    record = recording.record_decision(web_database, context, answered, decision(context, web_town.caseworker))
    release(web_database, context, record.decision_id, web_town.caseworker)
    waits = recommend(web_database, context, case_reference="2026-000002", basis=BASIS)
    aside, out = (recommend(web_database, context, case_reference="2026-000002") for _ in range(2))
    recording.set_aside(web_database, context, aside, str(web_town.caseworker), NotNow.BEING_DISCUSSED)
    recording.set_aside(web_database, context, out, str(web_town.caseworker), NotNow.CASE_CLOSED)
    recording.report_fault(web_database, context, waits, "Forkert adresse.")
    pages = {
        "caseworker": [
            "/desk",
            "/desk/taken-out",
            "/keyboard",
            "/systems/timer",
            f"/recommendations/{waits}",
            f"/recommendations/{aside}",
            f"/recommendations/{out}",
            "/records",
            f"/records/{record.decision_id}",
            f"/records/{record.decision_id}/receipt",
            f"/records/{record.decision_id}/correction",
            f"/records/{record.decision_id}/explanation",
            f"/records/{record.decision_id}/explanation/draft",
            f"/records/{record.decision_id}/note",
            f"/records/{record.decision_id}/grounds",
            "/records?from=i+gaar&corrected=1",
            f"/recommendations/{waits}/earlier",
            "/help",
            *(f"/help/{page}" for page in TITLES),
            "/register",
            "/register/timer",
            "/findes-ikke",
        ],
        "team_lead": ["/reports/weekly"],
        "ethics_reviewer": ["/reports/trends"],
        "administrator": [
            "/registry/systems",
            "/registry/systems/timer/stop",
            "/registry/people",
            "/registry/faults",
            "/api/v1/docs",
        ],
        "auditor": ["/ledger", "/access-report"],
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


def test_no_state_of_the_form_has_a_fault_that_axe_knows(
    watched: Watched, web_database: Database, context: Context, web_town: Town
) -> None:
    set_up(web_database, context)
    waits = recommend(web_database, context, case_reference="2026-000001", system="timer", recommended=FOUR_HOURS)
    hidden = withheld_case(web_database, context, web_town.caseworker)
    judge = recommend(web_database, context, case_reference="2026-000003")
    watched.log_in()
    page, found = watched.page, {}
    for language in ("da", "en"):
        watched.go(f"/recommendations/{waits}")
        page.click("details.optional summary")
        page.fill("#reason", "Mor: 010203-4567")
        page.click("main form[data-response-form] button.button-primary")
        page.wait_for_selector("mark")
        found[language, "refused"] = violations(watched)
        for name, case in (("withheld", hidden), ("own judgement", judge)):
            watched.go(f"/recommendations/{case}")
            found[language, name] = violations(watched)
            wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            assert page.evaluate(wide), name
        page.locator(".languages button").click()
    assert {state: faults for state, faults in found.items() if faults} == {}


def test_axe_finds_a_fault_that_is_there(watched: Watched) -> None:
    watched.go("/login")
    watched.page.evaluate("document.querySelector('label').remove()")
    assert any(fault.startswith("label") for fault in violations(watched))
