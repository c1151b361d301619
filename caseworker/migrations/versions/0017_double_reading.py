# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Double readings: two ledgered facts, and what goes when the reading is over."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

RESPONSES = "response IN ('accepted', 'partly_accepted', 'overridden')"
VERDICTS = "verdict IN ('supports', 'does_not', 'cannot_tell')"


def upgrade() -> None:
    """Nothing; the five tables stand."""
    op.create_table(
        "double_readings",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("accepted_drawn", sa.Integer(), nullable=False),
        sa.Column("accepted_of", sa.Integer(), nullable=False),
        sa.Column("overridden_drawn", sa.Integer(), nullable=False),
        sa.Column("overridden_of", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.CheckConstraint("first_day <= last_day AND last_day < started_on", name="period_is_over"),
        sa.CheckConstraint("accepted_drawn BETWEEN 1 AND accepted_of", name="accepted_from_all"),
        sa.CheckConstraint("overridden_drawn BETWEEN 1 AND overridden_of", name="overridden_from_all"),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_double_readings_entry"),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_double_readings_system"),
        sa.ForeignKeyConstraint(["team"], ["teams.code"], name="fk_double_readings_team"),
        sa.PrimaryKeyConstraint("id", name="pk_double_readings"),
        sa.UniqueConstraint("entry", name="uq_double_readings_entry"),
    )
    op.create_index("ix_double_readings_team", "double_readings", ["team"], unique=False)
    op.create_table(
        "double_reading_ends",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("completed", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_double_reading_ends_entry"),
        sa.ForeignKeyConstraint(["id"], ["double_readings.id"], name="fk_double_reading_ends_id"),
        sa.PrimaryKeyConstraint("id", name="pk_double_reading_ends"),
        sa.UniqueConstraint("entry", name="uq_double_reading_ends_entry"),
    )
    _create_what_goes()


def _create_what_goes() -> None:
    op.create_table(
        "double_reading_records",
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("response", sa.String(length=20), nullable=False),
        sa.CheckConstraint(RESPONSES, name="response_listed"),
        sa.ForeignKeyConstraint(["reading_id"], ["double_readings.id"], name="fk_double_reading_records_reading_id"),
        sa.PrimaryKeyConstraint("reading_id", "place", name="pk_double_reading_records"),
    )
    op.create_table(
        "double_reading_readers",
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("side IN (0, 1)", name="one_of_two"),
        sa.ForeignKeyConstraint(["reading_id"], ["double_readings.id"], name="fk_double_reading_readers_reading_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_double_reading_readers_user_id"),
        sa.PrimaryKeyConstraint("reading_id", "side", name="pk_double_reading_readers"),
    )
    op.create_index("ix_double_reading_readers_user_id", "double_reading_readers", ["user_id"], unique=False)
    op.create_table(
        "double_reading_verdicts",
        sa.Column("reading_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.CheckConstraint(VERDICTS, name="verdict_listed"),
        sa.CheckConstraint("side IN (0, 1)", name="one_of_two"),
        sa.ForeignKeyConstraint(["reading_id"], ["double_readings.id"], name="fk_double_reading_verdicts_reading_id"),
        sa.PrimaryKeyConstraint("reading_id", "place", "side", name="pk_double_reading_verdicts"),
    )


def downgrade() -> None:
    """Nothing; the five tables are gone."""
    for table in (
        "double_reading_verdicts",
        "double_reading_readers",
        "double_reading_records",
        "double_reading_ends",
        "double_readings",
    ):
        op.drop_table(table)
