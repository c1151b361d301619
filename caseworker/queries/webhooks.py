# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The addresses that are told of decisions, and what they have not taken."""

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from caseworker.models import OutboxMessage, Webhook


@dataclass(frozen=True)
class ToldAddress:
    """An active address, how many messages wait for it, how many were given up, and the latest problem."""

    webhook: Webhook
    waiting: int
    given_up: int
    problem: str


def told_addresses(session: Session) -> list[ToldAddress]:
    """Every active address, by system."""
    gave_up = func.sum(case((col(OutboxMessage.gave_up), 1), else_=0))
    counted = (
        select(Webhook, func.count(col(OutboxMessage.entry)), gave_up, func.max(OutboxMessage.problem))
        .outerjoin(OutboxMessage, col(OutboxMessage.webhook_id) == col(Webhook.id))
        .where(col(Webhook.active))
        .group_by(*Webhook.__table__.columns)  # type: ignore[attr-defined]
        .order_by(col(Webhook.system), col(Webhook.id))
    )
    return [
        ToldAddress(webhook, every - (gone or 0), gone or 0, problem or "")
        for webhook, every, gone, problem in session.execute(counted)
    ]
