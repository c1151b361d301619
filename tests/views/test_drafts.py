# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Nothing typed is lost: without script, after a logout, between two windows, and where a colleague was first."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from caseworker.context import Context
from caseworker.database import Database
from tests.factories import recommend
from tests.web import Browser, Page, decisions

WHY = "Forældrene tager selv imod hjælp, det prøver vi først."
SENT = {"decided": "tilbud", "reason_code": "C1", "reason": WHY}
JSON = {"Accept": "application/json"}


@pytest.fixture
def waiting(web_database: Database, context: Context) -> str:
    """The address of a recommendation that waits."""
    return f"/recommendations/{recommend(web_database, context)}"


def drafts(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.execute(text("SELECT content FROM drafts")).scalars())


def pressed(browser: Browser, page: Page, path: str, **typed: str) -> Page:
    """The answer to the button that saves the form of the page as a draft."""
    form = "/correction" if "/correction" in path else "/decision"
    return browser.post(path, {**page.fields(form), **typed})


def by_script(browser: Browser, page: Page, path: str, **typed: str) -> tuple[int, Any]:
    """The status and the content of what the script gets when it saves the form of the page."""
    sent = {**page.fields("/decision"), **typed}
    answer = browser.client.post(path, data=sent, headers=JSON)
    return answer.status_code, answer.get_json(silent=True)


def test_a_draft_is_there_again_after_a_logout_in_every_field(caseworker: Browser, waiting: str) -> None:
    saved = pressed(
        caseworker,
        caseworker.get(waiting),
        f"{waiting}/draft",
        **SENT,
        certainty="low",
        citizen_heard="y",
        seen_as="accepted",
    )
    assert "Her er din kladde fra 20.11.2026 kl. 10.30. Kun du kan se den." in saved.words
    caseworker.post("/logout", {"csrf_token": caseworker.token()})
    again = Browser(caseworker.app)
    again.log_in("caseworker")
    found = again.get(waiting).fields("/decision")
    wanted = {**SENT, "certainty": "low", "citizen_heard": "y", "seen_as": "accepted"}
    assert {name: found[name] for name in wanted} == wanted


def test_a_form_that_is_refused_is_kept_as_a_draft_too(caseworker: Browser, waiting: str) -> None:
    refused = caseworker.send(caseworker.get(waiting), f"{waiting}/decision", **{**SENT, "reason_code": ""})
    assert refused.status == 422
    assert caseworker.get(waiting).fields("/decision")["reason"] == WHY


def test_an_empty_form_leaves_no_draft_to_come_back(caseworker: Browser, waiting: str) -> None:
    caseworker.send(caseworker.get(waiting), f"{waiting}/decision")
    assert "Her er din kladde" not in caseworker.get(waiting).words


