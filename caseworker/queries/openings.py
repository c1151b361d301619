# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Who opened a reason: for its author, by name; on a report that leaves the house, by role only."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from caseworker.models import AccessRecord, PersonalValue, User
from caseworker.vocabulary.closed_lists import ReadingPurpose, Role


@dataclass(frozen=True)
class Opening:
    """Somebody opened the reason; without name and role where it was done on the server itself."""

    purpose: ReadingPurpose
    read_on: date
    name: str | None
    role: Role | None


def openings_of(session: Session, decision_id: UUID) -> list[Opening]:
    """Every opening of the reason, latest first; the caller has asked whether the viewer may see the record."""
    rows = session.execute(
        select(AccessRecord, col(PersonalValue.value))
        .outerjoin(
            PersonalValue,
            (col(PersonalValue.entry) == col(AccessRecord.entry)) & (col(PersonalValue.field) == "reader"),
        )
        .where(col(AccessRecord.decision_id) == decision_id)
        .order_by(col(AccessRecord.entry).desc())
    ).all()
    readers = {UUID(row.value) for row in rows if row.value}
    people = {str(user.id): user for user in session.execute(select(User).where(col(User.id).in_(readers))).scalars()}
    return [_opening(record, people.get(reader or "")) for record, reader in rows]


def _opening(record: AccessRecord, reader: User | None) -> Opening:
    return Opening(
        ReadingPurpose(record.purpose),
        record.read_on,
        reader.name if reader else None,
        Role(reader.role) if reader else None,
    )
