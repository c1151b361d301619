# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The first time, and help that is one click away from everywhere."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import UserTold
from caseworker.views.help_pages import TITLES
from tests.factories import Town, decision, recommend
from tests.web import Browser, entries

HELP = Path(__file__).parents[2] / "templates" / "help"
ROLES = ("caseworker", "team_lead", "ethics_reviewer", "administrator", "auditor")


@pytest.fixture
def untold(web_database: Database) -> None:
    """Nobody has read how records are used."""
    with web_database.write() as session:
        session.execute(delete(UserTold))


@pytest.mark.usefixtures("untold")
def test_how_records_are_used_comes_before_the_first_record_and_only_once(
    caseworker: Browser, web_database: Database, context: Context
) -> None:
    address = f"/recommendations/{recommend(web_database, context)}"
    size = entries(web_database)
    page = caseworker.get(address)
    assert page.response.request.path == "/help/your-records"
    assert "Registreringerne bliver ikke brugt i personalesager." in page.words
    assert entries(web_database) == size, "nothing was shown yet"
    on = caseworker.send(page, "/help/your-records")
    assert on.response.request.path == address
    assert "Jeg har læst det" not in caseworker.get("/help/your-records").words
    assert caseworker.get("/register/timer").response.request.path == "/register/timer"


@pytest.mark.usefixtures("untold")
def test_the_manual_form_comes_after_it_too_and_a_decision_that_is_sent_is_never_lost_to_it(
    caseworker: Browser, web_database: Database, context: Context
) -> None:
    assert caseworker.get("/register/timer").response.request.path == "/help/your-records"
    address = f"/recommendations/{recommend(web_database, context)}/decision"
    told = {"decided": "bfu", "reason_code": "A1", "reason": "Set selv.", "key": "k" * 20}
    assert "Din beslutning er gemt" in caseworker.post(address, {"csrf_token": caseworker.token(), **told}).words


@pytest.mark.usefixtures("untold")
def test_whoever_has_recorded_already_is_not_stopped(
    caseworker: Browser, web_database: Database, context: Context, web_town: Town
) -> None:
    waits = recommend(web_database, context)
    recording.record_decision(web_database, context, waits, decision(context, web_town.caseworker))
    assert caseworker.get("/register/timer").response.request.path == "/register/timer"


@pytest.mark.usefixtures("untold")
def test_the_way_on_never_leads_elsewhere(caseworker: Browser) -> None:
    page = caseworker.get("/help/your-records?next=https://example.org/")
    assert "example.org" not in page.text
    sent = {"csrf_token": caseworker.token(), "next": "//example.org/"}
    answer = caseworker.post("/help/your-records", sent, follow=False)
    assert answer.response.headers["Location"] == "/"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_finds_its_own_pages_first_and_every_link_leads_somewhere(
    browser_of: Callable[[str], Browser], role: str
) -> None:
    browser = browser_of(role)
    for page in ("/", "/findes-ikke"):
        assert 'href="/help"' in browser.get(page).text
    index = browser.get("/help")
    assert all(f'href="/help/{page}"' in index.text for page in TITLES)
    for page in TITLES:
        shown = browser.get(f"/help/{page}")
        assert shown.status == 200
        for link in _links(shown.text):
            assert browser.get(link).status == 200, f"{page} leads to {link}"


def test_only_who_may_decide_says_that_they_have_read_it(browser_of: Callable[[str], Browser]) -> None:
    browser = browser_of("auditor")
    assert "Jeg har læst det" not in browser.get("/help/your-records").words
    assert browser.post("/help/your-records", {"csrf_token": browser.token()}).status == 404


def test_a_page_that_is_not_there_is_not_found(caseworker: Browser) -> None:
    for page in ("nothing", "_way", "..%2fbase"):
        assert caseworker.get(f"/help/{page}").status == 404


def test_every_page_is_written_in_both_languages() -> None:
    for language in ("da", "en"):
        assert {file.stem for file in (HELP / language).glob("*.html")} == set(TITLES)
    for page in TITLES:
        danish, english = ((HELP / language / f"{page}.html").read_text(encoding="utf-8") for language in ("da", "en"))
        for tag in ("<h2>", "<li>", "<dt>", "<p>"):
            assert danish.count(tag) == english.count(tag), f"{page}: {tag}"


def test_a_page_follows_the_language_of_its_reader(caseworker: Browser) -> None:
    caseworker.post("/language", {"csrf_token": caseworker.token(), "language": "en", "next": "/help"})
    assert "The records are not used in personnel cases." in caseworker.get("/help/your-records").words


def _links(html: str) -> set[str]:
    main = html[html.index("<main") : html.index("</main>")]
    return set(re.findall(r'href="(/[^"]+)"', main))
