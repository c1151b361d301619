# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""In production no program records or reads casework before the go-live list is settled, and the server is watched."""

from uuid import uuid4

import pytest
from flask import Flask

from caseworker.app import create_app
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.registry import settle_items
from caseworker.vocabulary.closed_lists import GoLive, TokenScope
from tests.api.machines import RECOMMENDATION, Machine, problem, token
from tests.api.test_access import CALLS, NAMES, call
from tests.web import Browser, Clock, entries

ABSENT = {"recommendation": str(uuid4()), "decision": str(uuid4()), "waiting": str(uuid4()), "system": "sortering"}
TYPE = "urn:caseworker:problem:not-live"


@pytest.fixture
def production(web_database: Database, settings: Settings) -> Flask:
    """The application in production mode, where the list is not settled yet."""
    return create_app(Settings(**{**vars(settings), "mode": "production"}), web_database, Clock())


@pytest.fixture
def held(production: Flask, web_database: Database, context: Context) -> Machine:
    """The system that sorts, which may write as soon as anybody may."""
    return Machine(production, token(web_database, context, "sortering", TokenScope.WRITE))


def settle_all(database: Database, context: Context) -> None:
    told = {item: (f"Om {item.value}", context.today if item is GoLive.STAFF_INFORMED else None) for item in GoLive}
    settle_items(database, context, 0, told)


@pytest.mark.parametrize(("method", "path", "body"), [each[:3] for each in CALLS], ids=NAMES)
def test_every_call_is_held_back_until_the_list_is_settled(
    held: Machine,
    web_database: Database,
    context: Context,
    method: str,
    path: str,
    body: dict[str, object] | None,
) -> None:
    size, asked = entries(web_database), path.format(**ABSENT)
    refused = call(held, method, asked, body)
    told = problem(refused, 503)
    assert told["type"] == TYPE
    assert "Nothing was stored" in told["detail"]
    assert int(refused.headers["Retry-After"]) >= 60
    assert entries(web_database) == size
    settle_all(web_database, context)
    assert call(held, method, asked, body).status_code != 503


def test_who_has_no_token_is_told_that_first(production: Flask) -> None:
    problem(Machine(production, None).post("/api/v1/recommendations", RECOMMENDATION), 401)


def test_an_administrators_cookie_beside_the_token_opens_nothing(
    production: Flask, held: Machine, web_database: Database
) -> None:
    browser = Browser(production)
    browser.client.environ_base.update({"wsgi.url_scheme": "https", "HTTP_REFERER": "https://localhost/"})
    browser.log_in("administrator")
    assert browser.get("/registry/systems").status == 200, "which shows that the cookie counts elsewhere"
    size = entries(web_database)
    headers = {"Authorization": f"Bearer {held.token}"}
    problem(browser.client.post("/api/v1/recommendations", json=RECOMMENDATION, headers=headers), 503)
    assert entries(web_database) == size


def test_the_server_is_watched_and_the_document_read_from_the_first_day(held: Machine, production: Flask) -> None:
    assert "caseworker_ledger_entries" in held.get("/metrics").text
    assert held.get("/api/v1/openapi.json").get_json()["openapi"] == "3.1.0"
    for path in ("/healthz", "/readyz"):
        assert Machine(production, None).get(path).status_code == 200
    problem(Machine(production, None).get("/metrics"), 401)
