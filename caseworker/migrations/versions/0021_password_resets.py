# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""When somebody else set a user's password."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; users have room for the day on which somebody else set their password."""
    op.add_column("users", sa.Column("password_reset_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Nothing; that day is gone."""
    op.drop_column("users", "password_reset_on")
