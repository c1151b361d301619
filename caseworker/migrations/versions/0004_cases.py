# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Recommendations, decisions and what hangs on them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing; the tables of this room stand."""
    _create_recommendations()
    _create_showings()
    _create_own_judgements()
    _create_decisions()
    _create_results()
    _create_follow_ups()
    _create_access_records()


def downgrade() -> None:
    """Nothing; the tables of this room are gone."""
    for table in (
        "access_records",
        "follow_ups",
        "results",
        "decisions",
        "own_judgements",
        "showings",
        "recommendations",
    ):
        op.drop_table(table)


def _create_recommendations() -> None:
    op.create_table(
        "recommendations",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("model_version", sa.String(length=64), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=True),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("recommended", sa.String(length=64), nullable=False),
        sa.Column("recommended_number", sa.String(length=40), nullable=True),
        sa.Column("confidence", sa.String(length=40), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.CheckConstraint("source IN ('form', 'manual', 'api', 'import', 'cds_hooks')", name="source_listed"),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_recommendations_entry"),
        sa.ForeignKeyConstraint(
            ["system", "model_version"],
            ["model_versions.system", "model_versions.version"],
            name="fk_recommendations_system_model_version",
        ),
        sa.ForeignKeyConstraint(
            ["system", "recommended"], ["options.system", "options.code"], name="fk_recommendations_system_recommended"
        ),
        sa.ForeignKeyConstraint(["team"], ["teams.code"], name="fk_recommendations_team"),
        sa.PrimaryKeyConstraint("id", name="pk_recommendations"),
        sa.UniqueConstraint("entry", name="uq_recommendations_entry"),
    )
    op.create_index("ix_recommendations_system_issued", "recommendations", ["system", "issued_on"], unique=False)
    op.create_index("ix_recommendations_team", "recommendations", ["team"], unique=False)


def _create_showings() -> None:
    op.create_table(
        "showings",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("shown_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_showings_entry"),
        sa.ForeignKeyConstraint(["recommendation_id"], ["recommendations.id"], name="fk_showings_recommendation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_showings"),
        sa.UniqueConstraint("entry", name="uq_showings_entry"),
    )
    op.create_index("ix_showings_recommendation_id", "showings", ["recommendation_id"], unique=False)


def _create_own_judgements() -> None:
    op.create_table(
        "own_judgements",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("option", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_own_judgements_entry"),
        sa.ForeignKeyConstraint(
            ["recommendation_id"], ["recommendations.id"], name="fk_own_judgements_recommendation_id"
        ),
        sa.ForeignKeyConstraint(
            ["system", "option"], ["options.system", "options.code"], name="fk_own_judgements_system_option"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_own_judgements"),
        sa.UniqueConstraint("entry", name="uq_own_judgements_entry"),
        sa.UniqueConstraint("recommendation_id", "attempt", name="uq_own_judgements_recommendation_id_attempt"),
    )


def _create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Uuid(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("decided", sa.String(length=64), nullable=True),
        sa.Column("decided_number", sa.String(length=40), nullable=True),
        sa.Column("response", sa.String(length=20), nullable=True),
        sa.Column("direction", sa.Integer(), nullable=True),
        sa.Column("reason_list", sa.Integer(), nullable=True),
        sa.Column("reason_code", sa.String(length=64), nullable=True),
        sa.Column("reason_given", sa.Boolean(), nullable=False),
        sa.Column("reason_repeat", sa.Boolean(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("time_bucket", sa.String(length=20), nullable=False),
        sa.Column("own_judgement_id", sa.Uuid(), nullable=True),
        sa.Column("citizen_informed", sa.Boolean(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        *_rules_of_decisions(),
    )
    op.create_index(
        "ix_decisions_recommendation_revision", "decisions", ["recommendation_id", "revision"], unique=False
    )
    op.create_index(
        "uq_decisions_recommendation",
        "decisions",
        ["recommendation_id"],
        unique=True,
        sqlite_where=sa.text("revision = 0"),
        postgresql_where=sa.text("revision = 0"),
    )


def _rules_of_decisions() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("response IN ('accepted', 'partly_accepted', 'overridden')", name="response_listed"),
        sa.CheckConstraint("source IN ('form', 'manual', 'api', 'import', 'cds_hooks')", name="source_listed"),
        sa.CheckConstraint(
            "source NOT IN ('form', 'manual', 'api') OR (reason_given AND (reason_code IS NOT NULL OR NOT shown))",
            name="people_give_reasons",
        ),
        sa.CheckConstraint(
            "time_bucket IN ('lt10s', '10-30s', '30-120s', 'gt2min', 'unknown')", name="time_bucket_listed"
        ),
        sa.CheckConstraint("direction IN (-1, 0, 1)", name="direction_is_a_sign"),
        sa.CheckConstraint("response IS NOT NULL OR NOT shown", name="response_where_shown"),
        sa.CheckConstraint("revision >= 0", name="revision_counts_up"),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_decisions_entry"),
        sa.ForeignKeyConstraint(["own_judgement_id"], ["own_judgements.id"], name="fk_decisions_own_judgement_id"),
        sa.ForeignKeyConstraint(
            ["reason_list", "reason_code"],
            ["listed_reasons.list_version", "listed_reasons.code"],
            name="fk_decisions_reason_list_reason_code",
        ),
        sa.ForeignKeyConstraint(["recommendation_id"], ["recommendations.id"], name="fk_decisions_recommendation_id"),
        sa.ForeignKeyConstraint(
            ["system", "decided"], ["options.system", "options.code"], name="fk_decisions_system_decided"
        ),
        sa.PrimaryKeyConstraint("id", "revision", name="pk_decisions"),
        sa.UniqueConstraint("entry", name="uq_decisions_entry"),
    ]


def _create_results() -> None:
    op.create_table(
        "results",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("result", sa.String(length=10), nullable=True),
        sa.Column("right_option", sa.String(length=64), nullable=True),
        sa.Column("right_number", sa.String(length=40), nullable=True),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.CheckConstraint("result IN ('upheld', 'changed', 'annulled', 'remitted')", name="result_listed"),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_results_entry"),
        sa.ForeignKeyConstraint(
            ["system", "right_option"], ["options.system", "options.code"], name="fk_results_system_right_option"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_results"),
        sa.UniqueConstraint("decision_id", "revision", name="uq_results_decision_id_revision"),
        sa.UniqueConstraint("entry", name="uq_results_entry"),
    )


def _create_follow_ups() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=True),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('none', 'discuss', 'guidance', 'report', 'data_fault')", name="kind_listed"),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name="state_listed"),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_follow_ups_entry"),
        sa.ForeignKeyConstraint(["system"], ["systems.code"], name="fk_follow_ups_system"),
        sa.ForeignKeyConstraint(["team"], ["teams.code"], name="fk_follow_ups_team"),
        sa.PrimaryKeyConstraint("id", "revision", name="pk_follow_ups"),
        sa.UniqueConstraint("entry", name="uq_follow_ups_entry"),
    )


def _create_access_records() -> None:
    op.create_table(
        "access_records",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('same_case', 'team_discussion', 'complaint', 'quality_check')",
            name="purpose_listed",
        ),
        sa.ForeignKeyConstraint(["entry"], ["ledger_entries.seq"], name="fk_access_records_entry"),
        sa.PrimaryKeyConstraint("id", name="pk_access_records"),
        sa.UniqueConstraint("entry", name="uq_access_records_entry"),
    )
    op.create_index("ix_access_records_decision_id", "access_records", ["decision_id"], unique=False)
