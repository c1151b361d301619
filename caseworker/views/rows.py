# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The pages that rows of the registry share: the form over one, and the question before one goes."""

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


def confirm_page(heading: str, text: str, button: str, action: str, back: tuple[str, str], about: str = "") -> str:
    """The page that asks once more: `text` says what the `button` does, and `about` what it is done to.

    The form is sent to `action`; `back` as in `row_page`.
    """
    return render_template(
        "registry/confirm.html", heading=heading, text=text, button=button, action=action, back=back, about=about
    )
