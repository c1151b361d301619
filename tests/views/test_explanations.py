# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The explanation to the citizen, from draft to release, and the texts for the case."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlmodel import col

from caseworker import recording, registry
from caseworker.acts import Plan, prepare
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Explanation, PersonalValue, System
from caseworker.recording.transaction import commit
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import ErasureRule
from tests.factories import Town, decision, recommend, system_parts
from tests.web import Browser, Clock, entries

CASE = "2026-000555"
BASIS: dict[str, object] = {"sources": [{"name": "Underretning fra skolen"}, {"name": "Ydelser"}]}
SENTENCE = "Du ville selv prøve hjælp først.\nDet har jeg lagt vægt på."


@pytest.fixture
def record(web_database: Database, context: Context, web_town: Town) -> str:
    """The address of a caseworker's record."""
    waits = recommend(web_database, context, case_reference=CASE, basis=BASIS)
    receipt = recording.record_decision(web_database, context, waits, decision(context, web_town.caseworker))
    return f"/records/{receipt.decision_id}"


def released(database: Database) -> list[tuple[int, int, str | None]]:
    """(version, parts left out, text) of what was released."""
    with database.read() as session:
        held = select(col(Explanation.version), col(Explanation.left_out), col(PersonalValue.value)).join(
            PersonalValue,
            (col(PersonalValue.entry) == col(Explanation.entry)) & (col(PersonalValue.field) == "explanation"),
        )
        return [tuple(row) for row in session.execute(held.order_by(col(Explanation.version)))]


def test_it_is_drafted_read_through_and_released(
    caseworker: Browser, record: str, web_database: Database, settings: Settings
) -> None:
    size = entries(web_database)
    page = caseworker.send(
        caseworker.get(f"{record}/explanation"), f"{record}/explanation/read", sentence=SENTENCE, kept="source-1"
    )
    assert "Sådan indgik systemet i din sag" in page.words
    assert "Noget er udeladt her." in page.words
    assert "skolen" not in page.words
    assert entries(web_database) == size, "reading stores nothing"
    shown = caseworker.send(page, f"{record}/explanation")
    assert "Udgave 1, frigivet 20.11.2026. 1 del er udeladt, og det står på arket." in shown.words
    assert "Du ville selv prøve hjælp først." in shown.words
    assert entries(web_database) == size + 1
    assert [(version, left_out) for version, left_out, _text in released(web_database)] == [(1, 1)]
    assert verify_database(web_database, settings).ok


def test_changing_it_gives_the_form_back_as_it_was_filled_in(caseworker: Browser, record: str) -> None:
    draft = caseworker.get(f"{record}/explanation")
    page = caseworker.send(draft, f"{record}/explanation/read", sentence=SENTENCE, kept="source-1")
    form = caseworker.post(f"{record}/explanation/draft", page.fields("/explanation"))
    assert form.fields("/read")["sentence"].strip() == SENTENCE
    assert form.text.count(" checked") == 1


def test_the_sentence_to_the_citizen_is_required_and_a_cpr_number_in_it_is_refused(
    caseworker: Browser, record: str, web_database: Database
) -> None:
    draft = caseworker.get(f"{record}/explanation")
    empty = caseworker.send(draft, f"{record}/explanation/read", sentence=" ")
    assert empty.status == 422
    assert "Skriv en sætning til borgeren om hvorfor." in empty.words
    number = "211062-5629"
    for path in ("/explanation/read", "/explanation"):
        sent = {**draft.fields("/explanation/read"), "sentence": f"Ring til {number}."}
        refused = caseworker.post(f"{record}{path}", sent)
        assert refused.status == 422
        assert "Der står et CPR-nummer i teksten" in refused.words
    assert released(web_database) == []


def test_ones_own_reason_comes_along_only_when_asked_for_and_then_with_a_warning(
    caseworker: Browser, record: str
) -> None:
    reason = "Forældrene tager selv imod hjælp, det prøver vi først."
    draft = caseworker.get(f"{record}/explanation/draft")
    assert draft.fields("/read")["sentence"].strip() == ""
    taken = caseworker.get(f"{record}/explanation/draft?reason=1")
    assert taken.fields("/read")["sentence"].strip() == reason
    warning = "Se efter, om de røber, hvem der har underrettet"
    assert warning in caseworker.send(taken, f"{record}/explanation/read").words
    assert warning not in caseworker.send(taken, f"{record}/explanation/read", sentence=SENTENCE).words


def test_sending_it_twice_releases_it_once_and_another_text_under_the_same_number_is_a_conflict(
    caseworker: Browser, record: str, web_database: Database
) -> None:
    form = caseworker.get(f"{record}/explanation").fields("/read")
    for _again in range(2):
        assert caseworker.post(f"{record}/explanation", {**form, "sentence": SENTENCE}).status == 200
    assert len(released(web_database)) == 1
    conflict = caseworker.post(f"{record}/explanation", {**form, "sentence": "Noget andet."})
    assert conflict.status == 409
    assert "Noget andet." in conflict.words, "what was written is given back"
    assert len(released(web_database)) == 1


@pytest.mark.parametrize("version", ["0", "2", "777"])
def test_nobody_chooses_the_number_of_a_release(
    caseworker: Browser, record: str, web_database: Database, version: str
) -> None:
    form = caseworker.get(f"{record}/explanation").fields("/read")
    refused = caseworker.post(f"{record}/explanation", {**form, "version": version, "sentence": SENTENCE})
    assert refused.status == 409
    assert released(web_database) == []
    assert caseworker.post(f"{record}/explanation", {**form, "sentence": SENTENCE}).status == 200
    assert [number for number, _left, _text in released(web_database)] == [1]


