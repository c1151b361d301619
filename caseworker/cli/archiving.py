# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker archive`."""

from datetime import datetime
from pathlib import Path

import click

from caseworker.cli.exporting import day
from caseworker.cli.installation import open_installation
from caseworker.cli.progress import watch
from caseworker.interchange.archiving import Archive
from caseworker.vocabulary.problems import CaseworkerError


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--before", type=day, required=True, help="Whole weeks before this day.")
def archive_command(folder: Path, before: datetime) -> None:
    """Write the decision facts of past weeks to the new folder DIR, as Parquet by year and week.

    No name, no case and no reason is in them, and nothing is deleted. The archive is recorded in the log.
    """
    if not folder.absolute().parent.is_dir():
        raise click.UsageError(f"There is no folder {folder.absolute().parent}.")
    installation = open_installation()
    work = Archive(installation.database, installation.context(), folder, before.date(), installation.agreement())
    try:
        watch("Archiving", work.run(), work.size)
    except KeyboardInterrupt as stop:
        raise CaseworkerError("Stopped. No archive was written.") from stop
    rows, weeks = (f"{n:,} {noun}{'' if n == 1 else 's'}" for n, noun in ((work.size, "row"), (work.weeks, "week")))
    click.echo(f"Wrote {rows} of {weeks} to {folder}.")
