# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What waits on the desk, what was taken off it, and what else waits in the same case."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from caseworker.looking_up import naming
from caseworker.models import Decision, PersonalValue, Recommendation, SetAside, System, Waiting
from caseworker.permissions import Viewer
from caseworker.queries.cases import Case
from caseworker.queries.paging import Page, holding, page_of, page_of_search
from caseworker.recording.set_asides import is_out, latest_set_aside
from caseworker.vocabulary.closed_lists import NotNow


@dataclass(frozen=True)
class WaitingCase:
    """One line of the desk; it says nothing of what was recommended."""

    recommendation_id: UUID
    system: System
    case_reference: str | None
    issued_at: datetime | None
    set_aside: str | None = None
    set_aside_on: date | None = None


@dataclass(frozen=True)
class WaitingIn:
    """How many recommendations of a system wait for the team, those that are set aside among them."""

    system: System
    waiting: int
    set_aside: int


@dataclass(frozen=True)
class Desk:
    """What waits for a team, by system and Danish name; what a stopped system recommended is shown to nobody."""

    team: str | None
    counts: list[WaitingIn]

    @cached_property
    def running(self) -> list[WaitingIn]:
        """The systems whose recommendations are shown."""
        return [each for each in self.counts if not each.system.stopped]

    @property
    def stopped(self) -> list[WaitingIn]:
        """The systems that were stopped with something waiting."""
        return [each for each in self.counts if each.system.stopped]

    @property
    def total(self) -> int:
        """How many wait."""
        return sum(each.waiting for each in self.running)

    @property
    def set_aside(self) -> int:
        """How many of those that wait are set aside."""
        return sum(each.set_aside for each in self.running)

    def within(self, system: str) -> list[WaitingIn]:
        """The counts of one running system; of all of them where it is not among them."""
        return [each for each in self.running if each.system.code == system] or self.running


@dataclass(frozen=True)
class Around:
    """What stands around a recommendation: the others that wait in its case, itself among them, and a word on it."""

    siblings: list[WaitingCase]
    said: SetAside | None

    @property
    def taken_out(self) -> bool:
        """Whether it left the desk without a decision."""
        return self.said is not None and is_out(self.said)


def desk_of(session: Session, viewer: Viewer) -> Desk:
    """What waits for the viewer's team, counted."""
    counted = (
        select(col(Waiting.system), func.count(), func.count(col(Waiting.set_aside)))
        .where(col(Waiting.team) == viewer.team)
        .group_by(col(Waiting.system))
    )
    found = {row[0]: row for row in session.execute(counted)}
    systems = select(System).where(col(System.code).in_(found)).order_by(col(System.name_da))
    return Desk(
        viewer.team,
        [
            WaitingIn(system, found[system.code][1], found[system.code][2])
            for system in session.execute(systems).scalars()
        ],
    )


def waiting_cases(session: Session, desk: Desk, system: str = "", search: str = "", page: int = 1) -> Page[WaitingCase]:
    """What waits, oldest first; `search` is a part of the case reference, `system` one of the desk's."""
    within = desk.within(system)
    statement, make = _lines(desk, within), _line_of({each.system.code: each.system for each in within})
    if search:
        return page_of_search(session, statement.where(holding(col(PersonalValue.value), search)), page, make)
    return page_of(session, statement, page, make, sum(each.waiting for each in within))


def next_waiting(session: Session, desk: Desk) -> UUID | None:
    """The recommendation that has waited longest and is not set aside."""
    codes = [each.system.code for each in desk.running]
    statement = select(col(Waiting.recommendation_id)).where(
        col(Waiting.team) == desk.team, col(Waiting.system).in_(codes), col(Waiting.set_aside).is_(None)
    )
    oldest = statement.order_by(col(Waiting.issued_at), col(Waiting.recommendation_id)).limit(1)
    return session.execute(oldest).scalar_one_or_none()


def waiting_in_case(session: Session, viewer: Viewer, case_reference: str | None) -> list[WaitingCase]:
    """What waits for the viewer's team in the case, oldest first; nothing where its reference was erased."""
    if case_reference is None:
        return []
    statement = (
        select(Waiting, System, col(PersonalValue.value))
        .select_from(PersonalValue)
        .join(Recommendation, col(Recommendation.entry) == col(PersonalValue.entry))
        .join(Waiting, col(Waiting.recommendation_id) == col(Recommendation.id))
        .join(System, col(System.code) == col(Waiting.system))
        .where(
            naming("case_reference", case_reference),
            col(Waiting.team) == viewer.team,
            ~col(System.stopped),
        )
        .order_by(col(Waiting.issued_at), col(Waiting.recommendation_id))
    )
    return [_line(waiting, system, reference) for waiting, system, reference in session.execute(statement)]


def around(session: Session, viewer: Viewer, case: Case) -> Around:
    """What stands around a recommendation that the viewer may see."""
    siblings = waiting_in_case(session, viewer, case.case_reference) if case.waits else []
    own = next((each for each in siblings if each.recommendation_id == case.recommendation.id), None)
    # The list itself knows what is set aside: where it says nothing, nobody need ask the log.
    said = latest_set_aside(session, case.recommendation.id) if own is None or own.set_aside else None
    return Around(siblings, said)


def taken_out(session: Session, viewer: Viewer, page: int = 1) -> Page[WaitingCase]:
    """What left the desk of the viewer's team without a decision and can be taken back, latest first."""
    later = aliased(SetAside)
    decided = select(Decision).where(col(Decision.recommendation_id) == col(SetAside.recommendation_id)).exists()
    newer = select(later).where(
        col(later.recommendation_id) == col(SetAside.recommendation_id), col(later.revision) > col(SetAside.revision)
    )
    statement = (
        select(SetAside, System, col(PersonalValue.value))
        .join(Recommendation, col(Recommendation.id) == col(SetAside.recommendation_id))
        .join(System, col(System.code) == col(Recommendation.system))
        .join(
            PersonalValue,
            (col(PersonalValue.entry) == col(Recommendation.entry)) & (col(PersonalValue.field) == "case_reference"),
        )
        .where(
            col(SetAside.code).in_([code.value for code in NotNow if code.takes_out]),
            col(Recommendation.team) == viewer.team,
            col(PersonalValue.value).is_not(None),
            ~col(System.stopped),
            ~newer.exists(),
            ~decided,
        )
        .order_by(col(SetAside.entry).desc())
    )
    return page_of(
        session,
        statement,
        page,
        lambda row: WaitingCase(row[0].recommendation_id, row[1], row[2], None, row[0].code, row[0].set_on),
    )


def _lines(desk: Desk, within: list[WaitingIn]) -> Select[Waiting, str | None]:
    return (
        select(Waiting, col(PersonalValue.value))
        .join(Recommendation, col(Recommendation.id) == col(Waiting.recommendation_id))
        .outerjoin(
            PersonalValue,
            (col(PersonalValue.entry) == col(Recommendation.entry)) & (col(PersonalValue.field) == "case_reference"),
        )
        .where(col(Waiting.team) == desk.team, col(Waiting.system).in_([each.system.code for each in within]))
        .order_by(col(Waiting.issued_at), col(Waiting.recommendation_id))
    )


def _line_of(systems: dict[str, System]) -> Any:
    return lambda row: _line(row[0], systems[row[0].system], row[1])


def _line(waiting: Waiting, system: System, case_reference: str | None) -> WaitingCase:
    return WaitingCase(
        waiting.recommendation_id,
        system,
        case_reference,
        waiting.issued_at,
        waiting.set_aside,
        waiting.set_aside_on,
    )
