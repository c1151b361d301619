# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The form: optional answers, versions of drafts, the sample without the recommendation, and counted obstacles."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Each column with its type and rule; written out, because a copied table would be ten minutes of a large log's life.
_COLUMNS = (
    ("decisions", "certainty", "VARCHAR(10)", "certainty_listed", "certainty IN ('low', 'medium', 'high')"),
    ("decisions", "citizen_heard", "BOOLEAN", "", ""),
    (
        "decisions",
        "seen_as",
        "VARCHAR(20)",
        "seen_as_listed",
        "seen_as IN ('accepted', 'partly_accepted', 'overridden')",
    ),
    ("own_judgements", "drawn", "INTEGER", "", ""),
    ("own_judgements", "withheld", "INTEGER", "withheld_was_drawn", "withheld IS NULL OR withheld <= drawn"),
    ("systems", "withheld_share", "VARCHAR(40)", "", ""),
    ("systems", "withheld_seed", "VARCHAR(64)", "", ""),
    (
        "systems",
        "withheld_approval",
        "VARCHAR(120)",
        "sample_is_approved",
        (
            "withheld_share IS NULL OR (own_judgement_first AND withheld_seed IS NOT NULL "
            "AND withheld_approval IS NOT NULL)"
        ),
    ),
)
_PLACES = ("drawn", "withheld")


def upgrade() -> None:
    """Nothing; the columns and the counter stand, and every row keeps what it held."""
    for table, column, kind, rule, condition in _COLUMNS:
        check = f" CONSTRAINT ck_{table}_{rule} CHECK ({condition})" if rule else ""
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}{check}")
    for place in _PLACES:
        op.create_index(f"uq_own_judgements_{place}", "own_judgements", ["system", place], unique=True)
    op.add_column("drafts", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("drafts", sa.Column("page", sa.String(length=64), nullable=False, server_default=""))
    op.create_index("ix_drafts_saved_at", "drafts", ["saved_at"], unique=False)
    op.create_table(
        "obstacle_counts",
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("obstacle", sa.String(length=20), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "obstacle IN ('no_time', 'felt_required', 'not_explainable', 'none')", name="obstacle_listed"
        ),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_obstacle_counts_system"),
        sa.PrimaryKeyConstraint("system", "quarter", "obstacle", name="pk_obstacle_counts"),
    )


def downgrade() -> None:
    """Nothing; the columns and the counter are gone."""
    op.drop_table("obstacle_counts")
    op.drop_index("ix_drafts_saved_at", "drafts")
    op.drop_column("drafts", "page")
    op.drop_column("drafts", "version")
    for place in reversed(_PLACES):
        op.drop_index(f"uq_own_judgements_{place}", "own_judgements")
    for table, column, *_rest in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
