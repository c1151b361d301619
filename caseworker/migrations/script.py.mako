# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""${message}"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; ${message}"""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Nothing; the change is taken back."""
    ${downgrades if downgrades else "pass"}
