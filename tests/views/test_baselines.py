# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The page on which an administrator freezes a new baseline for a system."""

from collections.abc import Callable

import pytest

from caseworker.context import Context
from caseworker.database import Database
from caseworker.registry.baselines import latest_first_week
from tests.web import Browser, Page, entries

PAGE = "/registry/systems/sortering/baseline"


@pytest.fixture
def administrator(browser_of: Callable[[str], Browser]) -> Browser:
    return browser_of("administrator")


def fill(browser: Browser, **filled: str) -> Page:
    """The answer to the form, filled in."""
    return browser.send(browser.get(PAGE), PAGE, **filled)


def test_an_administrator_freezes_a_baseline_and_sees_it_among_those_before(
    administrator: Browser, web_database: Database, context: Context
) -> None:
    assert "Fastlås et nyt basisniveau" in administrator.get("/registry/systems/sortering").words
    assert "Fastlåst tidligere" not in administrator.get(PAGE).words
    week = latest_first_week(context.today).isoformat()
    before = entries(web_database)
    words = fill(administrator, first_week=week, why="Version 1.1 er taget i brug.").words
    assert entries(web_database) == before + 1
    assert "Fastlåst tidligere" in words
    assert "(gælder nu) Version 1.1 er taget i brug." in words


def test_without_a_reason_or_with_a_week_that_is_not_offered_nothing_is_frozen(
    administrator: Browser, web_database: Database, context: Context
) -> None:
    week = latest_first_week(context.today).isoformat()
    before = entries(web_database)
    assert "Skriv kort hvorfor." in fill(administrator, first_week=week, why=" ").words
    for chosen in ("2026-99", context.today.isoformat(), ""):
        assert fill(administrator, first_week=chosen, why="Ny version.").status == 422
    assert entries(web_database) == before


@pytest.mark.parametrize("role", ["caseworker", "team_lead", "ethics_reviewer", "auditor"])
def test_nobody_else_moves_what_weeks_are_held_against(browser_of: Callable[[str], Browser], role: str) -> None:
    browser = browser_of(role)
    token = browser.token()
    assert browser.get(PAGE).status == browser.post(PAGE, {"csrf_token": token}).status == 404


def test_a_system_that_is_not_there_has_no_baseline(administrator: Browser) -> None:
    assert administrator.get("/registry/systems/findes-ikke/baseline").status == 404
