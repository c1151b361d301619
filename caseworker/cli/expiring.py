# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker expire`."""

import click

from caseworker.cli.installation import open_installation
from caseworker.cli.progress import watch
from caseworker.drafts import expire_drafts
from caseworker.interchange.uploads import uploads_of
from caseworker.recording import AuthorExpiry, lapse_proposals


@click.command()
def expire_command() -> None:
    """Remove what has had its time: forgotten drafts and files, unanswered proposals, who made old records; nightly."""
    installation = open_installation()
    database, context = installation.database, installation.context()
    with database.write() as session:
        drafts = expire_drafts(session, context.now)
    files = uploads_of(installation.settings, database).sweep(context.now)
    lapsed = lapse_proposals(database, context)
    authors = AuthorExpiry(database, context)
    watch("Erasing", authors.run(), authors.size)
    database.forget()
    click.echo(f"Removed {drafts} forgotten drafts and {files} files that nobody went on with.")
    click.echo(f"Let {lapsed} proposed follow-ups lapse that their authors did not answer.")
    click.echo(f"Erased who it was in {authors.size:,} entries of quarters that ended 12 months ago or earlier.")
