# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""After the decision: its result becomes known, its values are erased under a rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from caseworker.acts import Plan, prepare
from caseworker.appending import Appended, append
from caseworker.context import Context
from caseworker.database import Database
from caseworker.looking_up import naming
from caseworker.models import (
    Decision,
    Draft,
    Erasure,
    Explanation,
    FaultReport,
    FollowUp,
    FollowUpProposal,
    OwnJudgement,
    PersonalValue,
    RecentReason,
    Recommendation,
    Result,
    SetAside,
    Showing,
    Submission,
    Waiting,
)
from caseworker.recording.reasons import fingerprint
from caseworker.recording.transaction import commit
from caseworker.registry import SystemRules, system_rules
from caseworker.vocabulary.closed_lists import ErasureRule, ResultKind
from caseworker.vocabulary.problems import Absent, Refused
from caseworker.vocabulary.responses import Answer


@dataclass(frozen=True)
class NewResult:
    """What became of a decision; at least one of the two is known."""

    result: ResultKind | None
    right: Answer | None
    known_on: date


def plan_result(rules: SystemRules, decision_id: UUID, new: NewResult, context: Context, revision: int = 0) -> Plan:
    """The plan that stores what became of the decision; raises Refused where the result says nothing."""
    if new.result is None and new.right is None:
        raise Refused("Give the result or the option that was right.", field="result")
    row = {
        "id": context.new_id(),
        "decision_id": decision_id,
        "revision": revision,
        "system": rules.system,
        "result": new.result.value if new.result else None,
        "right_option": new.right.option if new.right else None,
        "right_number": new.right.number if new.right else None,
        "known_on": new.known_on,
    }
    return Plan(acts=[prepare(Result, row, context.today, context.entropy)])


def add_result(database: Database, context: Context, decision_id: UUID, new: NewResult) -> Appended:
    """Where the result stands in the ledger; a later one supersedes it. Raises Absent or Refused."""
    with database.read() as session:
        decision = session.get(Decision, (decision_id, 0))
        if decision is None:
            raise Absent()
        known = select(func.max(col(Result.revision))).where(col(Result.decision_id) == decision_id)
        last = session.execute(known).scalar_one()
        rules = system_rules(session, decision.system)
    revision = 0 if last is None else last + 1
    try:
        return commit(database, [plan_result(rules, decision_id, new, context, revision)])[0]
    except IntegrityError:
        # Somebody added a result meanwhile; this one came later.
        return add_result(database, context, decision_id, new)


def erase(database: Database, context: Context, case_reference: str, rule: ErasureRule) -> int:
    """How many values of the case were erased, each with its entry; raises Absent where the case is not known.

    Response, options, codes and dates stay; the caseworker stays as the record of who decided until `AuthorExpiry`
    takes it. The rest of the ledger still verifies.
    """
    with database.append() as session:
        plan = _erasing(session, context, case_reference, rule)
        append(session, [plan])
    database.forget()
    return len(plan.erased)


def _erasing(session: Session, context: Context, case_reference: str, rule: ErasureRule) -> Plan:
    """The plan, made under the lock: what is written while the values are listed would stay for ever."""
    cases = _recommendations_of(session, case_reference)
    if not cases:
        raise Absent("No record has that case reference.")
    plan = plan_erasures(_values_of(session, cases), rule, context)
    plan.instead += _forgetting(session, context, list(cases))
    return plan


def plan_erasures(values: Iterable[tuple[int, str]], rule: ErasureRule, context: Context) -> Plan:
    """The plan that erases the values, each an entry and a field, under the rule; none may be erased already."""
    plan = Plan()
    for entry, name in values:
        row = {
            "id": context.new_id(),
            "erased_entry": entry,
            "field": name,
            "rule": rule.value,
            "erased_on": context.today,
        }
        plan.acts.append(prepare(Erasure, row, context.today, context.entropy))
        plan.erased.append((entry, name))
    return plan


def _recommendations_of(session: Session, case_reference: str) -> dict[UUID, int]:
    named = (
        select(col(Recommendation.id), col(Recommendation.entry))
        .join(PersonalValue, col(PersonalValue.entry) == col(Recommendation.entry))
        .where(naming("case_reference", case_reference))
    )
    return {row.id: row.entry for row in session.execute(named)}


def _values_of(session: Session, cases: Mapping[UUID, int]) -> list[tuple[int, str]]:
    entries = list(cases.values())
    for model in (Decision, Showing, OwnJudgement, SetAside, FaultReport, Explanation, FollowUp, FollowUpProposal):
        theirs = select(col(model.entry)).where(col(model.recommendation_id).in_(cases))
        entries.extend(session.execute(theirs).scalars())
    held = select(col(PersonalValue.entry), col(PersonalValue.field)).where(
        col(PersonalValue.entry).in_(entries),
        col(PersonalValue.value).is_not(None),
        col(PersonalValue.field) != "caseworker",
    )
    return [
        (entry, name)
        for entry, name in session.execute(held.order_by(col(PersonalValue.entry), col(PersonalValue.field)))
    ]


def _forgetting(session: Session, context: Context, cases: list[UUID]) -> list[Any]:
    """What takes the case off the desk, and with it what stands beside the ledger and tells of its texts."""
    decisions = select(col(Decision.id)).where(col(Decision.recommendation_id).in_(cases))
    reasons = select(col(PersonalValue.value)).where(
        col(PersonalValue.field) == "reason",
        col(PersonalValue.entry).in_(select(col(Decision.entry)).where(col(Decision.recommendation_id).in_(cases))),
    )
    marks = [fingerprint(context, text) for text in session.execute(reasons).scalars() if text]
    return [
        delete(Waiting).where(col(Waiting.recommendation_id).in_(cases)),
        delete(Draft).where(col(Draft.recommendation_id).in_(cases)),
        delete(Submission).where(col(Submission.decision_id).in_(decisions)),
        delete(RecentReason).where(col(RecentReason.fingerprint).in_([mark for mark in marks if mark])),
    ]
