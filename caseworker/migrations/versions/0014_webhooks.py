# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Addresses that are told of events, and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

EVENTS = "event IN ('decision.recorded', 'decision.corrected', 'result.added')"


def upgrade() -> None:
    """Nothing; the two tables stand."""
    op.create_table(
        "webhooks",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=1000), nullable=False),
        sa.Column("secret", sa.String(length=120), nullable=False),
        sa.Column("events", sa.String(length=120), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_webhooks_entry"),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_webhooks_system"),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
        sa.UniqueConstraint("entry", name="uq_webhooks_entry"),
    )
    op.create_index("ix_webhooks_system", "webhooks", ["system"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gave_up", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.String(length=120), nullable=False),
        sa.CheckConstraint(EVENTS, name="event_listed"),
        sa.CheckConstraint("attempts >= 0", name="attempts_count_up"),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_outbox_entry"),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhooks.id"], name="fk_outbox_webhook_id"),
        sa.PrimaryKeyConstraint("webhook_id", "entry", name="pk_outbox"),
    )
    op.create_index("ix_outbox_next_at", "outbox", ["next_at"], unique=False)


def downgrade() -> None:
    """Nothing; the two tables are gone."""
    op.drop_table("outbox")
    op.drop_table("webhooks")
