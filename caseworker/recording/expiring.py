# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Twelve months after a quarter is over, nobody can be told from its records any more.

A random number takes the place of each author first, for all of a quarter at once; then the names are erased, a batch
at a time. Whatever happens in between, the decisions of one person in one quarter count as one person's.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, delete, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from caseworker.acts import table_of
from caseworker.appending import append
from caseworker.context import Context
from caseworker.database import Database
from caseworker.database.bulk import insert_rows
from caseworker.ledger import parse
from caseworker.models import (
    AuthorNumber,
    Decision,
    Explanation,
    FollowUp,
    LedgerEntry,
    OwnJudgement,
    PersonalValue,
    SetAside,
    Showing,
    Submission,
)
from caseworker.obstacles import quarter_of
from caseworker.recording.afterwards import plan_erasures
from caseworker.vocabulary.closed_lists import ErasureRule, FollowUpSubject

BATCH = 100
Value = tuple[int, str]
"""An entry and the field in which it names somebody."""

root, author = aliased(Decision), aliased(PersonalValue)


class AuthorExpiry:
    """The links between people and records whose time is over, erased by `run`, which yields how many are gone.

    Those of a decided recommendation go together, by the day of its first decision; those of one that was never decided
    by the day on which they were recorded. `run` may end anywhere and be taken up again: what is left is found anew.
    """

    def __init__(self, database: Database, context: Context) -> None:
        """Gives each author of a quarter that is over a number, and finds what is to be erased."""
        self._database = database
        self._context = context
        before = expired_before(context.today)
        _draw_numbers(database, context, before)
        with database.write() as session:
            # A keyed digest of all that was sent, the sender too: whoever holds the key could try each name on it.
            session.execute(delete(Submission).where(col(Submission.used_on) < before))
        with database.read() as session:
            self._left = _expired(session, before)

    @property
    def size(self) -> int:
        """How many values there are to erase."""
        return len(self._left)

    def run(self) -> Iterator[int]:
        """How many have been gone through; each batch is a transaction of its own, so that others write in between."""
        for done in range(0, len(self._left), BATCH):
            batch = self._left[done : done + BATCH]
            plan = plan_erasures(batch, ErasureRule.AUTHOR_EXPIRY, self._context)
            plan.seal()
            with self._database.append() as session:
                # Looked at again under the lock: another run may have been here.
                held = _held(session, batch)
                plan.acts = [act for act in plan.acts if (act.row["erased_entry"], act.row["field"]) in held]
                plan.erased = [value for value in plan.erased if value in held]
                append(session, [plan])
            yield done + len(batch)


def expired_before(today: date) -> date:
    """The Monday that begins the first quarter whose authors still are known: the one that held this day a year ago."""
    year_ago = today.replace(year=today.year - 1, day=min(today.day, 28) if today.month == 2 else today.day)
    monday = year_ago - timedelta(days=year_ago.weekday())
    while quarter_of(monday - timedelta(days=1)) == quarter_of(year_ago):
        monday -= timedelta(weeks=1)
    return monday


def _draw_numbers(database: Database, context: Context, before: date) -> None:
    with database.read() as session:
        days = set(session.execute(_unnumbered(before).with_only_columns(col(root.decided_on))).scalars())
    quarters: dict[str, list[date]] = defaultdict(list)
    for day in days:
        quarters[quarter_of(day)].append(day)
    for of_quarter in quarters.values():
        with database.write() as session:
            within = _unnumbered(before).where(col(root.decided_on).between(min(of_quarter), max(of_quarter)))
            numbers: dict[str, int] = defaultdict(lambda: int.from_bytes(context.entropy(8), "big") >> 2)
            rows = [{"entry": entry, "number": numbers[name]} for entry, name in session.execute(within)]
            if rows:
                insert_rows(session.connection(), table_of(AuthorNumber), rows)


def _unnumbered(before: date) -> Select[int, str | None]:
    """The entry and the author of each first decision of the days before that has no number."""
    return (
        select(col(root.entry), col(author.value))
        .join(author, and_(col(author.entry) == col(root.entry), col(author.field) == "caseworker"))
        .outerjoin(AuthorNumber, col(AuthorNumber.entry) == col(root.entry))
        .where(
            col(root.revision) == 0,
            col(root.decided_on) < before,
            col(author.value).is_not(None),
            col(AuthorNumber.entry).is_(None),
        )
        .order_by(col(root.entry))
    )


def _expired(session: Session, before: date) -> list[Value]:
    """What is to be erased, the authors of the decisions last: until then one finds by them what else is theirs."""
    recorded = _last_entry_before(session, before)
    found: list[Value] = []
    for model in (Showing, OwnJudgement, SetAside):
        found += _values(session, model, or_(col(root.decided_on) < before, _undecided(model, recorded)))
    # The author's goes with the record. One that a colleague made afterwards tells nothing of who the author was.
    theirs = or_(col(PersonalValue.entry) <= recorded, col(PersonalValue.value) == col(author.value))
    found += _values(session, Explanation, and_(col(root.decided_on) < before, theirs))
    # The author starts a follow-up on a single record, or agreed to the lead's; who goes on with it is somebody else.
    started = and_(col(FollowUp.about) == FollowUpSubject.RECORD.value, col(FollowUp.revision) == 0)
    found += _values(session, FollowUp, and_(col(root.decided_on) < before, started), "user")
    found += _values(session, Decision, and_(col(root.decided_on) < before, col(Decision.revision) > 0))
    numbered = col(Decision.entry).in_(select(col(AuthorNumber.entry)))
    return found + _values(
        session, Decision, and_(col(root.decided_on) < before, col(Decision.revision) == 0, numbered)
    )


def _undecided(model: Any, recorded: int) -> Any:
    return and_(col(root.id).is_(None), col(model.entry) <= recorded)


def _values(session: Session, model: Any, where: Any, field: str = "caseworker") -> list[Value]:
    """The values of the entries of a table that are still there; `root` is the decision on their recommendation."""
    statement = (
        select(col(PersonalValue.entry), col(PersonalValue.field))
        .join(model, col(model.entry) == col(PersonalValue.entry))
        .outerjoin(root, and_(col(root.recommendation_id) == col(model.recommendation_id), col(root.revision) == 0))
        .outerjoin(author, and_(col(author.entry) == col(root.entry), col(author.field) == "caseworker"))
        .where(col(PersonalValue.field) == field, col(PersonalValue.value).is_not(None), where)
        .order_by(col(PersonalValue.entry))
    )
    return [(row.entry, row.field) for row in session.execute(statement)]


def _held(session: Session, values: list[Value]) -> set[Value]:
    held = select(col(PersonalValue.entry), col(PersonalValue.field)).where(
        col(PersonalValue.entry).in_({entry for entry, _field in values}), col(PersonalValue.value).is_not(None)
    )
    return {(row.entry, row.field) for row in session.execute(held)} & set(values)


def _last_entry_before(session: Session, day: date) -> int:
    """The number of the last entry that was recorded before the day; 0 where there is none."""
    low, high = 0, session.execute(select(func.max(col(LedgerEntry.seq)))).scalar_one() or 0
    while low < high:
        middle = (low + high + 1) // 2
        raw = session.execute(select(col(LedgerEntry.raw)).where(col(LedgerEntry.seq) == middle)).scalar_one()
        if str(parse(raw)["date"]) < day.isoformat():
            low = middle
        else:
            high = middle - 1
    return low
