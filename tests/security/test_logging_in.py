# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Who gets in, who is slowed down, and when a session ends."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from caseworker import accounts, registry
from caseworker.accounts import hash_password
from caseworker.app import create_app
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import LoginAttempt, LoginSession
from caseworker.security import local_path
from caseworker.vocabulary.closed_lists import Role
from caseworker.vocabulary.problems import Refused
from tests.factories import PASSWORD, Town, recommend
from tests.web import Browser, Clock, decisions, without_token


@pytest.mark.parametrize(
    ("username", "lands"),
    [
        ("caseworker", "Venter på dig (0)"),
        ("team_lead", "Modtagelsen: uge"),
        ("ethics_reviewer", "Fulgt og fraveget over tid"),
        ("administrator", "Systemer"),
        ("auditor", "Loggen"),
    ],
)
def test_each_role_lands_where_its_work_begins(app: Flask, username: str, lands: str) -> None:
    page = Browser(app).log_in(username)
    assert lands in page.words


def test_an_unknown_name_and_a_wrong_password_look_the_same(app: Flask) -> None:
    unknown = Browser(app).log_in("caseworkes", "forkert")
    wrong = Browser(app).log_in("caseworker", "forkert")
    assert unknown.status == wrong.status == 422
    assert without_token(unknown).replace("caseworkes", "caseworker") == without_token(wrong)
    assert "Brugernavn og adgangskode passer ikke sammen" in wrong.words


def test_an_unknown_name_costs_the_same_work(
    app: Flask, web_database: Database, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []
    real = accounts._matches

    def counting(stored: str, password: str) -> bool:
        verified.append(stored)
        return real(stored, password)

    monkeypatch.setattr(accounts, "_matches", counting)
    for username in ("caseworker", "findes-ikke"):
        accounts.check_password(web_database, context, username, "forkert", "192.0.2.1")
    assert len(verified) == 2
    assert all(stored.startswith("$argon2id$") for stored in verified)


def test_guessing_at_one_account_is_slowed_down_and_ends_by_itself(app: Flask, clock: Clock) -> None:
    for _attempt in range(5):
        assert Browser(app).log_in("caseworker", "forkert").status == 422
    stopped = Browser(app).log_in("caseworker")
    assert stopped.status == 429, "the right password does not help either"
    assert int(stopped.response.headers["Retry-After"]) <= 60
    assert "Din konto er ikke spærret." in stopped.words
    assert Browser(app).log_in("colleague").status == 200, "others get in"
    clock.pass_time(seconds=61)
    assert "Venter på dig" in Browser(app).log_in("caseworker").words


def test_guessing_at_many_accounts_from_one_address_is_slowed_down(app: Flask, clock: Clock) -> None:
    for number in range(10):
        assert Browser(app).log_in(f"gæt-{number}", "forkert").status == 422
    assert Browser(app).log_in("caseworker").status == 429
    clock.pass_time(minutes=5, seconds=1)
    assert Browser(app).log_in("caseworker").status == 200


def test_attempts_keep_neither_name_nor_address(app: Flask, web_database: Database) -> None:
    Browser(app).log_in("caseworker", "forkert")
    with web_database.read() as session:
        kept = session.execute(select(LoginAttempt)).scalar_one()
        assert "caseworker" not in kept.account
        assert "127.0.0.1" not in kept.address


def test_only_the_hash_of_a_sessions_token_is_stored(app: Flask, web_database: Database) -> None:
    browser = Browser(app)
    browser.log_in("caseworker")
    with browser.client.session_transaction() as cookie:
        token = cookie["_user_id"]
    with web_database.read() as session:
        stored = session.execute(select(LoginSession)).scalar_one()
        assert token not in (stored.token_hash, str(stored.user_id))


def _open(browser: Browser) -> bool:
    return browser.client.get("/desk").status_code == 200


def test_a_session_ends_at_logout_also_for_a_copied_cookie(app: Flask) -> None:
    browser, thief = Browser(app), Browser(app)
    browser.log_in("caseworker")
    with browser.client.session_transaction() as cookie:
        copied = dict(cookie)
    with thief.client.session_transaction() as cookie:
        cookie.update(copied)
    assert _open(thief)
    browser.post("/logout", {"csrf_token": browser.token()})
    assert not _open(browser)
    assert not _open(thief)


@pytest.mark.parametrize("change", [{"role": Role.AUDITOR, "team": None}, {"active": False}, {"team": "visitationen"}])
def test_a_session_ends_when_its_user_is_changed(
    app: Flask, web_database: Database, context: Context, web_town: Town, change: dict[str, Any]
) -> None:
    browser = Browser(app)
    browser.log_in("caseworker")
    assert _open(browser)
    registry.change_user(web_database, context, web_town.caseworker, **change)
    assert not _open(browser)


def test_a_disabled_user_does_not_get_in(app: Flask, web_database: Database, context: Context, web_town: Town) -> None:
    registry.change_user(web_database, context, web_town.caseworker, active=False)
    assert Browser(app).log_in("caseworker").status == 422


def test_a_session_ends_after_an_hour_without_use(app: Flask, clock: Clock) -> None:
    browser = Browser(app)
    browser.log_in("caseworker")
    for _half_hour in range(3):
        clock.pass_time(minutes=30)
        assert _open(browser)
    clock.pass_time(minutes=60)
    assert not _open(browser)


def test_a_session_ends_after_twelve_hours_of_use(app: Flask, clock: Clock) -> None:
    browser = Browser(app)
    browser.log_in("caseworker")
    for _half_hour in range(23):
        clock.pass_time(minutes=30)
        assert _open(browser)
    clock.pass_time(minutes=30)
    assert not _open(browser)


def test_what_stood_in_the_cookie_before_logging_in_is_gone_afterwards(app: Flask) -> None:
    browser = Browser(app)
    with browser.client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    browser.log_in("caseworker")
    with browser.client.session_transaction() as cookie:
        assert "planted" not in cookie


def test_the_cookie_is_kept_from_scripts_and_other_sites(
    app: Flask, web_database: Database, settings: Settings
) -> None:
    cookie = Browser(app).client.get("/login").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    production = create_app(
        Settings(**{**vars(settings), "mode": "production"}),
        web_database,
    )
    secure = production.test_client().get("/login", base_url="https://localhost").headers["Set-Cookie"]
    assert secure.startswith("__Host-caseworker=")
    assert "Secure" in secure


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.org", "//example.org", "/\\example.org", "javascript:alert(1)", "desk", "/\nx", "", None],
)
def test_nobody_is_led_to_another_place_after_logging_in(elsewhere: str | None) -> None:
    assert local_path(elsewhere) is None
    assert local_path("/recommendations/1?x=2") == "/recommendations/1?x=2"


