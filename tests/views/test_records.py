# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One's own records: the list, the record, the correction."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.vocabulary.closed_lists import ErasureRule
from caseworker.vocabulary.responses import Answer
from tests.factories import Town, decision, recommend
from tests.web import Browser, decisions


@pytest.fixture
def record(web_database: Database, context: Context, web_town: Town) -> str:
    """The address of a caseworker's record."""
    recommendation = recommend(web_database, context, case_reference="2026-000555")
    new = decision(context, web_town.caseworker)
    return f"/records/{recording.record_decision(web_database, context, recommendation, new).decision_id}"


def test_the_list_holds_ones_own_records_only(
    caseworker: Browser, browser_of: Callable[[str], Browser], record: str
) -> None:
    assert record in caseworker.get("/records").text
    assert "Du har ikke registreret noget endnu." in browser_of("colleague").get("/records").words


def test_the_list_is_searched_by_a_part_of_the_case_reference(caseworker: Browser, record: str) -> None:
    assert record in caseworker.get("/records?search=0555").text
    missed = caseworker.get("/records?search=0556")
    assert record not in missed.text
    assert "Ingen af dine registreringer passer med »0556«." in missed.words


def test_a_correction_supersedes_and_what_stood_before_stays(
    caseworker: Browser, record: str, web_database: Database
) -> None:
    form = caseworker.get(f"{record}/correction")
    assert form.fields("/correction")["decided"] == "tilbud"
    assert form.fields("/correction")["reason_code"] == "C1"
    receipt = caseworker.send(
        form, f"{record}/correction", decided="bfu", reason_code="A1", reason="Jeg huskede forkert."
    )
    assert "Din rettelse er gemt" in receipt.words
    page = caseworker.get(record).words
    assert page.index("Rettelse 1") < page.index("Jeg huskede forkert.") < page.index("Beslutning (erstattet)")
    assert "Forældrene tager selv imod hjælp" in page
    assert decisions(web_database) == 2
    assert "fulgt (rettet)" in caseworker.get("/records").words


def test_the_number_of_a_correction_stands_as_danes_write_it(
    caseworker: Browser, web_database: Database, context: Context
) -> None:
    recommended = Answer("timer", Decimal("4.5"))
    address = f"/recommendations/{recommend(web_database, context, recommended, system='timer')}"
    told = {"decided": "timer", "decided_number": "6,25", "reason_code": "D3", "reason": "Dagene\r\nsvinger."}
    caseworker.send(caseworker.get(address), f"{address}/decision", **told)
    record = caseworker.get(address).response.request.path
    form = caseworker.get(f"{record}/correction")
    assert form.fields("/correction")["decided_number"] == "6,25"
    assert form.fields("/correction")["reason"] == "Dagene\nsvinger."


def test_a_correction_without_a_reason_is_refused_and_keeps_what_was_typed(
    caseworker: Browser, record: str, web_database: Database
) -> None:
    form = caseworker.get(f"{record}/correction")
    page = caseworker.send(form, f"{record}/correction", decided="akut", reason_code="F3", reason="")
    assert page.status == 422
    assert "Skriv kort hvorfor. Én sætning er nok." in page.words
    assert page.fields("/correction")["decided"] == "akut"
    assert decisions(web_database) == 1


def test_a_correction_of_a_revision_that_was_corrected_meanwhile_gives_the_text_back(
    caseworker: Browser, record: str, web_database: Database
) -> None:
    form = caseworker.get(f"{record}/correction")
    caseworker.send(form, f"{record}/correction", reason="Først rettet her.")
    page = caseworker.send(form, f"{record}/correction", reason="Så rettet i det andet vindue.")
    assert page.status == 409
    assert "Så rettet i det andet vindue." in page.words
    assert decisions(web_database) == 2


def test_an_erased_reason_is_shown_as_erased(
    caseworker: Browser, record: str, web_database: Database, context: Context
) -> None:
    recording.erase(web_database, context, "2026-000555", ErasureRule.CITIZEN_REQUEST)
    page = caseworker.get(record).words
    assert "Registrering i sag slettet efter reglerne" in page
    assert "Hvorfor slettet efter reglerne" in page
