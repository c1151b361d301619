# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The form to log in."""

from flask_babel import lazy_gettext
from wtforms import PasswordField, StringField

from caseworker.forms.plain import Given, PlainForm


class LoginForm(PlainForm):
    """Name and password."""

    username = StringField(
        lazy_gettext("User name"),
        [Given("Write your user name.")],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        lazy_gettext("Password"), [Given("Write your password.")], render_kw={"autocomplete": "current-password"}
    )
