# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What addresses outside are to be told, out of the rows that one transaction writes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select
from sqlmodel import Session, col

from caseworker.acts import table_of
from caseworker.models import Decision, Result, Webhook
from caseworker.vocabulary.closed_lists import WebhookEvent

Rows = Mapping[Table, Sequence[Mapping[str, Any]]]


def messages(session: Session, rows: Rows) -> list[dict[str, Any]]:
    """The rows of the outbox for what is written here: one for each event and each active address that wants it.

    Written in the transaction of the facts, so that an event is told if and only if it is recorded.
    """
    events = list(_events(rows))
    if not events:
        return []
    wanting = _addresses(session, {system for system, _event, _entry in events})
    return [
        {
            "webhook_id": webhook,
            "entry": entry,
            "event": event.value,
            "attempts": 0,
            "next_at": None,
            "gave_up": False,
            "problem": "",
        }
        for system, event, entry in events
        for webhook, wanted in wanting.get(system, ())
        if event.value in wanted
    ]


def _events(rows: Rows) -> Iterator[tuple[str, WebhookEvent, int]]:
    """The system, the event and the entry of each row that is an event."""
    for row in rows.get(table_of(Decision), ()):
        event = WebhookEvent.DECISION_CORRECTED if row["revision"] else WebhookEvent.DECISION_RECORDED
        yield row["system"], event, row["entry"]
    for row in rows.get(table_of(Result), ()):
        yield row["system"], WebhookEvent.RESULT_ADDED, row["entry"]


def _addresses(session: Session, systems: set[str]) -> dict[str, list[tuple[UUID, list[str]]]]:
    """The active addresses by system, each with the events that it wants."""
    found: dict[str, list[tuple[UUID, list[str]]]] = {}
    active = select(col(Webhook.id), col(Webhook.system), col(Webhook.events)).where(
        col(Webhook.active), col(Webhook.system).in_(systems)
    )
    for webhook, system, events in session.execute(active.order_by(col(Webhook.id))):
        found.setdefault(system, []).append((webhook, events.split()))
    return found
