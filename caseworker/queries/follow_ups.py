# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Follow-ups for whoever acts on them: the team's own for its lead, all for the board, the systems' for their owner.

One on a single record is for the team's lead and the author only: nobody else has business with a case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from caseworker.cleaning import has_control
from caseworker.models import FollowUp, Option, PersonalValue, System, Team
from caseworker.permissions import Action, Subject, Viewer, may
from caseworker.queries.paging import Page, page_of
from caseworker.recording.follow_ups import TEXTS
from caseworker.vocabulary.closed_lists import FollowUpKind, FollowUpState, FollowUpSubject, Role
from caseworker.vocabulary.problems import Absent

FOR_THE_OWNER = (FollowUpKind.REPORT.value, FollowUpKind.DATA_FAULT.value)
"""The kinds that the owner of a system acts on."""


@dataclass(frozen=True)
class Followed:
    """A follow-up as it stands: its latest revision, names for its codes, and its texts, None where erased."""

    follow_up: FollowUp
    system: System
    team: Team | None
    option: Option | None
    texts: dict[str, str | None]

    @property
    def erased(self) -> bool:
        """Whether its texts went with the case that it was about; a text that was never given is no sign of it."""
        return None in self.texts.values()

    def overdue(self, today: date) -> bool:
        """Whether it is open after its due date."""
        due = self.follow_up.due_on
        return self.follow_up.state == FollowUpState.OPEN and due is not None and due < today


def follow_ups(
    session: Session, viewer: Viewer, page: int = 1, system: str = "", *, only_open: bool = False
) -> Page[Followed]:
    """What the viewer sees: the open ones first, the earliest due date first; then the closed, latest first."""
    statement = _latest().where(*_seen_by(viewer))
    if system:
        statement = statement.where(col(FollowUp.system) == ("" if has_control(system) else system))
    if only_open:
        statement = statement.where(col(FollowUp.state) == FollowUpState.OPEN.value)
    is_closed = col(FollowUp.state) != FollowUpState.OPEN.value
    ordered = statement.order_by(
        is_closed, col(FollowUp.due_on).is_(None), col(FollowUp.due_on), col(FollowUp.entry).desc()
    )
    found = page_of(session, ordered, page, lambda row: row)
    return Page(_followed(session, found.items), found.number, found.total)


def get_follow_up(session: Session, viewer: Viewer, follow_up_id: UUID) -> Followed:
    """The follow-up, where the viewer sees it; raises Absent."""
    found = session.execute(_latest().where(col(FollowUp.id) == follow_up_id, *_seen_by(viewer))).all()
    if not found:
        raise Absent()
    return _followed(session, found)[0]


def may_change(viewer: Viewer, followed: Followed) -> bool:
    """Whether the viewer may go on with it: the lead with the team's, the board with its own, the owner with theirs."""
    follow_up = followed.follow_up
    if followed.erased or not may(viewer, Action.CHANGE_FOLLOW_UP, Subject(team=follow_up.team)):
        return False
    if viewer.role is Role.ADMINISTRATOR:
        return follow_up.kind in FOR_THE_OWNER
    return follow_up.team == viewer.team


def follow_ups_on(session: Session, decision_id: UUID) -> list[Followed]:
    """Those on one record, oldest first; the caller has asked whether the viewer may see the record."""
    about = _latest().where(col(FollowUp.decision_id) == decision_id)
    return _followed(session, session.execute(about.order_by(col(FollowUp.entry))).all())


def course_of(session: Session, follow_up_id: UUID) -> list[FollowUp]:
    """Every revision, oldest first; the caller has asked whether the viewer may see it."""
    revisions = select(FollowUp).where(col(FollowUp.id) == follow_up_id).order_by(col(FollowUp.revision))
    return list(session.execute(revisions).scalars())


def told_follow_ups(session: Session) -> list[dict[str, Any]]:
    """What reports tell of, as plain values; never one on a single record, whose texts go with the case."""
    first = aliased(FollowUp)
    rows = session.execute(
        _latest()
        .add_columns(col(first.said_on))
        .join(first, (col(first.id) == col(FollowUp.id)) & (col(first.revision) == 0))
        .where(col(FollowUp.about) != FollowUpSubject.RECORD.value)
        .order_by(col(first.entry))
    ).all()
    plain = ("system", "team", "about", "option", "kind", "state", "due_on")
    return [
        {name: getattr(each.follow_up, name) for name in plain}
        | {name: each.texts.get(name) or "" for name in TEXTS}
        | {"started_on": row.said_on, "changed_on": each.follow_up.said_on}
        for row, each in zip(rows, _followed(session, rows), strict=True)
    ]


def _latest() -> Select[*tuple[Any, ...]]:
    later = aliased(FollowUp)
    newest = select(func.max(later.revision)).where(col(later.id) == col(FollowUp.id)).scalar_subquery()
    return (
        select(FollowUp, System, Team, Option)
        .join(System, col(System.code) == col(FollowUp.system))
        .outerjoin(Team, col(Team.code) == col(FollowUp.team))
        .outerjoin(Option, (col(Option.system) == col(FollowUp.system)) & (col(Option.code) == col(FollowUp.option)))
        .where(col(FollowUp.revision) == newest)
    )


def _seen_by(viewer: Viewer) -> list[ColumnElement[bool]]:
    if may(viewer, Action.SEE_FOLLOW_UPS, Subject()):
        shown = [col(FollowUp.about) != FollowUpSubject.RECORD.value]
        if viewer.role is Role.ADMINISTRATOR:
            shown.append(col(FollowUp.kind).in_(FOR_THE_OWNER))
        return shown
    return [col(FollowUp.team) == viewer.team]


def _followed(session: Session, rows: Sequence[Any]) -> list[Followed]:
    held: dict[int, dict[str, str | None]] = {row[0].entry: {} for row in rows}
    values = select(PersonalValue).where(col(PersonalValue.entry).in_(held), col(PersonalValue.field).in_(TEXTS))
    for value in session.execute(values).scalars():
        held[value.entry][value.field] = value.value
    return [Followed(row[0], row[1], row[2], row[3], held[row[0].entry]) for row in rows]
