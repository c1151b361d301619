# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Every form of the administrator: for nobody else, and without CPR numbers."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from flask import Flask

from caseworker.database import Database
from caseworker.security import _ASKS
from tests.factories import Town
from tests.web import Browser, Page, entries

CPR = "010203-4567"
NEW = {"code": "nyt", "name_da": "Nyt system", "name_en": "New system"}


@pytest.fixture
def administrator(browser_of: Callable[[str], Browser]) -> Browser:
    return browser_of("administrator")


def fill(browser: Browser, path: str, **filled: str) -> Page:
    """The answer to the form of the page at the path, filled in."""
    return browser.send(browser.get(path), path, **filled)


TEXTS = {
    "/registry/new-system": {**NEW, "owner": CPR},
    "/registry/systems/sortering/edit": {"unknowns_da": f"Sagen om {CPR}"},
    "/registry/systems/sortering/new-version": {"version": "9", "note_da": CPR},
    "/registry/systems/sortering/versions/1.0": {"note_en": CPR},
    "/registry/systems/sortering/new-option": {"code": CPR, "label_da": "a", "label_en": "a", "family": "a"},
    "/registry/systems/sortering/options/bfu": {"label_da": CPR},
    "/registry/reasons/new": {"code": "L9", "side": "follow", "label_da": "a", "label_en": "a", "help_da": CPR},
    "/registry/new-team": {"code": "nord", "name": CPR},
    "/registry/teams/modtagelsen": {"name": CPR},
    "/registry/new-user": {"username": "ny", "name": CPR, "role": "auditor"},
    "/registry/tokens/new": {"name": CPR},
    "/registry/go-live": {"purpose": CPR},
}


@pytest.mark.parametrize("path", sorted(TEXTS))
def test_a_cpr_number_is_refused_in_every_form(administrator: Browser, web_database: Database, path: str) -> None:
    size = entries(web_database)
    page = fill(administrator, path, **TEXTS[path])
    assert page.status == 422
    assert "Der står et CPR-nummer i teksten" in page.words
    assert entries(web_database) == size
    good = {name: text.replace(CPR, "Uden") for name, text in TEXTS[path].items()}
    assert administrator.send(page, path, **good).status == 200, "without the number it is taken"
    assert entries(web_database) > size


@pytest.mark.parametrize("role", ["caseworker", "team_lead", "ethics_reviewer", "auditor"])
def test_nobody_but_an_administrator_changes_what_is_registered(
    app: Flask, browser_of: Callable[[str], Browser], web_database: Database, web_town: Town, role: str
) -> None:
    browser, size, tried = browser_of(role), entries(web_database), 0
    sent = {"csrf_token": browser.token(), "name": "x", "active": ""}
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and rule.rule.startswith("/registry"):
            path = rule.rule.replace("<uuid:user_id>", str(web_town.colleague))
            path = re.sub("<uuid:[a-z_]+>", str(uuid4()), path)
            for part, value in (("<system>", "sortering"), ("<path:version>", "1.0"), ("<path:option>", "bfu")):
                path = path.replace(part, value)
            path = path.replace("<team>", "modtagelsen").replace("<code>", "D1")
            assert browser.client.post(path, data=sent).status_code == 404, path
            assert getattr(app.view_functions[rule.endpoint], _ASKS) in (
                "change_registry",
                "freeze_baseline",
                "stop_system",
            )
            tried += 1
    assert tried == 24
    assert entries(web_database) == size
