# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a follow-up is about, and when it was said; before this nobody could record one."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_SUBJECTS = "about IN ('pattern', 'case_type', 'data_source', 'question', 'record')"
_OF_A_RECORD = "(about = 'record') = (decision_id IS NOT NULL) AND (decision_id IS NULL) = (recommendation_id IS NULL)"
_CHECKS = {
    "about_listed": _SUBJECTS,
    "option_of_a_case_type": "(about = 'case_type') = (option IS NOT NULL)",
    "decision_of_a_record": _OF_A_RECORD,
}


def upgrade() -> None:
    """Nothing; a follow-up has its subject."""
    with op.batch_alter_table("follow_ups") as table:
        table.add_column(sa.Column("about", sa.String(length=20), nullable=False))
        table.add_column(sa.Column("option", sa.String(length=64), nullable=True))
        table.add_column(sa.Column("recommendation_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("said_on", sa.Date(), nullable=False))
        table.create_foreign_key("fk_follow_ups_system_option", "options", ["system", "option"], ["system", "code"])
        table.create_foreign_key("fk_follow_ups_recommendation_id", "recommendations", ["recommendation_id"], ["id"])
        for name, condition in _CHECKS.items():
            table.create_check_constraint(name, condition)
    op.create_index("ix_follow_ups_recommendation_id", "follow_ups", ["recommendation_id"], unique=False)


def downgrade() -> None:
    """Nothing; a follow-up has no subject."""
    op.drop_index("ix_follow_ups_recommendation_id", "follow_ups")
    with op.batch_alter_table("follow_ups") as table:
        for name in _CHECKS:
            table.drop_constraint(name, type_="check")
        table.drop_constraint("fk_follow_ups_recommendation_id", type_="foreignkey")
        table.drop_constraint("fk_follow_ups_system_option", type_="foreignkey")
        for column in ("said_on", "recommendation_id", "option", "about"):
            table.drop_column(column)