def test_after_a_number_that_was_too_high_the_next_one_follows_and_is_the_newest(
    caseworker: Browser, record: str, web_database: Database, context: Context
) -> None:
    form = caseworker.get(f"{record}/explanation").fields("/read")
    caseworker.post(f"{record}/explanation", {**form, "sentence": SENTENCE})
    with web_database.read() as session:
        first = session.execute(select(Explanation)).scalar_one().model_dump(exclude={"entry"})
    row = {**first, "id": context.new_id(), "version": 777}
    kept = {"caseworker": "", "explanation": released(web_database)[0][2]}
    commit(web_database, [Plan(acts=[prepare(Explanation, row, context.today, context.entropy, kept)])])
    again = caseworker.get(f"{record}/explanation/draft").fields("/read")
    shown = caseworker.post(f"{record}/explanation", {**again, "sentence": "Nu med andre ord."})
    assert [number for number, _left, _text in released(web_database)] == [1, 777, 778]
    assert "Nu med andre ord." in shown.words


def test_a_newer_version_supersedes_and_the_older_one_stays(
    caseworker: Browser, record: str, web_database: Database
) -> None:
    for sentence in (SENTENCE, "Nu med andre ord."):
        form = caseworker.get(f"{record}/explanation/draft").fields("/read")
        caseworker.post(f"{record}/explanation", {**form, "sentence": sentence})
    assert [version for version, _left, _text in released(web_database)] == [1, 2]
    newest = caseworker.get(f"{record}/explanation").words
    assert "Nu med andre ord." in newest
    older = caseworker.get(f"{record}/explanation?version=1").words
    assert "Der er en nyere udgave" in older
    assert "Du ville selv prøve hjælp først." in older
    assert caseworker.get(f"{record}/explanation?version=3").status == 404


def test_a_correction_says_that_the_explanation_tells_what_stood_before(caseworker: Browser, record: str) -> None:
    form = caseworker.get(f"{record}/explanation").fields("/read")
    caseworker.post(f"{record}/explanation", {**form, "sentence": SENTENCE})
    correction = caseworker.get(f"{record}/correction")
    caseworker.send(correction, f"{record}/correction", decided="bfu", reason_code="A1", reason="Jeg huskede forkert.")
    assert "Registreringen er rettet siden" in caseworker.get(f"{record}/explanation").words
    stale = caseworker.post(f"{record}/explanation", {**form, "version": "2", "sentence": SENTENCE})
    assert stale.status == 409


def test_without_where_to_complain_there_is_no_explanation(
    caseworker: Browser, record: str, web_database: Database, context: Context
) -> None:
    form = caseworker.get(f"{record}/explanation").fields("/read")
    system = system_parts(complaint_body="Ankestyrelsen")[0]
    assert isinstance(system, System)
    registry.register(web_database, context, [system])
    page = caseworker.get(f"{record}/explanation")
    assert "En administrator kan skrive det ind under Systemer." in page.words
    assert "Læs den igennem" not in page.words
    assert caseworker.post(f"{record}/explanation", {**form, "sentence": SENTENCE}).status == 422
    assert released(web_database) == []


def test_erasing_the_case_erases_the_text(
    caseworker: Browser, record: str, web_database: Database, context: Context, settings: Settings
) -> None:
    form = caseworker.get(f"{record}/explanation").fields("/read")
    caseworker.post(f"{record}/explanation", {**form, "sentence": SENTENCE})
    recording.erase(web_database, context, CASE, ErasureRule.CITIZEN_REQUEST)
    assert released(web_database) == [(1, 1, None)]
    page = caseworker.get(f"{record}/explanation")
    assert page.status == 409
    assert "prøve hjælp" not in page.words
    assert caseworker.get(f"{record}/explanation/1.pdf").status == 409
    assert caseworker.post(f"{record}/explanation", {**form, "version": "2", "sentence": SENTENCE}).status == 409
    assert verify_database(web_database, settings).ok


def test_pdf_and_text_hold_what_was_released_and_stay_the_same(caseworker: Browser, record: str, clock: Clock) -> None:
    form = caseworker.get(f"{record}/explanation").fields("/read")
    caseworker.post(f"{record}/explanation", {**form, "sentence": SENTENCE})
    first = caseworker.get(f"{record}/explanation/1.pdf").response
    assert first.mimetype == "application/pdf"
    assert f"forklaring-{CASE}.pdf" in first.headers["Content-Disposition"]
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(first.get_data())).pages)
    assert "Du ville selv prøve hjælp først." in " ".join(said.split())
    clock.pass_time(minutes=50)
    assert caseworker.get(f"{record}/explanation/1.pdf").response.get_data() == first.get_data()
    assert "Du ville selv prøve hjælp først.\nDet har jeg" in caseworker.get(f"{record}/explanation/1.txt").text
    assert caseworker.get(f"{record}/explanation/2.txt").status == 404


def test_it_can_be_written_in_english_by_somebody_whose_pages_are_danish(caseworker: Browser, record: str) -> None:
    draft = caseworker.get(f"{record}/explanation/draft?language=en")
    page = caseworker.send(draft, f"{record}/explanation/read", sentence="You wanted help first.")
    assert '<article class="sheet" lang="en"' in page.text
    assert "How the system was part of your case" in page.words
    assert "Frigiv forklaringen" in page.words


def test_a_colleague_neither_reads_nor_releases_it(
    caseworker: Browser, browser_of: Callable[[str], Browser], record: str, web_database: Database
) -> None:
    form = caseworker.get(f"{record}/explanation").fields("/read")
    colleague = browser_of("colleague")
    sent = {**form, "csrf_token": colleague.token(), "sentence": SENTENCE}
    assert colleague.post(f"{record}/explanation", sent).status == 404
    assert colleague.get(f"{record}/explanation").status == 404
    assert released(web_database) == []
