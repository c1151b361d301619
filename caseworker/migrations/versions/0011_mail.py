# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Where team leads get their weekly report, and which of them have had it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; users have room for an e-mail address, and sent reports are noted."""
    op.add_column("users", sa.Column("email", sa.String(length=254), nullable=True))
    op.create_table(
        "sent_reports",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["team"], ["teams.code"], name="fk_sent_reports_team"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sent_reports_user_id"),
        sa.PrimaryKeyConstraint("user_id", "team", "week", name="pk_sent_reports"),
    )


def downgrade() -> None:
    """Nothing; the table and the column are gone."""
    op.drop_table("sent_reports")
    op.drop_column("users", "email")
