# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Nothing is recorded outside demo mode before the go-live list is settled."""

import pytest
from flask import Flask

from caseworker.app import create_app
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.queries.going_live import agreement, missing_items
from caseworker.registry import settle_items
from caseworker.vocabulary.closed_lists import GoLive
from tests.factories import PASSWORD, recommend
from tests.web import Browser, Clock, Page, entries

PATH = "/registry/go-live"
AGREED = "Registreringerne bruges ikke i personalesager."
WHOLE = {item.value: f"Om {item.value}" for item in GoLive} | {
    "no_personnel_use": AGREED,
    "staff_informed_on": "1.11.2026",
}


@pytest.fixture
def production(web_database: Database, settings: Settings) -> Flask:
    """The application in production mode, where the list is not settled yet."""
    return create_app(Settings(**{**vars(settings), "mode": "production"}), web_database, Clock())


class Secure(Browser):
    """A browser that comes over https, without which no cookie is kept in production."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self.client.environ_base["wsgi.url_scheme"] = "https"
        self.client.environ_base["HTTP_REFERER"] = "https://localhost/"


def fill(browser: Browser, **filled: str) -> Page:
    return browser.send(browser.get(PATH), PATH, **filled)


@pytest.mark.parametrize("role", ["caseworker", "team_lead", "ethics_reviewer", "auditor"])
def test_every_other_role_is_told_what_is_missing_and_nothing_is_stored(
    production: Flask, web_database: Database, context: Context, role: str
) -> None:
    address = f"/recommendations/{recommend(web_database, context)}"
    browser, size = Secure(production), entries(web_database)
    page = browser.log_in(role)
    assert page.status == 503
    assert "En administrator skal først udfylde: Formål, Hjemmel, Orientering af medarbejderne" in page.words
    for path in ("/desk", address, "/reports/weekly", "/reports/trends", "/ledger", "/records"):
        assert browser.get(path).status == 503
    sent = {"csrf_token": browser.token(), "decided": "bfu", "reason_code": "A1", "reason": "Set.", "key": "k" * 20}
    assert browser.post(f"{address}/decision", sent).status == 503
    assert entries(web_database) == size
    assert browser.post("/logout", {"csrf_token": browser.token()}).response.request.path == "/login"


def test_when_the_administrator_has_settled_all_of_it_casework_begins(
    production: Flask, web_database: Database
) -> None:
    administrator, caseworker = Secure(production), Secure(production)
    administrator.log_in("administrator")
    assert "Mangler endnu Hvem der kan stoppe et system" in fill(administrator, **{**WHOLE, "stop_authority": ""}).words
    assert caseworker.log_in("caseworker").status == 503
    assert "Alt er på plads" in fill(administrator, **WHOLE).words
    assert "Venter på dig" in caseworker.get("/").words


def test_the_demo_may_wait(caseworker: Browser, web_database: Database) -> None:
    with web_database.read() as session:
        assert len(missing_items(session)) == len(GoLive)
    assert caseworker.get("/desk").status == 200


def test_the_server_says_that_it_is_up_before_the_list_is_settled(production: Flask) -> None:
    assert production.test_client().get("/healthz").status_code == 200
    assert production.test_client().get("/readyz").status_code == 200
    assert production.test_client().get("/login").status_code == 200


def test_items_are_settled_one_by_one_each_as_an_entry(app: Flask, web_database: Database) -> None:
    browser, size = Browser(app), entries(web_database)
    browser.log_in("administrator")
    page = fill(browser, purpose="At lære af uenighed.", legal_basis="Offentlighedsloven § 13")
    assert "Mangler endnu Orientering" in page.words
    assert entries(web_database) == size + 2
    assert "Angiv datoen" in fill(browser, staff_informed="Stormøde").words
    assert "ligger ude i fremtiden" in fill(browser, staff_informed="Stormøde", staff_informed_on="1.1.2030").words
    informed = fill(browser, staff_informed="Stormøde", staff_informed_on="2.11.2026")
    assert informed.fields(PATH)["staff_informed_on"] == "02.11.2026"
    assert "Skriv, hvad der gælder i stedet." in fill(browser, purpose="").words
    assert entries(web_database) == size + 3


def test_the_second_of_two_administrators_sees_what_the_first_settled(
    app: Flask, web_database: Database, context: Context
) -> None:
    browser = Browser(app)
    browser.log_in("administrator")
    page = browser.get(PATH)
    settle_items(web_database, context, 0, {GoLive.PURPOSE: ("Den førstes formål", None)})
    told = browser.send(page, PATH, purpose="Den andens formål")
    assert "Formål Den førstes formål" in told.words
    assert told.fields(PATH)["purpose"] == "Den andens formål"
    assert browser.send(told, PATH).fields(PATH)["purpose"] == "Den andens formål"


def test_the_agreement_is_said_in_the_municipalitys_own_words(database: Database, context: Context) -> None:
    with database.read() as session:
        assert agreement(session, "da") == ()
    settle_items(database, context, 0, {GoLive.NO_PERSONNEL_USE: (AGREED, None)})
    with database.read() as session:
        assert agreement(session, "da") == (f"Aftale om brugen af registreringerne: {AGREED}",)
        assert agreement(session, "en") == (f"Agreement on the use of the records: {AGREED}",)


def test_a_password_used_once_is_replaced_before_the_list_is_settled(production: Flask) -> None:
    browser = Secure(production)
    browser.log_in("caseworker")
    page = browser.get("/password")
    assert page.status == 200
    chosen = "en sætning kun jeg kender"
    assert browser.send(page, "/password", current=PASSWORD, password=chosen, again=chosen).status == 503


def test_the_agreement_is_printed_on_every_report(app: Flask, web_database: Database, context: Context) -> None:
    reviewer = Browser(app)
    reviewer.log_in("ethics_reviewer")
    assert AGREED not in reviewer.get("/reports/trends").words
    settle_items(web_database, context, 0, {GoLive.NO_PERSONNEL_USE: (AGREED, None)})
    assert f"Aftale om brugen af registreringerne: {AGREED}" in reviewer.get("/reports/trends").words
    lead = Browser(app)
    lead.log_in("team_lead")
    assert AGREED in lead.get("/reports/weekly").words
