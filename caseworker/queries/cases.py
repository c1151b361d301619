# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What waits on the desk, and one recommendation with all that its page shows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from caseworker.cleaning import has_control
from caseworker.models import (
    ListedReason,
    ModelVersion,
    Option,
    OwnJudgement,
    PersonalValue,
    Recommendation,
    System,
    Waiting,
)
from caseworker.permissions import Action, Subject, Viewer, may
from caseworker.queries.paging import Page, holding, page_of
from caseworker.queries.same_case import count_earlier
from caseworker.recording.recommendations import own_judgement_of
from caseworker.registry import SystemRules, listed_reasons, options_of, system_rules
from caseworker.vocabulary.problems import Absent, SystemStopped
from caseworker.vocabulary.responses import Answer


@dataclass(frozen=True)
class WaitingCase:
    """One line of the desk; it says nothing of what was recommended."""

    recommendation_id: UUID
    system: System
    case_reference: str | None
    issued_at: datetime | None


@dataclass(frozen=True)
class Asked:
    """A system with its options and reason codes in the order of the screen, and its rules."""

    system: System
    options: list[Option]
    reasons: list[ListedReason]
    rules: SystemRules

    def option(self, code: str | None) -> Option | None:
        """The option with this code, retired or not."""
        return next((o for o in self.options if o.code == code), None)


@dataclass(frozen=True)
class Case(Asked):
    """A recommendation with its surroundings, as one viewer may see it."""

    recommendation: Recommendation
    version: ModelVersion
    case_reference: str | None
    issued_at: datetime | None
    basis: str | None
    own: OwnJudgement | None
    waits: bool
    earlier: int

    @property
    def recommended(self) -> Answer:
        """What the machine recommends."""
        return Answer(self.recommendation.recommended, self.recommendation.recommended_number)

    @property
    def own_answer(self) -> Answer | None:
        """What the viewer chose before the recommendation was shown."""
        return Answer(self.own.option, self.own.number) if self.own else None

    @property
    def judge_first(self) -> bool:
        """Whether the viewer must judge for themselves before the recommendation is shown."""
        return self.system.own_judgement_first and self.own is None and self.waits


def waiting_cases(session: Session, viewer: Viewer, search: str = "", page: int = 1) -> Page[WaitingCase]:
    """What waits for the viewer's team, oldest first; `search` is a part of the case reference.

    A stopped system's recommendations are shown to nobody.
    """
    reference = col(PersonalValue.value)
    statement = (
        _waiting(viewer)
        .with_only_columns(Waiting, System, reference)
        .order_by(col(Waiting.issued_at), col(Waiting.recommendation_id))
    )
    if search:
        statement = statement.where(holding(reference, search))
    return page_of(
        session, statement, page, lambda row: WaitingCase(row[0].recommendation_id, row[1], row[2], row[0].issued_at)
    )


def count_waiting(session: Session, viewer: Viewer) -> int:
    """How many recommendations wait for the viewer's team."""
    statement = _waiting(viewer).with_only_columns(func.count(), maintain_column_froms=True)
    count: int = session.execute(statement).scalar_one()
    return count


def next_waiting(session: Session, viewer: Viewer) -> UUID | None:
    """The recommendation that has waited longest for the viewer's team."""
    statement = _waiting(viewer).order_by(col(Waiting.issued_at), col(Waiting.recommendation_id)).limit(1)
    return session.execute(statement).scalar_one_or_none()


def get_case(session: Session, viewer: Viewer, action: Action, recommendation_id: UUID) -> Case:
    """The recommendation, where the viewer may do `action` to it.

    Raises Absent, or SystemStopped.
    """
    recommendation = session.get(Recommendation, recommendation_id)
    if recommendation is None or not may(viewer, action, Subject(team=recommendation.team)):
        raise Absent()
    asked = asked_of(session, recommendation.system)
    if asked.system.stopped:
        raise SystemStopped()
    values = personal_values(session, recommendation.entry)
    issued_at = values.get("issued_at")
    return Case(
        **vars(asked),
        recommendation=recommendation,
        version=session.get_one(ModelVersion, (recommendation.system, recommendation.model_version)),
        case_reference=values.get("case_reference"),
        issued_at=datetime.fromisoformat(issued_at) if issued_at else None,
        basis=values.get("basis"),
        own=own_judgement_of(session, recommendation_id, viewer.id),
        waits=session.get(Waiting, recommendation_id) is not None,
        earlier=count_earlier(session, recommendation, values.get("case_reference")),
    )


def asked_of(session: Session, code: str) -> Asked:
    """A system with its options, codes and rules; raises Absent where there is none."""
    if has_control(code):
        raise Absent()
    rules = system_rules(session, code)
    system = session.get_one(System, code)
    return Asked(system, options_of(session, code), listed_reasons(session, code), rules)


def personal_values(session: Session, entry: int) -> dict[str, str | None]:
    """The erasable values of an entry by field; None for one that was erased."""
    found = select(col(PersonalValue.field), col(PersonalValue.value)).where(col(PersonalValue.entry) == entry)
    return {row.field: row.value for row in session.execute(found)}


def _waiting(viewer: Viewer) -> Select[UUID]:
    return (
        select(col(Waiting.recommendation_id))
        .join(System, col(System.code) == col(Waiting.system))
        .join(Recommendation, col(Recommendation.id) == col(Waiting.recommendation_id))
        .outerjoin(
            PersonalValue,
            (col(PersonalValue.entry) == col(Recommendation.entry)) & (col(PersonalValue.field) == "case_reference"),
        )
        .where(col(Waiting.team) == viewer.team, ~col(System.stopped))
    )
