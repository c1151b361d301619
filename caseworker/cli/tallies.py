# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker report tally` and `merge`: counts that can leave the house, and the joint report made of them."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from caseworker.cli.installation import open_installation
from caseworker.cli.report_files import shared_options, write
from caseworker.facts_reading import around_reports
from caseworker.upkeep.tallying import current_tally
from caseworker.vocabulary.problems import Refused

JOINT_EDITIONS = ("board", "public")
NAMED = ("system", "recommended", "reason_code", "group")  # never a team


@click.command("tally")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="Widened to a whole quarter.")
@click.option("--to", "end", type=click.DateTime(["%Y-%m-%d"]), help="Widened to a whole quarter.")
def tally_command(out: Path, start: datetime | None, end: datetime | None) -> None:
    """Write the counts of closed quarters, without teams, for a joint report with other municipalities.

    Few caseworkers of a cell stand in it as one. Small counts are in the file: it goes to whoever makes the
    joint report and is not published.
    """
    from reports import FactsError
    from reports.joint.files import GivenTally, Provenance, is_asked, tally_to_give, write_tally

    installation = open_installation()
    settings, context = installation.settings, installation.context()
    first, last = (day.date() if day else None for day in (start, end))
    try:
        stored, state = current_tally(
            installation.database, context, "quarter", lambda label: is_asked(label, first, last, context.today)
        )
        tally, period = tally_to_give(stored, start=first, end=last, now=context.today)
    except (FactsError, ValueError) as error:
        raise Refused(str(error)) from error
    with installation.database.read() as session:
        around = around_reports(session, context.today, settings.locale)
    told = Provenance(
        settings.municipality,
        period.start,
        period.end,
        state.size,
        state.root.hex(),
        names={kind: names for kind, names in around["names"].items() if kind in NAMED},
        scales=around["scales"],
    )
    write_tally(out, GivenTally(told, tally))


@click.command("merge")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--edition", type=click.Choice(JOINT_EDITIONS), default="board", show_default=True)
@shared_options
def merge_command(files: tuple[Path, ...], edition: str, **how: Any) -> None:
    """The joint report of several municipalities, from their tallies alone."""
    from reports import FactsError
    from reports.joint import joint
    from reports.joint.files import read_tally

    installation = open_installation()
    try:
        report = joint(
            [read_tally(file) for file in files],
            edition=edition,
            language=how["language"] or installation.settings.locale,
        )
    except FactsError as error:
        raise Refused(str(error)) from error
    write(installation, report, how["form"], how["out"])
