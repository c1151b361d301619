# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker export`."""

from datetime import date, datetime
from pathlib import Path

import click

from caseworker.cli.installation import open_installation
from caseworker.cli.progress import watch
from caseworker.interchange.export_rows import Wanted
from caseworker.interchange.exporting import Export
from caseworker.vocabulary.problems import CaseworkerError

day = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--from", "first", type=day, help="Only rows from this day on.")
@click.option("--to", "last", type=day, help="Only rows to this day, which is included.")
@click.option("--system", metavar="S", help="Only the rows of this system; an import takes one system at a time.")
@click.option("--with-reasons", is_flag=True, help="Also the written reasons.")
@click.option("--with-clusters", is_flag=True, help="Also a random number for each decider and quarter.")
def export_command(
    file: Path,
    first: datetime | None,
    last: datetime | None,
    system: str | None,
    with_reasons: bool,
    with_clusters: bool,
) -> None:
    """Write the decisions to FILE (.csv, .xlsx, .parquet or .jsonl), described by datapackage.json beside it.

    No caseworker is in it, and dates instead of times. The export is recorded in the log.
    """
    wanted = Wanted(system, _date(first), _date(last), with_reasons, with_clusters)
    if not file.parent.is_dir():
        raise click.UsageError(f"There is no folder {file.parent}.")
    installation = open_installation()
    work = Export(installation.database, installation.context(), file, wanted, installation.agreement())
    try:
        watch("Exporting", work.run(), work.size)
    except KeyboardInterrupt as stop:
        raise CaseworkerError("Stopped. No file was written.") from stop
    click.echo(f"Wrote {work.size:,} row{'' if work.size == 1 else 's'} to {file}.")
    if work.note:
        click.echo(work.note)


def _date(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
