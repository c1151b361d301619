# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The ledger: entries, tree nodes, erasable values, erasures and checkpoints."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; the tables of this room stand."""
    _create_ledger_entries()
    _create_ledger_nodes()
    _create_personal_values()
    _create_erasures()
    _create_checkpoints()


def downgrade() -> None:
    """Nothing; the tables of this room are gone."""
    for table in ("checkpoints", "erasures", "personal_values", "ledger_nodes", "ledger_entries"):
        op.drop_table(table)


def _create_ledger_entries() -> None:
    op.create_table(
        "ledger_entries",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(leaf) = 32", name="leaf_is_sha256"),
        sa.PrimaryKeyConstraint("seq", name="pk_ledger_entries"),
    )


def _create_ledger_nodes() -> None:
    op.create_table(
        "ledger_nodes",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("level > 0", name="above_leaves"),
        sa.PrimaryKeyConstraint("level", "position", name="pk_ledger_nodes"),
    )


def _create_personal_values() -> None:
    op.create_table(
        "personal_values",
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("(value IS NULL) = (salt IS NULL)", name="erased_whole"),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_personal_values_entry"),
        sa.PrimaryKeyConstraint("entry", "field", name="pk_personal_values"),
    )
    op.create_index(
        "ix_personal_values_looked_up",
        "personal_values",
        ["value", "field"],
        unique=False,
        sqlite_where=sa.text("field IN ('case_reference', 'caseworker')"),
        postgresql_where=sa.text("field IN ('case_reference', 'caseworker')"),
    )


def _create_erasures() -> None:
    op.create_table(
        "erasures",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("erased_entry", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "rule IN ('retention', 'citizen_request', 'author_expiry', 'mistaken_entry')",
            name="rule_listed",
        ),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_erasures_entry"),
        sa.ForeignKeyConstraint(["erased_entry"], ["ledger_entries.seq"], name="fk_erasures_erased_entry"),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
        sa.UniqueConstraint("entry", name="uq_erasures_entry"),
    )
    op.create_index("uq_erasures_erased", "erasures", ["erased_entry", "field"], unique=True)


def _create_checkpoints() -> None:
    op.create_table(
        "checkpoints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checkpoints"),
    )
    op.create_index("ix_checkpoints_size", "checkpoints", ["size"], unique=False)
