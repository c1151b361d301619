# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Drafts of what is recorded by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; the drafts of what is recorded by hand have a table."""
    op.create_table(
        "manual_drafts",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_manual_drafts_system"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_manual_drafts_user_id"),
        sa.PrimaryKeyConstraint("user_id", "system", name="pk_manual_drafts"),
    )
    op.create_index("ix_manual_drafts_saved_at", "manual_drafts", ["saved_at"], unique=False)


def downgrade() -> None:
    """Nothing; the drafts of what is recorded by hand are gone."""
    op.drop_table("manual_drafts")
