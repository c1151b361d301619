# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""From the desk to the receipt, and every way in which a decision is refused."""

import re
from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import func, select

from caseworker import registry
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import OwnJudgement, Showing, System
from caseworker.vocabulary.responses import Answer
from tests.factories import recommend, system_parts
from tests.web import Browser, Page, decisions, entries

WHY = "Forældrene tager selv imod hjælp, det prøver vi først."
FILLED = {"decided": "tilbud", "reason_code": "C1", "reason": WHY}


@pytest.fixture
def waiting(web_database: Database, context: Context, caseworker: Browser) -> str:
    """The address of a recommendation that waits."""
    _ = caseworker
    return f"/recommendations/{recommend(web_database, context)}"


def answer(browser: Browser, waiting: str, **filled: str) -> Page:
    return browser.send(browser.get(waiting), f"{waiting}/decision", **filled)


def test_a_decision_goes_from_desk_to_receipt_to_record(caseworker: Browser, waiting: str) -> None:
    desk = caseworker.get("/desk")
    assert "Venter på dig (1)" in desk.words
    assert waiting in desk.text

    receipt = answer(caseworker, waiting, **FILLED)
    assert receipt.status == 200
    assert "Din beslutning er gemt" in receipt.words
    assert re.search(r"Nummer i loggen \d+ Digitalt fingeraftryk [0-9a-f]{64}", receipt.words)

    assert "Venter på dig (0)" in caseworker.get("/desk").words
    record = caseworker.get(waiting)
    assert WHY in record.words
    assert "Tilbud om frivillig hjælp" in record.words
    assert "fraveget" in record.words


def test_nothing_is_chosen_beforehand_and_the_recommended_option_stands_in_its_own_place(
    caseworker: Browser, waiting: str
) -> None:
    page = caseworker.get(waiting)
    form = page.text[page.text.index("data-response-form") :]
    assert " checked" not in form
    assert re.findall(r'name="decided" type="radio" value="(\w+)"', form) == [
        "ingen",
        "tilbud",
        "afdaek",
        "bfu",
        "akut",
    ]
    rows = re.findall(r'<div class="form-group-radio">\s*<input [^>]*name="decided".*?</div>', form, re.DOTALL)
    shapes = {re.sub(r'(value|id|for|data-family)="[^"]*"|>[^<]+<', "", row) for row in rows}
    assert len(shapes) == 1, "the rows differ only in their words"


def test_an_empty_form_names_each_missing_thing_and_stores_nothing(
    caseworker: Browser, waiting: str, web_database: Database
) -> None:
    page = answer(caseworker, waiting)
    assert page.status == 422
    for sentence in ("Vælg, hvad du beslutter.", "Vælg den årsag, der passer bedst.", "Skriv kort hvorfor."):
        assert sentence in page.words
    assert decisions(web_database) == 0


@pytest.mark.parametrize(
    ("changed", "sentence", "field"),
    [
        ({"reason": "  "}, "Skriv kort hvorfor. Én sætning er nok.", "reason"),
        ({"reason": "Mor, 010203-1234, ringer"}, "Der står et CPR-nummer i teksten.", "reason"),
        ({"reason": "a" * 2001}, "Teksten er længere end 2000 tegn.", "reason"),
        ({"decided": "findes-ikke"}, "Det er ikke en af mulighederne.", "decided"),
        ({"reason_code": "A1"}, "Årsagen hører ikke til dit valg.", "reason_code"),
        ({"reason_code": "A7", "decided": "bfu"}, "Årsagen hører ikke til dit valg.", "reason_code"),
    ],
)
def test_a_refusal_says_why_keeps_what_was_typed_and_stores_nothing(
    caseworker: Browser, waiting: str, web_database: Database, changed: dict[str, str], sentence: str, field: str
) -> None:
    filled = {**FILLED, **changed}
    before = caseworker.get(waiting)
    size = entries(web_database)
    page = caseworker.send(before, f"{waiting}/decision", **filled)
    assert page.status == 422
    assert page.words.count(sentence) == 2, "above the form and at the field"
    assert f'id="{field}-error"' in page.text
    kept = page.fields("/decision")
    assert kept["reason"] == filled["reason"]
    assert kept["key"] == before.fields("/decision")["key"]
    assert entries(web_database) == size


def test_a_second_answer_is_refused_and_gives_the_text_back(
    caseworker: Browser, browser_of: Callable[[str], Browser], waiting: str, web_database: Database
) -> None:
    colleague = browser_of("colleague")
    opened = colleague.get(waiting)
    answer(caseworker, waiting, **FILLED)
    page = colleague.send(opened, f"{waiting}/decision", **{**FILLED, "reason": "Set ved besøg i går."})
    assert page.status == 409
    assert "Anbefalingen er allerede besvaret." in page.words
    assert "Set ved besøg i går." in page.words
    assert decisions(web_database) == 1


def test_a_colleague_sees_that_it_was_answered_but_not_how(
    caseworker: Browser, browser_of: Callable[[str], Browser], waiting: str
) -> None:
    answer(caseworker, waiting, **FILLED)
    page = browser_of("colleague").get(waiting)
    assert "Anbefalingen er besvaret" in page.words
    assert WHY not in page.text
    assert "<textarea" not in page.text


