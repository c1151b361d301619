# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Not now: a recommendation waits for something else, or leaves the desk without a decision, and comes back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from caseworker.acts import Plan, prepare
from caseworker.appending import append
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, PersonalValue, Recommendation, SetAside, Waiting
from caseworker.vocabulary.closed_lists import NotNow
from caseworker.vocabulary.problems import Absent, AlreadyDecided, TakenOut


def set_aside(database: Database, context: Context, recommendation_id: UUID, caseworker: str, code: NotNow) -> None:
    """Nothing; the recommendation is set aside for this cause, a fact of its own unless it stands so already.

    Raises Absent, AlreadyDecided, and TakenOut where it left the desk for another cause.
    """
    with database.append() as session:
        recommendation = _undecided(session, recommendation_id)
        stands = latest_set_aside(session, recommendation_id)
        if stands is not None and stands.code == code:
            return
        if stands is not None and is_out(stands):
            raise TakenOut()
        plan = _plan(context, recommendation, stands, caseworker, code)
        desk = col(Waiting.recommendation_id) == recommendation_id
        plan.instead.append(
            delete(Waiting).where(desk)
            if code.takes_out
            else update(Waiting).where(desk).values(set_aside=code.value, set_aside_on=context.today)
        )
        append(session, [plan])


def take_back(database: Database, context: Context, recommendation_id: UUID, caseworker: str) -> None:
    """Nothing; the recommendation waits as if it had not been set aside, by a fact of its own where it was.

    Raises Absent or AlreadyDecided.
    """
    with database.append() as session:
        recommendation = _undecided(session, recommendation_id)
        stands = latest_set_aside(session, recommendation_id)
        if stands is None or stands.code is None:
            return
        plan = _plan(context, recommendation, stands, caseworker, None)
        if is_out(stands):
            plan.beside.append((Waiting, _waiting_again(session, context, recommendation)))
        else:
            again = update(Waiting).where(col(Waiting.recommendation_id) == recommendation_id)
            plan.instead.append(again.values(set_aside=None, set_aside_on=None))
        append(session, [plan])


def latest_set_aside(session: Session, recommendation_id: UUID) -> SetAside | None:
    """The word that counts on whether the recommendation is set aside, and why; None where none was said."""
    said = select(SetAside).where(col(SetAside.recommendation_id) == recommendation_id)
    return session.execute(said.order_by(col(SetAside.revision).desc()).limit(1)).scalar_one_or_none()


def is_out(said: SetAside) -> bool:
    """Whether this word takes the recommendation off the desk."""
    return said.code is not None and NotNow(said.code).takes_out


def _undecided(session: Session, recommendation_id: UUID) -> Recommendation:
    recommendation = session.get(Recommendation, recommendation_id)
    if recommendation is None:
        raise Absent()
    if session.execute(select(Decision).where(col(Decision.recommendation_id) == recommendation_id).limit(1)).first():
        raise AlreadyDecided()
    return recommendation


def _plan(
    context: Context, recommendation: Recommendation, stands: SetAside | None, caseworker: str, code: NotNow | None
) -> Plan:
    row: dict[str, Any] = {
        "id": context.new_id(),
        "recommendation_id": recommendation.id,
        "revision": 0 if stands is None else stands.revision + 1,
        "code": None if code is None else code.value,
        "set_on": context.today,
    }
    return Plan(acts=[prepare(SetAside, row, context.today, context.entropy, {"caseworker": caseworker})])


def _waiting_again(session: Session, context: Context, recommendation: Recommendation) -> dict[str, Any]:
    """Its line on the desk; it counts as opened, so that no time is measured from what came before."""
    issued_at = session.execute(
        select(col(PersonalValue.value)).where(
            col(PersonalValue.entry) == recommendation.entry, col(PersonalValue.field) == "issued_at"
        )
    ).scalar_one_or_none()
    return {
        "recommendation_id": recommendation.id,
        "system": recommendation.system,
        "team": recommendation.team,
        "issued_at": datetime.fromisoformat(issued_at) if issued_at else context.now,
        "opened_at": None,
        "openings": 1,
        "set_aside": None,
        "set_aside_on": None,
    }
