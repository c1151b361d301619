# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker refresh`."""

import click

from caseworker.cli.installation import open_installation
from caseworker.cli.progress import watch
from caseworker.upkeep.tallying import Refresh

NAMES = {
    "week": ("week", "weeks"),
    "four_weeks": ("four-week period", "four-week periods"),
    "quarter": ("quarter", "quarters"),
}


@click.command()
def refresh_command() -> None:
    """Count again what has changed since it was last counted; run it by a timer, each night."""
    installation = open_installation()
    work = Refresh(installation.database, installation.context())
    if not work.size:
        click.echo("Every count is up to date.")
        return
    watch("Counting", work.run(), work.size)
    counts = [(work.count(kind), *names) for kind, names in NAMES.items()]
    said = [f"{number:,} {one if number == 1 else several}" for number, one, several in counts]
    click.echo(f"Counted {said[0]}, {said[1]} and {said[2]}, as the log stands at entry {work.entry:,}.")