def test_the_same_form_sent_twice_is_one_decision_and_one_receipt(
    caseworker: Browser, waiting: str, web_database: Database
) -> None:
    page = caseworker.get(waiting)
    first = caseworker.send(page, f"{waiting}/decision", **FILLED)
    again = caseworker.send(page, f"{waiting}/decision", **FILLED)
    assert first.words == again.words
    assert decisions(web_database) == 1
    other = caseworker.send(page, f"{waiting}/decision", **{**FILLED, "reason": "Noget andet nu."})
    assert other.status == 409
    assert "Noget andet nu." in other.words


def test_that_it_was_shown_is_recorded_once_for_each_caseworker(
    caseworker: Browser, browser_of: Callable[[str], Browser], waiting: str, web_database: Database
) -> None:
    for browser in (caseworker, caseworker, browser_of("colleague")):
        browser.get(waiting)
    assert showings(web_database) == 2


def showings(database: Database) -> int:
    with database.read() as session:
        return int(session.execute(select(func.count()).select_from(Showing)).scalar_one())


@pytest.mark.parametrize("ahead", ["prefetch", "prefetch;prerender"])
def test_a_page_that_nobody_looked_at_was_not_shown(
    caseworker: Browser, waiting: str, web_database: Database, ahead: str
) -> None:
    assert caseworker.client.head(waiting).status_code == 200
    fetched = caseworker.client.get(waiting, headers={"Sec-Purpose": ahead})
    assert fetched.status_code == 503, "the browser throws it away and asks again when somebody looks"
    assert fetched.get_data() == b""
    assert showings(web_database) == 0
    caseworker.get(waiting, headers={"Sec-Purpose": ""})
    assert showings(web_database) == 1


def judged_first(database: Database, context: Context) -> UUID:
    registry.add_system(database, context, system_parts("foerst", own_judgement_first=True))
    return recommend(database, context, system="foerst", case_reference="2026-000777")


def test_where_own_judgement_comes_first_the_recommendation_is_hidden_until_then(
    caseworker: Browser, web_database: Database, context: Context
) -> None:
    address = f"/recommendations/{judged_first(web_database, context)}"
    first = caseworker.get(address)
    assert "Hvad ville du selv beslutte?" in first.words
    assert "recommendation-heading" not in first.text
    assert "data-option" not in first.text
    early = caseworker.send(first, f"{address}/own-judgement", decided="")
    assert early.status == 422
    skipped = caseworker.post(f"{address}/decision", {"csrf_token": caseworker.token(), **FILLED})
    assert "Hvad ville du selv beslutte?" in skipped.words
    assert showings(web_database) == 0

    page = caseworker.send(first, f"{address}/own-judgement", decided="afdaek")
    assert "Sortering Anbefaling Børnefaglig undersøgelse" in page.words
    assert "Din egen vurdering: Afdækning" in page.words
    with web_database.read() as session:
        assert session.execute(select(OwnJudgement.option)).scalars().all() == ["afdaek"]  # type: ignore[call-overload]


def test_an_own_judgement_cannot_be_changed_afterwards(
    caseworker: Browser, web_database: Database, context: Context
) -> None:
    address = f"/recommendations/{judged_first(web_database, context)}"
    first = caseworker.get(address)
    caseworker.send(first, f"{address}/own-judgement", decided="afdaek")
    again = caseworker.send(first, f"{address}/own-judgement", decided="akut")
    assert again.status == 409
    assert "kan ikke ændres bagefter" in again.words


def test_a_number_is_read_as_danes_write_it(caseworker: Browser, web_database: Database, context: Context) -> None:
    recommended = Answer("timer", Decimal("4.5"))
    address = f"/recommendations/{recommend(web_database, context, recommended, system='timer')}"
    page = caseworker.get(address)
    assert "Timeforslag Anbefaling 4,5 timer pr. uge" in page.words
    wrong = caseworker.send(
        page, f"{address}/decision", decided="timer", decided_number="4,6", reason_code="D3", reason=WHY
    )
    assert wrong.status == 422
    assert 'id="decided_number-error"' in wrong.text
    assert "Skriv et tal fra 0,25 til 40 i trin på 0,25." in wrong.words
    right = caseworker.send(
        page, f"{address}/decision", decided="timer", decided_number="6,25", reason_code="D3", reason=WHY
    )
    assert "6,25 timer pr. uge" in right.words
    assert "delvist fulgt" in right.words


def test_a_stopped_system_is_shown_to_nobody(
    caseworker: Browser, waiting: str, web_database: Database, context: Context
) -> None:
    with web_database.read() as session:
        system = System(**session.get_one(System, "sortering").model_dump())
    system.stopped = True
    registry.register(web_database, context, [system])
    assert "Venter på dig (0)" in caseworker.get("/desk").words
    page = caseworker.get(waiting)
    assert page.status == 409
    assert "Systemet er stoppet Anbefalingerne fra systemet vises ikke for nogen" in page.words
    assert "Børnefaglig undersøgelse" not in page.text


def test_the_desk_is_searched_by_a_part_of_the_case_reference(
    caseworker: Browser, web_database: Database, context: Context
) -> None:
    for number in range(30):
        recommend(web_database, context, case_reference=f"2026-1{number:02d}%")
    assert "Side 1 af 2" in caseworker.get("/desk").words
    assert "5 sager" not in caseworker.get("/desk").words
    found = caseworker.get("/desk?search=-107").words
    assert "1 sag passer med »-107«." in found
    assert "Ingen af de ventende sager passer med »_«." in caseworker.get("/desk?search=_").words
    assert "Side 2 af 2" in caseworker.get("/desk?page=99").words
