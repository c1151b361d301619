# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Systems, versions, options and reason lists."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; the tables of this room stand."""
    _create_systems()
    _create_model_versions()
    _create_options()
    _create_listed_reasons()
    _create_system_reasons()


def downgrade() -> None:
    """Nothing; the tables of this room are gone."""
    for table in ("system_reasons", "listed_reasons", "options", "model_versions", "systems"):
        op.drop_table(table)


def _create_systems() -> None:
    op.create_table(
        "systems",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name_da", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("purpose_da", sa.String(length=1000), nullable=False),
        sa.Column("purpose_en", sa.String(length=1000), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("legal_basis", sa.String(length=1000), nullable=False),
        sa.Column("notice_da", sa.String(length=1000), nullable=False),
        sa.Column("notice_en", sa.String(length=1000), nullable=False),
        sa.Column("unknowns_da", sa.String(length=1000), nullable=False),
        sa.Column("unknowns_en", sa.String(length=1000), nullable=False),
        sa.Column("scale_more_da", sa.String(length=120), nullable=False),
        sa.Column("scale_more_en", sa.String(length=120), nullable=False),
        sa.Column("scale_less_da", sa.String(length=120), nullable=False),
        sa.Column("scale_less_en", sa.String(length=120), nullable=False),
        sa.Column("answer_kind", sa.String(length=10), nullable=False),
        sa.Column("unit_da", sa.String(length=120), nullable=False),
        sa.Column("unit_en", sa.String(length=120), nullable=False),
        sa.Column("minimum", sa.String(length=40), nullable=True),
        sa.Column("maximum", sa.String(length=40), nullable=True),
        sa.Column("step", sa.String(length=40), nullable=True),
        sa.Column("tolerance", sa.String(length=40), nullable=True),
        sa.Column("partly_within", sa.String(length=40), nullable=True),
        sa.Column("own_judgement_first", sa.Boolean(), nullable=False),
        sa.Column("complaint_body", sa.String(length=120), nullable=False),
        sa.Column("complaint_deadline", sa.String(length=120), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "answer_kind = 'option' OR (minimum IS NOT NULL AND maximum IS NOT NULL AND step IS NOT NULL AND tolerance IS NOT NULL AND partly_within IS NOT NULL)",
            name="numbers_have_limits",
        ),
        sa.CheckConstraint("answer_kind IN ('option', 'number')", name="answer_kind_listed"),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_systems_entry"),
        sa.PrimaryKeyConstraint("code", name="pk_systems"),
        sa.UniqueConstraint("entry", name="uq_systems_entry"),
    )


def _create_model_versions() -> None:
    op.create_table(
        "model_versions",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("note_da", sa.String(length=1000), nullable=False),
        sa.Column("note_en", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_model_versions_entry"),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_model_versions_system"),
        sa.PrimaryKeyConstraint("system", "version", name="pk_model_versions"),
        sa.UniqueConstraint("entry", name="uq_model_versions_entry"),
    )


def _create_options() -> None:
    op.create_table(
        "options",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("label_da", sa.String(length=120), nullable=False),
        sa.Column("label_en", sa.String(length=120), nullable=False),
        sa.Column("family", sa.String(length=64), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("takes_number", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_options_entry"),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_options_system"),
        sa.PrimaryKeyConstraint("system", "code", name="pk_options"),
        sa.UniqueConstraint("entry", name="uq_options_entry"),
    )


def _create_listed_reasons() -> None:
    op.create_table(
        "listed_reasons",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("list_version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("hl7", sa.Integer(), nullable=True),
        sa.Column("label_da", sa.String(length=120), nullable=False),
        sa.Column("label_en", sa.String(length=120), nullable=False),
        sa.Column("help_da", sa.String(length=1000), nullable=False),
        sa.Column("help_en", sa.String(length=1000), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "owner IN ('data', 'model', 'practice', 'law', 'management', 'ethics', 'list')",
            name="owner_listed",
        ),
        sa.CheckConstraint("side IN ('follow', 'depart')", name="side_listed"),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_listed_reasons_entry"),
        sa.PrimaryKeyConstraint("list_version", "code", name="pk_listed_reasons"),
        sa.UniqueConstraint("entry", name="uq_listed_reasons_entry"),
    )


def _create_system_reasons() -> None:
    op.create_table(
        "system_reasons",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_system_reasons_entry"),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_system_reasons_system"),
        sa.PrimaryKeyConstraint("system", "code", name="pk_system_reasons"),
        sa.UniqueConstraint("entry", name="uq_system_reasons_entry"),
    )
