# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A hidden number that somebody has tampered with is no number, and breaks nothing."""

import pytest

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from tests.factories import Town, decision, recommend
from tests.web import Browser, decisions, entries

WHY = "Forældrene tager selv imod hjælp, det prøver vi først."
SENT = {"decided": "tilbud", "reason_code": "C1", "reason": WHY}
NO_NUMBERS = pytest.mark.parametrize("number", ["9" * 5000, str(2**70), "\u0665", "-1"], ids=["5000", "70", "ar", "-1"])


@pytest.fixture
def record(web_database: Database, context: Context, web_town: Town) -> str:
    """The address of a caseworker's record."""
    waits = recommend(web_database, context)
    receipt = recording.record_decision(web_database, context, waits, decision(context, web_town.caseworker))
    return f"/records/{receipt.decision_id}"


@NO_NUMBERS
@pytest.mark.parametrize("name", ["version", "revision"])
def test_an_explanation_is_not_released_with_it(
    caseworker: Browser, record: str, web_database: Database, name: str, number: str
) -> None:
    form = caseworker.get(f"{record}/explanation").fields("/read")
    size = entries(web_database)
    sent = {**form, "sentence": "Du ville selv prøve hjælp først.", name: number}
    assert caseworker.post(f"{record}/explanation", sent).status == 404
    assert entries(web_database) == size


@NO_NUMBERS
def test_a_correction_and_its_draft_are_not_stored_with_it(
    caseworker: Browser, record: str, web_database: Database, number: str
) -> None:
    form = caseworker.get(f"{record}/correction").fields("/correction")
    sent = {**form, "reason": WHY, "revision": number}
    assert caseworker.post(f"{record}/correction", sent).status == 404
    assert caseworker.post(f"{record}/correction/draft", sent).status == 404
    assert decisions(web_database) == 1


@NO_NUMBERS
def test_a_decision_with_it_as_the_version_of_its_draft_is_stored_as_with_none(
    caseworker: Browser, web_database: Database, context: Context, number: str
) -> None:
    path = f"/recommendations/{recommend(web_database, context)}"
    form = caseworker.get(path).fields("/decision")
    assert caseworker.post(f"{path}/draft", {**form, **SENT, "draft_version": number}).status == 200
    assert caseworker.post(f"{path}/decision", {**form, **SENT, "draft_version": number}).status == 200
    assert decisions(web_database) == 1
