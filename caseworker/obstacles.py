# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What was in the way of judging freely: a number for each system and quarter, and nothing else.

No row of an answer, no entry in the log, no team, no person and no time: an answer cannot hang on a case, and nothing
tells a second answer from a first. The question is voluntary, and what it counts is a sign, not a rate.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from caseworker.database import Database
from caseworker.models import ObstacleCount
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Obstacle


@dataclass(frozen=True)
class CountedObstacle:
    """A counter that rests on enough answers to be shown."""

    system: str
    quarter: str
    obstacle: Obstacle
    count: int


def count_obstacle(database: Database, system: str, obstacle: Obstacle, day: date) -> None:
    """Nothing; the counter of the system and the quarter is one higher."""
    row = ObstacleCount(system=system, quarter=quarter_of(day), obstacle=obstacle, count=1)
    same = (
        col(ObstacleCount.system) == row.system,
        col(ObstacleCount.quarter) == row.quarter,
        col(ObstacleCount.obstacle) == row.obstacle,
    )
    try:
        with database.write() as session:
            raised = session.execute(update(ObstacleCount).where(*same).values(count=col(ObstacleCount.count) + 1))
            if not raised.rowcount:  # type: ignore[attr-defined]
                session.add(row)
    except IntegrityError:
        # Two first answers of a quarter at once: the other one has made the row.
        count_obstacle(database, system, obstacle, day)


def counted_obstacles(session: Session) -> list[CountedObstacle]:
    """The counters that rest on at least `limits.OBSTACLES_SHOWN_FROM` answers, in order; smaller ones never leave.

    No total is given: it would tell the smaller ones by subtraction.
    """
    statement = (
        select(ObstacleCount)
        .where(col(ObstacleCount.count) >= limits.OBSTACLES_SHOWN_FROM)
        .order_by(col(ObstacleCount.system), col(ObstacleCount.quarter), col(ObstacleCount.obstacle))
    )
    return [
        CountedObstacle(row.system, row.quarter, Obstacle(row.obstacle), row.count)
        for row in session.execute(statement).scalars()
    ]


def quarter_of(day: date) -> str:
    """The quarter that reports count the day in, that of the Thursday of its week: `2026-Q4`."""
    thursday = day + timedelta(days=3 - day.weekday())
    return f"{thursday.year}-Q{(thursday.month + 2) // 3}"