def test_a_cpr_number_is_marked_on_the_page_and_reaches_neither_table_nor_log(
    caseworker: Browser, waiting: str, web_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    written = "Talte med mor, 010203-4567, i går."
    page = caseworker.send(caseworker.get(waiting), f"{waiting}/decision", **{**SENT, "reason": written})
    assert page.status == 422
    assert "Talte med mor, <mark>010203-4567</mark>, i går." in page.text
    assert page.fields("/decision")["reason"] == written
    assert "4567" not in "".join(drafts(web_database)) + caplog.text
    assert WHY not in caplog.text
    again = caseworker.get(waiting)
    assert again.fields("/decision")["reason"] == "Talte med mor, ••••••-••••, i går."
    assert "CPR-numre gemmes aldrig i en kladde" in again.words


def test_a_cpr_number_is_named_together_with_what_else_is_missing(caseworker: Browser, waiting: str) -> None:
    page = caseworker.send(caseworker.get(waiting), f"{waiting}/decision", reason="Mor: 010203-4567")
    assert "Vælg, hvad du beslutter." in page.words
    assert "<mark>010203-4567</mark>" in page.text


def test_two_windows_are_shown_side_by_side_before_anything_is_overwritten(
    caseworker: Browser, waiting: str, web_database: Database
) -> None:
    first, second = caseworker.get(waiting), caseworker.get(waiting)
    pressed(caseworker, first, f"{waiting}/draft", **SENT)
    both = pressed(caseworker, second, f"{waiting}/draft", reason="Skrevet i det andet vindue.")
    assert both.status == 409
    assert "Du har skrevet om sagen i et andet vindue" in both.words
    assert WHY in both.words
    assert "Tilbud om frivillig hjælp" in both.words
    assert both.fields("/decision")["reason"] == "Skrevet i det andet vindue."
    assert WHY in drafts(web_database)[0].encode().decode("unicode_escape")
    kept = pressed(caseworker, both, f"{waiting}/draft")
    assert kept.status == 200
    assert kept.fields("/decision")["reason"] == "Skrevet i det andet vindue."


def test_sending_over_another_window_asks_first_and_then_stores_one_record(
    caseworker: Browser, waiting: str, web_database: Database
) -> None:
    first, second = caseworker.get(waiting), caseworker.get(waiting)
    pressed(caseworker, first, f"{waiting}/draft", **SENT)
    filled = {**SENT, "reason": "Noget andet, som jeg også mener."}
    both = caseworker.send(second, f"{waiting}/decision", **filled)
    assert both.status == 409
    assert decisions(web_database) == 0
    assert caseworker.send(both, f"{waiting}/decision").status == 200
    assert decisions(web_database) == 1
    assert drafts(web_database) == []


def test_the_script_is_told_the_version_the_hint_and_the_other_window(caseworker: Browser, waiting: str) -> None:
    first, second = caseworker.get(waiting), caseworker.get(waiting)
    assert by_script(caseworker, first, f"{waiting}/draft", reason="Enig") == (
        200,
        {"version": 1, "at": "20.11.2026 kl. 10.30", "hint": "empty"},
    )
    status, told = by_script(caseworker, second, f"{waiting}/draft", reason=WHY)
    assert status == 409
    assert told["other"] == [["Kladde gemt", "20.11.2026 kl. 10.30"], ["Skriv kort hvorfor", "Enig"]]
    status, told = by_script(caseworker, second, f"{waiting}/draft", reason=WHY, draft_version=str(told["version"]))
    assert (status, told["hint"]) == (200, None)


def test_a_hint_never_keeps_a_text_from_being_stored(caseworker: Browser, waiting: str, web_database: Database) -> None:
    assert caseworker.send(caseworker.get(waiting), f"{waiting}/decision", **{**SENT, "reason": "ok"}).status == 200
    assert decisions(web_database) == 1


def test_a_text_that_a_colleague_was_faster_than_is_shown_and_can_be_thrown_away(
    caseworker: Browser, browser_of: Callable[[str], Browser], waiting: str, web_database: Database
) -> None:
    colleague = browser_of("colleague")
    pressed(colleague, colleague.get(waiting), f"{waiting}/draft", reason="Set ved besøg i går.")
    caseworker.send(caseworker.get(waiting), f"{waiting}/decision", **SENT)
    page = colleague.get(waiting)
    assert "En kollega nåede at svare, mens du skrev." in page.words
    assert "Set ved besøg i går." in page.words
    assert WHY not in page.text
    assert "Set ved besøg" not in caseworker.get(waiting).text
    gone = colleague.post(f"{waiting}/draft/discard", {"csrf_token": colleague.token()})
    assert "Set ved besøg i går." not in gone.words
    assert drafts(web_database) == []


def test_a_correction_is_kept_as_a_draft_until_it_is_sent(
    caseworker: Browser, waiting: str, web_database: Database
) -> None:
    caseworker.send(caseworker.get(waiting), f"{waiting}/decision", **SENT)
    record = caseworker.client.get(waiting).headers["Location"]
    form = caseworker.get(f"{record}/correction")
    saved = pressed(caseworker, form, f"{record}/correction/draft", reason="Rettet, men ikke færdig.")
    assert "Her er din kladde" in saved.words
    assert saved.fields("/correction")["reason"] == "Rettet, men ikke færdig."
    assert caseworker.send(saved, f"{record}/correction").status == 200
    assert drafts(web_database) == []
    assert caseworker.get(f"{record}/correction").fields("/correction")["reason"] == "Rettet, men ikke færdig."


@pytest.mark.parametrize("stranger", ["outsider", "team_lead", "administrator", "auditor"])
def test_nobody_else_saves_or_throws_away_a_draft(
    browser_of: Callable[[str], Browser], waiting: str, web_database: Database, stranger: str
) -> None:
    browser = browser_of(stranger)
    sent = {"csrf_token": browser.token(), "key": "k" * 20, "reason": "Fremmed"}
    assert browser.post(f"{waiting}/draft", sent).status == 404
    assert browser.post(f"{waiting}/draft/discard", sent).status == 404
    assert drafts(web_database) == []


def test_the_general_code_stands_next_to_last_and_retired_ones_nowhere(caseworker: Browser, waiting: str) -> None:
    page = caseworker.get(waiting).text
    departing = page[page.index('data-side="depart"') :]
    assert departing.index('value="X5"') < departing.index('value="F1"') < departing.index('value="X9"')
    assert departing.count('name="reason_code"', departing.index('value="F1"')) == 1
    assert 'value="A7"' not in page
    assert 'value="A8"' not in page
