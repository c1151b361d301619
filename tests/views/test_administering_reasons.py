# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""An administrator keeps the reason list on pages, and chooses what each system offers."""

from collections.abc import Callable

import pytest

from caseworker.context import Context
from caseworker.database import Database
from caseworker.registry import add_reason, listed_reasons
from caseworker.registry.reasons import current_list
from tests.factories import recommend
from tests.registry.listed import a_code
from tests.web import Browser, Page, entries

CPR = "010203-4567"
NEW = {"code": "nyt", "name_da": "Nyt system", "name_en": "New system"}


@pytest.fixture
def administrator(browser_of: Callable[[str], Browser]) -> Browser:
    return browser_of("administrator")


def fill(browser: Browser, path: str, **filled: str) -> Page:
    """The answer to the form of the page at the path, filled in."""
    return browser.send(browser.get(path), path, **filled)


def test_codes_are_switched_on_and_off_with_gentle_advice(
    administrator: Browser, caseworker: Browser, web_database: Database, context: Context
) -> None:
    path = "/registry/systems/sortering/reasons"
    page = administrator.get(path)
    assert "25 koder er mange" in page.words
    sent = {"csrf_token": page.fields(path)["csrf_token"], "seen": page.fields(path)["seen"]}
    few = administrator.post(path, {**sent, "codes": ["D1", "F1", "X9", "A1"]})
    assert few.status == 200
    waits = caseworker.get(f"/recommendations/{recommend(web_database, context)}")
    assert 'value="D1"' in waits.text
    assert 'value="D2"' not in waits.text
    assert "3 koder er få" in administrator.get(path).words
    stale = administrator.post(path, {**sent, "codes": ["D2", "A1"]})
    assert "En anden har rettet det her" in stale.words
    assert "Vises: D1, F1, X9, A1" in stale.words
    none = administrator.post(path, {**sent, "seen": stale.fields(path)["seen"], "codes": ["D2"]})
    assert "mindst én årsag til at følge og én til at fravige" in none.words


@pytest.mark.parametrize(
    ("field", "sentence"),
    [("side", "Vælg, hvornår koden skal kunne bruges."), ("owner", "Vælg, hvem der kan gøre noget ved det.")],
)
def test_a_choice_that_the_page_does_not_offer_is_refused_at_its_field(
    administrator: Browser, web_database: Database, field: str, sentence: str
) -> None:
    size = entries(web_database)
    told = {"code": "L1", "side": "depart", "label_da": "Lokal aftale", "label_en": "Local agreement"}
    page = fill(administrator, "/registry/reasons/new", **{**told, field: "kanarie"})
    assert page.status == 422
    assert sentence in page.words
    assert entries(web_database) == size


def test_a_code_is_added_and_retired_on_pages(administrator: Browser, web_database: Database) -> None:
    told = {"code": "L1", "side": "depart", "label_da": "Lokal aftale", "label_en": "Local agreement"}
    page = fill(administrator, "/registry/reasons/new", **told)
    assert "Det her er version 2 af listen." in page.words
    assert "Lokal aftale" in page.words
    assert "bruges aldrig igen" in fill(administrator, "/registry/reasons/new", **told).words
    retired = fill(administrator, "/registry/reasons/L1/retire")
    assert "Det her er version 3 af listen." in retired.words
    assert administrator.get("/registry/reasons/L1/retire").status == 404
    with web_database.read() as session:
        assert "L1" not in {reason.code for reason in listed_reasons(session, "sortering")}


def test_a_list_that_was_changed_meanwhile_is_not_changed_unseen(
    administrator: Browser, web_database: Database, context: Context
) -> None:
    form, question = administrator.get("/registry/reasons/new"), administrator.get("/registry/reasons/D1/retire")
    add_reason(web_database, context, 1, a_code())
    told = {"code": "L2", "side": "follow", "label_da": "Lokal", "label_en": "Local"}
    refused = administrator.send(form, "/registry/reasons/new", **told)
    assert "En anden har rettet det her" in refused.words
    assert "En anden har rettet det her" in administrator.send(question, "/registry/reasons/D1/retire").words
    assert "version 3" in administrator.send(refused, "/registry/reasons/new").words
    with web_database.read() as session:
        assert current_list(session) == 3
