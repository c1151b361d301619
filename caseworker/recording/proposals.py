# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A reader of a drawn record proposes a follow-up on it; it exists only if the record's author agrees.

When a proposal is over, all that it said is erased in the same transaction: one that was agreed on stands in its
follow-up, and of any other nothing is left but that there was one.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.acts import Plan, prepare
from caseworker.appending import append
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, FollowUpProposal, FollowUpProposalEnd, PersonalValue, Recommendation, User
from caseworker.recording.afterwards import plan_erasures
from caseworker.recording.follow_ups import Course, check_due, clean_texts, plan_revision
from caseworker.recording.openings import opened_today
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import (
    ErasureRule,
    FollowUpKind,
    FollowUpSubject,
    ProposalOutcome,
    ReadingPurpose,
    Role,
)
from caseworker.vocabulary.problems import Absent, Conflict, Refused

SAID = ("kind", "due_on", "owner", "text")
"""What a proposal says; erased when it is over."""


class ProposalOver(Conflict):
    """The proposed follow-up has another answer already, or has lapsed."""

    sentence = "The proposal has been answered already, or it has lapsed. Nothing was stored now."


def propose_follow_up(database: Database, context: Context, decision_id: UUID, course: Course, proposer: str) -> None:
    """Nothing; the author of the record is asked whether this is to be done. Once for each record and proposer.

    Whether the proposer may read the record, the caller has asked. Raises Absent, CprFound, TooLong, CaseErased, or
    Refused, also where the proposer has not opened the reason today or no author can be asked.
    """
    with database.read() as session:
        decision = session.get(Decision, (decision_id, 0))
        if decision is None:
            raise Absent()
        if not any(opened_today(session, context, decision_id, proposer, purpose) for purpose in ReadingPurpose):
            raise Refused("Open the reason and read it first.")
        if author_to_ask(session, decision_id) is None:
            raise Refused(
                "No follow-up can be proposed here: whoever made the record is no longer known, or no longer works "
                "with the system, so nobody can be asked."
            )
        if course.kind is FollowUpKind.NONE:
            raise Refused("Choose what you suggest.", field="kind")
        check_due(course, context.today)
        texts: dict[str, str | None] = {**clean_texts(session, {"owner": course.owner, "text": course.text})}
        recommendation_id = decision.recommendation_id
    row = {
        "id": context.new_id(),
        "decision_id": decision_id,
        "recommendation_id": recommendation_id,
        "proposed_on": context.today,
    }
    said = {"kind": course.kind.value, "due_on": course.due_on.isoformat() if course.due_on else None, **texts}
    personal = {name: text or None for name, text in said.items()} | {"user": proposer}
    plan = Plan(acts=[prepare(FollowUpProposal, row, context.today, context.entropy, personal)])
    plan.seal()
    with database.append() as session:
        # Asked under the lock: a second press may have come first.
        if proposal_of(session, decision_id, proposer) is None:
            append(session, [plan])


def answer_proposal(database: Database, context: Context, proposal_id: UUID, author: str, *, agrees: bool) -> None:
    """Nothing; the author agrees, and the follow-up stands from now on, or does not, and nothing comes of it.

    The same answer again changes nothing. Raises Absent for anybody but the author, ProposalOver after another answer
    or when it has lapsed, and CaseErased.
    """
    outcome = ProposalOutcome.AGREED if agrees else ProposalOutcome.DECLINED
    with database.append() as session:
        proposal = session.get(FollowUpProposal, proposal_id)
        if proposal is None or _author_of(session, proposal.decision_id) != author:
            raise Absent()
        end = session.get(FollowUpProposalEnd, proposal_id)
        if end is not None and end.outcome == outcome:
            return
        if end is not None or has_lapsed(proposal, context.today):
            raise ProposalOver()
        append(session, [_ending(session, context, proposal, outcome)])
    database.forget()


