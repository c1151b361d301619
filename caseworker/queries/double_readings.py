# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Double readings for the lead who starts them and for the two who read; nobody sees what another said of a record."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from caseworker.context import Context
from caseworker.models import (
    DoubleReading,
    DoubleReadingEnd,
    DoubleReadingReader,
    DoubleReadingRecord,
    DoubleReadingVerdict,
    PersonalValue,
    System,
    User,
)
from caseworker.permissions import Action, Subject, Viewer, may
from caseworker.queries.disagreements import Disagreement, shown_as_drawn
from caseworker.recording.double_readings import READERS
from caseworker.vocabulary import limits
from caseworker.vocabulary.alphabet import alphabetical
from caseworker.vocabulary.closed_lists import ReasonVerdict
from caseworker.vocabulary.problems import Absent


@dataclass(frozen=True)
class Part:
    """How far the viewer has come as a reader: `said` of `all` records, and which of them is `next`."""

    said: int
    all: int
    next: int | None


@dataclass(frozen=True)
class Standing:
    """A double reading as it stands. The names of its readers are for the lead, and only while it is under way."""

    reading: DoubleReading
    system: System
    end: DoubleReadingEnd | None
    done: int
    part: Part | None
    readers: list[str]

    @property
    def drawn(self) -> int:
        """How many records each reader reads."""
        return self.reading.accepted_drawn + self.reading.overridden_drawn


@dataclass(frozen=True)
class ToRead:
    """One drawn record before one reader, with what this reader said of it."""

    standing: Standing
    record: Disagreement
    said: ReasonVerdict | None


def double_readings(session: Session, viewer: Viewer) -> list[Standing]:
    """Those that the viewer may see, latest first: the team's for its lead, for a reader those to read."""
    found = session.execute(_every().where(_seen_by(viewer)).order_by(col(DoubleReading.entry).desc()))
    return [_standing(session, viewer, row) for row in found.all()]


def get_double_reading(session: Session, viewer: Viewer, reading_id: UUID) -> Standing:
    """The double reading, where the viewer may see it; raises Absent."""
    row = session.execute(_every().where(col(DoubleReading.id) == reading_id, _seen_by(viewer))).one_or_none()
    if row is None:
        raise Absent()
    return _standing(session, viewer, row)


def record_to_read(session: Session, viewer: Viewer, context: Context, reading_id: UUID, place: int) -> ToRead:
    """The record at the place in the order of reading, for one of the two readers; raises Absent for everybody else."""
    standing = get_double_reading(session, viewer, reading_id)
    drawn = session.get(DoubleReadingRecord, (reading_id, place)) if place <= limits.WHOLE_MAX else None
    if standing.part is None or drawn is None:
        raise Absent()
    said = session.execute(
        _verdicts(reading_id, viewer).where(col(DoubleReadingVerdict.place) == place)
    ).scalar_one_or_none()
    record = shown_as_drawn(session, viewer, context, place, drawn.decision_id)
    return ToRead(standing, record, ReasonVerdict(said.verdict) if said else None)


def waiting_to_be_read(session: Session, viewer: Viewer) -> list[Standing]:
    """The double readings in which the viewer still has something to read."""
    mine = [standing for standing in double_readings(session, viewer) if standing.part]
    return [standing for standing in mine if standing.part and standing.part.next]


def possible_readers(session: Session, viewer: Viewer) -> list[User]:
    """Who of the lead's team may read, by name."""
    wanted = select(User).where(col(User.team) == viewer.team, col(User.active), col(User.role).in_(READERS))
    return sorted(session.execute(wanted).scalars(), key=lambda user: alphabetical(user.name))


