# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Waiting list, drafts, keys and identities."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; the tables of this room stand."""
    _create_waiting()
    _create_drafts()
    _create_submissions()
    _create_known_rows()
    _create_recent_reasons()


def downgrade() -> None:
    """Nothing; the tables of this room are gone."""
    for table in ("recent_reasons", "known_rows", "submissions", "drafts", "waiting"):
        op.drop_table(table)


def _create_waiting() -> None:
    op.create_table(
        "waiting",
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("openings", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["recommendation_id"], ["recommendations.id"], name="fk_waiting_recommendation_id"),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_waiting_system"),
        sa.PrimaryKeyConstraint("recommendation_id", name="pk_waiting"),
    )
    op.create_index("ix_waiting_team_issued", "waiting", ["team", "issued_at"], unique=False)


def _create_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["recommendation_id"], ["recommendations.id"], name="fk_drafts_recommendation_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_drafts_user_id"),
        sa.PrimaryKeyConstraint("user_id", "recommendation_id", name="pk_drafts"),
    )


def _create_submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_submissions"),
    )
    op.create_index("ix_submissions_used_on", "submissions", ["used_on"], unique=False)


def _create_known_rows() -> None:
    op.create_table(
        "known_rows",
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["recommendation_id"], ["recommendations.id"], name="fk_known_rows_recommendation_id"),
        sa.PrimaryKeyConstraint("identity", name="pk_known_rows"),
    )
    op.create_index("ix_known_rows_recommendation_id", "known_rows", ["recommendation_id"], unique=False)


def _create_recent_reasons() -> None:
    op.create_table(
        "recent_reasons",
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("system", "fingerprint", name="pk_recent_reasons"),
    )
    op.create_index("ix_recent_reasons_used_on", "recent_reasons", ["used_on"], unique=False)