def lapse_proposals(database: Database, context: Context) -> int:
    """How many proposals that nobody answered in time are over from now on."""
    with database.append() as session:
        waiting = (
            select(FollowUpProposal)
            .outerjoin(FollowUpProposalEnd, col(FollowUpProposalEnd.id) == col(FollowUpProposal.id))
            .where(
                col(FollowUpProposalEnd.id).is_(None),
                col(FollowUpProposal.proposed_on) < context.today - timedelta(days=limits.PROPOSAL_DAYS),
            )
            .order_by(col(FollowUpProposal.entry))
        )
        found = list(session.execute(waiting).scalars())
        if found:
            append(session, [_ending(session, context, each, ProposalOutcome.LAPSED) for each in found])
    if found:
        database.forget()
    return len(found)


def has_lapsed(proposal: FollowUpProposal, today: date) -> bool:
    """Whether its time is over, also where the nightly upkeep has not come to it yet."""
    return today > lapses_after(proposal)


def lapses_after(proposal: FollowUpProposal) -> date:
    """The last day on which its author can answer."""
    return proposal.proposed_on + timedelta(days=limits.PROPOSAL_DAYS)


def proposal_of(session: Session, decision_id: UUID, proposer: str) -> FollowUpProposal | None:
    """What this person proposed on the record."""
    found = (
        select(FollowUpProposal)
        .join(PersonalValue, col(PersonalValue.entry) == col(FollowUpProposal.entry))
        .where(
            col(FollowUpProposal.decision_id) == decision_id,
            col(PersonalValue.field) == "user",
            col(PersonalValue.value) == proposer,
        )
    )
    return session.execute(found).scalar_one_or_none()


def author_to_ask(session: Session, decision_id: UUID) -> UUID | None:
    """The author of the record, where one is known who can still log in and answer."""
    named = _author_of(session, decision_id)
    try:
        user = session.get(User, UUID(named)) if named else None
    except ValueError:
        # A file may name a caseworker in its own way.
        return None
    return user.id if user is not None and user.active and user.role == Role.CASEWORKER else None


def _author_of(session: Session, decision_id: UUID) -> str | None:
    decision = session.get(Decision, (decision_id, 0))
    held = session.get(PersonalValue, (decision.entry, "caseworker")) if decision else None
    return held.value if held else None


def _ending(session: Session, context: Context, proposal: FollowUpProposal, outcome: ProposalOutcome) -> Plan:
    held = select(PersonalValue).where(
        col(PersonalValue.entry) == proposal.entry, col(PersonalValue.value).is_not(None)
    )
    said = {each.field: each.value for each in session.execute(held).scalars()}
    row = {"id": proposal.id, "outcome": outcome.value, "ended_on": context.today}
    # What was proposed is kept until it is answered: that is its retention.
    gone = [(proposal.entry, name) for name in SAID if name in said]
    plan = plan_erasures(gone, ErasureRule.RETENTION, context)
    plan.acts.insert(0, prepare(FollowUpProposalEnd, row, context.today, context.entropy))
    if outcome is ProposalOutcome.AGREED:
        plan.acts += _following(session, context, proposal, said).acts
    return plan


def _following(session: Session, context: Context, proposal: FollowUpProposal, said: dict[str, str | None]) -> Plan:
    """The plan of the follow-up that was agreed on; where its case is erased, appending it raises CaseErased."""
    about = session.get_one(Recommendation, proposal.recommendation_id)
    row: dict[str, Any] = {
        "id": proposal.id,
        "revision": 0,
        "system": about.system,
        "team": about.team,
        "about": FollowUpSubject.RECORD.value,
        "option": None,
        "decision_id": proposal.decision_id,
        "recommendation_id": proposal.recommendation_id,
    }
    kind, due_on = said.get("kind") or FollowUpKind.DISCUSS.value, said.get("due_on")
    course = Course(FollowUpKind(kind), due_on=date.fromisoformat(due_on) if due_on else None)
    return plan_revision(context, row, course, {name: said.get(name) for name in ("owner", "text")}, said.get("user"))
