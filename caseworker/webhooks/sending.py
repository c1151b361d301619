# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What waits in the outbox is sent, tried again with growing pauses, and given up after a day and more."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import urllib3
from sqlalchemy import delete, or_, select, update
from sqlmodel import Session, col

from caseworker.acts import projected, table_of
from caseworker.config import Settings
from caseworker.database import Database
from caseworker.models import Decision, OutboxMessage, Result, Webhook
from caseworker.vocabulary.closed_lists import WebhookEvent
from caseworker.webhooks.addresses import AddressRefused, places_of
from caseworker.webhooks.signing import signed_headers

PAUSES = [timedelta(seconds=5), *(timedelta(minutes=m) for m in (5, 30, 120, 300, 600, 840, 1200, 1440))]
IN_HAND = timedelta(minutes=2)
TIMEOUT = urllib3.Timeout(connect=5, read=10)
BATCH = 100
# What a receiver may know: which decision, and how it relates to the recommendation; nothing of a person or a text.
TOLD = {
    Decision: ("id", "revision", "recommendation_id", "system", "decided", "decided_number", "response", "reason_code"),
    Result: ("decision_id", "revision", "system", "result", "right_option", "right_number", "known_on"),
}


class Outcome(StrEnum):
    """What became of one message this time."""

    TAKEN = auto()
    AGAIN = auto()
    GAVE_UP = auto()


@dataclass(frozen=True)
class Letter:
    """One message on its way: to whom, for which entry, which attempt this is."""

    webhook_id: UUID
    entry: int
    attempt: int
    address: str
    secret: str
    body: bytes


def deliver(database: Database, settings: Settings, clock: Callable[[], datetime]) -> Counter[Outcome]:
    """How many messages were taken, will be tried again, and were given up; returns when nothing is due any more.

    At least once: a receiver knows a message that comes twice by its `webhook-id`. Several may run at the same time.
    """
    counted: Counter[Outcome] = Counter()
    while due := _due(database, clock()):
        for webhook_id, entry in due:
            letter = _take_in_hand(database, clock(), webhook_id, entry)
            if letter is not None:
                problem = _post(letter, settings, clock())
                counted[_settle(database, clock(), letter, problem)] += 1
    return counted


def send_again(database: Database, webhook_id: UUID) -> None:
    """Nothing; what was given up for this address is due again."""
    with database.write() as session:
        session.execute(
            update(OutboxMessage)
            .where(col(OutboxMessage.webhook_id) == webhook_id, col(OutboxMessage.gave_up))
            .values(gave_up=False, attempts=0, next_at=None)
        )


def _due(database: Database, now: datetime) -> list[tuple[UUID, int]]:
    with database.read() as session:
        waiting = (
            select(col(OutboxMessage.webhook_id), col(OutboxMessage.entry))
            .where(~col(OutboxMessage.gave_up), _is_due(now))
            .order_by(col(OutboxMessage.entry))
            .limit(BATCH)
        )
        return [(row.webhook_id, row.entry) for row in session.execute(waiting)]


def _is_due(now: datetime) -> Any:
    return or_(col(OutboxMessage.next_at).is_(None), col(OutboxMessage.next_at) <= now)


def _take_in_hand(database: Database, now: datetime, webhook_id: UUID, entry: int) -> Letter | None:
    """The message, which nobody else takes up for two minutes; None where somebody has it or it is gone."""
    with database.write() as session:
        taken = session.execute(
            update(OutboxMessage)
            .where(*_this(webhook_id, entry), ~col(OutboxMessage.gave_up), _is_due(now))
            .values(next_at=now + IN_HAND, attempts=col(OutboxMessage.attempts) + 1)
        )
        if not taken.rowcount:  # type: ignore[attr-defined]
            return None
        message, webhook = session.get_one(OutboxMessage, (webhook_id, entry)), session.get_one(Webhook, webhook_id)
        body = message_body(session, message)
        return Letter(webhook_id, entry, message.attempts, webhook.address, webhook.secret, body)


def _this(webhook_id: UUID, entry: int) -> tuple[Any, Any]:
    return col(OutboxMessage.webhook_id) == webhook_id, col(OutboxMessage.entry) == entry


def _settle(database: Database, now: datetime, letter: Letter, problem: str | None) -> Outcome:
    """What became of the message, which is noted: gone, due again later, or given up after the last attempt."""
    this = _this(letter.webhook_id, letter.entry)
    with database.write() as session:
        if problem is None:
            session.execute(delete(OutboxMessage).where(*this))
            return Outcome.TAKEN
        last = letter.attempt > len(PAUSES)
        again = None if last else now + PAUSES[letter.attempt - 1]
        session.execute(update(OutboxMessage).where(*this).values(problem=problem, gave_up=last, next_at=again))
    return Outcome.GAVE_UP if last else Outcome.AGAIN


def message_body(session: Session, message: OutboxMessage) -> bytes:
    """The JSON that is sent: type, the number of its ledger entry, and the facts that a receiver may know."""
    model = Result if message.event == WebhookEvent.RESULT_ADDED else Decision
    row = session.execute(select(model).where(col(model.entry) == message.entry)).scalar_one()
    facts = projected(table_of(model), row.model_dump())
    data = {name: facts.get(name) for name in TOLD[model]}
    return json.dumps({"type": message.event, "entry": message.entry, "data": data}, ensure_ascii=False).encode()


def _post(letter: Letter, settings: Settings, now: datetime) -> str | None:
    """None where the address took the message; else in a few words why not."""
    parts = urlsplit(letter.address)
    headers = {
        "Host": parts.netloc,
        "Content-Type": "application/json",
        "User-Agent": "caseworker",
        **signed_headers(letter.secret, f"{letter.entry}.{letter.webhook_id}", now, letter.body),
    }
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    try:
        place = places_of(letter.address, settings.networks_for_webhooks)[0]
        with _pool(parts.scheme, place, parts.port, str(parts.hostname)) as pool:
            answer = pool.urlopen(
                "POST", path, body=letter.body, headers=headers, redirect=False, retries=False, timeout=TIMEOUT
            )
    except AddressRefused as refused:
        return str(refused)
    except urllib3.exceptions.HTTPError as error:
        return f"no connection ({type(error).__name__})"
    return None if 200 <= answer.status < 300 else f"the address answered {answer.status}"


def _pool(scheme: str, place: str, port: int | None, host: str) -> urllib3.HTTPConnectionPool:
    """Connections to the very place that was checked, which must prove to be the host by its certificate."""
    if scheme == "https":
        return urllib3.HTTPSConnectionPool(place, port or 443, server_hostname=host, assert_hostname=host)
    return urllib3.HTTPConnectionPool(place, port or 80)
