# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a page says of a system: on the recommendation, on the page of its own, and what is reported of it."""

from collections.abc import Callable

import pytest

from caseworker import registry
from caseworker.context import Context
from caseworker.database import Database
from tests.factories import recommend, system_parts
from tests.web import Browser, decisions, entries

BASIS: dict[str, object] = {
    "sources": [{"name": "Underretningens tekst", "fresh": "modtaget 20.11.2026"}, {"name": "Skolen"}],
    "factors": [
        {"text": "Gentagen underretning", "direction": "for", "weight": "large"},
        {"text": "Barnet har en støttende mormor", "direction": "against", "weight": "small"},
        {"text": "Kun én kilde", "direction": "uncertain", "weight": "0,4"},
    ],
}
FILLED = {"decided": "tilbud", "reason_code": "C1", "reason": "Forældrene tager selv imod hjælp."}


@pytest.fixture
def waiting(web_database: Database, context: Context) -> str:
    return f"/recommendations/{recommend(web_database, context, basis=BASIS)}"


def test_the_factors_say_in_words_all_that_the_bars_show(caseworker: Browser, waiting: str) -> None:
    page = caseworker.get(waiting)
    assert (
        "Det taler for Gentagen underretning vejer tungt Det taler imod Barnet har en støttende mormor vejer lidt "
        "Det gør den usikker Kun én kilde 0,4"
    ) in page.words
    assert page.text.count("<rect") == 3 + 1
    assert page.text.count('<svg class="weight') == page.text.count('height="12" aria-hidden="true"') == 2
    assert "Underretningens tekst · modtaget 20.11.2026" in page.words
    assert "Skolen · det er ikke oplyst, hvor nye de er" in page.words


def test_a_recommendation_without_basis_says_so(caseworker: Browser, web_database: Database, context: Context) -> None:
    page = caseworker.get(f"/recommendations/{recommend(web_database, context)}")
    assert "Systemet har ikke oplyst, hvad det lagde vægt på." in page.words
    assert "Systemet har ikke oplyst sine kilder." in page.words


@pytest.mark.parametrize("role", ["caseworker", "team_lead", "ethics_reviewer", "administrator"])
def test_everybody_with_business_there_reads_what_a_system_can_and_cannot_do(
    browser_of: Callable[[str], Browser], web_database: Database, context: Context, role: str
) -> None:
    told = {
        "purpose_da": "Foreslår næste skridt.",
        "owner": "Leder af modtagelsen",
        "data_basis_da": "Underretningens tekst\nTidligere underretninger",
        "unknowns_da": "Barnets egne ord",
        "complaint_body": "Ankestyrelsen",
        "complaint_deadline": "4 uger",
        "scale_more_da": "mere indgribende",
        "scale_less_da": "mindre indgribende",
    }
    registry.register(web_database, context, system_parts(**told)[:1])
    words = browser_of(role).get("/systems/sortering").words
    for text in (
        "Foreslår næste skridt.",
        "Leder af modtagelsen",
        "Tidligere underretninger",
        "Barnets egne ord",
        "Ankestyrelsen, inden for 4 uger",
        "En ændring kaldes mindre indgribende eller mere indgribende.",
        "Tilbud om frivillig hjælp",
    ):
        assert text in words
    assert browser_of(role).get("/systems/findes-ikke").status == 404


def test_a_fault_is_reported_without_losing_the_form_and_the_administrator_sees_it(
    caseworker: Browser, browser_of: Callable[[str], Browser], waiting: str, web_database: Database
) -> None:
    page = caseworker.get(waiting)
    told = caseworker.post(f"{waiting}/fault", {**page.fields("/decision"), **FILLED, "fault": "Forkert barn."})
    assert "Fejlen er meldt til systemets ejer." in told.words
    kept = told.fields("/decision")
    assert {name: kept[name] for name in FILLED} == FILLED
    assert decisions(web_database) == 0
    faults = browser_of("administrator").get("/registry/faults").words
    assert "Fejl i systemer (1)" in faults
    assert "Forkert barn." in faults
    for personal in ("2026-000123", "Caseworker"):
        assert personal not in faults


def test_a_cpr_number_in_a_fault_is_refused_and_the_form_comes_back(
    caseworker: Browser, waiting: str, web_database: Database
) -> None:
    page, size = caseworker.get(waiting), entries(web_database)
    sent = {**page.fields("/decision"), **FILLED, "fault": "Det er 010203-1234"}
    refused = caseworker.post(f"{waiting}/fault", sent)
    assert refused.status == 422
    assert "Der står et CPR-nummer i teksten." in refused.words
    kept = refused.fields("/decision")
    assert {name: kept[name] for name in FILLED} == FILLED
    assert entries(web_database) == size
