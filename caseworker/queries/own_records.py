# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The list of a caseworker's own records, and what can be asked of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from caseworker.cleaning import has_control
from caseworker.looking_up import naming
from caseworker.models import AccessRecord, Decision, ListedReason, PersonalValue, Recommendation, System
from caseworker.permissions import Viewer
from caseworker.queries.paging import Page, holding, page_of
from caseworker.registry.reasons import whole_list
from caseworker.vocabulary.closed_lists import Response

TOLD_DAYS = 14
"""How long desk and list say that somebody opened a reason; the record says it for ever."""
NOT_SHOWN = "not_shown"
"""In place of a response, for a recommendation that was not shown."""


@dataclass(frozen=True)
class OwnRecord:
    """One line of the list: the latest revision of a decision, and how often others opened its reason."""

    decision: Decision
    system: System
    case_reference: str | None
    openings: int


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; `search` is a part of the case reference, `end` is the last day."""

    search: str = ""
    system: str = ""
    response: str = ""
    reason_code: str = ""
    start: date | None = None
    end: date | None = None
    corrected: bool = False
    opened: bool = False

    @property
    def filtered(self) -> bool:
        """Whether anything but the search narrows the list."""
        return any(value for name, value in vars(self).items() if name != "search")

    def conditions(self, case_reference: Any) -> list[ColumnElement[bool]]:
        """What the latest revision must fulfil."""
        asked: list[ColumnElement[bool]] = []
        if self.search:
            asked.append(holding(case_reference, self.search))
        for column, value in ((col(Decision.system), self.system), (col(Decision.reason_code), self.reason_code)):
            if value:
                asked.append(column == ("" if has_control(value) else value))
        if self.response == NOT_SHOWN:
            asked.append(~col(Decision.shown))
        elif self.response in list(Response):
            asked.append(col(Decision.response) == self.response)
        if self.start:
            asked.append(col(Decision.decided_on) >= self.start)
        if self.end:
            asked.append(col(Decision.decided_on) <= self.end)
        if self.corrected:
            asked.append(col(Decision.revision) > 0)
        if self.opened:
            asked.append(_openings(col(Decision.id)) > 0)
        return asked


@dataclass(frozen=True)
class Choices:
    """What a caseworker's own records can be narrowed to."""

    systems: list[System]
    reasons: list[ListedReason]


def own_records(session: Session, viewer: Viewer, wanted: Wanted, page: int = 1) -> Page[OwnRecord]:
    """The viewer's own records, latest first."""
    first, reference = aliased(Decision), aliased(PersonalValue)
    newest = select(func.max(Decision.revision)).where(col(Decision.id) == first.id).correlate(first).scalar_subquery()
    statement: Select[Decision, System, str | None, int] = (
        select(Decision, System, col(reference.value), _openings(first.id))
        .select_from(PersonalValue)
        .join(first, (col(first.entry) == col(PersonalValue.entry)) & (col(first.revision) == 0))
        .join(Decision, (col(Decision.id) == first.id) & (col(Decision.revision) == newest))
        .join(Recommendation, col(Recommendation.id) == first.recommendation_id)
        .join(System, col(System.code) == first.system)
        .outerjoin(
            reference, (col(reference.entry) == col(Recommendation.entry)) & (col(reference.field) == "case_reference")
        )
        .where(naming("caseworker", viewer.id))
        .where(*wanted.conditions(reference.value))
        .order_by(col(first.entry).desc())
    )
    return page_of(session, statement, page, lambda row: OwnRecord(row[0], row[1], row[2], row[3]))


def choices(session: Session, viewer: Viewer) -> Choices:
    """The systems and reason codes that stand in the viewer's own records."""
    own = (
        select(col(Decision.system), col(Decision.reason_code))
        .join(PersonalValue, col(PersonalValue.entry) == col(Decision.entry))
        .where(naming("caseworker", viewer.id))
        .distinct()
    )
    found = session.execute(own).all()
    systems = select(System).where(col(System.code).in_({row.system for row in found}))
    codes = {row.reason_code for row in found}
    return Choices(
        list(session.execute(systems.order_by(col(System.name_da))).scalars()),
        # A code never leaves the list, so the current one has those of every record.
        [reason for reason in whole_list(session) if reason.code in codes],
    )


def count_lately_opened(session: Session, viewer: Viewer, today: date) -> int:
    """How many of the viewer's own reasons somebody else has opened in the last `TOLD_DAYS` days."""
    since = today - timedelta(days=TOLD_DAYS)
    opened = session.execute(
        select(col(AccessRecord.decision_id)).where(col(AccessRecord.read_on) >= since).distinct()
    ).scalars()
    # Asked for by name and in two steps: in one, SQLite walks through every decision there is.
    lately = list(opened)
    if not lately:
        return 0
    own = (
        select(func.count())
        .select_from(Decision)
        .join(PersonalValue, col(PersonalValue.entry) == col(Decision.entry))
        .where(
            col(Decision.id).in_(lately),
            col(Decision.revision) == 0,
            col(PersonalValue.field) == "caseworker",
            col(PersonalValue.value) == viewer.id,
        )
    )
    count: int = session.execute(own).scalar_one()
    return count


def has_recorded(session: Session, viewer: Viewer) -> bool:
    """Whether the viewer has any record."""
    own = (
        select(col(Decision.entry))
        .join(PersonalValue, col(PersonalValue.entry) == col(Decision.entry))
        .where(naming("caseworker", viewer.id))
    )
    return session.execute(own.limit(1)).first() is not None


def _openings(decision_id: Any) -> Any:
    counted = select(func.count()).select_from(AccessRecord).where(col(AccessRecord.decision_id) == decision_id)
    return counted.scalar_subquery()
