# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Records how caseworkers answer machine recommendations; see README.md."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from caseworker.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    # The command line must not load Flask to print its help.
    if name != "create_app":
        raise AttributeError(name)
    from caseworker.app import create_app

    return create_app
