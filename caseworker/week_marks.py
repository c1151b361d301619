# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Every write marks the weeks whose counts it may change, in its own transaction."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select, text, union
from sqlmodel import Session, col

from caseworker.acts import Act, Plan
from caseworker.models import Decision, Recommendation, Showing

UNDATED = "undated"
# What the facts of a report are made of, with the column of the day that can place a recommendation in a week.
DAYS = {
    "recommendations": "issued_on",
    "showings": "shown_on",
    "decisions": "decided_on",
    "own_judgements": None,
    "results": None,
    "set_asides": None,
    "erasures": None,
}
_MARK = text(
    "INSERT INTO week_marks (week, entry) VALUES (:week, :entry) "
    "ON CONFLICT (week) DO UPDATE SET entry = excluded.entry"
)


def mark_weeks(session: Session, plans: Sequence[Plan], entry: int) -> None:
    """Nothing; each week that holds, or held, a recommendation of the plans is marked with their last `entry`.

    That is the week of every day that the recommendation has: rather a week too many than one that stays stale.
    """
    acts = [act for plan in plans for act in plan.acts if act.table.name in DAYS]
    days = {act.row[day] for act in acts if (day := DAYS[act.table.name]) and not act.row.get("revision")}
    days |= _days_before(session, acts)
    if days:
        session.execute(_MARK, [{"week": week, "entry": entry} for week in sorted({week_of(day) for day in days})])


def week_of(day: date | None) -> str:
    """The Monday of a day's week as ISO text, or ``undated``."""
    return (day - timedelta(days=day.weekday())).isoformat() if day else UNDATED


def _days_before(session: Session, acts: Iterable[Act]) -> set[date | None]:
    """The days that the recommendations have which stood before these acts."""
    new: set[UUID] = set()
    about: set[UUID] = set()
    decisions: set[UUID] = set()
    erased: set[int] = set()
    for act in acts:
        row, table = act.row, act.table.name
        if table == "recommendations":
            new.add(row["id"])
        elif table == "results":
            decisions.add(row["decision_id"])
        elif table == "erasures":
            # A number stands for an author before the name goes, so that no count changes by it.
            if row["field"] != "caseworker":
                erased.add(row["erased_entry"])
        else:
            about.add(row["recommendation_id"])
    if decisions:
        of_result = select(col(Decision.recommendation_id)).where(col(Decision.id).in_(decisions))
        about |= set(session.execute(of_result).scalars())
    if erased:
        about |= _erased_from(session, erased)
    about -= new
    return _days_of(session, about) if about else set()


def _erased_from(session: Session, entries: set[int]) -> set[UUID]:
    own = select(col(Recommendation.id)).where(col(Recommendation.entry).in_(entries))
    decided = select(col(Decision.recommendation_id)).where(col(Decision.entry).in_(entries))
    return set(session.execute(union(own, decided)).scalars())


def _days_of(session: Session, about: set[UUID]) -> set[date | None]:
    issued = select(col(Recommendation.issued_on)).where(col(Recommendation.id).in_(about))
    shown = select(col(Showing.shown_on)).where(col(Showing.recommendation_id).in_(about))
    decided = select(col(Decision.decided_on)).where(
        col(Decision.recommendation_id).in_(about), col(Decision.revision) == 0
    )
    return set(session.execute(union(issued, shown, decided)).scalars())
