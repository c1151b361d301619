# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the readers of disagreements set in motion, and what came of it."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field

from caseworker.columns import FACT, Ledgered, one_of
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import FollowUpKind, FollowUpState, FollowUpSubject, ProposalOutcome


class FollowUp(Ledgered, table=True):
    """What a reader of a disagreement set in motion; owner and texts are erasable values of its entry.

    Revision 0 starts it, each later one tells how it went on; the latest counts. Without a team it is the board's own.
    `option` is the recommended option of the case type; only one about a record hangs on a decision.
    """

    __tablename__ = "follow_ups"
    __table_args__ = (
        one_of("about", FollowUpSubject),
        one_of("kind", FollowUpKind),
        one_of("state", FollowUpState),
        ForeignKeyConstraint(["system", "option"], ["options.system", "options.code"]),
        CheckConstraint("(about = 'case_type') = (option IS NOT NULL)", name="option_of_a_case_type"),
        CheckConstraint(
            "(about = 'record') = (decision_id IS NOT NULL) AND (decision_id IS NULL) = (recommendation_id IS NULL)",
            name="decision_of_a_record",
        ),
        FACT,
    )

    id: UUID = Field(primary_key=True)
    revision: int = Field(default=0, primary_key=True)
    system: str = Field(foreign_key="systems.code", max_length=limits.CODE_MAX)
    team: str | None = Field(default=None, foreign_key="teams.code", max_length=limits.CODE_MAX)
    about: str = Field(max_length=20)
    option: str | None = Field(default=None, max_length=limits.CODE_MAX)
    decision_id: UUID | None = None
    recommendation_id: UUID | None = Field(default=None, foreign_key="recommendations.id", index=True)
    kind: str = Field(max_length=20)
    state: str = Field(max_length=10)
    due_on: date | None = None
    said_on: date


class FollowUpProposal(Ledgered, table=True):
    """A reader of a drawn record proposes a follow-up on it to its author.

    All that it says (`kind`, `due_on`, `owner`, `text`) and who proposed it (`user`) are erasable values of its entry.
    """

    __tablename__ = "follow_up_proposals"
    __table_args__ = (FACT,)

    id: UUID = Field(primary_key=True)
    decision_id: UUID = Field(index=True)
    recommendation_id: UUID = Field(foreign_key="recommendations.id", index=True)
    proposed_on: date


class FollowUpProposalEnd(Ledgered, table=True):
    """A proposed follow-up is over. One that was agreed on goes on as the follow-up of the same id.

    Only the author answers, so nobody is named here.
    """

    __tablename__ = "follow_up_proposal_ends"
    __table_args__ = (one_of("outcome", ProposalOutcome), FACT)

    id: UUID = Field(primary_key=True, foreign_key="follow_up_proposals.id")
    outcome: str = Field(max_length=10)
    ended_on: date
