# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The main job in a real browser, by keyboard alone, under the strict policy."""

from decimal import Decimal
from itertools import product

import pytest

from caseworker.context import Context
from caseworker.database import Database
from caseworker.registry import system_rules
from caseworker.vocabulary.closed_lists import Response
from caseworker.vocabulary.responses import Answer, response_to
from tests.browser.conftest import Watched
from tests.factories import recommend

pytestmark = pytest.mark.browser

WORDS = {
    Response.ACCEPTED: "Du følger anbefalingen",
    Response.PARTLY_ACCEPTED: "Du følger anbefalingen delvist",
    Response.OVERRIDDEN: "Du fraviger anbefalingen",
}
QUESTIONS = {
    Response.ACCEPTED: "Hvad lagde du selv vægt på?",
    Response.PARTLY_ACCEPTED: "Hvad ændrede du, og hvorfor?",
    Response.OVERRIDDEN: "Hvad ved du om sagen, som anbefalingen ikke tager højde for?",
}


def fits(watched: Watched) -> bool:
    """Whether nothing reaches beyond the side of the window."""
    wide: bool = watched.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    return wide


def test_a_caseworker_decides_by_keyboard_alone(watched: Watched, web_database: Database, context: Context) -> None:
    recommend(web_database, context)
    watched.log_in()
    page, keys = watched.page, watched.page.keyboard
    assert page.title().startswith("Venter på dig (1)")
    assert fits(watched)
    watched.press_until("main td a")
    keys.press("Enter")
    page.wait_for_url("**/recommendations/*")
    assert fits(watched)
    line = page.locator("[data-response-line]")
    height = line.bounding_box()
    assert line.inner_text() == "Vælg din beslutning"
    watched.press_until("input[name=decided]")
    keys.press("ArrowDown")
    assert line.inner_text() == WORDS[Response.OVERRIDDEN]
    assert line.bounding_box() == height, "the same place and size, whatever it says"
    watched.press_until("input[name=reason_code]")
    keys.press("Space")
    watched.press_until("#reason")
    keys.type("Forældrene tager selv imod hjælp.")
    watched.press_until("main form[data-response-form] button")
    keys.press("Enter")
    page.wait_for_url("**/receipt")
    assert page.locator("h1").inner_text() == "Din beslutning er gemt"
    assert fits(watched)
    assert watched.complaints == []


def test_a_refusal_puts_the_focus_on_what_is_wrong(watched: Watched, web_database: Database, context: Context) -> None:
    address = f"/recommendations/{recommend(web_database, context)}"
    watched.log_in()
    watched.go(address)
    watched.page.click("main form[data-response-form] button[type=submit]")
    watched.page.wait_for_selector(".error-summary")
    assert watched.page.evaluate("document.activeElement.classList.contains('error-summary')")
    watched.page.click(".error-summary a[href='#reason']")
    assert watched.page.evaluate("document.activeElement.id") == "reason"
    assert fits(watched)


@pytest.mark.parametrize("watched", [1280], indirect=True)
def test_the_page_says_the_response_that_the_rules_give(watched: Watched, web_database: Database) -> None:
    watched.log_in()
    watched.go("/register/sortering")
    with web_database.read() as session:
        rules = system_rules(session, "sortering").answers
    page = watched.page
    for was, now in product(rules.options, repeat=2):
        page.check(f"input[name=recommended][value={was}]")
        page.check(f"input[name=decided][value={now}]")
        response = response_to(rules, Answer(was), Answer(now))
        assert page.locator("[data-response-line]").inner_text() == WORDS[response]
        assert page.locator("[data-questions] > span:visible").inner_text() == QUESTIONS[response]
        side = "follow" if response is Response.ACCEPTED else "depart"
        assert page.locator("fieldset[data-side]:visible").evaluate_all("l => l.map(e => e.dataset.side)") == [side]


@pytest.mark.parametrize("watched", [1280], indirect=True)
def test_the_page_says_the_response_to_numbers_too(watched: Watched, web_database: Database) -> None:
    watched.log_in()
    watched.go("/register/timer")
    with web_database.read() as session:
        rules = system_rules(session, "timer").answers
    page = watched.page
    page.fill("#recommended_number", "4,5")
    for number in ("4,5", "5", "5,25", "4", "3,75", "6,5", "6,75", "2,5", "0,25"):
        page.fill("#decided_number", number)
        expected = response_to(
            rules, Answer("timer", Decimal("4.5")), Answer("timer", Decimal(number.replace(",", ".")))
        )
        assert page.locator("[data-response-line]").inner_text() == WORDS[expected], number
    page.check("input[name=decided][value=rehab]")
    assert page.locator("[data-response-line]").inner_text() == WORDS[Response.OVERRIDDEN]


@pytest.mark.parametrize("watched", [1280], indirect=True)
def test_a_code_of_the_list_that_went_away_is_not_sent(watched: Watched) -> None:
    watched.log_in()
    watched.go("/register/sortering")
    page = watched.page
    page.check("input[name=recommended][value=bfu]")
    page.check("input[name=decided][value=bfu]")
    page.check("input[name=reason_code][value=A1]")
    page.check("input[name=decided][value=akut]")
    assert page.locator("input[name=reason_code]:checked").count() == 0


def test_a_script_that_got_in_would_not_run(watched: Watched) -> None:
    watched.log_in()
    watched.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')")
    watched.page.wait_for_timeout(200)
    assert watched.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in watched.complaints), "the policy is watched"
