# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The explanation to the citizen as a sheet: what it tells, what it marks, what it never reveals."""

from dataclasses import replace
from uuid import UUID

import pytest

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.documents.explanation import Told, explanation, parts_of, told_before
from caseworker.documents.notes import journal_note
from caseworker.documents.sheets import Sheet, plain_text
from caseworker.permissions import Action, Viewer
from caseworker.queries.basis import read_basis
from caseworker.queries.cases import personal_values
from caseworker.queries.records import Record, get_record
from caseworker.vocabulary.closed_lists import Role
from tests.factories import TILBUD, Town, decision, recommend

BASIS: dict[str, object] = {
    "sources": [{"name_da": "Underretning fra skolen", "fresh_da": "i går"}, {"name_da": "Ydelser", "fresh_da": ""}],
    "factors": [{"text_da": "Tredje underretning", "direction": "for", "weight": "large"}],
    "figures": [{"text_da": "Anslået 3 ud af 10"}],
}


@pytest.fixture
def caseworker(web_database: Database, context: Context, web_town: Town) -> Viewer:
    """Who recorded."""
    return Viewer(str(web_town.caseworker), Role.CASEWORKER, "modtagelsen")


@pytest.fixture
def shown(web_database: Database, context: Context, web_town: Town) -> UUID:
    """A record that overrides."""
    waits = recommend(web_database, context, basis=BASIS)
    return recording.record_decision(web_database, context, waits, decision(context, web_town.caseworker)).decision_id


@pytest.fixture
def withheld(web_database: Database, context: Context, web_town: Town) -> UUID:
    """A record of a recommendation that was not shown."""
    waits = recommend(web_database, context, basis=BASIS)
    new = replace(decision(context, web_town.caseworker, TILBUD, reason_code=None), shown=False)
    return recording.record_decision(web_database, context, waits, new).decision_id


def record_of(database: Database, viewer: Viewer, decision_id: UUID) -> tuple[Record, str | None]:
    with database.read() as session:
        record = get_record(session, viewer, Action.EXPLAIN, decision_id)
        basis = personal_values(session, record.recommendation.entry).get("basis")
        session.expunge_all()
    return record, basis


def sheet_of(record: Record, basis: str | None, leave_out: frozenset[str] = frozenset(), language: str = "da") -> Sheet:
    parts = parts_of(record, read_basis(basis, language), language)
    told = Told("Du ville selv have hjælp først.", parts.keys() - leave_out)
    return explanation(record, parts, told, language, "Demokommunen", record.latest.decision.decided_on)


def test_the_sheet_tells_both_sides_and_how_to_complain(
    web_database: Database, caseworker: Viewer, shown: UUID
) -> None:
    text = " ".join(plain_text(sheet_of(*record_of(web_database, caseworker, shown))).split())
    for said in (
        "Medarbejderen fulgte ikke anbefalingen.",
        "Anbefaling: Børnefaglig undersøgelse",
        "middel (72\N{NO-BREAK SPACE}%)".replace("\N{NO-BREAK SPACE}", " "),
        "Underretning fra skolen (i går)",
        "Talte for anbefalingen: Tredje underretning (talte meget)",
        "Anslået 3 ud af 10",
        "Medarbejderen besluttede: Tilbud om frivillig hjælp",
        "Du ville selv have hjælp først.",
        "Du kan klage til: Ankestyrelsen, via kommunen",
        "Frist for at klage: 4 uger",
        "ikke begrundelsen for den",
    ):
        assert said in text, said
    assert "Noget er udeladt" not in text


def test_the_raw_reason_is_never_in_the_sheet_by_itself(
    web_database: Database, caseworker: Viewer, shown: UUID
) -> None:
    record, basis = record_of(web_database, caseworker, shown)
    assert record.latest.reason
    assert record.latest.reason not in plain_text(sheet_of(record, basis)).replace("\n", " ")
    assert record.latest.reason in plain_text(journal_note(record, "da")).replace("\n", " ")


def test_what_is_left_out_is_gone_and_the_sheet_says_so_where_it_stood(
    web_database: Database, caseworker: Viewer, shown: UUID
) -> None:
    record, basis = record_of(web_database, caseworker, shown)
    sheet = sheet_of(record, basis, leave_out=frozenset({"source-0"}))
    assert "skolen" not in plain_text(sheet)
    marked = [section.heading for section in sheet.sections if any("udeladt" in text for text in section.paragraphs)]
    assert marked == ["De oplysninger, systemet brugte"]


def test_a_newer_version_begins_with_what_the_older_one_told_and_left_out(
    web_database: Database, caseworker: Viewer, shown: UUID
) -> None:
    record, basis = record_of(web_database, caseworker, shown)
    parts = parts_of(record, read_basis(basis, "da"), "da")
    before = told_before(sheet_of(record, basis, leave_out=frozenset({"source-0"})), parts)
    assert before == Told("Du ville selv have hjælp først.", parts.keys() - {"source-0"})


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_recommendation_that_was_not_shown_is_revealed_nowhere(
    web_database: Database, caseworker: Viewer, withheld: UUID, language: str
) -> None:
    record, basis = record_of(web_database, caseworker, withheld)
    option = record.option("bfu")
    assert option is not None
    for text in (plain_text(sheet_of(record, basis, language=language)), plain_text(journal_note(record, language))):
        for hidden in (option.label_da, option.label_en, "72", "Tredje underretning", "Anslået"):
            assert hidden not in text
    assert "ikke vist for medarbejderen" in " ".join(plain_text(sheet_of(record, basis)).split())


def test_the_sheet_is_whole_in_english(web_database: Database, caseworker: Viewer, shown: UUID) -> None:
    text = " ".join(plain_text(sheet_of(*record_of(web_database, caseworker, shown), language="en")).split())
    assert "It recommended: Full assessment" in text
    assert "The member of staff decided: Voluntary help" in text
