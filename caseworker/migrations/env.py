# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Alembic's entrance: runs on the connection that caseworker.database.schema hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

import caseworker.models
from caseworker.columns import ExactNumber, UtcDateTime

_ = caseworker.models


def render_item(kind: str, item: Any, _autogen: object) -> str | Literal[False]:
    """The spelling of our column types in a generated migration, in plain SQLAlchemy."""
    if kind == "type" and isinstance(item, TypeEngine):
        if isinstance(item, UtcDateTime):
            return "sa.DateTime(timezone=True)"
        if isinstance(item, ExactNumber):
            return "sa.String(length=40)"
        if type(item).__name__ == "AutoString":
            return f"sa.String(length={getattr(item, 'length', None)})"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
