# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Two readers read the same drawn reasons, neither knowing what the other says; only counted pairs are kept.

A verdict never enters the log. When both have read all, the pairs of verdicts are counted for each response, the counts
are committed to, and what tied a verdict to a record and a side to a reader is deleted in the same transaction.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from caseworker.acts import Plan, prepare
from caseworker.appending import append
from caseworker.cleaning import has_control
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import (
    Decision,
    DoubleReading,
    DoubleReadingEnd,
    DoubleReadingReader,
    DoubleReadingRecord,
    DoubleReadingVerdict,
    PersonalValue,
    System,
    User,
)
from caseworker.recording.drawing import READ_TWICE, Period, draw_records
from caseworker.recording.openings import opened_today, record_opening
from caseworker.recording.transaction import commit
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import ReadingPurpose, ReasonVerdict, Response, Role
from caseworker.vocabulary.problems import Absent, Refused

PURPOSE = ReadingPurpose.QUALITY_CHECK
"""What a reader opens a reason for; its author is told."""
READERS = (Role.CASEWORKER.value, Role.TEAM_LEAD.value)
"""Who may read a reason of their own team anyway."""
GOES = (DoubleReadingVerdict, DoubleReadingReader, DoubleReadingRecord)
"""What is deleted when a double reading is over."""
_SEED_BYTES = 16


@dataclass(frozen=True)
class NewDoubleReading:
    """Who reads at most `each` accepted and as many overridden records of a period that is over."""

    period: Period
    each: int
    readers: tuple[UUID, UUID]


def start_double_reading(database: Database, context: Context, new: NewDoubleReading, user: str) -> UUID:
    """The id of the double reading; its records are drawn by a fresh seed, which is recorded.

    Which reader is which side of the pairs is drawn too, and forgotten at the end. Raises Absent or Refused.
    """
    seed = context.entropy(_SEED_BYTES).hex()
    with database.read() as session:
        _check(session, context, new)
        drawn = draw_records(session, new.period, seed, new.each, [str(reader) for reader in new.readers])
    row: dict[str, Any] = {"id": context.new_id(), **vars(new.period), "seed": seed, "started_on": context.today}
    for response in READ_TWICE:
        row |= {f"{response}_drawn": drawn.drawn(response), f"{response}_of": drawn.of[response]}
    named = {"user": user, "readers": " ".join(sorted(str(reader) for reader in new.readers))}
    plan = Plan(acts=[prepare(DoubleReading, row, context.today, context.entropy, named)])
    found: UUID = row["id"]
    for place, (decision_id, response) in enumerate(drawn.records, start=1):
        record = {"reading_id": found, "place": place, "decision_id": decision_id, "response": response.value}
        plan.beside.append((DoubleReadingRecord, record))
    sides = new.readers if context.entropy(1)[0] % 2 else new.readers[::-1]
    for side, reader in enumerate(sides):
        plan.beside.append((DoubleReadingReader, {"reading_id": found, "side": side, "user_id": reader}))
    commit(database, [plan])
    return found


def open_drawn_reason(database: Database, context: Context, reading_id: UUID, place: int, reader: str) -> None:
    """Nothing; that the reader opens this reason is recorded, where there still is one. Raises Absent."""
    with database.read() as session:
        _side_of(session, reading_id, reader)
        decision_id = _record_at(session, reading_id, place).decision_id
        if decision_id not in _readable(session, reading_id):
            return
    record_opening(database, context, decision_id, reader, PURPOSE)


def give_verdict(
    database: Database, context: Context, reading_id: UUID, place: int, reader: str, verdict: ReasonVerdict
) -> bool:
    """Whether the double reading is over with this verdict; until then a reader may say another thing of a record.

    Raises Absent, or Refused where the reader has not opened the reason today.
    """
    with database.append() as session:
        side = _side_of(session, reading_id, reader)
        decision_id = _record_at(session, reading_id, place).decision_id
        opened = opened_today(session, context, decision_id, reader, PURPOSE)
        if not opened and decision_id in _readable(session, reading_id):
            raise Refused("Open the reason and read it first.", field="verdict")
        session.merge(DoubleReadingVerdict(reading_id=reading_id, place=place, side=side, verdict=verdict.value))
        session.flush()
        whole = 2 * _count(session, DoubleReadingRecord, reading_id)
        over = _count(session, DoubleReadingVerdict, reading_id) == whole
        if over:
            pairs = json.dumps(_pairs(session, reading_id), sort_keys=True)
            append(session, [_ending(context, reading_id, {"pairs": pairs}, completed=True)])
    if over:
        database.forget()
    return over


