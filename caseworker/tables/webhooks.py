# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Addresses that want to be told, and what they have not been told yet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from caseworker.columns import Ledgered, UtcDateTime, one_of
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import WebhookEvent


class Webhook(Ledgered, table=True):
    """An address of a system that is told of events; the address may hold a secret and is only committed to."""

    __tablename__ = "webhooks"
    __table_args__ = ({"info": {"ledgered": "state", "outside": ("address", "secret"), "committed": ("address",)}},)

    id: UUID = Field(primary_key=True)
    system: str = Field(foreign_key="systems.code", index=True, max_length=limits.CODE_MAX)
    address: str = Field(max_length=limits.TEXT_MAX)
    secret: str = Field(max_length=limits.NAME_MAX)
    events: str = Field(max_length=limits.NAME_MAX)
    active: bool = True


class OutboxMessage(SQLModel, table=True):
    """One event for one address, written with the fact and gone when it was taken; `gave_up` after the last attempt."""

    __tablename__ = "outbox"
    __table_args__ = (one_of("event", WebhookEvent), CheckConstraint("attempts >= 0", name="attempts_count_up"))

    webhook_id: UUID = Field(primary_key=True, foreign_key="webhooks.id")
    entry: int = Field(primary_key=True, foreign_key="ledger_entries.seq", sa_column_kwargs={"autoincrement": False})
    event: str = Field(max_length=20)
    attempts: int = 0
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    gave_up: bool = False
    problem: str = Field(default="", max_length=limits.NAME_MAX)
