# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The engine, its two kinds of transaction, and all that differs between SQLite and PostgreSQL."""

from caseworker.database.engine import Database
from caseworker.database.schema import NotReady, create, downgrade, ready, upgrade

__all__ = ["Database", "NotReady", "create", "downgrade", "ready", "upgrade"]
