# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The baselines that somebody froze, with date and reason."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; a new baseline can be frozen."""
    op.create_table(
        "frozen_baselines",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("first_week", sa.Date(), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_frozen_baselines_entry"),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_frozen_baselines_system"),
        sa.PrimaryKeyConstraint("id", name="pk_frozen_baselines"),
        sa.UniqueConstraint("entry", name="uq_frozen_baselines_entry"),
    )
    op.create_index("ix_frozen_baselines_system", "frozen_baselines", ["system"], unique=False)


def downgrade() -> None:
    """Nothing; no baseline can be frozen."""
    op.drop_index("ix_frozen_baselines_system", "frozen_baselines")
    op.drop_table("frozen_baselines")
