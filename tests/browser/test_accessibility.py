# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Every page by axe, the open checker of WCAG, in a real browser: its errors shown, and in both languages."""

from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.registry.tokens import add_token, tokens_of
from caseworker.vocabulary.closed_lists import NotNow, TokenScope
from caseworker.vocabulary.responses import Answer
from tests import read_twice
from tests.browser.conftest import Watched
from tests.browser.pages import PAGES, Shown
from tests.factories import Town, decision, recommend, release
from tests.recording.test_withholding import set_up, withheld_case
from tests.web import Clock

pytestmark = pytest.mark.browser

FOUR_HOURS = Answer("timer", Decimal(4))
BASIS: dict[str, object] = {
    "sources": [{"name": "Kilde", "fresh": "i går"}],
    "factors": [
        {"text": "Forhold", "direction": direction, "weight": weight}
        for direction, weight in (("for", "large"), ("against", "medium"), ("uncertain", "small"))
    ],
}

_LAST_FORM = "[...document.querySelectorAll('main form[method=post]')].at(-1)"
_CLEAR = f"""() => {_LAST_FORM}.querySelectorAll('input:not([type=hidden]), textarea').forEach(
  field => ['radio', 'checkbox', 'file'].includes(field.type) ? field.checked = false : field.value = '')"""
_SEND = f"() => {_LAST_FORM}.querySelector('button[type=submit]').click()"


def violations(watched: Watched) -> list[str]:
    """What axe objects to on the page that is shown, each with the places."""
    found = Axe().run(watched.page).response["violations"]
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found]


@pytest.fixture
def made(web_database: Database, context: Context, web_town: Town) -> dict[str, str]:
    """What the paths of the pages name."""
    answered = recommend(web_database, context, case_reference="2026-000001")
    record = recording.record_decision(web_database, context, answered, decision(context, web_town.caseworker))
    add_token(web_database, context, "timer", "fagsystem", TokenScope.WRITE)
    with web_database.read() as session:
        token = tokens_of(session)[0].id
    release(web_database, context, record.decision_id, web_town.caseworker)
    waits, aside, out = (
        recommend(web_database, context, case_reference=reference, basis=BASIS)
        for reference in ("2026-000001", "2026-000002", "2026-000002")
    )
    recording.set_aside(web_database, context, aside, str(web_town.caseworker), NotNow.BEING_DISCUSSED)
    recording.set_aside(web_database, context, out, str(web_town.caseworker), NotNow.CASE_CLOSED)
    recording.report_fault(web_database, context, waits, "Forkert adresse.")
    return {
        "waits": str(waits),
        "aside": str(aside),
        "out": str(out),
        "record": str(record.decision_id),
        "user": str(web_town.colleague),
        "token": str(token),
    }


@pytest.fixture
def read_by_two(web_database: Database, context: Context, web_town: Town, clock: Clock) -> dict[str, str]:
    """A double reading that is over, and one in which the lead has opened the second reason."""
    clock.pass_time(**read_twice.AFTER)
    read_twice.fill(web_database, context, web_town)
    done, double = (read_twice.start(web_database, context, web_town) for _ in range(2))
    for reader in done.readers:
        read_twice.read(web_database, done, reader)
    recording.open_drawn_reason(web_database, double.context, double.id, 2, double.lead)
    return {"done": str(done.id), "double": str(double.id)}


def show(watched: Watched, shown: Shown, made: dict[str, str]) -> None:
    """Opens the page and brings it into its state."""
    watched.go(shown.path.format(**made))
    if shown.state == "refused":
        watched.page.evaluate(_CLEAR)
    if shown.state != "opened":
        with watched.page.expect_navigation():
            watched.page.evaluate(_SEND)
    if shown.state == "refused":
        assert watched.page.locator(".error-summary").count() == 1, shown


# By default each page is looked at once, every other in Danish on a desktop and the rest in English on a phone; in full
# each page both ways.
@pytest.mark.parametrize(
    ("watched", "language", "looked_at"),
    [
        pytest.param(1280, "da", slice(0, None, 2), id="desktop-da"),
        pytest.param(390, "en", slice(1, None, 2), id="phone-en"),
        pytest.param(1280, "da", slice(None), id="desktop-da-all", marks=pytest.mark.full),
        pytest.param(390, "en", slice(None), id="phone-en-all", marks=pytest.mark.full),
    ],
    indirect=["watched"],
)
@pytest.mark.parametrize("role", sorted({shown.role for shown in PAGES}))
def test_no_page_has_a_fault_that_axe_knows(
    watched: Watched, made: dict[str, str], role: str, language: str, looked_at: slice, request: pytest.FixtureRequest
) -> None:
    if role == "team_lead":
        made |= request.getfixturevalue("read_by_two")
    if role:
        watched.log_in(role)
        if language == "en":
            watched.page.click("button[value=en]")
    found = {}
    for shown in [shown for shown in PAGES if shown.role == role][looked_at]:
        show(watched, shown, made)
        assert watched.page.locator("html").get_attribute("lang") == (language if role else "da")
        found[shown] = violations(watched)
    assert {shown: faults for shown, faults in found.items() if faults} == {}


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


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_longest_menu_stays_within_a_small_desktop_window(watched: Watched, language: str) -> None:
    watched.log_in("administrator")
    if language == "en":
        watched.page.click("button[value=en]")
    for width in (992, 1080, 1280):
        watched.page.set_viewport_size({"width": width, "height": 700})
        assert watched.page.evaluate("document.documentElement.scrollWidth") == width


def test_axe_finds_a_fault_that_is_there(watched: Watched) -> None:
    watched.go("/login")
    watched.page.evaluate("document.querySelector('label').remove()")
    assert any(fault.startswith("label") for fault in violations(watched))
