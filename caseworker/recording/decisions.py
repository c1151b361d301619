# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The decision on a recommendation."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from caseworker.acts import Plan, prepare
from caseworker.cleaning import clean_text
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, Draft, OwnJudgement, Recommendation, Waiting
from caseworker.recording.reasons import check_code, fingerprint, is_repeat, remember
from caseworker.recording.receipts import Receipt, checked_key, content_of, earlier_receipt, keep_key, receipt
from caseworker.recording.recommendations import own_judgement_of
from caseworker.recording.timing import time_bucket
from caseworker.recording.transaction import commit
from caseworker.recording.withholding import is_withheld
from caseworker.registry import SystemRules, system_rules
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Certainty, Response, Source, TimeBucket
from caseworker.vocabulary.problems import (
    Absent,
    OwnJudgementMissing,
    ReasonCodeMissing,
    ReasonMissing,
    ResponseContradicts,
)
from caseworker.vocabulary.responses import Answer, direction_of, response_to

GIVEN_BY_PEOPLE = (Source.FORM, Source.MANUAL, Source.API)
CHOSEN_ON_PAGES = (Source.FORM, Source.MANUAL)


@dataclass(frozen=True)
class NewDecision:
    """A decision as it comes in; `decided` is None only where a source tells the response and no option.

    `seen_as` is the response as the caseworker sees it, where that is not the one that follows from the options.
    `reason_elsewhere` says that a reason was written where the decision comes from, and did not come with it.
    """

    source: Source
    decided: Answer | None
    reason: str
    decided_at: datetime
    reason_code: str | None = None
    caseworker: str | None = None
    stated: Response | None = None
    citizen_informed: bool | None = None
    citizen_heard: bool | None = None
    certainty: Certainty | None = None
    seen_as: Response | None = None
    shown: bool = True
    bucket: TimeBucket = TimeBucket.UNKNOWN
    own_judgement_id: UUID | None = None
    reason_elsewhere: bool = False


@dataclass(frozen=True)
class Answered:
    """The part of a recommendation that a decision relates to."""

    recommendation_id: UUID
    recommended: Answer


def plan_decision(
    rules: SystemRules,
    answered: Answered,
    new: NewDecision,
    context: Context,
    *,
    repeated: bool = False,
    waiting: bool = False,
    root: Decision | None = None,
) -> tuple[dict[str, Any], Plan]:
    """The row and the plan of a decision, or of the correction of `root`.

    `repeated` says that the reason was used before (see `recording.reasons`), `waiting` that the recommendation is on
    the desk and leaves it. Raises the Refused that names what is missing or wrong: an override without a reason, an
    option that is retired, a code of another list, a contradicting response, a CPR number.
    """
    reason = clean_text(new.reason, "reason", limits.REASON_MAX)
    by_person = new.source in GIVEN_BY_PEOPLE
    if not reason and by_person:
        raise ReasonMissing()
    if new.decided is not None and new.source in CHOSEN_ON_PAGES:
        rules.answers.check_offered(new.decided.option)
    response, decided = _response(rules, answered.recommended, new)
    if by_person and new.reason_code is None and new.shown:
        raise ReasonCodeMissing()
    check_code(rules, new.reason_code, response, strict=by_person)
    row: dict[str, Any] = {
        "id": root.id if root else context.new_id(),
        "revision": root.revision + 1 if root else 0,
        "recommendation_id": answered.recommendation_id,
        "reason_given": bool(reason) or new.reason_elsewhere,
        "reason_repeat": repeated,
        **_answer_columns(rules, answered.recommended, decided, response),
        **_told_columns(rules, new, context),
        "seen_as": None if response is None or new.seen_as is response else new.seen_as,
    }
    personal = {"caseworker": new.caseworker, "decided_at": new.decided_at.isoformat(), "reason": reason or None}
    plan = Plan(acts=[prepare(Decision, row, context.today, context.entropy, personal)])
    if waiting:
        plan.instead.append(delete(Waiting).where(col(Waiting.recommendation_id) == answered.recommendation_id))
    return row, plan


def _answer_columns(
    rules: SystemRules, recommended: Answer, decided: Answer | None, response: Response | None
) -> dict[str, Any]:
    return {
        "system": rules.system,
        "decided": decided.option if decided else None,
        "decided_number": decided.number if decided else None,
        "response": response.value if response else None,
        "direction": direction_of(rules.answers, recommended, decided) if decided and response else None,
    }


