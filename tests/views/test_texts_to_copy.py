# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The journal note and the three parts of legal grounds: texts to copy, of which nothing is stored."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from tests.factories import Town, decision, recommend
from tests.web import Browser, entries


@pytest.fixture
def record(web_database: Database, context: Context, web_town: Town) -> str:
    """The address of a caseworker's record."""
    answered = recommend(web_database, context)
    receipt = recording.record_decision(web_database, context, answered, decision(context, web_town.caseworker))
    return f"/records/{receipt.decision_id}"


def test_the_note_stands_ready_to_copy_and_says_what_it_is_not(caseworker: Browser, record: str) -> None:
    page = caseworker.get(f"{record}/note")
    for said in ("Anbefalingen blev: fraveget", "Forældrene tager selv imod hjælp", "§§ 22-24"):
        assert said in page.words
        assert said in " ".join(caseworker.get(f"{record}/note.txt").text.split())
    pdf = caseworker.get(f"{record}/note.pdf").response.get_data()
    assert "fraveget" in PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_the_three_parts_of_legal_grounds_become_one_text_and_are_stored_nowhere(
    caseworker: Browser, record: str, web_database: Database
) -> None:
    size = entries(web_database)
    form = caseworker.get(f"{record}/grounds")
    assert "Årsagen i loggen er ikke afgørelsens begrundelse." in form.words
    page = caseworker.send(
        form, f"{record}/grounds", rule="Barnets lov § 30", considerations="", facts="Barnet trives."
    )
    assert "Regler Barnets lov § 30 Faktiske oplysninger Barnet trives." in page.words
    assert page.fields("/grounds")["rule"].strip() == "Barnets lov § 30"
    refused = caseworker.send(form, f"{record}/grounds", rule="211062-5629")
    assert refused.status == 422
    assert entries(web_database) == size
