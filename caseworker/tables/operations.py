# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the work needs and no ledger keeps: waiting list, drafts, keys, identities, author numbers, sent reports."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, Text
from sqlmodel import Field, SQLModel

from caseworker.columns import UtcDateTime, one_of
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Obstacle


class Waiting(SQLModel, table=True):
    """A recommendation without an answer; the row goes when it is answered, so the desk never searches the log.

    Where it was set aside for the time being, `set_aside` has the code and `set_aside_on` the day.
    """

    __tablename__ = "waiting"
    __table_args__ = (
        Index("ix_waiting_team_issued", "team", "issued_at"),
        Index("ix_waiting_team_system", "team", "system", "issued_at", "set_aside"),
    )

    recommendation_id: UUID = Field(primary_key=True, foreign_key="recommendations.id")
    system: str = Field(foreign_key="systems.code", max_length=limits.CODE_MAX)
    team: str | None = Field(default=None, max_length=limits.CODE_MAX)
    issued_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    openings: int = 0
    set_aside: str | None = Field(default=None, max_length=2)
    set_aside_on: date | None = None


class Draft(SQLModel, table=True):
    """What one author has typed so far about one recommendation; overwritten in place, gone at sending.

    `version` counts the times it was saved, `page` is a mark of the page that saved it last.
    """

    __tablename__ = "drafts"

    user_id: UUID = Field(primary_key=True, foreign_key="users.id")
    recommendation_id: UUID = Field(primary_key=True, foreign_key="recommendations.id")
    content: str = Field(sa_type=Text)
    saved_at: datetime = Field(sa_type=UtcDateTime, index=True)
    version: int = 1
    page: str = Field(default="", max_length=64)


class ManualDraft(SQLModel, table=True):
    """What one author has typed so far where recommendation and decision are recorded by hand; kept as a `Draft` is."""

    __tablename__ = "manual_drafts"

    user_id: UUID = Field(primary_key=True, foreign_key="users.id")
    system: str = Field(primary_key=True, foreign_key="systems.code", max_length=limits.CODE_MAX)
    content: str = Field(sa_type=Text)
    saved_at: datetime = Field(sa_type=UtcDateTime, index=True)
    version: int = 1
    page: str = Field(default="", max_length=64)


class Submission(SQLModel, table=True):
    """An idempotency key that was used, what it was used for and for which content."""

    __tablename__ = "submissions"

    key: str = Field(primary_key=True, max_length=128)
    fingerprint: str = Field(max_length=64)
    decision_id: UUID
    used_on: date = Field(index=True)


class KnownRow(SQLModel, table=True):
    """The keyed identity of a recommendation from outside, kept after erasure so that an import cannot resurrect it."""

    __tablename__ = "known_rows"

    identity: str = Field(primary_key=True, max_length=64)
    recommendation_id: UUID = Field(foreign_key="recommendations.id", index=True)


class AuthorNumber(SQLModel, table=True):
    """A random number in place of whoever decided, so that the decisions of one person in one quarter stay together.

    `entry` is that of the first decision. The number is drawn for each person and quarter, is made of nothing, and
    leaves the database as little as the name did.
    """

    __tablename__ = "author_numbers"

    entry: int = Field(primary_key=True, foreign_key="ledger_entries.seq", sa_column_kwargs={"autoincrement": False})
    number: int = Field(sa_type=BigInteger)


class RecentReason(SQLModel, table=True):
    """The keyed fingerprint of a reason used in a system, kept for four weeks."""

    __tablename__ = "recent_reasons"

    system: str = Field(primary_key=True, max_length=limits.CODE_MAX)
    fingerprint: str = Field(primary_key=True, max_length=32)
    used_on: date = Field(index=True)


class ObstacleCount(SQLModel, table=True):
    """How often something was said to be in the way; a number is all that is kept of an answer."""

    __tablename__ = "obstacle_counts"
    __table_args__ = (one_of("obstacle", Obstacle),)

    system: str = Field(primary_key=True, foreign_key="systems.code", max_length=limits.CODE_MAX)
    quarter: str = Field(primary_key=True, max_length=7)
    obstacle: str = Field(primary_key=True, max_length=20)
    count: int


class UserTold(SQLModel, table=True):
    """Somebody who has read how records are used, which is asked before the first one."""

    __tablename__ = "users_told"

    user_id: UUID = Field(primary_key=True)
    told_on: date


class SentReport(SQLModel, table=True):
    """That a team lead has had the report of a team's week by mail, so that it is sent once."""

    __tablename__ = "sent_reports"

    user_id: UUID = Field(primary_key=True, foreign_key="users.id")
    team: str = Field(primary_key=True, foreign_key="teams.code", max_length=limits.CODE_MAX)
    week: str = Field(primary_key=True, max_length=8)
    sent_on: date
