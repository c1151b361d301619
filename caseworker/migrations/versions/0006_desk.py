# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is set aside on the desk, the faults that are reported from it, and the stops of systems."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; the tables of this room stand, what waits says whether it was set aside, and a system on what it builds.

    What a system builds on is unknown, not empty, for those that were registered before: their entries do not say it.
    """
    _create_set_asides()
    _create_fault_reports()
    _create_system_stops()
    for language in ("da", "en"):
        op.add_column("systems", sa.Column(f"data_basis_{language}", sa.String(length=1000), nullable=True))
    op.add_column("waiting", sa.Column("set_aside", sa.String(length=2), nullable=True))
    op.add_column("waiting", sa.Column("set_aside_on", sa.Date(), nullable=True))
    op.create_index("ix_waiting_team_system", "waiting", ["team", "system", "issued_at", "set_aside"], unique=False)


def downgrade() -> None:
    """Nothing; the tables of this room are gone."""
    op.drop_index("ix_waiting_team_system", "waiting")
    op.drop_column("waiting", "set_aside_on")
    op.drop_column("waiting", "set_aside")
    op.drop_column("systems", "data_basis_en")
    op.drop_column("systems", "data_basis_da")
    op.drop_table("system_stops")
    op.drop_table("fault_reports")
    op.drop_table("set_asides")


def _create_set_asides() -> None:
    op.create_table(
        "set_asides",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=2), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.CheckConstraint("code IN ('N2', 'N3', 'N4', 'N5')", name="code_listed"),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_set_asides_entry"),
        sa.ForeignKeyConstraint(["recommendation_id"], ["recommendations.id"], name="fk_set_asides_recommendation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_set_asides"),
        sa.UniqueConstraint("entry", name="uq_set_asides_entry"),
        sa.UniqueConstraint("recommendation_id", "revision", name="uq_set_asides_recommendation_id_revision"),
    )


def _create_fault_reports() -> None:
    op.create_table(
        "fault_reports",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("model_version", sa.String(length=64), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_fault_reports_entry"),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendations.id"], name="fk_fault_reports_recommendation_id"
        ),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_fault_reports_system"),
        sa.PrimaryKeyConstraint("id", name="pk_fault_reports"),
        sa.UniqueConstraint("entry", name="uq_fault_reports_entry"),
    )
    op.create_index("ix_fault_reports_recommendation_id", "fault_reports", ["recommendation_id"], unique=False)


def _create_system_stops() -> None:
    op.create_table(
        "system_stops",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_system_stops_entry"),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_system_stops_system"),
        sa.PrimaryKeyConstraint("id", name="pk_system_stops"),
        sa.UniqueConstraint("entry", name="uq_system_stops_entry"),
    )
    op.create_index("ix_system_stops_system", "system_stops", ["system"], unique=False)
