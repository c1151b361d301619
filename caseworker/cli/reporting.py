# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker report …`: the team lead's week and the ethics board's trends as page, document, data or mail."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from caseworker.cli.installation import Installation, open_installation
from caseworker.cli.report_files import shared_options, write
from caseworker.cli.tallies import merge_command, tally_command
from caseworker.facts_reading import report_inputs
from caseworker.models import System, Team
from caseworker.privacy import mask_cpr
from caseworker.queries.going_live import agreement
from caseworker.queries.told import told_beside
from caseworker.vocabulary.problems import Refused

if TYPE_CHECKING:
    from reports import Report

EDITIONS = ("board", "public", "full")


@click.group()
def report_command() -> None:
    """Make the weekly report of a team or the trends of a period, or mail the week to the team leads."""


report_command.add_command(tally_command)
report_command.add_command(merge_command)


@report_command.command("weekly")
@click.option("--team", required=True, help="The code of the team.")
@click.option("--week", required=True, help="An ISO week, such as 2026-W47.")
@shared_options
def weekly_command(team: str, week: str, form: str, out: Path | None, language: str | None) -> None:
    """The team lead's page."""
    from reports import weekly

    installation = open_installation()
    with installation.database.read() as session:
        if session.get(Team, team) is None:
            raise Refused("There is no team “%(team)s”.", field="team", team=team)
    write(installation, _made(weekly, installation, language, team=team, week=week), form, out)


@report_command.command("trends")
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="Widened to a whole quarter or week.")
@click.option("--to", "end", type=click.DateTime(["%Y-%m-%d"]), help="Widened to a whole quarter or week.")
@click.option("--system", help="The code of one system.")
@click.option("--by", multiple=True, help="Only this citizen group; may be repeated.")
@click.option("--edition", type=click.Choice(EDITIONS), default="board", show_default=True)
@shared_options
def trends_command(
    start: datetime | None, end: datetime | None, system: str | None, by: tuple[str, ...], edition: str, **how: Any
) -> None:
    """The ethics board's report; the whole log by default. `full` hides nothing and is for checks only."""
    from reports import trends

    installation = open_installation()
    if edition == "full" and not installation.settings.demo:
        raise Refused("The full edition hides nothing and is refused in production mode.", field="edition")
    with installation.database.read() as session:
        if system is not None and session.get(System, system) is None:
            raise Refused("There is no system “%(system)s”.", field="system", system=system)
    asked = {"start": _day(start), "end": _day(end), "system": system, "by": by, "edition": edition}
    write(installation, _made(trends, installation, how["language"], **asked), how["form"], how["out"])


@report_command.command("send")
@click.option("--week", help="A completed ISO week, such as 2026-W47; last week where absent.")
def send_command(week: str | None) -> int:
    """Mail the report of a week to each team lead, once; 1 where a mail could not be sent."""
    from caseworker.upkeep.mail_server import mail_server
    from caseworker.upkeep.weekly_mail import last_week, send_week

    installation = open_installation()
    server, context = mail_server(installation.settings.smtp_url), installation.context()
    week = week or last_week(context)
    outcome = send_week(installation.database, context, installation.settings, server.send, week)
    counts = f"sent {outcome.sent}, sent before {outcome.before}, without an address {outcome.without_address}"
    click.echo(f"{week}: {counts}, failed {len(outcome.failures)}.")
    for failure in outcome.failures:
        click.echo(f"caseworker: not sent: {mask_cpr(failure)}", err=True)
    return 1 if outcome.failures else 0


def _made(make: Callable[..., "Report"], installation: Installation, language: str | None, **asked: Any) -> "Report":
    from reports import FactsError, LedgerState, with_told

    settings = installation.settings
    language, today = language or settings.locale, installation.context().today
    inputs, state = report_inputs(installation.database, today, language)
    with installation.database.read() as session:
        agreed, told = agreement(session, language), told_beside(session)
    try:
        made = make(**asked, **inputs, ledger=LedgerState(state.size, state.root.hex(), agreed))
        return with_told(made, told, today)
    except (FactsError, ValueError) as error:
        raise Refused(str(error)) from error


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
