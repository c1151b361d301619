# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker import`."""

import csv
import gc
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

import click

from caseworker.cli.installation import open_installation
from caseworker.cli.progress import watch
from caseworker.interchange import Import, Request, RowError, Tally
from caseworker.vocabulary.problems import CaseworkerError, NotStored


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--system", required=True, metavar="S", help="The code of the system that recommended.")
@click.option("--map", "maps", multiple=True, metavar="COLUMN=THEIRS", help="Our COLUMN is THEIRS in the file.")
@click.option("--default", "defaults", multiple=True, metavar="COLUMN=VALUE", help="What empty cells mean.")
@click.option("--ignore", "ignored", multiple=True, metavar="THEIRS", help="Pass this column of the file over.")
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook; the first where none is named.")
@click.option("--create-system", is_flag=True, help="Register the system, versions and teams that are not yet.")
@click.option("--dry-run", is_flag=True, help="Check everything and store nothing.")
@click.option("--errors", type=click.Path(dir_okay=False, path_type=Path), help="Write the wrong rows to this CSV.")
@click.option("--keep-good", is_flag=True, help="Store the good rows where others are wrong.")
def import_command(
    file: Path,
    system: str,
    maps: tuple[str, ...],
    defaults: tuple[str, ...],
    ignored: tuple[str, ...],
    sheet: str | None,
    create_system: bool,
    dry_run: bool,
    errors: Path | None,
    keep_good: bool,
) -> int:
    """Take in the decisions of FILE (.csv, .xlsx, .parquet or .jsonl); running it twice adds nothing.

    Every row is checked before any is stored. Ends with 1 where a row is wrong: then nothing is stored, or with
    --keep-good the others are.
    """
    started = time.monotonic()
    # What is loaded by now stays; looking it through for garbage again and again takes a tenth of a long import.
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    if errors is not None and errors.resolve() == file.resolve():
        raise click.UsageError("--errors would overwrite the file itself.")
    pairs = _pairs(maps, "--map"), _pairs(defaults, "--default")
    request = Request(file, system, *pairs, create_system, ignored, sheet)
    installation = open_installation(creates=True)
    with ExitStack() as stack:
        report = _ErrorsFile(stack, errors)
        work = Import(installation.database, installation.context(), request, report.add)
        watch("Checking", work.check(), work.size)
        stops = dry_run or (work.found.errors > 0 and not keep_good)
        if not stops:
            _store(work)
    tally = work.found if stops else work.stored
    _tell(tally, dry_run=dry_run, kept=not stops, seconds=time.monotonic() - started)
    return 1 if tally.errors else 0


def _store(work: Import) -> None:
    try:
        watch("Storing", work.store(), work.size)
    except NotStored as error:
        raise NotStored("The database is busy or full. What was stored is whole; run the command again.") from error
    except KeyboardInterrupt as stop:
        raise Stopped(
            "Stopped after %(rows)s of the file’s %(whole)s rows to store. They are stored and whole; run the command "
            "again and it goes on from there.",
            rows=f"{work.stored.adding:,}",
            whole=f"{work.found.adding:,}",
        ) from stop


class Stopped(CaseworkerError):
    """Somebody stopped the import; what was stored before is whole."""


def _pairs(given: tuple[str, ...], option: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in given:
        column, equals, value = text.partition("=")
        if not equals or not column or not value:
            raise click.UsageError(f"{option} is written {option} COLUMN=…, not “{text}”.")
        if column in pairs:
            raise click.UsageError(f"{option} gives “{column}” twice.")
        pairs[column] = value
    return pairs


class _ErrorsFile:
    """The wrong rows as CSV; made when the first one is found, empty but for its header where none is."""

    def __init__(self, stack: ExitStack, path: Path | None) -> None:
        self._writer = None
        if path is not None:
            file: TextIO = stack.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            self._writer = csv.writer(file)
            self._writer.writerow(("row", "column", "reason"))

    def add(self, error: RowError) -> None:
        """Nothing; the error is written, if a file was asked for."""
        if self._writer is not None:
            self._writer.writerow((error.row, error.column, error.reason))


def _tell(tally: Tally, *, dry_run: bool, kept: bool, seconds: float) -> None:
    if tally.errors:
        left = "the others were stored" if kept else "nothing was stored"
        click.echo(
            f"caseworker: {_count(tally.errors, 'row')} cannot be taken; {left}. First, {tally.first_error}", err=True
        )
    verb = "Stored" if kept else "Would store" if dry_run else "Without them it would store"
    click.echo(
        f"{verb} {_count(tally.decisions, 'decision')} and {tally.unanswered:,} unanswered, "
        f"added {_count(tally.results, 'result')}; {tally.already:,} were already there, "
        f"{_count(tally.errors, 'error')} ({seconds:.1f} s)."
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
