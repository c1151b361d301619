# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""To follow, to follow in part and to override cost the same: counted in a real browser, as the browser counts."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader
from wtforms import StringField

from caseworker.context import Context
from caseworker.database import Database
from caseworker.forms import DecisionForm, Given
from caseworker.views import cases
from caseworker.vocabulary.closed_lists import Response
from caseworker.vocabulary.responses import Answer
from tests.browser.conftest import Watched
from tests.factories import recommend

pytestmark = pytest.mark.browser

# The same choice answers three recommendations in three ways, so that its place on the page plays no part.
CHOICE = "afdaek"
RECOMMENDED = {
    Response.ACCEPTED: Answer("afdaek"),
    Response.PARTLY_ACCEPTED: Answer("bfu"),
    Response.OVERRIDDEN: Answer("akut"),
}
LINES = {
    Response.ACCEPTED: "Du følger anbefalingen",
    Response.PARTLY_ACCEPTED: "Du følger anbefalingen delvist",
    Response.OVERRIDDEN: "Du fraviger anbefalingen",
}
COUNTER = """
for (const kind of ["keydown", "pointerdown"]) {
  addEventListener(kind, (event) => {
    if (event.isTrusted) { sessionStorage[kind] = Number(sessionStorage[kind] || 0) + 1; }
  }, true);
}
"""
# The test types letters without an accent one key at a time, and others without a key.
REASON = "Set i dag."


@dataclass(frozen=True)
class Effort:
    """What a response costs: presses on the mouse, keys, and which fields must be filled in."""

    clicks: int
    keys: int
    required: tuple[str, ...]


def counted(watched: Watched) -> tuple[int, int]:
    """How many presses and keys the browser has seen, and starts over."""
    clicks, keys = watched.page.evaluate(
        "() => ['pointerdown', 'keydown'].map(kind => Number(sessionStorage[kind] || 0))"
    )
    watched.page.evaluate("() => sessionStorage.clear()")
    return clicks, keys


def missing(watched: Watched) -> tuple[str, ...]:
    """The fields that the page asks for when it is sent with the choice alone."""
    watched.page.click("main form[data-response-form] button.button-primary")
    watched.page.wait_for_selector(".error-summary")
    links = watched.page.locator(".error-summary a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    return tuple(links)


def by_mouse(watched: Watched, case: UUID, response: Response) -> Effort:
    """The effort of a caseworker who clicks, and fills in all that is asked for."""
    page = watched.page
    watched.go(f"/recommendations/{case}")
    page.click(f"input[name=decided][value={CHOICE}] + label")
    assert page.locator("[data-response-line]").inner_text() == LINES[response]
    required = missing(watched)
    counted(watched)
    page.click(f"input[name=decided][value={CHOICE}] + label")
    page.locator("input[name=reason_code]:visible + label").first.click()
    for field in required:
        if page.locator(field).get_attribute("type") != "radio":
            page.click(field)
            page.keyboard.type(REASON)
    page.click("main form[data-response-form] button.button-primary")
    page.wait_for_url("**/receipt")
    return Effort(*counted(watched), required)


def by_keyboard(watched: Watched, case: UUID) -> Effort:
    """The effort of a caseworker who never touches the mouse."""
    page, keys = watched.page, watched.page.keyboard
    watched.go(f"/recommendations/{case}")
    counted(watched)
    watched.press_until("input[name=decided]")
    keys.press("Space")
    while not page.locator(f"input[name=decided][value={CHOICE}]").is_checked():
        keys.press("ArrowDown")
    watched.press_until("input[name=reason_code]")
    keys.press("Space")
    watched.press_until("#reason")
    keys.type(REASON)
    watched.press_until("main form[data-response-form] button.button-primary")
    keys.press("Enter")
    page.wait_for_url("**/receipt")
    return Effort(*counted(watched), ())


@pytest.fixture
def waiting(web_database: Database, context: Context) -> dict[Response, list[UUID]]:
    """Two recommendations for each response that the choice gives."""
    return {
        response: [recommend(web_database, context, answer, case_reference=f"2026-7{n}{i:04d}") for n in (1, 2)]
        for i, (response, answer) in enumerate(RECOMMENDED.items())
    }


def test_every_response_costs_the_same_clicks_keys_and_fields(
    watched: Watched, waiting: dict[Response, list[UUID]]
) -> None:
    watched.log_in()
    watched.page.add_init_script(COUNTER)
    mouse = {response: by_mouse(watched, found[0], response) for response, found in waiting.items()}
    keyboard = {response: by_keyboard(watched, found[1]) for response, found in waiting.items()}
    assert len(set(mouse.values())) == 1, mouse
    assert len(set(keyboard.values())) == 1, keyboard
    assert mouse[Response.ACCEPTED] == Effort(4, len(REASON), ("#reason_code-0", "#reason"))
    assert keyboard[Response.ACCEPTED].clicks == 0
    assert keyboard[Response.ACCEPTED].keys > len(REASON)


class Unequal(DecisionForm):
    """Asks one thing more."""

    approval = StringField("Godkendt af", [Given("Write briefly why")])


@pytest.mark.parametrize("watched", [1280], indirect=True)
def test_a_field_that_only_overriding_asks_for_is_noticed(
    watched: Watched, app: Flask, waiting: dict[Response, list[UUID]], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = app.jinja_loader.get_source(app.jinja_env, "cases/_decision.html")[0]  # type: ignore[union-attr]
    spoilt = source.replace(
        "{{ why(form.reason, limit) }}",
        "{{ why(form.reason, limit) }}<label for='approval'>Godkendt af</label><input id='approval' name='approval'>",
    )
    assert spoilt != source
    app.jinja_env.loader = ChoiceLoader([DictLoader({"cases/_decision.html": spoilt}), app.jinja_loader])  # type: ignore[list-item]
    watched.log_in()
    watched.page.add_init_script(COUNTER)
    fair = by_mouse(watched, waiting[Response.ACCEPTED][0], Response.ACCEPTED)
    monkeypatch.setattr(cases, "DecisionForm", Unequal)
    unfair = by_mouse(watched, waiting[Response.OVERRIDDEN][0], Response.OVERRIDDEN)
    assert unfair != fair
    assert unfair.required == (*fair.required, "#approval")
    assert unfair.clicks > fair.clicks
    assert unfair.keys > fair.keys
