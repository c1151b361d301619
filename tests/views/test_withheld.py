# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Where the recommendation is withheld, no page says what it was: not before, not in the form, not afterwards."""

import re
from collections.abc import Callable

import pytest

from caseworker.context import Context
from caseworker.database import Database
from caseworker.recording.withholding import is_withheld
from caseworker.vocabulary.responses import Answer
from tests.factories import Town, recommend
from tests.recording.test_withholding import set_up
from tests.web import Browser, Page, decisions, without_token

AKUT = Answer("akut")
BASIS: dict[str, object] = {
    "factors": [{"text": "Tre tidligere underretninger", "direction": "for", "weight": "large"}]
}


def says_it(page: Page) -> list[str]:
    """The words on the page that only the recommendation can have put there."""
    text = page.text
    only_there = ("72\N{NO-BREAK SPACE}%", "Tre tidligere underretninger", "data-option", 'data-family=""')
    told = [word for word in only_there if word in text]
    facts = re.findall(r"<dd[^>]*>([^<]*)</dd>", text)
    return told + [fact for fact in facts if "Akut: reagér i dag" in fact]


@pytest.fixture
def cases(web_database: Database, context: Context, caseworker: Browser) -> dict[bool, str]:
    """The address of a case that is withheld from the caseworker, who has judged, and of one that is shown."""
    set_up(web_database, context)
    found: dict[bool, str] = {}
    for number in range(40):
        waiting = recommend(web_database, context, AKUT, case_reference=f"2026-8{number:05d}", basis=BASIS)
        address = f"/recommendations/{waiting}"
        page = caseworker.get(address)
        caseworker.send(page, f"{address}/own-judgement", decided="afdaek")
        with web_database.read() as session:
            found.setdefault(is_withheld(session, waiting), address)
        if len(found) == 2:
            return found
    raise AssertionError("the draw gave only one kind")


def test_before_the_choice_both_kinds_of_case_look_the_same(
    web_database: Database, context: Context, browser_of: Callable[[str], Browser], cases: dict[bool, str]
) -> None:
    colleague = browser_of("colleague")
    seen = set()
    for address in cases.values():
        page = colleague.get(address)
        plain = re.sub(r"2026-8\d{5}|/recommendations/[0-9a-f-]{36}", "", without_token(page))
        seen.add((page.status, plain, tuple(sorted(page.response.headers.keys()))))
    assert len(seen) == 1
    assert "vises anbefalingen slet ikke" in colleague.get(cases[True]).words


def test_what_is_shown_would_be_noticed(caseworker: Browser, cases: dict[bool, str]) -> None:
    assert says_it(caseworker.get(cases[False]))


def test_no_page_of_a_withheld_case_says_what_was_recommended(
    caseworker: Browser, browser_of: Callable[[str], Browser], cases: dict[bool, str], web_database: Database
) -> None:
    address = cases[True]
    form = caseworker.get(address)
    assert "Anbefalingen vises ikke i denne sag." in form.words
    assert "Afdækning" in form.words
    empty = caseworker.send(form, f"{address}/decision")
    assert empty.status == 422
    draft = caseworker.post(
        f"{address}/draft", {**form.fields("/decision"), "reason": "Halv sætning", "certainty": "high"}
    )
    assert draft.fields("/decision")["reason"] == "Halv sætning"
    receipt = caseworker.send(draft, f"{address}/decision", reason="Set ved besøg i går.", decided="akut")
    assert decisions(web_database) == 1
    assert "Var der noget i vejen" not in receipt.words
    record = caseworker.client.get(address).headers["Location"]
    correction = caseworker.get(f"{record}/correction")
    corrected = caseworker.send(correction, f"{record}/correction", decided="bfu", reason="Rettet: undersøgelse.")
    pages = [form, empty, draft, receipt, correction, corrected, caseworker.get(record), caseworker.get("/records")]
    colleague = browser_of("colleague")
    pages += [colleague.get(address), caseworker.get(f"{record}/receipt")]
    assert [says_it(page) for page in pages] == [[] for _page in pages]
    assert [page.status for page in pages if page is not empty] == [200] * (len(pages) - 1)
    assert "ikke vist" in caseworker.get(record).words


def test_the_colleague_who_comes_second_gets_the_same_kind_of_case(
    browser_of: Callable[[str], Browser], cases: dict[bool, str], web_town: Town
) -> None:
    _ = web_town
    colleague = browser_of("colleague")
    for withheld, address in cases.items():
        page = colleague.send(colleague.get(address), f"{address}/own-judgement", decided="bfu")
        assert bool(says_it(page)) is not withheld
