# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""An event is told if and only if it is recorded, again until it is taken, and given up where nobody takes it."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlmodel import col
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError
from time_machine import travel

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import OutboxMessage, Webhook
from caseworker.recording import NewResult, add_result, correct_decision, record_decision
from caseworker.recording.receipts import Receipt
from caseworker.vocabulary.closed_lists import ResultKind
from caseworker.vocabulary.problems import Refused
from caseworker.webhooks import Outcome, deliver, remove_webhook, send_again
from caseworker.webhooks.sending import PAUSES
from tests.factories import BFU, Town, decision, recommend
from tests.web import Clock
from tests.webhooks.conftest import Receiver


def outbox(database: Database) -> list[OutboxMessage]:
    with database.read() as session:
        found = list(session.execute(select(OutboxMessage).order_by(col(OutboxMessage.entry))).scalars())
        session.expunge_all()
        return found


def decide(database: Database, context: Context, town: Town) -> Receipt:
    return record_decision(database, context, recommend(database, context), decision(context, town.caseworker))


def test_each_event_is_told_once_with_what_a_receiver_may_know(
    database: Database, loopback: Settings, context: Context, town: Town, webhook: Webhook, receiver: Receiver
) -> None:
    receipt = decide(database, context, town)
    corrected = decision(context, town.caseworker, reason="Set igen i dag, og det ændrer billedet.")
    correct_decision(database, context, receipt.decision_id, 0, corrected)
    add_result(database, context, receipt.decision_id, NewResult(ResultKind.UPHELD, None, context.today))
    assert deliver(database, loopback, Clock(context.now)) == Counter({Outcome.TAKEN: 3})
    assert [body["type"] for body in receiver.bodies()] == [
        "decision.recorded",
        "decision.corrected",
        "result.added",
    ]
    first = receiver.bodies()[0]
    assert first["entry"] == receipt.entry
    assert first["data"]["id"] == str(receipt.decision_id)
    assert receipt.response is not None
    assert first["data"]["response"] == receipt.response.value
    everything = " ".join(body.decode() for _headers, body in receiver.received)
    assert "Set igen" not in everything
    assert str(town.caseworker) not in everything
    assert outbox(database) == []
    assert deliver(database, loopback, Clock(context.now)) == Counter()


def test_a_receivers_own_library_knows_the_message_as_ours(
    database: Database, loopback: Settings, context: Context, town: Town, webhook: Webhook, receiver: Receiver
) -> None:
    decide(database, context, town)
    deliver(database, loopback, Clock(context.now))
    headers, body = receiver.received[0]
    with travel(context.now, tick=False):
        assert Verifier(webhook.secret).verify(body, headers)
        with pytest.raises(WebhookVerificationError):
            Verifier(webhook.secret).verify(body.replace(b"accepted", b"overridden") + b" ", headers)
        with pytest.raises(WebhookVerificationError):
            Verifier("whsec_" + "A" * 43 + "=").verify(body, headers)


def test_a_decision_that_is_refused_tells_nobody(
    database: Database, context: Context, town: Town, webhook: Webhook
) -> None:
    with pytest.raises(Refused):
        record_decision(
            database, context, recommend(database, context), replace(decision(context, town.caseworker), reason="")
        )
    assert outbox(database) == []
    decide(database, context, town)
    assert len(outbox(database)) == 1


def test_only_what_was_asked_for_and_only_of_its_own_system_is_told(
    database: Database, context: Context, town: Town, webhook: Webhook
) -> None:
    with database.write() as session:
        session.execute(update(Webhook).values(events="result.added"))
    receipt = decide(database, context, town)
    assert outbox(database) == []
    add_result(database, context, receipt.decision_id, NewResult(None, BFU, context.today))
    assert [message.event for message in outbox(database)] == ["result.added"]


def test_an_address_that_does_not_answer_well_is_tried_again_with_growing_pauses_and_then_given_up(
    database: Database, loopback: Settings, context: Context, town: Town, webhook: Webhook, receiver: Receiver
) -> None:
    receiver.answers = [500]
    decide(database, context, town)
    clock = Clock(context.now)
    for attempt, pause in enumerate(PAUSES, start=1):
        assert deliver(database, loopback, clock) == Counter({Outcome.AGAIN: 1})
        assert outbox(database)[0].next_at == clock.now + pause
        clock.now += pause - timedelta(seconds=1)
        assert deliver(database, loopback, clock) == Counter()
        assert len(receiver.received) == attempt
        clock.now += timedelta(seconds=1)
    assert deliver(database, loopback, clock) == Counter({Outcome.GAVE_UP: 1})
    (message,) = outbox(database)
    assert message.gave_up
    assert "500" in message.problem
    assert len({headers["webhook-id"] for headers, _body in receiver.received}) == 1
    assert deliver(database, loopback, clock) == Counter()
    receiver.answers = [200]
    send_again(database, webhook.id)
    assert deliver(database, loopback, clock) == Counter({Outcome.TAKEN: 1})


def test_nobody_is_led_elsewhere_by_an_answer(
    database: Database, loopback: Settings, context: Context, town: Town, webhook: Webhook, receiver: Receiver
) -> None:
    receiver.answers = [302]
    decide(database, context, town)
    assert deliver(database, loopback, Clock(context.now)) == Counter({Outcome.AGAIN: 1})
    assert len(receiver.received) == 1


def test_a_message_in_hand_is_not_sent_by_another_and_one_that_was_dropped_comes_back(
    database: Database, loopback: Settings, context: Context, town: Town, webhook: Webhook, receiver: Receiver
) -> None:
    decide(database, context, town)
    with database.write() as session:  # somebody took it and was killed before sending
        session.execute(update(OutboxMessage).values(attempts=1, next_at=context.now + timedelta(minutes=2)))
    clock = Clock(context.now)
    assert deliver(database, loopback, clock) == Counter()
    clock.pass_time(minutes=2)
    assert deliver(database, loopback, clock) == Counter({Outcome.TAKEN: 1})


def test_an_address_that_was_taken_off_is_told_no_more(
    database: Database, loopback: Settings, context: Context, town: Town, webhook: Webhook, receiver: Receiver
) -> None:
    decide(database, context, town)
    remove_webhook(database, context, webhook.id)
    decide(database, context, town)
    assert deliver(database, loopback, Clock(context.now)) == Counter()
    with database.read() as session:
        assert session.execute(select(func.count()).select_from(Webhook)).scalar_one() == 1
