# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What can be proposed, by whom and on what; on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import FollowUpProposal
from caseworker.recording import (
    Course,
    answer_proposal,
    lapse_proposals,
    propose_follow_up,
    record_opening,
)
from caseworker.registry import change_user
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import (
    FollowUpKind,
    ReadingPurpose,
)
from caseworker.vocabulary.problems import Absent, CprFound, Refused
from tests.factories import Town, context_at, later
from tests.recording.expiry import expire
from tests.recording.proposals import COURSE, TEXT, followed, proposed, read_record, values
from tests.recording.stored import entries


def test_what_was_not_opened_today_cannot_be_proposed_on(database: Database, context: Context, town: Town) -> None:
    decision_id = read_record(database, context, town)
    size = entries(database)
    for when, who in ((later(context, days=1), town.team_lead), (context, town.administrator)):
        with pytest.raises(Refused, match="Open the reason and read it first"):
            propose_follow_up(database, when, decision_id, COURSE, str(who))
    with pytest.raises(Absent):
        propose_follow_up(database, context, uuid4(), COURSE, str(town.team_lead))
    assert entries(database) == size
    propose_follow_up(database, context, decision_id, COURSE, str(town.team_lead))
    assert entries(database) == size + 1


@pytest.mark.parametrize(
    ("course", "field", "problem"),
    [
        (replace(COURSE, kind=FollowUpKind.NONE), "kind", Refused),
        (replace(COURSE, due_on=date(2026, 11, 19)), "due_on", Refused),
        (replace(COURSE, owner="caseworker"), "owner", Refused),
        (replace(COURSE, text="Tal med COLLEAGUE, før mandag."), "text", Refused),
        (replace(COURSE, text="Borgeren 010190-1234 klagede."), "text", CprFound),
    ],
)
def test_what_cannot_be_proposed_is_refused_at_its_field_and_stores_nothing(
    database: Database, context: Context, town: Town, course: Course, field: str, problem: type[Refused]
) -> None:
    decision_id = read_record(database, context, town)
    size = entries(database)
    with pytest.raises(problem) as refused:
        propose_follow_up(database, context, decision_id, course, str(town.team_lead))
    assert refused.value.field == field
    assert entries(database) == size


def test_the_text_may_be_left_out(database: Database, context: Context, town: Town, settings: Settings) -> None:
    _record, proposal = proposed(database, context, town, Course(FollowUpKind.DISCUSS))
    answer_proposal(database, context, proposal, str(town.caseworker), agrees=True)
    (found,) = followed(database, town)
    assert (found.kind, found.due_on) == ("discuss", None)
    assert verify_database(database, settings).ok


def test_where_no_author_can_be_asked_nothing_is_proposed(database: Database, context: Context, town: Town) -> None:
    nobody = read_record(database, context, town, author=UUID(int=77))
    lead = read_record(database, context, town, author=town.ethics_reviewer)
    left = read_record(database, context, town, author=town.colleague)
    stays = read_record(database, context, town)
    change_user(database, context, town.colleague, active=False)
    size = entries(database)
    for decision_id in (nobody, lead, left):
        with pytest.raises(Refused, match="nobody can be asked"):
            propose_follow_up(database, context, decision_id, COURSE, str(town.team_lead))
    assert entries(database) == size
    propose_follow_up(database, context, stays, COURSE, str(town.team_lead))
    assert entries(database) == size + 1


def test_an_author_who_is_erased_can_no_longer_be_asked_or_answer(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    old = context_at(datetime(2025, 5, 13, 9, 30, tzinfo=UTC), seed=4)
    decision_id = read_record(database, old, town)
    today = context_at(datetime(2026, 7, 8, 9, 30, tzinfo=UTC), seed=5)
    record_opening(database, today, decision_id, str(town.team_lead), ReadingPurpose.QUALITY_CHECK)
    propose_follow_up(database, today, decision_id, COURSE, str(town.team_lead))
    with database.read() as session:
        proposal = session.execute(select(col(FollowUpProposal.id))).scalar_one()
    expire(database)
    with pytest.raises(Absent):
        answer_proposal(database, today, proposal, str(town.caseworker), agrees=True)
    other = town.administrator
    record_opening(database, today, decision_id, str(other), ReadingPurpose.QUALITY_CHECK)
    with pytest.raises(Refused, match="nobody can be asked"):
        propose_follow_up(database, today, decision_id, COURSE, str(other))
    assert lapse_proposals(database, later(today, days=31)) == 1
    assert TEXT not in values(database)
    assert verify_database(database, settings).ok


def test_proposals_and_answers_cannot_be_changed_removed_or_be_of_no_list(
    database: Database, context: Context, town: Town
) -> None:
    _record, proposal = proposed(database, context, town)
    answer_proposal(database, context, proposal, str(town.caseworker), agrees=False)
    for statement in (
        "DELETE FROM follow_up_proposals",
        "UPDATE follow_up_proposals SET proposed_on = '2026-11-01'",
        "DELETE FROM follow_up_proposal_ends",
        "UPDATE follow_up_proposal_ends SET outcome = 'agreed'",
        "INSERT INTO follow_up_proposal_ends SELECT 1, id, 'maybe', ended_on FROM follow_up_proposal_ends",
    ):
        with pytest.raises(DBAPIError), database.write() as session:
            session.execute(text(statement))
