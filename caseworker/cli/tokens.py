# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker token …`: who may call the API."""

from datetime import datetime

import click

from caseworker.cli.installation import open_installation
from caseworker.models import Token
from caseworker.registry.tokens import add_token, revoke_token, tokens_of
from caseworker.vocabulary.closed_lists import TokenScope
from caseworker.vocabulary.problems import Absent


@click.group()
def token_command() -> None:
    """Add, list and revoke tokens of the API."""


@token_command.command("add")
@click.argument("name")
@click.option("--system", required=True, help="The code of the one system that the token opens.")
@click.option("--scope", default="write", show_default=True, type=click.Choice([scope.value for scope in TokenScope]))
@click.option("--expires", type=click.DateTime(["%Y-%m-%d"]), help="The last day on which it works; none where absent.")
def add_token_command(name: str, system: str, scope: str, expires: datetime | None) -> None:
    """Add the token NAME and print it, once."""
    installation = open_installation()
    last_day = expires.date() if expires else None
    plain = add_token(installation.database, installation.context(), system, name, TokenScope(scope), last_day)
    click.echo("The token is shown this once:", err=True)
    click.echo(plain)


@token_command.command("revoke")
@click.argument("name")
@click.option("--system", required=True, help="The code of the system that the token opens.")
def revoke_token_command(name: str, system: str) -> None:
    """Revoke the token NAME; it opens nothing any more."""
    installation = open_installation()
    with installation.database.read() as session:
        found = next((token.id for token in tokens_of(session, system) if token.name == name), None)
    if found is None:
        raise Absent("There is no such token that is still in use.")
    revoke_token(installation.database, installation.context(), found)
    click.echo(f"Revoked {name}.")


@token_command.command("list")
@click.option("--system", help="Only the tokens of this system.")
def list_tokens_command(system: str | None) -> None:
    """List the tokens by system and name; what they are is stored nowhere."""
    installation = open_installation()
    with installation.database.read() as session:
        for token in tokens_of(session, system):
            click.echo(f"{token.system}  {token.name}  {token.scope}  {_state(token)}")


def _state(token: Token) -> str:
    ends = f"revoked {token.revoked_on}" if token.revoked_on else f"expires {token.expires_on or 'never'}"
    return f"{ends}  last used {token.used_on or 'never'}"
