# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Each team lead gets the week of the own team by mail, once, and one bad address stops nobody else's."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage

import pytest
from sqlalchemy import select
from sqlmodel import col

from caseworker import registry
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.demo import DemoSize, fill
from caseworker.models import PersonalValue, User
from caseworker.registry import default_reasons, register
from caseworker.upkeep.mail_server import mail_server
from caseworker.upkeep.weekly_mail import Outcome, last_week, send_week
from caseworker.vocabulary.closed_lists import Role
from caseworker.vocabulary.problems import Refused
from tests.factories import Town, context_at
from tests.upkeep.post_office import HOST, PostOffice, opened

LEAD, OTHER = "lead@example.org", "other@example.org"
WEEK = "2026-W46"

Sending = Callable[..., Outcome]


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with opened(PostOffice()) as office:
        yield office


def sender(database: Database, context: Context, settings: Settings, office: PostOffice) -> Sending:
    """Sends the week to the office."""
    server = mail_server(f"smtp://{HOST}:{office.port}")
    return lambda week=WEEK, send=server.send: send_week(database, context, settings, send, week)


@pytest.fixture
def two_leads(database: Database, context: Context, town: Town) -> Database:
    """The town, in which the leads of both teams have an address and a third lead has none."""
    registry.set_email(database, context, town.team_lead, LEAD)
    for name, email in (("second_lead", OTHER), ("third_lead", None)):
        lead = User(entry=0, id=context.new_id(), username=name, name=name, role=Role.TEAM_LEAD.value, email=email)
        lead.team = "visitationen"
        registry.add_user(database, context, lead)
    return database


def bodies(message: EmailMessage) -> tuple[str, str]:
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert page is not None
    return plain.get_content(), page.get_content()


def test_each_lead_gets_the_own_team_and_a_second_run_sends_nothing(
    two_leads: Database, context: Context, settings: Settings, office: PostOffice
) -> None:
    send = sender(two_leads, context, settings, office)
    assert send() == Outcome(sent=2, without_address=1)
    assert {message["To"]: message["Subject"] for message in office.messages} == {
        LEAD: "Modtagelsen: uge 46, 2026",
        OTHER: "Visitationen: uge 46, 2026",
    }
    assert send() == Outcome(before=2, without_address=1)
    assert len(office.messages) == 2
    assert send("2026-W45").sent == 2


def test_a_team_that_is_too_small_gets_one_sentence_and_no_figures(
    two_leads: Database, context: Context, settings: Settings, office: PostOffice
) -> None:
    sender(two_leads, context, settings, office)()
    for message in office.messages:
        for text in bodies(message):
            assert "Teamet er for lille til sin egen rapport." in text
            assert "vedhæftet" not in text
        assert list(message.iter_attachments()) == []


def test_one_refused_address_stops_nobody_else_and_is_tried_again(
    two_leads: Database, context: Context, settings: Settings, office: PostOffice
) -> None:
    office.refused = {LEAD}
    send = sender(two_leads, context, settings, office)
    outcome = send()
    assert outcome.sent == 1
    assert outcome.failures == ["modtagelsen, team_lead: the server refused the recipient (550 no such mailbox)"]
    office.refused = set()
    assert send() == Outcome(sent=1, before=1, without_address=1)
    assert [message["To"] for message in office.messages] == [OTHER, LEAD]


def test_a_server_that_does_not_answer_is_a_failure_of_each_mail(
    two_leads: Database, context: Context, settings: Settings
) -> None:
    with opened(PostOffice()) as closed:
        pass
    outcome = sender(two_leads, context, settings, closed)()
    assert (outcome.sent, len(outcome.failures)) == (0, 2)
    assert all("refused" in failure for failure in outcome.failures)


def test_a_crash_after_sending_sends_once_more_under_the_same_message_id(
    two_leads: Database, context: Context, settings: Settings, office: PostOffice
) -> None:
    server, send = mail_server(f"smtp://{HOST}:{office.port}"), sender(two_leads, context, settings, office)

    def crashing(message: EmailMessage) -> None:
        server.send(message)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send(send=crashing)
    assert send().sent == 2
    first, again, other = (message["Message-ID"] for message in office.messages)
    assert first == again != other


def test_a_lead_who_has_left_and_a_caseworker_get_nothing(
    two_leads: Database, context: Context, settings: Settings, office: PostOffice, town: Town
) -> None:
    registry.set_email(two_leads, context, town.caseworker, "caseworker@example.org")
    registry.change_user(two_leads, context, town.team_lead, active=False)
    assert sender(two_leads, context, settings, office)().sent == 1
    assert [message["To"] for message in office.messages] == [OTHER]


def test_the_language_is_the_leads_own(
    two_leads: Database, context: Context, settings: Settings, office: PostOffice
) -> None:
    sender(two_leads, context, replace(settings, locale="en"), office)()
    assert office.messages[0]["Subject"] == "Modtagelsen: week 46, 2026"


@pytest.mark.parametrize("week", ["2026-W47", "2026-W48", "i går"])
def test_a_week_that_is_not_over_is_not_sent(
    two_leads: Database, context: Context, settings: Settings, office: PostOffice, week: str
) -> None:
    with pytest.raises(Refused):
        sender(two_leads, context, settings, office)(week)
    assert office.messages == []
    assert last_week(context) == WEEK


def test_the_mail_says_what_the_week_says_and_names_nobody(
    sqlite_database: Database, settings: Settings, office: PostOffice
) -> None:
    context = context_at()
    register(sqlite_database, context, default_reasons())
    fill(sqlite_database, context, DemoSize(decisions=900, weeks=6))
    with sqlite_database.read() as session:
        lead = session.execute(select(User).where(col(User.username) == "teamleder")).scalar_one()
        session.expunge(lead)
        names = set(session.execute(select(col(User.name)).where(col(User.role) == Role.CASEWORKER.value)).scalars())
        personal = session.execute(
            select(col(PersonalValue.value)).where(col(PersonalValue.field).in_(("case_reference", "reason")))
        )
        secrets = {value for value in personal.scalars() if value} | names
    registry.set_email(sqlite_database, context, lead.id, LEAD)
    assert sender(sqlite_database, context, settings, office)().sent == 1
    message = office.messages[0]
    for text in bodies(message):
        assert "I uge 46 fraveg teamet anbefalingen" in text
        assert "vedhæftet som PDF" in text
        assert not [secret for secret in secrets if secret in text]
    attached = list(message.iter_attachments())
    assert [part.get_content_type() for part in attached] == ["application/pdf"]
    assert attached[0].get_content().startswith(b"%PDF-")
    assert len(secrets) > 300
