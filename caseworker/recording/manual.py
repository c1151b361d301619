# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A recommendation and its decision in one, where no system sends them."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import ManualDraft
from caseworker.recording.decisions import Answered, NewDecision, plan_with_reason
from caseworker.recording.receipts import Receipt, checked_key, content_of, keep_key, receipt, receipt_under
from caseworker.recording.recommendations import NewRecommendation, plan_recommendation
from caseworker.recording.transaction import commit
from caseworker.registry import system_rules

# Both come in together, so their content is told apart from other submissions without an id from outside.
_NO_ID = UUID(int=0)


def register_manually(
    database: Database,
    context: Context,
    system: str,
    recommendation: NewRecommendation,
    decision: NewDecision,
    key: str,
) -> Receipt:
    """The receipt of the decision, stored with its recommendation in one transaction, or neither.

    The same `key` with the same content gives the same receipt. Raises Refused, KeyReused, Absent or NotStored.
    """
    told = {"system": system, "recommendation": recommendation, **vars(decision)}
    content = content_of(context.reason_key, _NO_ID, told)
    checked_key(key)
    with database.read() as session:
        earlier = receipt_under(session, key, content)
        if earlier is not None:
            return earlier
        rules = system_rules(session, system)
        rules.answers.check_offered(recommendation.recommended.option, "recommended")
        recommendation_id, first = plan_recommendation(rules, recommendation, context, waits=False)
        answered = Answered(recommendation_id, recommendation.recommended)
        row, second = plan_with_reason(session, context, rules, answered, decision)
    keep_key(second, key, content, row["id"], context.today)
    if decision.caseworker:
        theirs = col(ManualDraft.user_id) == UUID(decision.caseworker)
        second.instead.append(delete(ManualDraft).where(col(ManualDraft.system) == system, theirs))
    try:
        return receipt(row, commit(database, [first, second])[-1])
    except IntegrityError:
        with database.read() as session:
            earlier = receipt_under(session, key, content)
        if earlier is None:
            raise
        return earlier
