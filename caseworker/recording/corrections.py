# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A correction supersedes a decision; both stay, and only the author corrects."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from caseworker.acts import Plan
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, PersonalValue, Recommendation
from caseworker.recording.decisions import NewDecision, answered_by, drop_draft, plan_with_reason
from caseworker.recording.receipts import Receipt, receipt
from caseworker.recording.transaction import commit
from caseworker.registry import SystemRules, listed_reason, system_rules
from caseworker.vocabulary.closed_lists import Source, TimeBucket
from caseworker.vocabulary.problems import Absent, AuthorErased, NothingChanged, StaleRevision

TOLD_BY_SYSTEMS = (Source.API, Source.IMPORT, Source.CDS_HOOKS)
_OF_THE_REVISION = frozenset({"revision", "decided_on", "source", "reason_list"})


def correct_decision(
    database: Database, context: Context, decision_id: UUID, revision: int, new: NewDecision
) -> Receipt:
    """The receipt of a correction that supersedes `revision` of the decision; both stay.

    Only the author corrects: anybody else gets Absent. A decision that another system told without its author is
    corrected the same way. Raises StaleRevision where another correction came first, and AuthorErased where nobody can
    tell any longer who the author is.
    """
    with database.read() as session:
        latest = latest_decision(session, decision_id)
        expired = latest is not None and author_is_erased(session, decision_id)
        if latest is None or not (expired or _is_theirs(session, latest, new)):
            raise Absent()
        if latest.revision != revision:
            raise StaleRevision()
        recommendation = session.get_one(Recommendation, latest.recommendation_id)
        rules = _rules_over(session, latest, recommendation)
        whole = replace(
            new,
            shown=latest.shown,
            reason_code=new.reason_code if latest.shown else None,
            bucket=TimeBucket(latest.time_bucket),
            own_judgement_id=latest.own_judgement_id,
        )
        row, plan = plan_with_reason(session, context, rules, answered_by(recommendation), whole, root=latest)
        _keep_what_is_the_same(session, latest, row, plan)
        if expired:
            raise AuthorErased()
        drop_draft(plan, latest.recommendation_id, new)
    try:
        return receipt(row, commit(database, [plan])[0])
    except IntegrityError as error:
        raise StaleRevision() from error


def latest_decision(session: Session, decision_id: UUID) -> Decision | None:
    """The latest revision of a decision."""
    revisions = select(Decision).where(col(Decision.id) == decision_id)
    return session.execute(revisions.order_by(col(Decision.revision).desc()).limit(1)).scalar_one_or_none()


def _rules_over(session: Session, latest: Decision, recommendation: Recommendation) -> SystemRules:
    """The rules of the system, by which what stands can stay; what was never shown is not part of it."""
    rules = system_rules(session, latest.system)
    return rules.keeping(
        latest.decided,
        recommendation.recommended if latest.shown else None,
        reason=listed_reason(session, rules.reason_list, latest.reason_code),
    )


def _is_theirs(session: Session, latest: Decision, new: NewDecision) -> bool:
    author = _author(session, latest.id)
    if new.source in TOLD_BY_SYSTEMS:
        return latest.source in TOLD_BY_SYSTEMS and new.caseworker == author
    return new.caseworker is not None and new.caseworker == author


def _author(session: Session, decision_id: UUID) -> str | None:
    return _value(session, session.get_one(Decision, (decision_id, 0)).entry, "caseworker")


def author_is_erased(session: Session, decision_id: UUID) -> bool:
    """Whether the decision had an author whose link to it is erased; not where none was ever told."""
    held = session.get(PersonalValue, (session.get_one(Decision, (decision_id, 0)).entry, "caseworker"))
    return held is not None and held.value is None


def _value(session: Session, entry: int, name: str) -> str | None:
    held = session.get(PersonalValue, (entry, name))
    return held.value if held else None


def _keep_what_is_the_same(session: Session, latest: Decision, row: dict[str, Any], plan: Plan) -> None:
    """Raises NothingChanged; a text that stays is no repeat of itself, so its mark stays too."""
    if _value(session, latest.entry, "reason") != plan.acts[0].values.get("reason"):
        return
    row["reason_repeat"] = latest.reason_repeat
    if all(getattr(latest, name) == value for name, value in row.items() if name not in _OF_THE_REVISION):
        raise NothingChanged()
