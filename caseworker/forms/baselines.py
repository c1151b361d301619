# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The form that freezes a new baseline for a system."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext
from wtforms import SelectField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]

from caseworker.forms.plain import Given, PlainForm


class BaselineForm(PlainForm):
    """The first week of the new baseline, and why there is one."""

    first_week = SelectField(lazy_gettext("First week of the new baseline"))
    why = TextAreaField(lazy_gettext("Why?"), [Given("Write why in a few words.")])

    def offer(self, weeks: Sequence[tuple[str, str]]) -> None:
        """Nothing; these weeks (first day as ISO text, and how it reads) can be chosen."""
        self.first_week.choices = [SelectChoice(*week) for week in weeks]

    def monday(self) -> date:
        """The Monday of the chosen week."""
        return date.fromisoformat(self.first_week.data or "")
