# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker user`, `team` and `system`: what an administrator registers."""

from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import select
from sqlmodel import col

from caseworker.cli.installation import open_installation
from caseworker.models import User
from caseworker.registry import add_system, add_team, add_user, change_user, freeze_baseline
from caseworker.registry.system_files import read_system, system_text
from caseworker.vocabulary.closed_lists import Role
from caseworker.vocabulary.problems import Absent


@click.group()
def user_command() -> None:
    """Add and disable users."""


@user_command.command("add")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--team", help="The code of the team, for a caseworker or a team lead.")
@click.option("--display-name", help="The name shown on screens; the user name where absent.")
@click.option("--email", help="Where a team lead gets the weekly report.")
def add_user_command(name: str, role: str, team: str | None, display_name: str | None, email: str | None) -> None:
    """Add the user NAME and print a password, once."""
    from caseworker.accounts import hash_password, new_password

    installation = open_installation()
    password = new_password()
    context = installation.context()
    user = User(
        entry=0,
        id=context.new_id(),
        username=name,
        name=display_name or name,
        role=role,
        team=team,
        password_hash=hash_password(password),
        email=email,
    )
    add_user(installation.database, context, user)
    click.echo(f"Added {name}. The password is shown this once: {password}")


@user_command.command("disable")
@click.argument("name")
def disable_user_command(name: str) -> None:
    """Disable the user NAME; every session of theirs ends."""
    installation = open_installation()
    with installation.database.read() as session:
        found = session.execute(select(col(User.id)).where(col(User.username) == name)).scalar_one_or_none()
    if found is None:
        raise Absent("There is no user of that name.")
    change_user(installation.database, installation.context(), found, active=False)
    click.echo(f"Disabled {name}.")


@click.group()
def team_command() -> None:
    """Add teams."""


@team_command.command("add")
@click.argument("code")
@click.option("--name", help="The name shown on screens; the code where absent.")
def add_team_command(code: str, name: str | None) -> None:
    """Add the team CODE."""
    installation = open_installation()
    add_team(installation.database, installation.context(), code, name or code)
    click.echo(f"Added the team {code}.")


@click.group()
def system_command() -> None:
    """Register systems, and write them to files."""


@system_command.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def add_system_command(file: Path) -> None:
    """Register the system that a TOML FILE describes (see docs/systems.md)."""
    installation = open_installation()
    system, parts = read_system(file)
    add_system(installation.database, installation.context(), parts)
    click.echo(f"Registered {system.code} with {len(parts) - 1} versions, options and reasons.")


@system_command.command("baseline")
@click.argument("code")
@click.option("--from", "first_week", required=True, type=click.DateTime(["%Y-%m-%d"]), help="A day of its first week.")
@click.option("--reason", required=True, help="Why there is a new one; it stands in the reports.")
def baseline_command(code: str, first_week: datetime, reason: str) -> None:
    """Freeze a new baseline for the weeks of the system CODE, from eight weeks back at the latest."""
    installation = open_installation()
    made = freeze_baseline(
        installation.database, installation.context(), code, first_week.date(), reason, "command line"
    )
    click.echo(f"Froze a baseline for {code}, measured from {made.first_week}.")


@system_command.command("export")
@click.argument("code")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def export_system_command(code: str, out: Path | None) -> None:
    """Write the system CODE as a TOML file that `system add` takes, with its versions, options and ranks."""
    with open_installation().database.read() as session:
        text = system_text(session, code)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
