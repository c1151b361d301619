# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Addresses are registered and taken off; each change is a ledger entry."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col

from caseworker.cleaning import clean_text
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import OutboxMessage, System, Webhook
from caseworker.registry import register
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import WebhookEvent
from caseworker.vocabulary.problems import Absent, Refused
from caseworker.webhooks.addresses import places_of
from caseworker.webhooks.signing import new_secret


def add_webhook(
    database: Database, settings: Settings, context: Context, system: str, address: str, events: Iterable[str]
) -> Webhook:
    """The registered address with its secret, which is shown once. Raises Refused, or Absent for an unknown system."""
    address = clean_text(address, "address", limits.TEXT_MAX)
    places_of(address, settings.networks_for_webhooks)
    wanted = set(events)
    if not wanted or wanted - {event.value for event in WebhookEvent}:
        raise Refused("Choose what the address is to be told of.", field="events")
    with database.read() as session:
        if session.get(System, system) is None:
            raise Absent()
    webhook = Webhook(
        entry=0,
        id=context.new_id(),
        system=system,
        address=address,
        secret=new_secret(),
        events=" ".join(event.value for event in WebhookEvent if event.value in wanted),
    )
    register(database, context, [webhook])
    return webhook


def remove_webhook(database: Database, context: Context, webhook_id: UUID) -> None:
    """Nothing; the address is told no more, and what waits for it is forgotten. Raises Absent."""
    with database.read() as session:
        webhook = session.get(Webhook, webhook_id)
        if webhook is None or not webhook.active:
            raise Absent()
        off = Webhook(**{**webhook.model_dump(), "active": False})
    register(database, context, [off])
    with database.write() as session:
        session.execute(delete(OutboxMessage).where(col(OutboxMessage.webhook_id) == webhook_id))
