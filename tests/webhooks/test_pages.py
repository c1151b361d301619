# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The administrator's page of addresses: added with the secret shown once, dead letters seen and sent again."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from caseworker.app import create_app
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import OutboxMessage, Webhook
from caseworker.recording import record_decision
from caseworker.webhooks import deliver
from caseworker.webhooks.sending import PAUSES
from tests.factories import Town, decision, recommend
from tests.web import Browser, Clock
from tests.webhooks.conftest import Receiver


@pytest.fixture
def app(web_database: Database, settings: Settings, clock: Clock) -> Flask:
    """An application that may tell this machine."""
    return create_app(replace(settings, webhook_networks="127.0.0.0/8"), web_database, clock)


def test_an_address_is_added_its_dead_letters_are_seen_sent_again_and_it_is_taken_off(
    browser_of: Callable[[str], Browser],
    web_database: Database,
    loopback: Settings,
    context: Context,
    web_town: Town,
    receiver: Receiver,
) -> None:
    administrator = browser_of("administrator")
    form = administrator.get("/registry/webhooks/new")
    shown = administrator.send(form, "/registry/webhooks/new", system="sortering", address=receiver.address)
    with web_database.read() as session:
        webhook = session.execute(select(Webhook)).scalar_one()
        webhook_id, secret = webhook.id, webhook.secret
    assert secret in shown.text
    assert secret not in administrator.get("/registry/webhooks").text
    receiver.answers = [500]
    record_decision(web_database, context, recommend(web_database, context), decision(context, web_town.caseworker))
    clock = Clock(context.now)
    for pause in [*PAUSES, PAUSES[0]]:
        deliver(web_database, loopback, clock)
        clock.now += pause
    page = administrator.get("/registry/webhooks")
    assert re.search("Opgivet 1 Seneste problem the address answered 500", page.words)
    administrator.send(page, f"/registry/webhooks/{webhook_id}/again")
    assert "Venter på at blive sendt 1 Opgivet 0" in administrator.get("/registry/webhooks").words
    removing = administrator.get(f"/registry/webhooks/{webhook_id}/remove")
    gone = administrator.send(removing, f"/registry/webhooks/{webhook_id}/remove")
    assert "Ingen adresser får besked endnu." in gone.words
    with web_database.read() as session:
        assert session.execute(select(OutboxMessage)).first() is None


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({"address": "https://10.0.0.1/"}, "lukket netværk"),
        ({"address": "ftp://8.8.8.8/"}, "webserver"),
        ({"address": ""}, "Udfyld"),
        ({"address": "https://8.8.8.8/", "recorded": "", "corrected": "", "result": ""}, "Vælg, hvad"),
    ],
)
def test_a_wrong_address_is_refused_in_one_sentence_and_stores_nothing(
    browser_of: Callable[[str], Browser], web_database: Database, filled: dict[str, str], said: str
) -> None:
    administrator = browser_of("administrator")
    form = administrator.get("/registry/webhooks/new")
    sent = {name: text for name, text in {**form.fields("/new"), "system": "sortering", **filled}.items() if text}
    page = administrator.post("/registry/webhooks/new", sent)
    assert page.status == 422
    assert said in page.words
    with web_database.read() as session:
        assert session.execute(select(Webhook)).first() is None
