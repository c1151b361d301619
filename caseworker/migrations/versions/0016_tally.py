# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Counts made ahead, and the mark of each week that has facts."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_DAYS = (
    "SELECT issued_on AS day FROM recommendations UNION SELECT shown_on FROM showings "
    "UNION SELECT decided_on FROM decisions WHERE revision = 0"
)


def upgrade() -> None:
    """Nothing; the tables stand, and every week of the log waits to be counted."""
    marks = op.create_table(
        "week_marks",
        sa.Column("week", sa.String(length=10), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("week", name="pk_week_marks"),
    )
    op.create_table(
        "period_tallies",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("kind IN ('week', 'four_weeks', 'quarter')", name="kind_listed"),
        sa.PrimaryKeyConstraint("kind", "period", name="pk_period_tallies"),
    )
    connection = op.get_bind()
    size = connection.execute(sa.text("SELECT COALESCE(MAX(seq), 0) FROM ledger_entries")).scalar_one()
    weeks = sorted({_week(day) for day in connection.execute(sa.text(_DAYS)).scalars()})
    if weeks:
        connection.execute(sa.insert(marks), [{"week": week, "entry": size} for week in weeks])


def downgrade() -> None:
    """Nothing; nothing is counted ahead."""
    for table in ("period_tallies", "week_marks"):
        op.drop_table(table)


def _week(day: Any) -> str:
    if day is None:
        return "undated"
    known = day if isinstance(day, date) else date.fromisoformat(day)
    return (known - timedelta(days=known.weekday())).isoformat()
