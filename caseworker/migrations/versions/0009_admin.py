# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The go-live list, and passwords that are used once."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; the go-live list stands, and a password may be one that is used once."""
    op.create_table(
        "go_live_items",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=30), nullable=False),
        sa.Column("statement", sa.String(length=1000), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "item IN ('purpose', 'legal_basis', 'staff_informed', 'no_personnel_use', 'impact_assessment', "
            "'override_authority', 'stop_authority')",
            name="item_listed",
        ),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_go_live_items_entry"),
        sa.PrimaryKeyConstraint("item", name="pk_go_live_items"),
        sa.UniqueConstraint("entry", name="uq_go_live_items_entry"),
    )
    op.add_column("users", sa.Column("one_time", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Nothing; neither stands any more."""
    op.drop_column("users", "one_time")
    op.drop_table("go_live_items")
