# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker demo`."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from caseworker.cli.installation import Installation, open_installation
from caseworker.demo import DemoSize, Filled, fill
from caseworker.demo.filling import DECISIONS, SEED, WEEKS
from caseworker.vocabulary.problems import Misconfigured


@click.command()
@click.option("--decisions", type=click.IntRange(100, 200_000), default=DECISIONS, show_default=True)
@click.option("--weeks", type=click.IntRange(1, 156), default=WEEKS, show_default=True, help="Ending with this week.")
@click.option("--seed", type=int, default=SEED, show_default=True, help="The same seed makes up the same casework.")
def demo_command(decisions: int, weeks: int, seed: int) -> None:
    """Fill an empty database with made-up Danish casework."""
    made = fill_demo(open_installation(creates=True), DemoSize(decisions, weeks, seed))
    click.echo(
        f"Made up {made.decisions} decisions on {made.recommendations} recommendations from {made.systems} systems "
        f"by {made.users} users in {made.teams} teams over {weeks} weeks (seed {seed})."
    )


def fill_demo(installation: Installation, size: DemoSize | None = None) -> Filled:
    """What was made up, with a progress bar where stderr is a terminal. Raises NotEmpty or Misconfigured."""
    if not installation.settings.demo:
        raise Misconfigured(setting="CASEWORKER_MODE is production, and made-up casework belongs to demo mode")
    with _progress() as told:
        return fill(installation.database, installation.context(), size, told)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    with click.progressbar(length=1000, label="Making up casework", file=sys.stderr) as bar:
        yield lambda done, whole: bar.update(1000 * done // whole - bar.pos)
