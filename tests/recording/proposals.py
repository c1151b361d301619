# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A record that the lead has read, what is proposed on it, and what came of it."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import FollowUp, FollowUpProposal, PersonalValue
from caseworker.permissions import Viewer
from caseworker.queries.follow_ups import follow_ups
from caseworker.recording import (
    Course,
    propose_follow_up,
    record_decision,
    record_opening,
)
from caseworker.vocabulary.closed_lists import (
    FollowUpKind,
    ReadingPurpose,
    Role,
)
from tests.factories import Town, decision, recommend

CASE = "2026-000123"
TEXT = "Vejledningen og systemet siger hver sit."
OWNER = "Leder af modtagelsen"
COURSE = Course(FollowUpKind.GUIDANCE, due_on=date(2026, 12, 18), owner=OWNER, text=TEXT)


def read_record(database: Database, context: Context, town: Town, author: UUID | None = None) -> UUID:
    """A record, by the caseworker where nobody else is named, that the lead has opened today."""
    made = record_decision(
        database, context, recommend(database, context), decision(context, author or town.caseworker)
    )
    record_opening(database, context, made.decision_id, str(town.team_lead), ReadingPurpose.TEAM_DISCUSSION)
    return made.decision_id


def proposed(database: Database, context: Context, town: Town, course: Course = COURSE) -> tuple[UUID, UUID]:
    """A record with what the lead proposes on it: their ids."""
    decision_id = read_record(database, context, town)
    propose_follow_up(database, context, decision_id, course, str(town.team_lead))
    with database.read() as session:
        return decision_id, session.execute(select(col(FollowUpProposal.id))).scalar_one()


def followed(database: Database, town: Town) -> list[FollowUp]:
    """What the lead finds on the list."""
    with database.read() as session:
        found = follow_ups(session, Viewer(str(town.team_lead), Role.TEAM_LEAD, "modtagelsen")).items
        session.expunge_all()
        return [each.follow_up for each in found]


def values(database: Database) -> set[str | None]:
    """Every personal value that is stored."""
    with database.read() as session:
        return set(session.execute(select(col(PersonalValue.value))).scalars())
