# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Proposed follow-ups, for the two who may know of one: the record's author and whoever proposed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.models import Decision, FollowUpProposal, FollowUpProposalEnd, Recommendation, User
from caseworker.permissions import Viewer
from caseworker.queries.cases import personal_values
from caseworker.queries.disagreements import Disagreement, Draw, drawn
from caseworker.recording.proposals import author_to_ask, has_lapsed, lapses_after, proposal_of
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import ProposalOutcome


@dataclass(frozen=True)
class Proposed:
    """A proposal as its author sees it; `said` has nothing any more when it is over, or its case is erased."""

    proposal: FollowUpProposal
    proposer: str | None
    said: Mapping[str, str]
    outcome: ProposalOutcome | None
    last_day: date

    @property
    def waits(self) -> bool:
        """Whether the author can answer."""
        return self.outcome is None and "kind" in self.said

    @property
    def due_on(self) -> date | None:
        """By when it is to be done."""
        return date.fromisoformat(self.said["due_on"]) if "due_on" in self.said else None


@dataclass(frozen=True)
class Waiting:
    """One of the viewer's records with a proposal that waits for an answer."""

    decision_id: UUID
    case_reference: str | None


@dataclass(frozen=True)
class Standing:
    """What a reader of a drawn record can know of proposing: what they proposed, else whether anybody can be asked.

    That nobody answered looks as if the author did not agree.
    """

    proposal: FollowUpProposal | None
    last_day: date | None
    waits: bool
    agreed: bool
    can_be_asked: bool


def proposals_on(session: Session, decision_id: UUID, today: date) -> list[Proposed]:
    """Those on one record, oldest first; the caller has asked whether the viewer is its author."""
    found = (
        select(FollowUpProposal, FollowUpProposalEnd)
        .outerjoin(FollowUpProposalEnd, col(FollowUpProposalEnd.id) == col(FollowUpProposal.id))
        .where(col(FollowUpProposal.decision_id) == decision_id)
        .order_by(col(FollowUpProposal.entry))
    )
    return [_proposed(session, proposal, end, today) for proposal, end in session.execute(found)]


def waiting_for(session: Session, viewer: Viewer, today: date) -> list[Waiting]:
    """The viewer's own records on which a proposal waits for their answer, the oldest proposal first."""
    # In two steps: few proposals wait at a time, and in one SQLite would walk through every decision there is.
    waiting = (
        select(FollowUpProposal)
        .outerjoin(FollowUpProposalEnd, col(FollowUpProposalEnd.id) == col(FollowUpProposal.id))
        .where(
            col(FollowUpProposalEnd.id).is_(None),
            col(FollowUpProposal.proposed_on) >= today - timedelta(days=limits.PROPOSAL_DAYS),
        )
        .order_by(col(FollowUpProposal.entry))
    )
    found: dict[UUID, Waiting] = {}
    for proposal in session.execute(waiting).scalars():
        decision = session.get_one(Decision, (proposal.decision_id, 0))
        if personal_values(session, decision.entry).get("caseworker") != viewer.id:
            continue
        if _proposed(session, proposal, None, today).waits:
            entry = session.get_one(Recommendation, decision.recommendation_id).entry
            case_reference = personal_values(session, entry).get("case_reference")
            found.setdefault(decision.id, Waiting(decision.id, case_reference))
    return list(found.values())


def standing(
    session: Session, viewer: Viewer, today: date, draw: Draw, shown: Sequence[Disagreement]
) -> dict[int, Standing]:
    """What the viewer can know of proposing a follow-up on each of the drawn records that are shown, by its place."""
    found = drawn(session, draw)
    return {each.place: _standing(session, viewer, today, found[each.place - 1]) for each in shown}


def _standing(session: Session, viewer: Viewer, today: date, decision_id: UUID) -> Standing:
    proposal = proposal_of(session, decision_id, viewer.id)
    if proposal is None:
        return Standing(None, None, False, False, author_to_ask(session, decision_id) is not None)
    end = session.get(FollowUpProposalEnd, proposal.id)
    waits = end is None and not has_lapsed(proposal, today)
    agreed = end is not None and end.outcome == ProposalOutcome.AGREED
    return Standing(proposal, lapses_after(proposal), waits, agreed, False)


def _proposed(session: Session, proposal: FollowUpProposal, end: FollowUpProposalEnd | None, today: date) -> Proposed:
    held = personal_values(session, proposal.entry)
    proposer = session.get(User, UUID(held["user"])) if held.get("user") else None
    outcome = ProposalOutcome(end.outcome) if end else None
    if outcome is None and has_lapsed(proposal, today):
        outcome = ProposalOutcome.LAPSED
    said = {name: value for name, value in held.items() if value is not None and name != "user"}
    return Proposed(proposal, proposer.name if proposer else None, said, outcome, lapses_after(proposal))
