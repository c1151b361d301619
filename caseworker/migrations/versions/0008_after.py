# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Explanations to citizens, who has been told how records are used, and a purpose for requests for access."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_BEFORE = ("same_case", "team_discussion", "complaint", "quality_check")
_NOW = (*_BEFORE, "access_request")


def upgrade() -> None:
    """Nothing; the tables of this room stand."""
    _create_explanations()
    _create_users_told()
    _list_purposes(_NOW)


def downgrade() -> None:
    """Nothing; the tables of this room are gone."""
    _list_purposes(_BEFORE)
    for table in ("users_told", "explanations"):
        op.drop_table(table)


def _create_explanations() -> None:
    op.create_table(
        "explanations",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("decision_revision", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.CheckConstraint("version > 0", name="versions_begin_with_one"),
        sa.CheckConstraint("language IN ('da', 'en')", name="language_listed"),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_explanations_entry"),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendations.id"], name="fk_explanations_recommendation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_explanations"),
        sa.UniqueConstraint("entry", name="uq_explanations_entry"),
        sa.UniqueConstraint("decision_id", "version", name="uq_explanations_decision_id_version"),
    )
    op.create_index("ix_explanations_recommendation_id", "explanations", ["recommendation_id"], unique=False)


def _create_users_told() -> None:
    op.create_table(
        "users_told",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_users_told"),
    )


def _list_purposes(purposes: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{purpose}'" for purpose in purposes)
    with op.batch_alter_table("access_records") as table:
        table.drop_constraint("purpose_listed", type_="check")
        table.create_check_constraint("purpose_listed", f"purpose IN ({listed})")
