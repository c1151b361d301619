# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Follow-ups on a single record that its author is asked about, and how the asking ended."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLE, ENDS = "follow_up_proposals", "follow_up_proposal_ends"


def upgrade() -> None:
    """Nothing; the two tables stand."""
    op.create_table(
        TABLE,
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name=f"fk_{TABLE}_entry"),
        sa.ForeignKeyConstraint(["recommendation_id"], ["recommendations.id"], name=f"fk_{TABLE}_recommendation_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        sa.UniqueConstraint("entry", name=f"uq_{TABLE}_entry"),
    )
    for column in ("decision_id", "recommendation_id"):
        op.create_index(f"ix_{TABLE}_{column}", TABLE, [column], unique=False)
    op.create_table(
        ENDS,
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.CheckConstraint("outcome IN ('agreed', 'declined', 'lapsed')", name="outcome_listed"),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name=f"fk_{ENDS}_entry"),
        sa.ForeignKeyConstraint(["id"], [f"{TABLE}.id"], name=f"fk_{ENDS}_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{ENDS}"),
        sa.UniqueConstraint("entry", name=f"uq_{ENDS}_entry"),
    )


def downgrade() -> None:
    """Nothing; the two tables are gone, and with them what nobody has agreed to."""
    op.drop_table(ENDS)
    op.drop_table(TABLE)
