# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A team with enough records for a double reading, and readers who read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, DoubleReadingReader, DoubleReadingRecord, PersonalValue
from caseworker.vocabulary.closed_lists import ReasonVerdict, Response
from tests.factories import BFU, TILBUD, Town, decision, later, recommend

WEEK = recording.Period("sortering", "modtagelsen", date(2026, 11, 16), date(2026, 11, 22))
AUTHORS = [UUID(int=number) for number in range(1, 6)]
EACH = 10
AFTER = {"days": 5}
"""The records are of the Friday, and read in the week after."""


@dataclass(frozen=True)
class Started:
    """A double reading by the lead and the colleague, and the moment of it."""

    id: UUID
    context: Context
    lead: str
    colleague: str

    @property
    def readers(self) -> tuple[str, str]:
        """The two, the lead first."""
        return self.lead, self.colleague


def fill(database: Database, context: Context, town: Town, authors: list[UUID] = AUTHORS) -> None:
    """Fifteen followed and fifteen overridden records of the week by the authors in turn, and two by the colleague."""
    for number, author in enumerate([*(authors * 15)[:15], town.colleague]):
        for follows in (True, False):
            answered = recommend(database, context, case_reference=f"2026-8{number:04}{int(follows)}")
            why = f"Årsag nummer {number}, {'fulgt' if follows else 'fraveget'}."
            told = decision(context, author, BFU if follows else TILBUD, why, "A1" if follows else "C1")
            recording.record_decision(database, context, answered, told)


def start(database: Database, context: Context, town: Town, each: int = EACH) -> Started:
    """The double reading of the week."""
    now = later(context, **AFTER)
    new = recording.NewDoubleReading(WEEK, each, (town.team_lead, town.colleague))
    found = recording.start_double_reading(database, now, new, str(town.team_lead))
    return Started(found, now, str(town.team_lead), str(town.colleague))


def drawn(database: Database, reading_id: UUID) -> list[tuple[UUID, Response]]:
    """The drawn records in the order of reading."""
    rows = select(DoubleReadingRecord).where(col(DoubleReadingRecord.reading_id) == reading_id)
    with database.read() as session:
        found = session.execute(rows.order_by(col(DoubleReadingRecord.place))).scalars().all()
        return [(row.decision_id, Response(row.response)) for row in found]


def side_of(database: Database, started: Started, reader: str) -> int:
    """Which side of the pairs a reader is."""
    with database.read() as session:
        sides = select(col(DoubleReadingReader.side)).where(
            col(DoubleReadingReader.reading_id) == started.id, col(DoubleReadingReader.user_id) == UUID(reader)
        )
        return int(session.execute(sides).scalar_one())


def read(
    database: Database,
    started: Started,
    reader: str,
    say: Callable[[int], ReasonVerdict] = lambda _place: ReasonVerdict.SUPPORTS,
    places: range = range(1, 2 * EACH + 1),
) -> bool:
    """Whether it is over after this reader has opened and judged the records at the places."""
    over = False
    for place in places:
        recording.open_drawn_reason(database, started.context, started.id, place, reader)
        over = recording.give_verdict(database, started.context, started.id, place, reader, say(place))
    return over


def authors_of(database: Database) -> dict[UUID, str | None]:
    """Who wrote each record."""
    with database.read() as session:
        found = (
            select(col(Decision.id), col(PersonalValue.value))
            .join(PersonalValue, col(PersonalValue.entry) == col(Decision.entry))
            .where(col(PersonalValue.field) == "caseworker")
        )
        return {row[0]: row[1] for row in session.execute(found)}
