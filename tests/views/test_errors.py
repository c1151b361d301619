# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Each error has one sentence: what was stored, and the way on; never a trace."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from caseworker.context import Context
from caseworker.database import Database
from caseworker.security import open_to_anyone
from tests.factories import recommend
from tests.web import Browser, Page, decisions


def test_a_page_that_is_not_there_says_so(caseworker: Browser) -> None:
    for path in ("/findes-ikke", "/recommendations/ikke-et-id", "/logout"):
        page = caseworker.get(path)
        assert page.status == 404
        assert "Siden findes ikke, eller du har ikke adgang til den." in page.words


def test_a_form_without_its_token_stores_nothing_and_gives_the_text_back(
    caseworker: Browser, web_database: Database, context: Context
) -> None:
    address = f"/recommendations/{recommend(web_database, context)}"
    page = caseworker.post(f"{address}/decision", {"decided": "bfu", "reason_code": "A1", "reason": "Set ved besøg."})
    assert page.status == 400
    assert "Intet blev gemt. Åbn siden igen, og send derfra." in page.words
    assert "Set ved besøg." in page.words
    assert f'href="{address}"' in page.text
    assert decisions(web_database) == 0


def test_a_busy_database_answers_503_and_gives_the_text_back(
    caseworker: Browser, web_database: Database, context: Context
) -> None:
    address = f"/recommendations/{recommend(web_database, context)}"
    opened = caseworker.get(address)
    web_database.close()
    event.listen(web_database.engine, "connect", _impatient)
    other = Database(web_database.url.render_as_string())
    with other.append():
        page = caseworker.send(opened, f"{address}/decision", decided="bfu", reason_code="A1", reason="Set ved besøg.")
    other.close()
    assert page.status == 503
    assert "Der er travlt lige nu. Intet blev gemt, men din tekst er her." in page.words
    assert "Set ved besøg." in page.words
    assert decisions(web_database) == 0


def _impatient(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA busy_timeout = 50")


def test_a_fault_of_ours_shows_no_trace(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    @open_to_anyone
    def broken() -> str:
        raise RuntimeError("en hemmelighed i en fejl")

    app.add_url_rule("/broken", view_func=broken)
    page = Browser(app).get("/broken")
    assert page.status == 500
    assert "Der er sket en fejl" in page.words
    assert "hemmelighed" not in page.text
    assert "Traceback" not in page.text
    assert "hemmelighed" in caplog.text, "those who run the system find it in their log"


def test_a_form_that_is_too_large_is_refused(caseworker: Browser) -> None:
    page = Page(caseworker.client.post("/login", data={"username": "a" * 300_000}))
    assert page.status == 413
    assert "Intet blev gemt. Send mindre ad gangen." in page.words
