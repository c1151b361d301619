# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A report of the command line as a file: the forms it can have, and the page that needs nothing beside it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseworker.cli.installation import Installation
from caseworker.config import LOCALES

if TYPE_CHECKING:
    from reports import Report

FORMATS = ("html", "pdf", "xlsx", "csv", "json")


def shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options that every report takes."""
    for option in (
        click.option("--language", type=click.Choice(LOCALES), help="Language of the report."),
        click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."),
        click.option("--format", "form", type=click.Choice(FORMATS), default="html", show_default=True),
    ):
        command = option(command)
    return command


def write(installation: Installation, report: "Report", form: str, out: Path | None) -> None:
    """Nothing; the report stands in the file, or on standard output."""
    from reports.documents import document

    if form == "html":
        made = _page(installation, report).encode()
    else:
        made = document(report, form, installation.context().today)
    if out is None:
        click.echo(made, nl=False)
    else:
        out.write_bytes(made)


def _page(installation: Installation, report: "Report") -> str:
    from flask import render_template
    from flask_babel import force_locale

    from caseworker.app import create_app
    from reports.charts.drawing import svg_of_page

    app = create_app(installation.settings, installation.database)
    style = (Path(str(app.static_folder)) / "css" / "report.css").read_text(encoding="utf-8")
    with app.test_request_context(), force_locale(report.language):
        return render_template("reports/file.html", report=report, drawn=svg_of_page, style=style)
