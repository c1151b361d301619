# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""`caseworker erase` and `caseworker access-report`: what is done to a whole case."""

from pathlib import Path

import click

from caseworker.cli.installation import open_installation
from caseworker.config import LOCALES
from caseworker.documents.access_report import MadeBy, access_data, access_report
from caseworker.documents.sheets import plain_text
from caseworker.recording import erase
from caseworker.recording.access import open_whole_case
from caseworker.vocabulary.closed_lists import ErasureRule


@click.command()
@click.option("--case", "case_reference", required=True, help="The case reference.")
@click.option("--rule", required=True, type=click.Choice([rule.value for rule in ErasureRule]))
def erase_command(case_reference: str, rule: str) -> None:
    """Erase the personal values of a case under a rule; the log still verifies."""
    installation = open_installation()
    count = erase(installation.database, installation.context(), case_reference, ErasureRule(rule))
    click.echo(f"Erased {count} values under the rule {rule}.")


@click.command()
@click.option("--case", "case_reference", required=True, help="The case reference.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--language", type=click.Choice(LOCALES), help="Language of the text.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def access_report_command(case_reference: str, form: str, language: str | None, out: Path | None) -> None:
    """Everything held about a case, for a citizen's request; that its reasons were opened is recorded."""
    installation = open_installation()
    settings, context = installation.settings, installation.context()
    held = open_whole_case(installation.database, context, case_reference, None)
    made = MadeBy(settings.municipality, context.today, context.zone)
    text = (
        access_data(held, made)
        if form == "json"
        else plain_text(access_report(held, language or settings.locale, made))
    )
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
