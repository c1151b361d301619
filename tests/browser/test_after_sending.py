# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""After sending, in a real browser: the note is copied with one click, and every page fits its window and its paper."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from tests.browser.conftest import Watched
from tests.browser.test_main_walk import fits
from tests.factories import Town, decision, recommend, release

pytestmark = pytest.mark.browser


@pytest.fixture
def record(web_database: Database, context: Context, web_town: Town) -> str:
    """The address of a caseworker's record with a released explanation."""
    waits = recommend(web_database, context)
    made = recording.record_decision(web_database, context, waits, decision(context, web_town.caseworker))
    release(web_database, context, made.decision_id, web_town.caseworker)
    return f"/records/{made.decision_id}"


def test_the_note_is_copied_with_one_click(watched: Watched, record: str) -> None:
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    watched.log_in()
    watched.go(f"{record}/note")
    watched.page.fill("#to-copy", "Notat, som jeg har rettet.")
    watched.page.click("[data-copy-button] button")
    watched.page.wait_for_selector("text=Teksten er kopieret.")
    assert watched.page.evaluate("navigator.clipboard.readText()") == "Notat, som jeg har rettet."
    assert watched.complaints == []


def test_a_browser_without_a_clipboard_marks_the_text(watched: Watched, record: str) -> None:
    watched.log_in()
    watched.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    )
    watched.go(f"{record}/note")
    watched.page.click("[data-copy-button] button")
    watched.page.wait_for_selector("text=Teksten er markeret: Tryk Ctrl+C.")
    assert "Anbefalingen blev: fraveget" in watched.page.evaluate("document.getSelection().toString()")


def test_every_page_fits_its_window(watched: Watched, record: str) -> None:
    watched.log_in()
    for page in ("/records?response=accepted", "/help/your-records", record):
        watched.go(page)
        assert fits(watched), page
    for part in ("explanation", "explanation/draft", "note", "grounds"):
        watched.go(f"{record}/{part}")
        assert fits(watched), part
    assert watched.complaints == []


def test_the_explanation_prints_as_the_citizen_gets_it(watched: Watched, record: str) -> None:
    watched.log_in()
    watched.go(f"{record}/explanation")
    printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(watched.page.pdf(format="A4"))).pages)
    assert "Sådan indgik systemet i din sag" in printed
    for click in ("Log af", "Hent som PDF", "Mine registreringer", "Udgave 1"):
        assert click not in printed
