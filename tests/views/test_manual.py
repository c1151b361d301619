# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Recommendation and decision registered by hand, together or not at all."""

from collections.abc import Callable

from sqlalchemy import func, select

from caseworker.database import Database
from caseworker.models import Decision, ManualDraft, Recommendation, Waiting
from tests.web import Browser, entries

FILLED = {
    "case_reference": "2026-004711",
    "recommended": "bfu",
    "decided": "bfu",
    "reason_code": "A1",
    "reason": "Var selv nået frem til det.",
}


def test_the_systems_that_run_can_be_chosen(caseworker: Browser) -> None:
    page = caseworker.get("/register")
    assert "/register/sortering" in page.text
    assert caseworker.get("/register/findes-ikke").status == 404


def test_recommendation_and_decision_are_stored_together_and_wait_for_nobody(
    caseworker: Browser, web_database: Database
) -> None:
    form = caseworker.get("/register/sortering")
    assert form.fields("/sortering")["model_version"] == "1.1", "the newest version is offered first"
    page = caseworker.send(form, "/register/sortering", **FILLED)
    assert "Din beslutning er gemt" in page.words
    with web_database.read() as session:
        assert session.execute(select(Recommendation)).scalar_one().source == "manual"
        assert session.execute(select(Decision)).scalar_one().response == "accepted"
        assert session.execute(select(func.count()).select_from(Waiting)).scalar_one() == 0


def test_a_refusal_of_either_part_stores_neither_and_keeps_what_was_typed(
    caseworker: Browser, web_database: Database
) -> None:
    size = entries(web_database)
    for changed, sentence in (
        ({"case_reference": "010203-1234"}, "Der står et CPR-nummer i teksten."),
        ({"recommended": "findes-ikke"}, "Det er ikke en af mulighederne."),
        ({"model_version": "9.9"}, "Systemet har ikke den modelversion."),
        ({"reason_code": "C1"}, "Årsagen hører ikke til dit valg."),
        ({"reason": ""}, "Skriv kort hvorfor."),
    ):
        form = caseworker.get("/register/sortering")
        page = caseworker.send(form, "/register/sortering", **{**FILLED, **changed})
        assert page.status == 422
        assert sentence in page.words
        assert page.fields("/sortering")["case_reference"] == {**FILLED, **changed}["case_reference"]
    assert entries(web_database) == size


def test_the_same_form_sent_twice_is_registered_once(caseworker: Browser, web_database: Database) -> None:
    form = caseworker.get("/register/sortering")
    first = caseworker.send(form, "/register/sortering", **FILLED)
    size = entries(web_database)
    again = caseworker.send(form, "/register/sortering", **FILLED)
    assert again.words == first.words
    assert entries(web_database) == size
    other = caseworker.send(form, "/register/sortering", **{**FILLED, "reason": "Noget andet."})
    assert other.status == 409
    assert entries(web_database) == size


def test_what_was_typed_by_hand_is_there_again_and_nobody_elses(
    caseworker: Browser, browser_of: Callable[[str], Browser]
) -> None:
    form = caseworker.get("/register/sortering")
    typed = {"case_reference": "2026-004711", "recommended": "bfu", "reason": "Mor siger nej, 010203-4567"}
    page = caseworker.post("/register/sortering/draft", {**form.fields("/sortering"), **typed})
    kept = page.fields("/register/sortering")
    assert (kept["case_reference"], kept["recommended"]) == ("2026-004711", "bfu")
    assert kept["reason"] == "Mor siger nej, ••••••-••••"
    assert "Her er din kladde" in page.words
    assert browser_of("colleague").get("/register/sortering").fields("/register/sortering")["case_reference"] == ""
    thrown = caseworker.post("/register/sortering/draft/discard", page.fields("/discard"))
    assert thrown.fields("/register/sortering")["case_reference"] == ""


def test_the_draft_goes_with_the_sending_and_a_refused_form_leaves_one(
    caseworker: Browser, web_database: Database
) -> None:
    form = caseworker.get("/register/sortering")
    assert caseworker.send(form, "/register/sortering", **{**FILLED, "reason_code": ""}).status == 422
    assert _drafts(web_database) == 1
    again = caseworker.get("/register/sortering")
    caseworker.send(again, "/register/sortering", reason_code="A1", decided="bfu")
    assert _drafts(web_database) == 0


def test_of_two_windows_by_hand_neither_is_recorded_unseen(caseworker: Browser, web_database: Database) -> None:
    one, other = (caseworker.get("/register/sortering") for _ in range(2))
    caseworker.post(
        "/register/sortering/draft", {**other.fields("/sortering"), **FILLED, "reason": "Det andet vindue."}
    )
    size = entries(web_database)
    page = caseworker.send(one, "/register/sortering", **FILLED)
    assert page.status == 409
    assert "Det andet vindue." in page.words
    assert entries(web_database) == size
    assert caseworker.send(page, "/register/sortering", **FILLED).status == 200, "sending again is choosing"


def _drafts(database: Database) -> int:
    with database.read() as session:
        return int(session.execute(select(func.count()).select_from(ManualDraft)).scalar_one())
