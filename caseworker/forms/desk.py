# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The small forms beside the decision: a fault in a system, and the stop of one."""

from flask_babel import lazy_gettext
from wtforms import TextAreaField

from caseworker.forms.plain import Given, PlainForm


class FaultForm(PlainForm):
    """What is wrong with the system, in a sentence if one likes."""

    fault = TextAreaField(lazy_gettext("What is wrong? (optional)"))


class StopForm(PlainForm):
    """Why a system is stopped or started again."""

    why = TextAreaField(lazy_gettext("Why?"), [Given("Write why in a few words.")])