def _told_columns(rules: SystemRules, new: NewDecision, context: Context) -> dict[str, Any]:
    return {
        "source": new.source.value,
        "reason_list": rules.reason_list if new.reason_code else None,
        "reason_code": new.reason_code,
        "shown": new.shown,
        "time_bucket": new.bucket.value,
        "own_judgement_id": new.own_judgement_id,
        "citizen_informed": new.citizen_informed,
        "citizen_heard": new.citizen_heard,
        "certainty": new.certainty,
        "decided_on": context.day_of(new.decided_at),
    }


def _response(rules: SystemRules, recommended: Answer, new: NewDecision) -> tuple[Response | None, Answer | None]:
    if not new.shown:
        if new.stated is not None:
            raise ResponseContradicts("A recommendation that was not shown has no response.")
        return None, new.decided
    if new.decided is None:
        if new.stated is None:
            raise ReasonMissing("Give the option that was decided, or the response.", field="decided")
        return new.stated, recommended if new.stated is Response.ACCEPTED else None
    derived = response_to(rules.answers, recommended, new.decided)
    if new.stated is not None and new.stated is not derived:
        raise ResponseContradicts(stated=new.stated.value, derived=derived.value)
    return derived, new.decided


def record_decision(
    database: Database, context: Context, recommendation_id: UUID, new: NewDecision, key: str | None = None
) -> Receipt:
    """The receipt of the decision, after it is stored; the same `key` with the same content gives the same receipt.

    Raises Refused, AlreadyDecided, KeyReused, Absent or NotStored; in every case nothing was stored.
    """
    key, content = checked_key(key), content_of(context.reason_key, recommendation_id, vars(new))
    with database.read() as session:
        earlier = earlier_receipt(session, recommendation_id, key, content)
        if earlier is not None:
            return earlier
        row, plan = _planned_answer(session, context, recommendation_id, new)
    drop_draft(plan, recommendation_id, new)
    keep_key(plan, key, content, row["id"], context.today)
    try:
        return receipt(row, commit(database, [plan])[0])
    except IntegrityError:
        with database.read() as session:
            earlier = earlier_receipt(session, recommendation_id, key, content)
        if earlier is None:
            raise
        return earlier


def _planned_answer(
    session: Session, context: Context, recommendation_id: UUID, new: NewDecision
) -> tuple[dict[str, Any], Plan]:
    recommendation = session.get(Recommendation, recommendation_id)
    if recommendation is None:
        raise Absent()
    own = own_judgement_of(session, recommendation_id, new.caseworker) if new.caseworker else None
    # Whoever is recommended a retired option must be able to follow it, and whoever judged so before to stay with it.
    stands = (recommendation.recommended, own.option if own else None)
    rules = system_rules(session, recommendation.system).keeping(*stands)
    withheld = new.source is Source.FORM and is_withheld(session, recommendation_id)
    if own is None and new.source is Source.FORM and (rules.own_judgement_first or withheld):
        raise OwnJudgementMissing()
    if withheld and own is not None:
        new = _unseen(new, own)
    whole = replace(
        new,
        own_judgement_id=own.id if own else None,
        bucket=time_bucket(session.get(Waiting, recommendation_id), new.decided_at, judged_first=own is not None),
    )
    return plan_with_reason(session, context, rules, answered_by(recommendation), whole)


def _unseen(new: NewDecision, own: OwnJudgement) -> NewDecision:
    """The decision where the recommendation is withheld: the own judgement, and nothing about a response."""
    answer = Answer(own.option, own.number)
    return replace(new, decided=answer, shown=False, stated=None, reason_code=None, seen_as=None, citizen_heard=None)


def plan_with_reason(
    session: Session,
    context: Context,
    rules: SystemRules,
    answered: Answered,
    new: NewDecision,
    root: Decision | None = None,
) -> tuple[dict[str, Any], Plan]:
    """As `plan_decision`, having looked whether the reason was used before, and remembering that it now is."""
    mark = fingerprint(context, new.reason)
    repeated = mark is not None and is_repeat(session, rules.system, mark, context.today)
    row, plan = plan_decision(rules, answered, new, context, repeated=repeated, waiting=root is None, root=root)
    if mark is not None:
        remember(plan, rules.system, {mark: context.today})
    return row, plan


def drop_draft(plan: Plan, recommendation_id: UUID, new: NewDecision) -> None:
    """Nothing; the draft of who sends this goes with the sending, and those of colleagues stay theirs."""
    if new.source is Source.FORM and new.caseworker:
        theirs = col(Draft.user_id) == UUID(new.caseworker)
        plan.instead.append(delete(Draft).where(col(Draft.recommendation_id) == recommendation_id, theirs))


def answered_by(recommendation: Recommendation) -> Answered:
    """What a decision on this stored recommendation relates to."""
    return Answered(recommendation.id, Answer(recommendation.recommended, recommendation.recommended_number))