def give_up_double_reading(database: Database, context: Context, reading_id: UUID, user: str) -> None:
    """Nothing; the double reading is over without a result, and every verdict is gone. Who may, the caller has asked.

    Raises Absent for one that is over.
    """
    with database.append() as session:
        if session.get(DoubleReading, reading_id) is None or session.get(DoubleReadingEnd, reading_id) is not None:
            raise Absent()
        append(session, [_ending(context, reading_id, {"user": user}, completed=False)])
    database.forget()


def _check(session: Session, context: Context, new: NewDoubleReading) -> None:
    period = new.period
    if has_control(period.system) or session.get(System, period.system) is None:
        raise Absent()
    if not period.first_day <= period.last_day < context.today:
        raise Refused("Choose a period that is over.", field="period")
    if not limits.DOUBLE_READING_FEWEST <= new.each <= limits.DOUBLE_READING_MOST:
        raise Refused("Write a whole number from 10 to 50.", field="each")
    for name, reader in zip(("first_reader", "second_reader"), new.readers, strict=True):
        found = session.get(User, reader)
        if found is None or not found.active or found.team != period.team or found.role not in READERS:
            raise Refused("Choose somebody of the team.", field=name)
    if new.readers[0] == new.readers[1]:
        raise Refused("Choose two different readers.", field="second_reader")


def _side_of(session: Session, reading_id: UUID, reader: str) -> int:
    """The side that this person reads on; raises Absent, also for one that is over."""
    sides = select(col(DoubleReadingReader.side)).where(
        col(DoubleReadingReader.reading_id) == reading_id, col(DoubleReadingReader.user_id) == UUID(reader)
    )
    side: int | None = session.execute(sides).scalar_one_or_none()
    if side is None:
        raise Absent()
    return side


def _record_at(session: Session, reading_id: UUID, place: int) -> DoubleReadingRecord:
    record = session.get(DoubleReadingRecord, (reading_id, place)) if place <= limits.WHOLE_MAX else None
    if record is None:
        raise Absent()
    return record


def _readable(session: Session, reading_id: UUID) -> set[UUID]:
    """The drawn records whose reason has not been erased since."""
    readable = (
        select(col(Decision.id))
        .join(DoubleReadingRecord, col(DoubleReadingRecord.decision_id) == col(Decision.id))
        .join(PersonalValue, col(PersonalValue.entry) == col(Decision.entry))
        .where(
            col(DoubleReadingRecord.reading_id) == reading_id,
            col(PersonalValue.field) == "reason",
            col(PersonalValue.value).is_not(None),
        )
    )
    return set(session.execute(readable).scalars())


def _count(session: Session, model: type[DoubleReadingRecord] | type[DoubleReadingVerdict], reading_id: UUID) -> int:
    counted = select(func.count()).select_from(model).where(col(model.reading_id) == reading_id)
    number: int = session.execute(counted).scalar_one()
    return number


def _pairs(session: Session, reading_id: UUID) -> dict[str, list[list[int]]]:
    """How often side 0 said this (down) while side 1 said that (across), by response; what was erased is left out."""
    order = {verdict.value: place for place, verdict in enumerate(ReasonVerdict)}
    pairs: dict[str, list[list[int]]] = {each.value: [[0] * len(order) for _ in order] for each in READ_TWICE}
    readable = _readable(session, reading_id)
    said = select(DoubleReadingVerdict).where(col(DoubleReadingVerdict.reading_id) == reading_id)
    verdicts = {(each.place, each.side): order[each.verdict] for each in session.execute(said).scalars()}
    drawn = select(DoubleReadingRecord).where(col(DoubleReadingRecord.reading_id) == reading_id)
    for record in session.execute(drawn).scalars():
        if record.decision_id in readable:
            pairs[Response(record.response)][verdicts[record.place, 0]][verdicts[record.place, 1]] += 1
    return pairs


def _ending(context: Context, reading_id: UUID, said: dict[str, str | None], *, completed: bool) -> Plan:
    row = {"id": reading_id, "completed": completed, "ended_on": context.today}
    goes: Sequence[Any] = [delete(model).where(col(model.reading_id) == reading_id) for model in GOES]
    return Plan(acts=[prepare(DoubleReadingEnd, row, context.today, context.entropy, said)], instead=list(goes))