def test_the_page_that_was_asked_for_follows_the_login(app: Flask, web_database: Database, context: Context) -> None:
    address = f"/recommendations/{recommend(web_database, context)}"
    browser = Browser(app)
    page = browser.get(address)
    assert page.fields("/login")["next"] == address
    inside = browser.send(page, "/login", username="caseworker", password=PASSWORD)
    assert "Sortering Anbefaling" in inside.words
    outside = Browser(app).log_in("caseworker", next="https://example.org/")
    assert outside.response.request.path == "/desk"


def test_a_text_that_was_sent_after_the_session_ended_is_carried_through_the_login(
    app: Flask, web_database: Database, context: Context, clock: Clock
) -> None:
    address = f"/recommendations/{recommend(web_database, context)}"
    browser = Browser(app)
    browser.log_in("caseworker")
    page = browser.get(address)
    clock.pass_time(hours=2)
    login = browser.send(
        page, f"{address}/decision", decided="bfu", reason_code="A1", reason="Tredje underretning om det samme."
    )
    assert login.status == 401
    assert "Du er blevet logget af" in login.words
    assert decisions(web_database) == 0
    again = browser.send(login, "/login", username="caseworker", password=PASSWORD)
    assert "Tredje underretning om det samme." in again.words
    assert "password" not in again.fields(f"{address}/decision")
    receipt = browser.send(again, f"{address}/decision")
    assert "Din beslutning er gemt" in receipt.words
    assert decisions(web_database) == 1


def test_a_wrong_password_on_the_way_keeps_the_carried_text(
    app: Flask, web_database: Database, context: Context, clock: Clock
) -> None:
    address = f"/recommendations/{recommend(web_database, context)}"
    browser = Browser(app)
    browser.log_in("caseworker")
    page = browser.get(address)
    clock.pass_time(hours=2)
    login = browser.send(page, f"{address}/decision", decided="bfu", reason_code="A1", reason="Set ved besøg.")
    wrong = browser.send(login, "/login", username="caseworker", password="forkert")
    assert wrong.status == 422
    assert "Set ved besøg." in browser.send(wrong, "/login", username="caseworker", password=PASSWORD).words


def test_a_short_password_is_refused() -> None:
    with pytest.raises(Refused):
        hash_password("for kort")
    assert hash_password("lang nok til at bruge").startswith("$argon2id$")
