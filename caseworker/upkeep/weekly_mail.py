# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The week by mail: to each team lead the report of the own team, once.

That a report was sent is noted after the server has taken it. A crash between the two sends it once more, with the same
message id, by which mail programs know it again; nothing can be lost that way.
"""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.facts_reading import report_inputs
from caseworker.models import SentReport, Team, User
from caseworker.queries.told import told_beside
from caseworker.upkeep.mail_text import message_of
from caseworker.vocabulary.closed_lists import Role
from caseworker.vocabulary.problems import Refused

if TYPE_CHECKING:
    from reports import Report

Send = Callable[[EmailMessage], None]


@dataclass
class Outcome:
    """What became of one week: how many leads were sent it, had it before or have no address, and who failed why."""

    sent: int = 0
    before: int = 0
    without_address: int = 0
    failures: list[str] = field(default_factory=list)


def last_week(context: Context) -> str:
    """The ISO week that was completed last, such as ``2026-W47``."""
    year, week, _day = (context.today - timedelta(days=7)).isocalendar()
    return f"{year}-W{week:02d}"


def send_week(database: Database, context: Context, settings: Settings, send: Send, week: str) -> Outcome:
    """What became of the mails of one week; one that fails stops no other.

    Raises Refused for a week that is none or is not over. `send` raises smtplib.SMTPException or OSError.
    """
    week = _completed(week, context)
    outcome, reports = Outcome(), {}
    with database.read() as session:
        leads, had = _leads(session), _had(session, week)
    for lead in leads:
        if (lead.id, lead.team) in had:
            outcome.before += 1
        elif not lead.email:
            outcome.without_address += 1
        else:
            language = lead.locale or settings.locale
            if language not in reports:
                reports[language] = _reports_of(database, context, language, week)
            message = message_of(reports[language](team=lead.team), lead, context, settings)
            try:
                send(message)
            except (smtplib.SMTPException, OSError) as error:
                outcome.failures.append(f"{lead.team}, {lead.username}: {_reason(error)}")
            else:
                _note(database, context, lead, week)
                outcome.sent += 1
    return outcome


def _completed(week: str, context: Context) -> str:
    from reports.periods import WEEK, parse_week, week_label

    try:
        monday = parse_week(week)
    except ValueError as error:
        raise Refused(str(error), field="week") from error
    if monday + WEEK > context.today:
        raise Refused("The week %(week)s is not over.", field="week", week=week_label(monday))
    return week_label(monday)


def _leads(session: Session) -> list[User]:
    """The team leads at work, in the order of their teams."""
    wanted = (
        select(User)
        .join(Team, col(Team.code) == col(User.team))
        .where(col(User.role) == Role.TEAM_LEAD.value, col(User.active), col(Team.active))
        .order_by(col(User.team), col(User.username))
    )
    leads = list(session.execute(wanted).scalars())
    session.expunge_all()
    return leads


def _had(session: Session, week: str) -> set[tuple[object, str | None]]:
    noted = select(col(SentReport.user_id), col(SentReport.team)).where(col(SentReport.week) == week)
    return {(user_id, team) for user_id, team in session.execute(noted)}


def _reports_of(database: Database, context: Context, language: str, week: str) -> "Callable[..., Report]":
    from reports import LedgerState, weekly, with_told

    inputs, state = report_inputs(database, context.today, language)
    made = partial(weekly, week=week, ledger=LedgerState(state.size, state.root.hex()), **inputs)
    with database.read() as session:
        told = told_beside(session)
    return lambda team: with_told(made(team=team), told, context.today)


def _note(database: Database, context: Context, lead: User, week: str) -> None:
    with database.write() as session:
        session.add(SentReport(user_id=lead.id, team=lead.team or "", week=week, sent_on=context.today))


def _reason(error: Exception) -> str:
    """Why the server did not take a message, in one line and without the address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return f"the server refused the recipient ({code} {text.decode(errors='replace')})"
    return " ".join(str(error).split()) or type(error).__name__
