# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""No message goes into the house's own networks unless the installation allows it."""

from ipaddress import ip_network

import pytest
from sqlalchemy import select

from caseworker.config import Settings, load
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Webhook
from caseworker.vocabulary.problems import Absent, Misconfigured, Refused
from caseworker.webhooks import AddressRefused, add_webhook, places_of
from tests.factories import Town
from tests.webhooks.conftest import EVERYTHING

INSIDE = [
    "https://127.0.0.1/",
    "https://localhost/",
    "https://[::1]/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.1.1:8443/hook",
    "https://169.254.169.254/latest/meta-data",
    "https://[::ffff:10.0.0.1]/",
    "https://[fd00::1]/",
    "https://0.0.0.0/",
    "https://100.64.0.1/",
    "https://224.0.0.1/",
    "https://2130706433/",
]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused(address: str) -> None:
    with pytest.raises(AddressRefused):
        places_of(address, [])


@pytest.mark.parametrize(
    "address",
    [
        "ftp://192.0.2.1/",
        "https://",
        "https://user:secret@8.8.8.8/",
        "https://8.8.8.8:99999/",
        "no address",
        "https://8.8.8.8/#part",
    ],
)
def test_what_is_no_address_of_a_web_server_is_refused(address: str) -> None:
    with pytest.raises(AddressRefused, match="no address of a web server"):
        places_of(address, [])


def test_a_public_address_needs_https_and_an_allowed_one_inside_does_not() -> None:
    assert places_of("https://8.8.8.8/hook", []) == ["8.8.8.8"]
    with pytest.raises(AddressRefused, match="https"):
        places_of("http://8.8.8.8/hook", [])
    assert places_of("http://10.1.2.3/hook", [ip_network("10.1.0.0/16")]) == ["10.1.2.3"]
    with pytest.raises(AddressRefused):
        places_of("http://10.2.2.3/hook", [ip_network("10.1.0.0/16")])


@pytest.mark.parametrize(
    ("system", "address", "events", "problem"),
    [
        ("sortering", "https://10.0.0.1/", EVERYTHING, AddressRefused),
        ("sortering", "https://8.8.8.8/", [], Refused),
        ("sortering", "https://8.8.8.8/", ["decision.forgotten"], Refused),
        ("sortering", "https://8.8.8.8/211062-5629", EVERYTHING, Refused),
        ("unknown", "https://8.8.8.8/", EVERYTHING, Absent),
    ],
)
def test_a_wrong_registration_is_refused_and_stores_nothing(
    database: Database,
    settings: Settings,
    context: Context,
    town: Town,
    system: str,
    address: str,
    events: list[str],
    problem: type[Exception],
) -> None:
    with pytest.raises(problem):
        add_webhook(database, settings, context, system, address, events)
    with database.read() as session:
        assert session.execute(select(Webhook)).first() is None


def test_a_setting_that_names_no_network_stops_the_start() -> None:
    with pytest.raises(Misconfigured, match="WEBHOOK_NETWORKS"):
        load({"CASEWORKER_WEBHOOK_NETWORKS": "the inside"})
