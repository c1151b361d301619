# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Behind a proxy each client is counted by its own address, and nobody chooses theirs."""

from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from caseworker.app import create_app
from caseworker.config import Settings, load
from caseworker.database import Database
from caseworker.vocabulary import limits
from caseworker.vocabulary.problems import Misconfigured
from tests.web import Browser, Clock


@pytest.fixture
def behind_one(web_database: Database, settings: Settings, clock: Clock) -> Flask:
    """The application with one proxy in front of it."""
    return create_app(replace(settings, trusted_proxies="1"), web_database, clock)


def attempt(app: Flask, number: int, forwarded: str) -> int:
    """The status of a wrong password for an account of its own, sent on by the proxy with this header."""
    browser = Browser(app)
    sent = {"csrf_token": browser.token(), "username": f"gæt-{number}", "password": "forkert"}
    answer: TestResponse = browser.client.post("/login", data=sent, headers={"X-Forwarded-For": forwarded})
    return answer.status_code


def use_up(app: Flask, forwarded: str) -> None:
    for number in range(limits.LOGIN_PER_ADDRESS):
        assert attempt(app, number, forwarded) == 422


def test_behind_a_proxy_the_typing_errors_of_one_lock_nobody_else_out(behind_one: Flask) -> None:
    use_up(behind_one, "192.0.2.1")
    assert attempt(behind_one, 100, "192.0.2.1") == 429
    assert attempt(behind_one, 101, "192.0.2.2") == 422


def test_a_forged_longer_header_gives_nobody_another_address(behind_one: Flask) -> None:
    for number in range(limits.LOGIN_PER_ADDRESS):
        assert attempt(behind_one, number, f"198.51.100.{number}, 192.0.2.1") == 422
    assert attempt(behind_one, 100, "198.51.100.100, 192.0.2.1") == 429


def test_without_a_proxy_the_header_counts_for_nothing(app: Flask) -> None:
    for number in range(limits.LOGIN_PER_ADDRESS):
        assert attempt(app, number, f"192.0.2.{number}") == 422
    assert attempt(app, 100, "192.0.2.100") == 429


@pytest.mark.parametrize(("proxies", "secure"), [("0", False), ("1", True)])
def test_a_trusted_proxy_says_that_the_browser_came_by_tls(
    web_database: Database, settings: Settings, proxies: str, secure: bool
) -> None:
    served = create_app(replace(settings, mode="production", trusted_proxies=proxies), web_database)
    answer = served.test_client().get("/login", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.test"})
    assert ("Strict-Transport-Security" in answer.headers) is secure
    assert "evil.test" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("proxies", ["-1", "10", "en", "1.0", "1 "])
def test_a_number_of_proxies_that_is_none_is_refused_at_start(settings: Settings, proxies: str) -> None:
    given = {"CASEWORKER_HOME": settings.home, "CASEWORKER_TRUSTED_PROXIES": proxies}
    with pytest.raises(Misconfigured, match="CASEWORKER_TRUSTED_PROXIES"):
        load(given)
    assert load({**given, "CASEWORKER_TRUSTED_PROXIES": "2"}).proxies == 2
    assert load({"CASEWORKER_HOME": settings.home}).proxies == 0
