# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The desk: what waits, what is set aside, what was taken off, and what a stopped system hides."""

import re
from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest

from caseworker import registry
from caseworker.context import Context
from caseworker.database import Database
from caseworker.recording import set_aside
from caseworker.vocabulary.closed_lists import NotNow
from caseworker.vocabulary.responses import Answer
from tests.factories import Town, later, recommend, system_parts
from tests.web import Browser, Page, entries

HOURS = Answer("timer", Decimal("4.5"))
FILLED = {"decided": "tilbud", "reason_code": "C1", "reason": "Forældrene tager selv imod hjælp."}


def press(browser: Browser, page: Page, path: str, **sent: str) -> Page:
    """What answers a button beside the decision, which sends all that stands in the decision's form along."""
    return browser.post(path, {**page.fields("/decision"), **sent})


def facts_of(page: Page) -> str:
    """What the page says was recommended; empty where it says nothing."""
    told = re.search(r'<p class="what">([^<]*)</p>', page.text)
    return told[1] if told else ""


@pytest.fixture
def waiting(web_database: Database, context: Context) -> str:
    return f"/recommendations/{recommend(web_database, context, case_reference='2026-000001')}"


def test_the_desk_is_narrowed_to_one_system_and_keeps_the_whole_count(
    caseworker: Browser, web_database: Database, context: Context, waiting: str
) -> None:
    hours = recommend(web_database, context, HOURS, system="timer", case_reference="2026-000002")
    desk = caseworker.get("/desk")
    assert "Sortering (1)" in desk.words
    assert "Timeforslag (1)" in desk.words
    narrowed = caseworker.get("/desk?system=timer")
    assert "<title>Venter på dig (2)" in narrowed.text
    assert str(hours) in narrowed.text
    assert "2026-000001" not in narrowed.words
    assert "Ingen af de ventende sager" in caseworker.get("/desk?system=timer&search=000001").words
    assert "2026-000001" in caseworker.get("/desk?system=findes-ikke").words


def test_the_oldest_that_is_not_set_aside_is_opened_next_and_what_is_set_aside_is_still_listed(
    caseworker: Browser, web_database: Database, context: Context, web_town: Town, waiting: str
) -> None:
    younger = recommend(web_database, later(context, hours=1), case_reference="2026-000002")
    set_aside(web_database, context, _id(waiting), str(web_town.colleague), NotNow.AWAITING_INFORMATION)
    desk = caseworker.get("/desk")
    assert "Venter på dig (2)" in desk.words
    assert re.search(r"2026-000001 Sortering Afventer oplysninger siden 20.11.2026", desk.words)
    assert f'href="/recommendations/{younger}" data-shortcut="n"' in desk.text
    assert "1 af dem, der venter, er sat til side." in desk.words


@pytest.mark.parametrize(
    ("code", "said"), [("N2", "Sat til side: Afventer oplysninger"), ("N3", "Sat til side: Drøftes med kollega")]
)
def test_setting_aside_loses_nothing_that_was_typed(caseworker: Browser, waiting: str, code: str, said: str) -> None:
    page = press(caseworker, caseworker.get(waiting), f"{waiting}/set-aside", **FILLED, not_now=code)
    assert said in page.words
    again = caseworker.get(waiting)
    for kept in (page.fields("/decision"), again.fields("/decision")):
        assert {name: kept[name] for name in FILLED} == FILLED
    assert "Her er din kladde" in again.words
    assert "Din beslutning er gemt" in caseworker.send(page, f"{waiting}/decision").words


def test_what_was_taken_out_is_not_decided_but_can_be_taken_back(
    caseworker: Browser, waiting: str, web_database: Database
) -> None:
    opened = caseworker.get(waiting)
    out = press(caseworker, opened, f"{waiting}/set-aside", **FILLED, not_now="N4")
    assert "Anbefalingen er taget af listen" in out.words
    assert FILLED["reason"] in out.words
    assert "Venter på dig (0)" in caseworker.get("/desk").words
    assert "2026-000001 Sortering Sagen er lukket eller overdraget" in caseworker.get("/desk/taken-out").words
    size = entries(web_database)
    refused = caseworker.post(f"{waiting}/decision", {**opened.fields("/decision"), **FILLED})
    assert refused.status == 409
    assert "Sæt den på listen igen, før du beslutter noget." in refused.words
    assert FILLED["reason"] in refused.words
    assert entries(web_database) == size
    assert FILLED["reason"] in caseworker.get(waiting).words
    back = caseworker.post(f"{waiting}/take-back", {"csrf_token": caseworker.token()})
    kept = back.fields("/decision")
    assert {name: kept[name] for name in FILLED} == FILLED
    assert "Venter på dig (1)" in caseworker.get("/desk").words
    assert "Der er ikke taget noget af listen." in caseworker.get("/desk/taken-out").words


