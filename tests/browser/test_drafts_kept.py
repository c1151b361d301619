# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""In a real browser: what is typed is saved by itself, found again, and sent once however often one presses."""

import pytest
from sqlalchemy import delete

from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import LoginSession
from tests.browser.conftest import Watched
from tests.browser.test_accessibility import violations
from tests.factories import PASSWORD, recommend
from tests.web import decisions

pytestmark = pytest.mark.browser

SAVED = "[data-draft-status]:has-text('Kladden er gemt.')"
SEND = "main form[data-response-form] button.button-primary"


@pytest.fixture
def case(web_database: Database, context: Context) -> str:
    """The address of a recommendation that waits."""
    return f"/recommendations/{recommend(web_database, context)}"


def choose(watched: Watched) -> None:
    watched.page.click("input[name=decided][value=tilbud] + label")
    watched.page.locator("input[name=reason_code]:visible + label").first.click()


def test_what_is_typed_is_there_again_after_the_page_was_left(watched: Watched, case: str) -> None:
    watched.log_in()
    watched.go(case)
    choose(watched)
    watched.page.fill("#reason", "Enig")
    watched.page.wait_for_selector(SAVED)
    assert watched.page.locator("[data-gentle-hint]").inner_text() == (
        "Hvad i sagen gjorde udslaget? Du kan også sende, som det er."
    )
    assert not watched.page.locator("[data-save-draft]").is_visible()
    watched.go("/desk")
    watched.go(case)
    assert watched.page.input_value("#reason") == "Enig"
    assert watched.page.is_checked("input[name=decided][value=tilbud]")
    assert watched.page.locator(".draft-note").is_visible()
    assert violations(watched) == []
    assert watched.complaints == [], "the policy lets the script save"


@pytest.mark.parametrize("watched", [1280], indirect=True)
def test_what_is_typed_by_hand_is_there_again_too(watched: Watched) -> None:
    watched.log_in()
    watched.go("/register/sortering")
    watched.page.fill("#case_reference", "2026-004711")
    watched.page.fill("#reason", "Mor siger nej.")
    watched.page.wait_for_selector(SAVED)
    watched.go("/desk")
    watched.go("/register/sortering")
    assert watched.page.input_value("#case_reference") == "2026-004711"
    assert watched.page.input_value("#reason") == "Mor siger nej."
    assert violations(watched) == []
    assert watched.complaints == []


@pytest.mark.parametrize("watched", [1280], indirect=True)
def test_two_windows_stand_side_by_side_until_one_is_chosen(watched: Watched, case: str) -> None:
    watched.log_in()
    watched.go(case)
    other = watched.page.context.new_page()
    other.goto(watched.address + case)
    other.fill("#reason", "Fra det andet vindue.")
    other.wait_for_selector(SAVED)
    watched.page.fill("#reason", "Fra dette vindue.")
    shown = watched.page.locator("[data-other-draft]")
    shown.wait_for()
    assert "Fra det andet vindue." in shown.inner_text()
    assert watched.page.input_value("#reason") == "Fra dette vindue."
    assert violations(watched) == []
    watched.page.click("[data-keep-mine]")
    watched.page.wait_for_selector(SAVED)
    assert not shown.is_visible()
    other.fill("#reason", "Fra det andet vindue, videre.")
    other.locator("[data-other-draft]").wait_for()
    other.click("[data-use-other]")
    other.wait_for_selector(".draft-note")
    assert other.input_value("#reason") == "Fra dette vindue."


@pytest.mark.parametrize("watched", [1280], indirect=True)
def test_a_double_click_and_a_reload_give_one_record(watched: Watched, case: str, web_database: Database) -> None:
    watched.log_in()
    watched.go(case)
    choose(watched)
    watched.page.fill("#reason", "De tager selv imod hjælp.")
    watched.page.dblclick(SEND)
    watched.page.wait_for_url("**/receipt")
    watched.page.reload()
    assert watched.page.locator("h1").inner_text() == "Din beslutning er gemt"
    watched.page.go_back()
    watched.page.wait_for_load_state()
    assert decisions(web_database) == 1
    watched.go(case)
    assert "/records/" in watched.page.url


@pytest.mark.parametrize("watched", [1280], indirect=True)
def test_a_session_that_ends_under_the_hands_costs_no_word(watched: Watched, case: str, web_database: Database) -> None:
    watched.log_in()
    watched.go(case)
    choose(watched)
    with web_database.write() as session:
        session.execute(delete(LoginSession))
    watched.page.fill("#reason", "Skrevet, mens sessionen var slut.")
    watched.page.wait_for_selector("[data-draft-status].failed")
    assert watched.page.input_value("#reason") == "Skrevet, mens sessionen var slut."
    watched.page.click(SEND)
    watched.page.wait_for_selector("#password")
    watched.page.fill("#username", "caseworker")
    watched.page.fill("#password", PASSWORD)
    watched.page.press("#password", "Enter")
    watched.page.wait_for_selector("main form button.button-primary")
    assert "Skrevet, mens sessionen var slut." in watched.page.inner_text("main")
