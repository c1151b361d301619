# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker webhook` and `deliver`: which addresses are told, and telling them."""

from datetime import UTC, datetime
from uuid import UUID

import click

from caseworker.cli.installation import open_installation
from caseworker.queries.webhooks import told_addresses
from caseworker.vocabulary.closed_lists import WebhookEvent
from caseworker.webhooks import Outcome, add_webhook, deliver, remove_webhook, send_again


@click.group()
def webhook_command() -> None:
    """Register the addresses that are told of decisions."""


@webhook_command.command("add")
@click.argument("address")
@click.option("--system", required=True, help="The code of the system.")
@click.option(
    "--event",
    "events",
    multiple=True,
    type=click.Choice([event.value for event in WebhookEvent]),
    help="What to tell of; may be given several times. All of them where absent.",
)
def add_webhook_command(address: str, system: str, events: tuple[str, ...]) -> None:
    """Register ADDRESS and print its secret, once."""
    here = open_installation()
    wanted = events or tuple(event.value for event in WebhookEvent)
    webhook = add_webhook(here.database, here.settings, here.context(), system, address, wanted)
    click.echo(f"Registered {webhook.id}. The secret is shown this once: {webhook.secret}")


@webhook_command.command("list")
def list_webhooks_command() -> None:
    """List the registered addresses and how much each has not taken."""
    with open_installation().database.read() as session:
        for each in told_addresses(session):
            webhook, left = each.webhook, f"{each.waiting} waiting, {each.given_up} given up"
            click.echo(f"{webhook.id}\t{webhook.system}\t{webhook.address}\t{webhook.events}\t{left}\t{each.problem}")


@webhook_command.command("remove")
@click.argument("webhook", type=click.UUID)
def remove_webhook_command(webhook: UUID) -> None:
    """Tell the address WEBHOOK no more."""
    here = open_installation()
    remove_webhook(here.database, here.context(), webhook)
    click.echo(f"Removed {webhook}.")


@webhook_command.command("retry")
@click.argument("webhook", type=click.UUID)
def retry_webhook_command(webhook: UUID) -> None:
    """Make due again what was given up for WEBHOOK."""
    send_again(open_installation().database, webhook)
    click.echo("What was given up is due again; “caseworker deliver” sends it.")


@click.command()
def deliver_command() -> int:
    """Send what waits for registered addresses; run by a timer. Exit 1 where something was given up."""
    here = open_installation()
    counted = deliver(here.database, here.settings, lambda: datetime.now(UTC))
    taken, again, gave_up = (counted[outcome] for outcome in (Outcome.TAKEN, Outcome.AGAIN, Outcome.GAVE_UP))
    click.echo(f"{taken} taken, {again} to be tried again, {gave_up} given up")
    return 1 if counted[Outcome.GAVE_UP] else 0