def test_a_case_that_is_taken_out_before_it_was_judged_says_nothing_of_what_was_recommended(
    caseworker: Browser, waiting: str, web_database: Database, context: Context
) -> None:
    assert facts_of(caseworker.get(waiting)) == "Børnefaglig undersøgelse", "shown where nobody judges first"
    registry.register(web_database, context, system_parts(own_judgement_first=True)[:1])
    unseen = recommend(web_database, context, case_reference="2026-000002")
    address = f"/recommendations/{unseen}"
    asked = caseworker.get(address)
    out = caseworker.post(f"{address}/set-aside", {**asked.fields("/own-judgement"), "not_now": "N4"})
    assert "Anbefalingen er taget af listen" in out.words
    again = caseworker.get(address)
    judged = caseworker.post(f"{address}/own-judgement", {**asked.fields("/own-judgement"), "decided": "tilbud"})
    assert judged.status == 404
    back = caseworker.post(f"{address}/take-back", {"csrf_token": caseworker.token()})
    assert "Hvad ville du selv beslutte?" in back.words
    assert [facts_of(page) for page in (asked, out, again, judged, back)] == [""] * 5


def test_only_a_cause_of_the_list_sets_aside(caseworker: Browser, waiting: str, web_database: Database) -> None:
    page, size = caseworker.get(waiting), entries(web_database)
    assert press(caseworker, page, f"{waiting}/set-aside", not_now="N9").status == 404
    assert press(caseworker, page, f"{waiting}/set-aside").status == 404
    assert entries(web_database) == size


def test_the_recommendations_of_one_case_lead_to_each_other_and_the_receipt_offers_the_next_of_them(
    caseworker: Browser, browser_of: Callable[[str], Browser], web_database: Database, context: Context, waiting: str
) -> None:
    recommend(web_database, later(context, hours=1), case_reference="2026-000009")
    same = recommend(web_database, later(context, hours=2), HOURS, system="timer", case_reference="2026-000001")
    recommend(web_database, context, case_reference="2026-000001", team="visitationen")
    page = caseworker.get(waiting)
    assert "2 anbefalinger venter i sagen" in page.words
    assert f'href="/recommendations/{same}"' in page.text
    assert "4,5" not in page.words, "what the other one recommends is told on its own page"
    receipt = caseworker.send(page, f"{waiting}/decision", **FILLED)
    assert f'href="/recommendations/{same}" data-shortcut="n"' in receipt.text
    assert "Gå til den næste i samme sag" in receipt.words
    assert "anbefalinger venter i sagen" not in browser_of("outsider").get("/desk").words


def test_a_stopped_system_is_hidden_in_one_line_and_back_when_it_is_started(
    caseworker: Browser, browser_of: Callable[[str], Browser], waiting: str
) -> None:
    administrator = browser_of("administrator")
    stop = "/registry/systems/sortering/stop"
    refused = administrator.send(administrator.get(stop), stop, why=" ")
    assert refused.status == 422
    assert "Skriv kort hvorfor" in refused.words
    assert "Forkerte adresser." in administrator.send(administrator.get(stop), stop, why="Forkerte adresser.").words
    desk = caseworker.get("/desk")
    assert "Sortering er stoppet, og 1 anbefaling vises ikke." in desk.words
    assert "<title>Venter på dig (0)" in desk.text
    assert waiting not in desk.text
    hidden = caseworker.get(waiting)
    assert hidden.status == 409
    assert "Systemet er stoppet" in hidden.words
    page = administrator.get(stop)
    start = "/registry/systems/sortering/start"
    assert "20.11.2026: startet Rettet." in administrator.send(page, start, why="Rettet.").words
    assert waiting in caseworker.get("/desk").text
    assert "Anbefaling" in caseworker.get(waiting).words


def _id(waiting: str) -> UUID:
    return UUID(waiting.rpartition("/")[2])
