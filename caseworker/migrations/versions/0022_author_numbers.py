# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The random numbers that take the place of authors whose link to their records is erased."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; a number can stand in the place of an author."""
    op.create_table(
        "author_numbers",
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_author_numbers_entry"),
        sa.PrimaryKeyConstraint("entry", name="pk_author_numbers"),
    )


def downgrade() -> None:
    """Nothing; the numbers are gone, and with them which decisions of an erased author belong together."""
    op.drop_table("author_numbers")
