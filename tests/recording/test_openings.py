# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Openings of reasons and releases of explanations, on both databases."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import AccessRecord, Explanation, PersonalValue
from caseworker.queries.openings import openings_of
from caseworker.recording import erase, record_decision, record_opening
from caseworker.recording.access import open_whole_case
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import ErasureRule, ReadingPurpose, Role
from caseworker.vocabulary.problems import Absent, CaseErased, CprFound, NewerExplanation, Refused, StaleRevision
from tests.factories import Town, decision, later, recommend, release
from tests.recording.stored import entries

CASE = "2026-000123"


def test_an_opening_is_recorded_once_a_day_for_each_person_and_purpose(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    made = record_decision(database, context, recommend(database, context), decision(context, town.caseworker))
    colleague, lead = str(town.colleague), str(town.team_lead)
    for reader, purpose, when in (
        (colleague, ReadingPurpose.SAME_CASE, context),
        (colleague, ReadingPurpose.SAME_CASE, later(context, hours=2)),
        (colleague, ReadingPurpose.COMPLAINT, context),
        (lead, ReadingPurpose.SAME_CASE, context),
        (colleague, ReadingPurpose.SAME_CASE, later(context, days=1)),
    ):
        record_opening(database, when, made.decision_id, reader, purpose)
    with database.read() as session:
        assert session.execute(select(func.count()).select_from(AccessRecord)).scalar_one() == 4
        seen = openings_of(session, made.decision_id)
    assert (seen[0].name, seen[0].role, seen[0].purpose) == ("Colleague", Role.CASEWORKER, ReadingPurpose.SAME_CASE)
    assert verify_database(database, settings).ok


def test_there_is_nothing_to_open_where_there_is_no_reason(database: Database, context: Context, town: Town) -> None:
    made = record_decision(database, context, recommend(database, context), decision(context, town.caseworker))
    erase(database, context, CASE, ErasureRule.RETENTION)
    for decision_id in (made.decision_id, uuid4()):
        with pytest.raises(Absent):
            record_opening(database, context, decision_id, str(town.colleague), ReadingPurpose.SAME_CASE)


def test_the_whole_case_is_opened_with_every_reason_in_it(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    for _again in range(2):
        record_decision(database, context, recommend(database, context), decision(context, town.caseworker))
    recommend(database, context)
    size = entries(database)
    held = open_whole_case(database, context, CASE, None)
    assert len(held.recommendations) == 3
    assert len(held.reasons) == 2
    assert entries(database) == size + 2
    assert [row.kind for row in held.recommendations[0].rows] == ["recommendations", "decisions", "access_records"]
    assert held.recommendations[0].asked.system.name_da == "Sortering"
    assert verify_database(database, settings).ok
    with pytest.raises(Refused, match="No record has that case reference"):
        open_whole_case(database, context, "2026-999999", None)


def test_a_release_is_refused_to_others_when_stale_and_with_a_cpr_number(
    database: Database, context: Context, town: Town
) -> None:
    made = record_decision(database, context, recommend(database, context), decision(context, town.caseworker))
    size = entries(database)
    for changes, problem in (
        ({"caseworker": str(town.colleague)}, Absent),
        ({"revision": 1}, StaleRevision),
        ({"text": '{"title":"211062-5629"}'}, CprFound),
    ):
        with pytest.raises(problem):
            release(database, context, made.decision_id, town.caseworker, **changes)
    assert entries(database) == size
    release(database, context, made.decision_id, town.caseworker)
    release(database, context, made.decision_id, town.caseworker)
    with pytest.raises(NewerExplanation):
        release(database, context, made.decision_id, town.caseworker, text="{}")
    assert entries(database) == size + 1


def test_erasing_the_case_takes_the_released_text_and_nothing_is_released_afterwards(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    made = record_decision(database, context, recommend(database, context), decision(context, town.caseworker))
    release(database, context, made.decision_id, town.caseworker)
    erase(database, context, CASE, ErasureRule.CITIZEN_REQUEST)
    with database.read() as session:
        held = select(col(PersonalValue.value)).join(Explanation, col(Explanation.entry) == col(PersonalValue.entry))
        values = set(session.execute(held).scalars())
    assert values == {None, str(town.caseworker)}
    with pytest.raises(CaseErased):
        release(database, context, made.decision_id, town.caseworker, version=2)
    assert verify_database(database, settings).ok


def test_a_release_and_an_opening_cannot_be_changed_or_removed(
    database: Database, context: Context, town: Town
) -> None:
    made = record_decision(database, context, recommend(database, context), decision(context, town.caseworker))
    release(database, context, made.decision_id, town.caseworker)
    record_opening(database, context, made.decision_id, str(town.colleague), ReadingPurpose.SAME_CASE)
    for statement in (
        "DELETE FROM explanations",
        "UPDATE explanations SET left_out = 5",
        "DELETE FROM access_records",
        "UPDATE access_records SET purpose = 'complaint'",
    ):
        with pytest.raises(DBAPIError, match="keeps its rows"), database.write() as session:
            session.execute(text(statement))
