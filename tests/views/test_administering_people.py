# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Teams, users, passwords that are used once, and tokens."""

import re
from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlmodel import col

from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import LedgerEntry, User
from caseworker.registry import change_user
from caseworker.registry.tokens import find_token, tokens_of
from tests.factories import PASSWORD, Town
from tests.web import Browser, Page, entries

OWN = "en sætning kun jeg kender"


@pytest.fixture
def administrator(browser_of: Callable[[str], Browser]) -> Browser:
    return browser_of("administrator")


def fill(browser: Browser, path: str, **filled: str) -> Page:
    return browser.send(browser.get(path), path, **filled)


def shown_once(page: Page) -> str:
    found = re.search(r'class="shown-once">([^<]+)<', page.text)
    assert found, page.words
    return found[1]


def id_of(database: Database, username: str) -> UUID:
    with database.read() as session:
        found: UUID = session.execute(select(col(User.id)).where(col(User.username) == username)).scalar_one()
    return found


def choose(browser: Browser, current: str, password: str = OWN, again: str = OWN) -> Page:
    return fill(browser, "/password", current=current, password=password, again=again)


def test_a_new_user_gets_a_password_that_opens_only_the_choice_of_another(
    app: Flask, administrator: Browser, web_database: Database
) -> None:
    told = {"username": "ny", "name": "Ny Medarbejder", "role": "caseworker", "team": "modtagelsen"}
    password = shown_once(fill(administrator, "/registry/new-user", **told))
    with web_database.read() as session:
        assert all(password.encode() not in entry.raw for entry in session.execute(select(LedgerEntry)).scalars())
    browser = Browser(app)
    page = browser.log_in("ny", password)
    assert page.response.request.path == "/password"
    assert 'class="mainmenu"' not in page.text
    for path in ("/desk", "/records", "/register/sortering"):
        assert browser.get(path).response.request.path == "/password"
    assert browser.client.post("/register/sortering", data={"csrf_token": browser.token()}).status_code == 303
    assert "Venter på dig" in choose(browser, password).words
    assert "passer ikke sammen" in Browser(app).log_in("ny", password).words
    assert "Venter på dig" in Browser(app).log_in("ny", OWN).words


def test_a_wrong_or_weak_choice_of_password_changes_nothing(app: Flask, caseworker: Browser) -> None:
    for current, password, again, said in (
        ("forkert", OWN, OWN, "Det er ikke den adgangskode, du loggede ind med."),
        (PASSWORD, "4 x 2", "4 x 2", "mindst 12 tegn"),
        (PASSWORD, OWN, "noget andet", "De to adgangskoder er ikke ens."),
        (PASSWORD, PASSWORD, PASSWORD, "Vælg en anden adgangskode end den, du har."),
        (PASSWORD, "x" * 201, "x" * 201, "højst 200 tegn"),
    ):
        page = choose(caseworker, current, password, again)
        assert page.status == 422
        assert said in page.words
        assert password not in page.text
    assert "Venter på dig" in Browser(app).log_in("caseworker").words


def test_who_changes_the_password_is_signed_out_everywhere_else(app: Flask, caseworker: Browser) -> None:
    elsewhere = Browser(app)
    elsewhere.log_in("caseworker")
    assert "Venter på dig" in choose(caseworker, PASSWORD).words
    assert elsewhere.get("/desk").response.request.path == "/login"
    assert "Venter på dig" in caseworker.get("/desk").words


def test_guesses_at_the_current_password_are_slowed(caseworker: Browser) -> None:
    statuses = [choose(caseworker, f"gæt nummer {number}").status for number in range(6)]
    assert statuses == [422] * 5 + [429]


def test_a_reset_ends_the_old_password_and_every_session(
    app: Flask, administrator: Browser, caseworker: Browser, web_town: Town
) -> None:
    password = shown_once(fill(administrator, f"/registry/users/{web_town.caseworker}/password"))
    assert caseworker.get("/desk").response.request.path == "/login"
    assert "passer ikke sammen" in Browser(app).log_in("caseworker").words
    assert Browser(app).log_in("caseworker", password).response.request.path == "/password"


def test_a_change_of_role_and_team_holds_at_once(
    app: Flask, administrator: Browser, caseworker: Browser, web_town: Town
) -> None:
    path = f"/registry/users/{web_town.caseworker}"
    assert "Kun sagsbehandlere og teamledere" in fill(administrator, path, role="auditor").words
    assert fill(administrator, path, role="auditor", team="").status == 200
    assert caseworker.get("/desk").response.request.path == "/login"
    assert "Loggen" in Browser(app).log_in("caseworker").words
    assert "Vælg en rolle." in fill(administrator, path, role="konge").words


