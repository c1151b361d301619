# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Everything that is held about a case, from every table of facts that knows it; never a draft, and nobody by name."""

import json
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select
from sqlmodel import Session, SQLModel, col

from caseworker.acts import projected
from caseworker.cleaning import has_control
from caseworker.looking_up import naming
from caseworker.models import (
    Decision,
    FollowUpProposal,
    FollowUpProposalEnd,
    PersonalValue,
    Recommendation,
    Team,
    User,
    Waiting,
)
from caseworker.queries.cases import Asked, asked_of
from caseworker.registry.reasons import whole_list
from caseworker.vocabulary.closed_lists import ProposalOutcome
from caseworker.vocabulary.problems import Refused

PEOPLE = ("caseworker", "reader", "user")
"""Values that say who: shown as role and team."""
_STORED_AS_JSON = ("basis", "explanation")


@dataclass(frozen=True)
class HeldRow:
    """One fact: the table it stands in, its entry, and everything it says; `by` is the role and team of a person."""

    kind: str
    entry: int
    values: dict[str, Any]
    by: dict[str, str]


@dataclass(frozen=True)
class HeldRecommendation:
    """A recommendation with its system and every fact about it, in the order of the log."""

    asked: Asked
    rows: list[HeldRow]
    waits: bool


@dataclass(frozen=True)
class HeldCase:
    """All of a case."""

    case_reference: str
    recommendations: list[HeldRecommendation]

    @property
    def reasons(self) -> list[UUID]:
        """The decisions whose written reason the report shows."""
        rows = (row for held in self.recommendations for row in held.rows if row.kind == "decisions")
        return sorted({UUID(row.values["id"]) for row in rows if row.values.get("reason")})


def held_about(session: Session, case_reference: str) -> HeldCase:
    """Everything about the case; raises Refused where no record has the reference, or it was erased."""
    found: list[Recommendation] = []
    if not has_control(case_reference):
        named = (
            select(Recommendation)
            .join(PersonalValue, col(PersonalValue.entry) == col(Recommendation.entry))
            .where(naming("case_reference", case_reference.strip()))
        )
        found = list(session.execute(named.order_by(col(Recommendation.entry))).scalars())
    if not found:
        raise Refused("No record has that case reference.", field="case_reference")
    return HeldCase(case_reference.strip(), [_held(session, each) for each in found])


def _held(session: Session, recommendation: Recommendation) -> HeldRecommendation:
    decisions = set(
        session.execute(select(col(Decision.id)).where(col(Decision.recommendation_id) == recommendation.id)).scalars()
    )
    # A proposal that came to nothing says nothing any more, and that there was one is for its two people only.
    nothing = _came_to_nothing(session, recommendation.id)
    rows = [row for table in _fact_tables() for row in _rows_of(session, table, recommendation.id, decisions)]
    return HeldRecommendation(
        # A record keeps its code, also one that the system has stopped offering.
        replace(asked_of(session, recommendation.system), reasons=whole_list(session)),
        sorted((row for row in rows if row.entry not in nothing), key=lambda row: row.entry),
        session.get(Waiting, recommendation.id) is not None,
    )


def _came_to_nothing(session: Session, recommendation_id: UUID) -> set[int]:
    """The entries of the proposed follow-ups that their author did not agree to."""
    proposed = (
        select(col(FollowUpProposal.entry))
        .join(FollowUpProposalEnd, col(FollowUpProposalEnd.id) == col(FollowUpProposal.id))
        .where(
            col(FollowUpProposal.recommendation_id) == recommendation_id,
            col(FollowUpProposalEnd.outcome) != ProposalOutcome.AGREED.value,
        )
    )
    return set(session.execute(proposed).scalars())


def _fact_tables() -> list[Table]:
    """Every table of facts; a new one is in the report without being named here."""
    return [table for table in SQLModel.metadata.sorted_tables if table.info.get("ledgered") == "fact"]


def _rows_of(session: Session, table: Table, recommendation_id: UUID, decisions: set[UUID]) -> list[HeldRow]:
    if table.name == "recommendations":
        about = table.c.id == recommendation_id
    elif "recommendation_id" in table.c:
        about = table.c.recommendation_id == recommendation_id
    elif "decision_id" in table.c:
        about = table.c.decision_id.in_(decisions)
    else:
        return []
    return [_row(session, table, dict(row)) for row in session.execute(select(table).where(about)).mappings()]


def _row(session: Session, table: Table, row: dict[str, Any]) -> HeldRow:
    facts, by = projected(table, row), dict[str, str]()
    values: dict[str, Any] = {column.name: facts[column.name] for column in table.columns if column.name in facts}
    personal = select(col(PersonalValue.field), col(PersonalValue.value)).order_by(col(PersonalValue.field))
    for name, value in session.execute(personal.where(col(PersonalValue.entry) == row["entry"])):
        if name in PEOPLE:
            by = _role_and_team(session, value)
        elif value is not None:
            values[name] = json.loads(value) if name in _STORED_AS_JSON else value
    return HeldRow(str(table.name), row["entry"], values, by)


def _role_and_team(session: Session, user_id: str | None) -> dict[str, str]:
    try:
        user = session.get(User, UUID(user_id)) if user_id else None
    except ValueError:
        # A file may name a caseworker in its own way.
        user = None
    if user is None:
        return {}
    team = session.get(Team, user.team) if user.team else None
    return {"role": user.role, **({"team": team.name} if team else {})}
