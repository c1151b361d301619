# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker erase`: what is done to a whole case."""

import click

from caseworker.cli.installation import open_installation
from caseworker.recording import erase
from caseworker.vocabulary.closed_lists import ErasureRule


@click.command()
@click.option("--case", "case_reference", required=True, help="The case reference.")
@click.option("--rule", required=True, type=click.Choice([rule.value for rule in ErasureRule]))
def erase_command(case_reference: str, rule: str) -> None:
    """Erase the personal values of a case under a rule; the log still verifies."""
    installation = open_installation()
    count = erase(installation.database, installation.context(), case_reference, ErasureRule(rule))
    click.echo(f"Erased {count} values under the rule {rule}.")
