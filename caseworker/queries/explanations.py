# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The explanations that were released for a record."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.models import Explanation, PersonalValue


@dataclass(frozen=True)
class Released:
    """A released explanation; its text is None once it was erased."""

    explanation: Explanation
    text: str | None


def released_explanations(session: Session, decision_id: UUID) -> list[Released]:
    """Every release for the record, latest first; the caller has asked whether the viewer may see the record."""
    rows = session.execute(
        select(Explanation, col(PersonalValue.value))
        .join(
            PersonalValue,
            (col(PersonalValue.entry) == col(Explanation.entry)) & (col(PersonalValue.field) == "explanation"),
        )
        .where(col(Explanation.decision_id) == decision_id)
        .order_by(col(Explanation.version).desc())
    )
    return [Released(explanation, text) for explanation, text in rows]
