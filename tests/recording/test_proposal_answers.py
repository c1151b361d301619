# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A proposed follow-up exists when its author agrees, and leaves nothing when not; on both databases."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlmodel import col

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Erasure, FollowUp, FollowUpProposalEnd, PersonalValue
from caseworker.queries.follow_ups import told_follow_ups
from caseworker.queries.proposals import proposals_on, waiting_for
from caseworker.queries.whole_case import held_about
from caseworker.recording import (
    answer_proposal,
    change_follow_up,
    erase,
    lapse_proposals,
    propose_follow_up,
)
from caseworker.recording.proposals import ProposalOver
from caseworker.verification import verify_database
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import (
    ErasureRule,
    FollowUpState,
)
from caseworker.vocabulary.problems import Absent, CaseErased
from tests.factories import Town, later
from tests.recording.expiry import viewer_of
from tests.recording.proposals import CASE, COURSE, OWNER, TEXT, followed, proposed, values
from tests.recording.stored import entries


def test_what_is_agreed_on_stands_on_the_list_with_all_that_was_proposed(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    decision_id, proposal = proposed(database, context, town)
    assert followed(database, town) == [], "until then there is none"
    answer_proposal(database, later(context, days=2), proposal, str(town.caseworker), agrees=True)
    (found,) = followed(database, town)
    assert (found.id, found.decision_id, found.about, found.kind, found.state) == (
        proposal, decision_id, "record", "guidance", "open",
    )  # fmt: skip
    assert (found.due_on, found.said_on) == (COURSE.due_on, date(2026, 11, 22))
    with database.read() as session:
        held = select(PersonalValue).where(col(PersonalValue.entry) == found.entry)
        assert {each.field: each.value for each in session.execute(held).scalars()} == {
            "owner": OWNER,
            "text": TEXT,
            "user": str(town.team_lead),
        }
        assert told_follow_ups(session) == [], "no report tells of a single record"
    answered = replace(COURSE, state=FollowUpState.DONE, answer="Vejledningen er rettet.")
    change_follow_up(database, later(context, days=3), proposal, 0, answered, str(town.team_lead))
    assert verify_database(database, settings).ok


@pytest.mark.parametrize("outcome", ["declined", "lapsed"])
def test_what_is_not_agreed_on_leaves_nothing_but_that_it_was_proposed(
    database: Database, context: Context, town: Town, settings: Settings, outcome: str
) -> None:
    decision_id, proposal = proposed(database, context, town)
    assert values(database) >= {TEXT, OWNER, "guidance", "2026-12-18"}
    end = later(context, days=31)
    if outcome == "declined":
        answer_proposal(database, end := later(context, days=1), proposal, str(town.caseworker), agrees=False)
    else:
        assert lapse_proposals(database, end) == 1
    assert followed(database, town) == []
    assert values(database).isdisjoint({TEXT, OWNER, "guidance", "2026-12-18"})
    with database.read() as session:
        assert session.execute(select(col(FollowUp.entry))).all() == []
        (ended,) = session.execute(select(FollowUpProposalEnd)).scalars()
        (told,) = proposals_on(session, decision_id, end.today)
        kinds = [row.kind for held in held_about(session, CASE).recommendations for row in held.rows]
        session.expunge_all()
    assert (ended.id, ended.outcome, told.outcome, told.waits, told.said) == (proposal, outcome, outcome, False, {})
    assert kinds == ["recommendations", "decisions", "access_records"], "a request for access does not tell of it"
    assert verify_database(database, settings).ok


def test_the_answer_names_nobody(database: Database, context: Context, town: Town) -> None:
    _record, proposal = proposed(database, context, town)
    answer_proposal(database, context, proposal, str(town.caseworker), agrees=False)
    with database.read() as session:
        (ended,) = session.execute(select(FollowUpProposalEnd)).scalars()
        assert session.execute(select(PersonalValue).where(col(PersonalValue.entry) == ended.entry)).all() == []
        rules = set(session.execute(select(col(Erasure.rule))).scalars())
    assert rules == {"retention"}


@pytest.mark.parametrize("agrees", [True, False])
def test_pressed_twice_is_once_and_another_answer_comes_too_late(
    database: Database, context: Context, town: Town, agrees: bool
) -> None:
    decision_id, proposal = proposed(database, context, town)
    size = entries(database)
    propose_follow_up(database, context, decision_id, replace(COURSE, text="En gang til."), str(town.team_lead))
    assert entries(database) == size, "proposed once"
    answer_proposal(database, context, proposal, str(town.caseworker), agrees=agrees)
    size = entries(database)
    answer_proposal(database, context, proposal, str(town.caseworker), agrees=agrees)
    with pytest.raises(ProposalOver):
        answer_proposal(database, context, proposal, str(town.caseworker), agrees=not agrees)
    propose_follow_up(database, later(context, hours=1), decision_id, COURSE, str(town.team_lead))
    assert entries(database) == size, "and never again on the same record"


def test_nobody_but_the_author_answers(database: Database, context: Context, town: Town) -> None:
    _record, proposal = proposed(database, context, town)
    size = entries(database)
    for stranger in (town.colleague, town.outsider, town.team_lead, town.administrator):
        with pytest.raises(Absent):
            answer_proposal(database, context, proposal, str(stranger), agrees=True)
    with pytest.raises(Absent):
        answer_proposal(database, context, uuid4(), str(town.caseworker), agrees=True)
    assert entries(database) == size
    with database.read() as session:
        assert waiting_for(session, viewer_of(town.colleague), context.today) == []
        assert len(waiting_for(session, viewer_of(town.caseworker), context.today)) == 1
    answer_proposal(database, context, proposal, str(town.caseworker), agrees=True)
    assert entries(database) > size


def test_it_lapses_on_the_day_after_the_last_and_not_before(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    _record, proposal = proposed(database, context, town)
    last, after = later(context, days=limits.PROPOSAL_DAYS), later(context, days=limits.PROPOSAL_DAYS + 1)
    assert lapse_proposals(database, last) == 0
    with database.read() as session:
        assert len(waiting_for(session, viewer_of(town.caseworker), last.today)) == 1
        assert waiting_for(session, viewer_of(town.caseworker), after.today) == []
    with pytest.raises(ProposalOver):
        answer_proposal(database, after, proposal, str(town.caseworker), agrees=True)
    assert (lapse_proposals(database, after), lapse_proposals(database, after)) == (1, 0)
    assert verify_database(database, settings).ok


def test_on_the_last_day_it_can_still_be_answered(database: Database, context: Context, town: Town) -> None:
    _record, proposal = proposed(database, context, town)
    answer_proposal(database, later(context, days=30), proposal, str(town.caseworker), agrees=True)
    assert lapse_proposals(database, later(context, days=31)) == 0, "what has an answer does not lapse"
    assert len(followed(database, town)) == 1


def test_what_it_says_goes_with_the_case_and_nothing_comes_of_it(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    decision_id, proposal = proposed(database, context, town)
    with database.read() as session:
        rows = [row for held in held_about(session, CASE).recommendations for row in held.rows]
    (told,) = [row for row in rows if row.kind == "follow_up_proposals"]
    assert (told.values["text"], told.by["role"]) == (TEXT, "team_lead"), "while it waits, it is held about the case"
    erase(database, context, CASE, ErasureRule.CITIZEN_REQUEST)
    assert values(database).isdisjoint({TEXT, OWNER, "guidance"})
    with database.read() as session:
        assert [each.waits for each in proposals_on(session, decision_id, context.today)] == [False]
        assert waiting_for(session, viewer_of(town.caseworker), context.today) == []
    with pytest.raises(CaseErased):
        answer_proposal(database, context, proposal, str(town.caseworker), agrees=True)
    with pytest.raises(CaseErased):
        propose_follow_up(database, context, decision_id, COURSE, str(town.team_lead))
    assert lapse_proposals(database, later(context, days=31)) == 1, "and it lapses like any other"
    assert verify_database(database, settings).ok
