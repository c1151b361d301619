# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker init`, `upgrade` and `settings`."""

from dataclasses import fields

import click
from sqlalchemy import make_url

from caseworker.cli.installation import Installation, set_up
from caseworker.config import Settings, load, variable
from caseworker.database import Database, upgrade


@click.command()
def init_command() -> None:
    """Create the database."""
    settings = load()
    installation = Installation(settings, Database(settings.database_url))
    made = set_up(installation)
    shown = installation.database.url.render_as_string(hide_password=True)
    click.echo(f"Created {shown}." if made else f"{shown} is there already; nothing was changed.")


@click.command()
def upgrade_command() -> None:
    """Bring the database's schema up to date."""
    settings = load()
    upgrade(Database(settings.database_url))
    click.echo("The schema is up to date.")


@click.command()
def settings_command() -> None:
    """Print each setting with its value, meaning and default; secrets are masked."""
    settings = load()
    for each in fields(Settings):
        value = getattr(settings, each.name)
        shown = "(set, not shown)" if each.metadata["secret"] else _without_password(each.name, value)
        default = f" [default: {each.default}]" if each.default else ""
        click.echo(f"{variable(each.name)}={shown}\n    {each.metadata['meaning']}{default}")


def _without_password(name: str, value: str) -> str:
    return make_url(value).render_as_string(hide_password=True) if name == "database_url" else value