def told_double_readings(session: Session) -> list[dict[str, Any]]:
    """The completed ones as reports take them: what was drawn, and the counted pairs; no reader, no record."""
    rows = session.execute(
        select(DoubleReading, DoubleReadingEnd, col(PersonalValue.value))
        .join(DoubleReadingEnd, col(DoubleReadingEnd.id) == col(DoubleReading.id))
        .join(
            PersonalValue,
            (col(PersonalValue.entry) == col(DoubleReadingEnd.entry)) & (col(PersonalValue.field) == "pairs"),
        )
        .where(col(DoubleReadingEnd.completed), col(PersonalValue.value).is_not(None))
        .order_by(col(DoubleReadingEnd.entry))
    )
    return [told_of(reading, end, pairs) for reading, end, pairs in rows if pairs]


def told_of(reading: DoubleReading, end: DoubleReadingEnd, pairs: str) -> dict[str, Any]:
    """One completed double reading as reports take it."""
    plain = ("system", "team", "first_day", "last_day")
    return {
        **{name: getattr(reading, name) for name in plain},
        "ended_on": end.ended_on,
        "of": {"accepted": reading.accepted_of, "overridden": reading.overridden_of},
        "pairs": json.loads(pairs),
    }


def result_of(session: Session, standing: Standing) -> dict[str, Any] | None:
    """What came of a completed one, as reports take it; None where it was given up or is under way."""
    end = standing.end
    held = session.get(PersonalValue, (end.entry, "pairs")) if end else None
    return told_of(standing.reading, end, held.value) if end and held and held.value else None


def _every() -> Any:
    return (
        select(DoubleReading, System, DoubleReadingEnd)
        .join(System, col(System.code) == col(DoubleReading.system))
        .outerjoin(DoubleReadingEnd, col(DoubleReadingEnd.id) == col(DoubleReading.id))
    )


def _seen_by(viewer: Viewer) -> ColumnElement[bool]:
    if may(viewer, Action.START_DOUBLE_READING, Subject(team=viewer.team)):
        return col(DoubleReading.team) == viewer.team
    mine = select(DoubleReadingReader).where(
        col(DoubleReadingReader.reading_id) == col(DoubleReading.id),
        col(DoubleReadingReader.user_id) == UUID(viewer.id),
    )
    return (col(DoubleReading.team) == viewer.team) & mine.exists()


def _standing(session: Session, viewer: Viewer, row: Any) -> Standing:
    reading, system, end = row
    drawn = reading.accepted_drawn + reading.overridden_drawn
    leads = may(viewer, Action.START_DOUBLE_READING, Subject(team=reading.team))
    readers = _readers(session, reading.id)
    counted = (
        select(col(DoubleReadingVerdict.side))
        .where(col(DoubleReadingVerdict.reading_id) == reading.id)
        .group_by(col(DoubleReadingVerdict.side))
        .having(func.count() == drawn)
    )
    done = 2 if end else len(session.execute(counted).all())
    reads = any(str(user.id) == viewer.id for user in readers)
    part = _part(session, viewer, reading.id, drawn) if reads else None
    names = sorted((user.name for user in readers), key=alphabetical) if leads else []
    return Standing(reading, system, end, done, part, names)


def _readers(session: Session, reading_id: UUID) -> Sequence[User]:
    both = (
        select(User)
        .join(DoubleReadingReader, col(DoubleReadingReader.user_id) == col(User.id))
        .where(col(DoubleReadingReader.reading_id) == reading_id)
    )
    return session.execute(both).scalars().all()


def _part(session: Session, viewer: Viewer, reading_id: UUID, drawn: int) -> Part:
    said = {each.place for each in session.execute(_verdicts(reading_id, viewer)).scalars()}
    following = next((place for place in range(1, drawn + 1) if place not in said), None)
    return Part(len(said), drawn, following)


def _verdicts(reading_id: UUID, viewer: Viewer) -> Any:
    """The viewer's own verdicts, and no other."""
    return (
        select(DoubleReadingVerdict)
        .join(
            DoubleReadingReader,
            (col(DoubleReadingReader.reading_id) == col(DoubleReadingVerdict.reading_id))
            & (col(DoubleReadingReader.side) == col(DoubleReadingVerdict.side)),
        )
        .where(col(DoubleReadingVerdict.reading_id) == reading_id, col(DoubleReadingReader.user_id) == UUID(viewer.id))
    )