def test_a_disabled_user_gets_in_no_more_until_enabled(
    app: Flask, administrator: Browser, caseworker: Browser, web_town: Town
) -> None:
    path = f"/registry/users/{web_town.caseworker}"
    page = administrator.get(path)
    disabled = {name: value for name, value in page.fields(path).items() if name != "active"}
    assert "(lukket)" in administrator.post(path, disabled).words
    assert caseworker.get("/desk").response.request.path == "/login"
    assert "passer ikke sammen" in Browser(app).log_in("caseworker").words
    assert "(lukket)" not in fill(administrator, path, active="y").words
    assert "Venter på dig" in Browser(app).log_in("caseworker").words


def test_the_only_administrator_cannot_lock_everybody_out(administrator: Browser, web_town: Town) -> None:
    path = f"/registry/users/{web_town.administrator}"
    assert "den eneste administrator" in fill(administrator, path, role="auditor").words
    assert administrator.get("/registry/people").status == 200, "and is still signed in"


def test_the_second_of_two_administrators_sees_what_the_first_made_of_a_user(
    administrator: Browser, web_database: Database, web_town: Town, context: Context
) -> None:
    path = f"/registry/users/{web_town.colleague}"
    page = administrator.get(path)
    change_user(web_database, context, web_town.colleague, team="visitationen")
    told = administrator.send(page, path, name="Et andet navn")
    assert "Team visitationen" in told.words
    assert told.fields(path)["name"] == "Et andet navn"
    with web_database.read() as session:
        assert session.get_one(User, web_town.colleague).name == "Colleague"


def test_teams_are_added_renamed_and_closed(administrator: Browser, web_database: Database) -> None:
    assert "Nord nord 0" in fill(administrator, "/registry/new-team", code="nord", name="Nord").words
    assert "allerede et team" in fill(administrator, "/registry/new-team", code="Nord", name="x").words
    assert "Nordøst nord" in fill(administrator, "/registry/teams/nord", name="Nordøst").words
    path = "/registry/teams/modtagelsen"
    open_team = administrator.get(path).fields(path)
    closed = {name: value for name, value in open_team.items() if name != "active"}
    assert "Teamet har aktive brugere." in administrator.post(path, closed).words
    nord = administrator.get("/registry/teams/nord").fields("/registry/teams/nord")
    del nord["active"]
    assert "Nordøst (lukket)" in administrator.post("/registry/teams/nord", nord).words
    assert 'value="nord"' not in administrator.get("/registry/new-user").text


def test_names_stand_in_the_order_of_the_danish_alphabet(administrator: Browser) -> None:
    for code, name in (("o", "Østerbro"), ("aa", "Aalholm"), ("z", "Zoneteam"), ("ae", "Ærø"), ("a", "Amager")):
        fill(administrator, "/registry/new-team", code=code, name=name)
    words = administrator.get("/registry/people").words
    places = [words.index(name) for name in ("Amager", "Modtagelsen", "Zoneteam", "Ærø", "Østerbro", "Aalholm")]
    assert places == sorted(places)


def test_a_token_is_shown_once_and_revoked(administrator: Browser, web_database: Database, context: Context) -> None:
    path = "/registry/tokens/new"
    assert "Udfyld »Navn«." in fill(administrator, path, system="sortering").words
    told = {"system": "sortering", "name": "fagsystem", "scope": "read", "expires_on": "31.12.2026"}
    plain = shown_once(fill(administrator, path, **told))
    with web_database.read() as session:
        assert find_token(session, date(2026, 12, 31), plain) is not None
        token = tokens_of(session)[0].id
    page = administrator.get("/registry/tokens")
    assert plain not in page.text
    assert "fagsystem Sortering læse 31.12.2026 aldrig" in page.words
    assert "allerede en nøgle" in fill(administrator, path, **told).words
    assert "Den dag er gået." in fill(administrator, path, **{**told, "expires_on": "1.1.2020"}).words
    assert "tilbagekaldt 20.11.2026" in fill(administrator, f"/registry/tokens/{token}/revoke").words
    with web_database.read() as session:
        assert find_token(session, date(2026, 11, 21), plain) is None
    size = entries(web_database)
    sent = {"csrf_token": administrator.token()}
    assert administrator.post(f"/registry/tokens/{token}/revoke", sent).status == 404
    assert administrator.post(path, {**sent, **told, "name": "b", "scope": "alt"}).status == 422
    assert administrator.post(path, {**sent, **told, "name": "b", "system": "findes-ikke"}).status == 404
    assert entries(web_database) == size
