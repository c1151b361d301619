# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Exports, uploads on their way, and what columns were called."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; the tables of this room stand."""
    _create_exports()
    _create_uploads()
    _create_remembered_columns()


def downgrade() -> None:
    """Nothing; the tables of this room are gone."""
    for table in ("remembered_columns", "uploads", "exports"):
        op.drop_table(table)


def _create_exports() -> None:
    op.create_table(
        "exports",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("with_reasons", sa.Boolean(), nullable=False),
        sa.Column("with_clusters", sa.Boolean(), nullable=False),
        sa.CheckConstraint("form IN ('csv', 'xlsx', 'parquet', 'jsonl')", name="form_listed"),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_exports_entry"),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_exports_system"),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
        sa.UniqueConstraint("entry", name="uq_exports_entry"),
    )


def _create_uploads() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("suffix", sa.String(length=10), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen", sa.Text(), nullable=True),
        sa.Column("found", sa.Text(), nullable=True),
        sa.Column("stored", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_uploads_user_id"),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_uploads_system"),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    op.create_index("ix_uploads_uploaded_at", "uploads", ["uploaded_at"], unique=False)


def _create_remembered_columns() -> None:
    op.create_table(
        "remembered_columns",
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("theirs", sa.String(length=120), nullable=False),
        sa.Column("ours", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_remembered_columns_system"),
        sa.PrimaryKeyConstraint("system", "theirs", name="pk_remembered_columns"),
    )
