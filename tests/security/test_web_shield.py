# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Headers on every answer, and a token in every form that changes something."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask

from caseworker.app import create_app
from caseworker.config import Settings
from caseworker.database import Database
from tests.web import Browser, entries


@pytest.mark.parametrize("path", ["/login", "/desk", "/findes-ikke", "/healthz", "/static/css/caseworker.css"])
def test_every_answer_carries_the_headers(app: Flask, path: str) -> None:
    with app.test_client().get(path) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_pages_are_never_kept_by_the_browser_and_files_are(app: Flask, caseworker: Browser) -> None:
    assert caseworker.get("/desk").response.headers["Cache-Control"] == "no-store"
    with app.test_client().get("/static/css/caseworker.css") as file:
        assert file.headers.get("Cache-Control") != "no-store"


def test_a_browser_is_told_to_stay_with_https_outside_demo_mode(
    app: Flask, web_database: Database, settings: Settings
) -> None:
    production = create_app(Settings(**{**vars(settings), "mode": "production"}), web_database)
    secure = production.test_client().get("/login", base_url="https://localhost")
    assert "max-age=63072000" in secure.headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in app.test_client().get("/login").headers


def changing_paths(app: Flask) -> list[str]:
    """A path for every rule that takes a form; what takes a bearer token looks at no cookie (tests/api)."""
    return [
        re.sub(r"<\w+:?\w*>", "sortering", re.sub(r"<int:\w+>", "1", re.sub(r"<uuid:\w+>", str(uuid4()), rule.rule)))
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and not rule.endpoint.startswith(("api.", "cds_hooks."))
    ]


def test_no_form_is_taken_without_its_token(
    app: Flask, browser_of: Callable[[str], Browser], web_database: Database
) -> None:
    browsers = [browser_of(name) for name in ("caseworker", "auditor")]
    size = entries(web_database)
    assert len(changing_paths(app)) >= 8
    for path in changing_paths(app):
        for browser in browsers:
            for data in ({}, {"csrf_token": "gættet"}, {"csrf_token": Browser(app).token()}):
                assert browser.client.post(path, data=data).status_code == 400, path
    assert entries(web_database) == size


def test_the_token_is_what_stops_them(app: Flask, caseworker: Browser) -> None:
    statuses = {
        caseworker.client.post(path, data={"csrf_token": caseworker.token()}).status_code
        for path in changing_paths(app)
        if path != "/logout"
    }
    assert 400 not in statuses


def test_a_script_in_what_people_write_stays_text(caseworker: Browser) -> None:
    page = caseworker.get("/desk?search=<script>alert(1)</script>")
    assert "<script>alert(1)" not in page.text
    assert "<script>alert(1)</script>" in page.words
