# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The pages, one module per task of a user."""

from flask import Flask

from caseworker.views import (
    cases,
    desk,
    errors,
    health,
    ledger,
    manual,
    navigation,
    records,
    registry,
    session,
    trends,
    weekly,
)


def register(app: Flask) -> None:
    """Nothing; `app` has every page, and one answer for each kind of error."""
    for module in (session, desk, cases, records, manual, weekly, trends, registry, ledger, health):
        app.register_blueprint(module.views)
    errors.register(app)
    navigation.register(app)
