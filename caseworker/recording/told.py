# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A decision that another system tells, with what came before it."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from caseworker.acts import Plan
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Draft, OwnJudgement, Recommendation
from caseworker.recording.decisions import NewDecision, answered_by, plan_with_reason
from caseworker.recording.receipts import Receipt, checked_key, content_of, earlier_receipt, keep_key, receipt
from caseworker.recording.recommendations import own_judgement_of, plan_own_judgement, plan_showing
from caseworker.recording.timing import bucket_between
from caseworker.recording.transaction import commit
from caseworker.registry import SystemRules, system_rules
from caseworker.vocabulary.closed_lists import TimeBucket
from caseworker.vocabulary.problems import Absent, AlreadyJudged, Refused
from caseworker.vocabulary.responses import Answer

# A colleague may judge the same case at the same moment; the decision is then planned once more.
_ATTEMPTS = 3


@dataclass(frozen=True)
class Before:
    """What came before a decision, where the other system tells it."""

    shown_at: datetime | None = None
    own_judgement: Answer | None = None


@dataclass(frozen=True)
class Told:
    """The receipt of a decision; `repeated` where this submission was stored before."""

    receipt: Receipt
    repeated: bool


def record_told_decision(
    database: Database,
    context: Context,
    recommendation_id: UUID,
    new: NewDecision,
    before: Before = Before(),
    key: str | None = None,
) -> Told:
    """The receipt of the decision, stored with the showing and the own judgement before it, or nothing of them.

    The same `key` from the same system with the same content gives the same receipt. Raises Refused, AlreadyDecided,
    AlreadyJudged, KeyReused, Absent or NotStored; in every case nothing was stored.
    """
    checked_key(key)
    content = content_of(context.reason_key, recommendation_id, {**vars(new), "before": before})
    for attempt in range(_ATTEMPTS):
        with database.read() as session:
            recommendation = session.get(Recommendation, recommendation_id)
            if recommendation is None:
                raise Absent()
            own_key = _key_within(recommendation.system, key)
            earlier = earlier_receipt(session, recommendation_id, own_key, content)
            if earlier is not None:
                return Told(earlier, repeated=True)
            row, plans = _planned(session, context, recommendation, new, before)
        plans[-1].instead.append(delete(Draft).where(col(Draft.recommendation_id) == recommendation_id))
        keep_key(plans[-1], own_key, content, row["id"], context.today)
        try:
            return Told(receipt(row, commit(database, plans)[-1]), repeated=False)
        except IntegrityError:
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("the last attempt returns or raises")


def _key_within(system: str, key: str | None) -> str | None:
    """The key as it is kept: two systems that count their submissions alike do not meet."""
    return None if key is None else hashlib.sha256(f"{system}\n{key}".encode()).hexdigest()


def _planned(
    session: Session, context: Context, recommendation: Recommendation, new: NewDecision, before: Before
) -> tuple[dict[str, Any], list[Plan]]:
    rules = system_rules(session, recommendation.system)
    plans: list[Plan] = []
    own_id = _judged_before(session, context, rules, recommendation.id, new, before.own_judgement, plans)
    if before.shown_at is not None:
        if not new.shown:
            raise Refused("There is a time of showing, but it is said that it was not shown.", field="shown")
        plans.append(_showing(recommendation.id, context, new.caseworker, before.shown_at))
    bucket = bucket_between(before.shown_at, new.decided_at) if own_id is None else TimeBucket.UNKNOWN
    whole = replace(new, own_judgement_id=own_id, bucket=bucket)
    row, plan = plan_with_reason(session, context, rules, answered_by(recommendation), whole)
    return row, [*plans, plan]


def _judged_before(
    session: Session,
    context: Context,
    rules: SystemRules,
    recommendation_id: UUID,
    new: NewDecision,
    answer: Answer | None,
    plans: list[Plan],
) -> UUID | None:
    known = own_judgement_of(session, recommendation_id, new.caseworker) if new.caseworker else None
    if answer is None:
        return known.id if known else None
    if known is not None:
        raise AlreadyJudged()
    last = select(func.max(col(OwnJudgement.attempt))).where(col(OwnJudgement.recommendation_id) == recommendation_id)
    attempt = (session.execute(last).scalar_one() or 0) + 1
    own_id, plan = plan_own_judgement(
        rules, recommendation_id, answer, context, caseworker=new.caseworker, attempt=attempt
    )
    plans.append(plan)
    return own_id


def _showing(recommendation_id: UUID, context: Context, caseworker: str | None, shown_at: datetime) -> Plan:
    hour = shown_at.replace(minute=0, second=0, microsecond=0).isoformat()
    return plan_showing(recommendation_id, context, caseworker=caseworker, shown_on=context.day_of(shown_at), hour=hour)
