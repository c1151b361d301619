# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Everything held about a case, for a citizen's request: complete, without names, and recorded as an opening."""

import json
from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader

from caseworker import recording
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, Draft
from caseworker.registry.reasons import current_list, retire_reason, whole_list
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import ErasureRule
from tests.factories import Town, context_at, decision, recommend, release
from tests.web import Browser, entries

CASE = "2026-000800"
DRAFT = "En kladde, som ingen andre skal se."
BASIS: dict[str, object] = {"sources": [{"name": "Underretning fra skolen"}], "groups": {"alder": "0-6"}}


@pytest.fixture
def record(web_database: Database, web_town: Town) -> UUID:
    """A record of the case that has everything on it; a second recommendation waits with a draft."""
    # Ids of its own: those of the people are drawn from the usual seed.
    context = context_at(seed=8)
    first = recommend(web_database, context, case_reference=CASE, basis=BASIS)
    recording.record_showing(web_database, context, first, str(web_town.caseworker))
    made = recording.record_decision(web_database, context, first, decision(context, web_town.caseworker))
    second = recommend(web_database, context, case_reference=CASE)
    recommend(web_database, context, case_reference="2026-000801")
    release(web_database, context, made.decision_id, web_town.caseworker)
    with web_database.write() as session:
        session.add(Draft(user_id=web_town.caseworker, recommendation_id=second, content=DRAFT, saved_at=context.now))
    return made.decision_id


def fetched(browser: Browser, kind: str, case_reference: str = CASE) -> bytes:
    form = browser.get("/access-report").fields("/access-report")
    answer = browser.post("/access-report", {**form, "case_reference": case_reference, "kind": kind}).response
    assert answer.status_code == 200
    return answer.get_data()


def test_the_data_hold_every_row_of_the_case_and_nothing_of_another(
    browser_of: Callable[[str], Browser], record: UUID, web_town: Town
) -> None:
    raw = fetched(browser_of("auditor"), "json")
    told = json.loads(raw)
    assert [each["waits"] for each in told["recommendations"]] == [False, True]
    rows = told["recommendations"][0]["rows"]
    assert [row["table"] for row in rows] == [
        "recommendations", "showings", "decisions", "explanations", "access_records",
    ]  # fmt: skip
    assert rows[0]["basis"] == BASIS
    assert rows[2]["reason"] == "Forældrene tager selv imod hjælp, det prøver vi først."
    assert rows[2]["by"] == {"role": "caseworker", "team": "Modtagelsen"}
    assert rows[4]["purpose"] == "access_request"
    for hidden in (DRAFT, "2026-000801", str(web_town.caseworker), str(web_town.auditor)):
        assert hidden not in raw.decode()


@pytest.mark.parametrize("kind", ["txt", "pdf"])
def test_the_document_can_be_read_by_somebody_who_has_never_seen_a_table(
    browser_of: Callable[[str], Browser], record: UUID, kind: str
) -> None:
    raw = fetched(browser_of("auditor"), kind)
    text = raw.decode() if kind == "txt" else " ".join(p.extract_text() for p in PdfReader(BytesIO(raw)).pages)
    words = " ".join(text.split())
    for said in (
        "Alt, hvad loggen har om sagen",
        "Systemet brugte: Underretning fra skolen",
        "Borgergruppe: alder: 0-6",
        "Besluttet: Tilbud om frivillig hjælp",
        "Af: en sagsbehandler, Modtagelsen",
        "Formål: anmodning om indsigt",
        "Anbefalingen venter på svar.",
    ):
        assert said in words, said
    assert "Caseworker" not in words
    assert DRAFT not in words


def test_a_code_that_was_retired_since_keeps_its_words(
    browser_of: Callable[[str], Browser], record: UUID, web_database: Database, context: Context
) -> None:
    with web_database.read() as session:
        code = session.get_one(Decision, (record, 0)).reason_code
        assert code
        (words,) = [each.label_da for each in whole_list(session) if each.code == code]
        version = current_list(session)
    retire_reason(web_database, context, version, code)
    document = PdfReader(BytesIO(fetched(browser_of("auditor"), "pdf")))
    assert words in " ".join(" ".join(page.extract_text() for page in document.pages).split())


def test_that_the_reasons_were_opened_is_recorded_and_their_author_sees_it(
    browser_of: Callable[[str], Browser], record: UUID, web_database: Database, settings: Settings
) -> None:
    size = entries(web_database)
    fetched(browser_of("auditor"), "txt")
    assert entries(web_database) == size + 1
    assert (
        "Auditor (revisor) en borgers anmodning om indsigt" in browser_of("caseworker").get(f"/records/{record}").words
    )
    assert verify_database(web_database, settings).ok


def test_an_unknown_and_an_erased_case_are_refused_at_the_field(
    browser_of: Callable[[str], Browser], record: UUID, web_database: Database, context: Context
) -> None:
    browser = browser_of("auditor")
    recording.erase(web_database, context, CASE, ErasureRule.CITIZEN_REQUEST)
    size = entries(web_database)
    form = browser.get("/access-report").fields("/access-report")
    for reference in (CASE, "2026-999999", ""):
        page = browser.post("/access-report", {**form, "case_reference": reference, "kind": "txt"})
        assert page.status == 422
    assert browser.post("/access-report", {**form, "case_reference": CASE, "kind": "exe"}).status == 404
    assert entries(web_database) == size


@pytest.mark.parametrize("stranger", ["caseworker", "team_lead", "ethics_reviewer", "administrator"])
def test_nobody_but_the_auditor_fetches_it(
    browser_of: Callable[[str], Browser], record: UUID, stranger: str, web_database: Database
) -> None:
    browser = browser_of(stranger)
    size = entries(web_database)
    sent = {"csrf_token": browser.token(), "case_reference": CASE, "kind": "txt"}
    assert browser.post("/access-report", sent).status == 404
    assert entries(web_database) == size
