# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A fault in a system, told to its owner from the page of a recommendation."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.acts import Plan, prepare
from caseworker.appending import append
from caseworker.cleaning import clean_text
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import FaultReport, PersonalValue, Recommendation
from caseworker.vocabulary import limits
from caseworker.vocabulary.problems import Absent


def report_fault(database: Database, context: Context, recommendation_id: UUID, text: str = "") -> bool:
    """Whether this is a new report: the owner of the system is told, with a sentence or without, and not by whom.

    The same words about the same recommendation on the same day are one report. Raises Absent, CprFound or TooLong.
    """
    sentence = clean_text(text, "fault", limits.FAULT_MAX)
    with database.append() as session:
        recommendation = session.get(Recommendation, recommendation_id)
        if recommendation is None:
            raise Absent()
        if _is_told(session, context, recommendation_id, sentence or None):
            return False
        row: dict[str, Any] = {
            "id": context.new_id(),
            "recommendation_id": recommendation_id,
            "system": recommendation.system,
            "model_version": recommendation.model_version,
            "reported_on": context.today,
        }
        append(
            session,
            [Plan(acts=[prepare(FaultReport, row, context.today, context.entropy, {"fault": sentence or None})])],
        )
    return True


def _is_told(session: Session, context: Context, recommendation_id: UUID, sentence: str | None) -> bool:
    told = (
        select(col(PersonalValue.value))
        .select_from(FaultReport)
        .outerjoin(
            PersonalValue, (col(PersonalValue.entry) == col(FaultReport.entry)) & (col(PersonalValue.field) == "fault")
        )
        .where(col(FaultReport.recommendation_id) == recommendation_id, col(FaultReport.reported_on) == context.today)
    )
    return sentence in session.execute(told).scalars().all()
