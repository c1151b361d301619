# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The page of every form over a row of the registry."""

from flask import render_template

from caseworker.columns import Ledgered
from caseworker.forms.rows import RowForm


def row_page(form: RowForm, heading: str, back: tuple[str, str], row: Ledgered | None = None, note: str = "") -> str:
    """The page of the form; `back` is the address and the name of the page that it belongs to.

    Where the `row` was changed since the form was filled, the page shows what stands.
    """
    meanwhile = form.meanwhile(row) if row is not None else []
    return render_template(
        "registry/row.html", form=form, heading=heading, back=back, meanwhile=meanwhile, note=note, adds=row is None
    )
