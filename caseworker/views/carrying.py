# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What somebody typed, carried through a page that came in between."""

from flask import request

_PREFIX = "carried-"
_NEVER = {"csrf_token", "password", "username", "next", "language"}


def typed() -> list[tuple[str, str]]:
    """The fields of the form that was sent, without those that only protect it."""
    return [(name, value) for name, value in request.form.items(multi=True) if name not in _NEVER]


def carried() -> list[tuple[str, str]]:
    """The fields of an earlier form that this one carries."""
    return [
        (name.removeprefix(_PREFIX), value)
        for name, value in request.form.items(multi=True)
        if name.startswith(_PREFIX) and name.removeprefix(_PREFIX) not in _NEVER
    ]
