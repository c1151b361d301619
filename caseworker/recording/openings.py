# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Somebody opens a reason that another person wrote."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.acts import Plan, prepare
from caseworker.appending import append
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import AccessRecord, Decision, PersonalValue
from caseworker.vocabulary.closed_lists import ReadingPurpose
from caseworker.vocabulary.problems import Absent


def record_opening(
    database: Database, context: Context, decision_id: UUID, reader: str, purpose: ReadingPurpose
) -> None:
    """Nothing; that this person opens the reason today for this purpose is a fact, once a day.

    Raises Absent where there is no reason to open. Whether the reader may open it, the caller has asked.
    """
    with database.read() as session:
        if not _has_reason(session, decision_id):
            raise Absent()
        if opened_today(session, context, decision_id, reader, purpose):
            return
    plan = plan_openings([decision_id], context, reader, purpose)
    plan.seal()
    with database.append() as session:
        # Looked at again under the lock: a second click may have come first.
        if not opened_today(session, context, decision_id, reader, purpose):
            append(session, [plan])


def plan_openings(decision_ids: Sequence[UUID], context: Context, reader: str | None, purpose: ReadingPurpose) -> Plan:
    """The plan that records the opening of each reason; `reader` is None for somebody on the server itself."""
    return Plan(
        acts=[
            prepare(
                AccessRecord,
                {
                    "id": context.new_id(),
                    "decision_id": decision_id,
                    "purpose": purpose.value,
                    "read_on": context.today,
                },
                context.today,
                context.entropy,
                {"reader": reader},
            )
            for decision_id in decision_ids
        ]
    )


def opened_today(session: Session, context: Context, decision_id: UUID, reader: str, purpose: ReadingPurpose) -> bool:
    """Whether this person has opened the reason today for this purpose."""
    found = (
        select(col(AccessRecord.entry))
        .join(PersonalValue, col(PersonalValue.entry) == col(AccessRecord.entry))
        .where(
            col(AccessRecord.decision_id) == decision_id,
            col(AccessRecord.purpose) == purpose.value,
            col(AccessRecord.read_on) == context.today,
            col(PersonalValue.field) == "reader",
            col(PersonalValue.value) == reader,
        )
    )
    return session.execute(found.limit(1)).first() is not None


def _has_reason(session: Session, decision_id: UUID) -> bool:
    found = (
        select(col(Decision.entry))
        .join(PersonalValue, col(PersonalValue.entry) == col(Decision.entry))
        .where(
            col(Decision.id) == decision_id,
            col(PersonalValue.field) == "reason",
            col(PersonalValue.value).is_not(None),
        )
    )
    return session.execute(found.limit(1)).first() is not None
