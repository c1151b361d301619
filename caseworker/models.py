# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Recommendations, decisions and what hangs on them; no behaviour, and no column about a person."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from caseworker.columns import FACT, ExactNumber, Ledgered, one_of, option_of_system
from caseworker.tables.accounts import LoginAttempt, LoginSession, Team, Token, User
from caseworker.tables.baselines import FrozenBaseline
from caseworker.tables.desk import FaultReport, SetAside, SystemStop
from caseworker.tables.documents import Explanation
from caseworker.tables.double_readings import (
    DoubleReading,
    DoubleReadingEnd,
    DoubleReadingReader,
    DoubleReadingRecord,
    DoubleReadingVerdict,
)
from caseworker.tables.files import Export, RememberedColumn, Upload
from caseworker.tables.follow_ups import FollowUp, FollowUpProposal, FollowUpProposalEnd
from caseworker.tables.ledger import CheckpointRow, Erasure, LedgerEntry, LedgerNode, PersonalValue
from caseworker.tables.operations import (
    AuthorNumber,
    Draft,
    KnownRow,
    ManualDraft,
    ObstacleCount,
    RecentReason,
    SentReport,
    Submission,
    UserTold,
    Waiting,
)
from caseworker.tables.registry import GoLiveItem, ListedReason, ModelVersion, Option, System, SystemReason
from caseworker.tables.showings import OwnJudgement, Showing
from caseworker.tables.tally import PeriodTally, WeekMark
from caseworker.tables.webhooks import OutboxMessage, Webhook
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import (
    Certainty,
    ReadingPurpose,
    Response,
    ResultKind,
    Source,
    TimeBucket,
)

__all__ = [
    "AccessRecord",
    "AuthorNumber",
    "CheckpointRow",
    "Decision",
    "DoubleReading",
    "DoubleReadingEnd",
    "DoubleReadingReader",
    "DoubleReadingRecord",
    "DoubleReadingVerdict",
    "Draft",
    "Erasure",
    "Explanation",
    "Export",
    "FaultReport",
    "FollowUp",
    "FollowUpProposal",
    "FollowUpProposalEnd",
    "FrozenBaseline",
    "GoLiveItem",
    "KnownRow",
    "LedgerEntry",
    "LedgerNode",
    "ListedReason",
    "LoginAttempt",
    "LoginSession",
    "ManualDraft",
    "ModelVersion",
    "ObstacleCount",
    "Option",
    "OutboxMessage",
    "OwnJudgement",
    "PeriodTally",
    "PersonalValue",
    "RecentReason",
    "Recommendation",
    "RememberedColumn",
    "Result",
    "SentReport",
    "SetAside",
    "Showing",
    "Submission",
    "System",
    "SystemReason",
    "SystemStop",
    "Team",
    "Token",
    "Upload",
    "User",
    "UserTold",
    "Waiting",
    "Webhook",
    "WeekMark",
]


class Recommendation(Ledgered, table=True):
    """The machine's output; case, exact time, data basis and citizen groups are erasable values of its entry."""

    __tablename__ = "recommendations"
    __table_args__ = (
        ForeignKeyConstraint(["system", "model_version"], ["model_versions.system", "model_versions.version"]),
        option_of_system("recommended"),
        one_of("source", Source),
        Index("ix_recommendations_system_issued", "system", "issued_on"),
        FACT,
    )

    id: UUID = Field(primary_key=True)
    system: str = Field(max_length=limits.CODE_MAX)
    model_version: str = Field(max_length=limits.CODE_MAX)
    team: str | None = Field(default=None, foreign_key="teams.code", index=True, max_length=limits.CODE_MAX)
    source: str = Field(max_length=10)
    recommended: str = Field(max_length=limits.CODE_MAX)
    recommended_number: Decimal | None = Field(default=None, sa_type=ExactNumber)
    confidence: Decimal | None = Field(default=None, sa_type=ExactNumber)
    issued_on: date | None = None


class Decision(Ledgered, table=True):
    """The caseworker's act on one recommendation; revision 0 is the decision, each later one a correction.

    `id` is shared by all revisions and is the public id. The option is unknown where a source gave only the response.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        option_of_system("decided"),
        one_of("source", Source),
        one_of("response", Response),
        one_of("time_bucket", TimeBucket),
        one_of("certainty", Certainty),
        one_of("seen_as", Response),
        CheckConstraint("revision >= 0", name="revision_counts_up"),
        CheckConstraint("direction IN (-1, 0, 1)", name="direction_is_a_sign"),
        CheckConstraint("response IS NOT NULL OR NOT shown", name="response_where_shown"),
        CheckConstraint(
            "source NOT IN ('form', 'manual', 'api') OR (reason_given AND (reason_code IS NOT NULL OR NOT shown))",
            name="people_give_reasons",
        ),
        ForeignKeyConstraint(["reason_list", "reason_code"], ["listed_reasons.list_version", "listed_reasons.code"]),
        Index(
            "uq_decisions_recommendation",
            "recommendation_id",
            unique=True,
            sqlite_where=text("revision = 0"),
            postgresql_where=text("revision = 0"),
        ),
        Index("ix_decisions_recommendation_revision", "recommendation_id", "revision"),
        FACT,
    )

    id: UUID = Field(primary_key=True)
    revision: int = Field(default=0, primary_key=True)
    recommendation_id: UUID = Field(foreign_key="recommendations.id")
    system: str = Field(max_length=limits.CODE_MAX)
    source: str = Field(max_length=10)
    decided: str | None = Field(default=None, max_length=limits.CODE_MAX)
    decided_number: Decimal | None = Field(default=None, sa_type=ExactNumber)
    response: str | None = Field(default=None, max_length=20)
    direction: int | None = None
    reason_list: int | None = None
    reason_code: str | None = Field(default=None, max_length=limits.CODE_MAX)
    reason_given: bool
    reason_repeat: bool = False
    shown: bool = True
    time_bucket: str = Field(default=TimeBucket.UNKNOWN.value, max_length=20)
    own_judgement_id: UUID | None = Field(default=None, foreign_key="own_judgements.id")
    citizen_informed: bool | None = None
    citizen_heard: bool | None = None
    certainty: str | None = Field(default=None, max_length=10)
    seen_as: str | None = Field(default=None, max_length=20)
    decided_on: date


class Result(Ledgered, table=True):
    """What later became of a decision; hangs on the root decision, the latest revision counts."""

    __tablename__ = "results"
    __table_args__ = (
        UniqueConstraint("decision_id", "revision"),
        one_of("result", ResultKind),
        option_of_system("right_option"),
        FACT,
    )

    id: UUID = Field(primary_key=True)
    decision_id: UUID
    revision: int = 0
    system: str = Field(max_length=limits.CODE_MAX)
    result: str | None = Field(default=None, max_length=10)
    right_option: str | None = Field(default=None, max_length=limits.CODE_MAX)
    right_number: Decimal | None = Field(default=None, sa_type=ExactNumber)
    known_on: date


class AccessRecord(Ledgered, table=True):
    """Somebody opened a reason that is not their own, for a purpose of the closed list."""

    __tablename__ = "access_records"
    __table_args__ = (one_of("purpose", ReadingPurpose), FACT)

    id: UUID = Field(primary_key=True)
    decision_id: UUID = Field(index=True)
    purpose: str = Field(max_length=20)
    read_on: date
