# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Teams, users, their sessions and attempts to log in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; the tables of this room stand."""
    _create_teams()
    _create_users()
    _create_login_sessions()
    _create_login_attempts()


def downgrade() -> None:
    """Nothing; the tables of this room are gone."""
    for table in ("login_attempts", "login_sessions", "users", "teams"):
        op.drop_table(table)


def _create_teams() -> None:
    op.create_table(
        "teams",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_teams_entry"),
        sa.PrimaryKeyConstraint("code", name="pk_teams"),
        sa.UniqueConstraint("entry", name="uq_teams_entry"),
    )


def _create_users() -> None:
    op.create_table(
        "users",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("locale", sa.String(length=5), nullable=True),
        sa.CheckConstraint(
            "(role IN ('caseworker', 'team_lead')) = (team IS NOT NULL)", name="team_where_role_has_one"
        ),
        sa.CheckConstraint(
            "role IN ('caseworker', 'team_lead', 'ethics_reviewer', 'administrator', 'auditor')",
            name="role_listed",
        ),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_users_entry"),
        sa.ForeignKeyConstraint(["team"], ["teams.code"], name="fk_users_team"),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("entry", name="uq_users_entry"),
        sa.UniqueConstraint("username", name="uq_users_username"),
    )
    op.create_index("ix_users_team", "users", ["team"], unique=False)


def _create_login_sessions() -> None:
    op.create_table(
        "login_sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_login_sessions_user_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_login_sessions"),
    )
    op.create_index("ix_login_sessions_user_id", "login_sessions", ["user_id"], unique=False)


def _create_login_attempts() -> None:
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login_attempts"),
    )
    op.create_index("ix_login_attempts_account", "login_attempts", ["account"], unique=False)
    op.create_index("ix_login_attempts_address", "login_attempts", ["address"], unique=False)
