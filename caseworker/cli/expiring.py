# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker expire`."""

import click

from caseworker.cli.installation import open_installation
from caseworker.drafts import expire_drafts
from caseworker.interchange.uploads import uploads_of


@click.command()
def expire_command() -> None:
    """Remove what was kept for the moment only: forgotten drafts and files; run it by a timer, each night."""
    installation = open_installation()
    database, now = installation.database, installation.context().now
    with database.write() as session:
        drafts = expire_drafts(session, now)
    files = uploads_of(installation.settings, database).sweep(now)
    database.forget()
    click.echo(f"Removed {drafts} forgotten drafts and {files} files that nobody went on with.")
