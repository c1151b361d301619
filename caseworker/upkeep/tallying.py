# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The stored tally: what is stale is counted again, and what is asked for is read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, text
from sqlmodel import Session, col

from caseworker.checkpoints import LedgerState, ledger_state
from caseworker.columns import UtcDateTime
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import LedgerEntry, PeriodTally, WeekMark
from caseworker.week_marks import UNDATED

if TYPE_CHECKING:
    import pandas as pd

    from reports.tallies import Tally

KINDS = ("week", "four_weeks", "quarter")

Period = tuple[str, str]
_DAY = "COALESCE(decided_on, shown_on, issued_on)"
_STORE = text(
    "INSERT INTO period_tallies (kind, period, entry, counted_at, counts) "
    "VALUES (:kind, :period, :entry, :counted_at, :counts) ON CONFLICT (kind, period) DO UPDATE SET "
    "entry = excluded.entry, counted_at = excluded.counted_at, counts = excluded.counts "
    "WHERE period_tallies.entry <= excluded.entry"
).bindparams(bindparam("counted_at", type_=UtcDateTime))


class Refresh:
    """The periods that are stale as the log stands, counted again by `run`, which yields how many are done.

    `entry` is the size of the log that they are counted at. `wanted` chooses among the labels of the periods.
    """

    def __init__(
        self,
        database: Database,
        context: Context,
        kinds: Iterable[str] = KINDS,
        wanted: Callable[[str], bool] = lambda _label: True,
    ) -> None:
        self._database = database
        self._now = context.now
        with database.read() as session:
            self.entry: int = session.execute(select(func.max(col(LedgerEntry.seq)))).scalar_one() or 0
            self.stale = stale_periods(session, kinds, wanted)
            self._frame = facts_of_weeks(session, {week for weeks in self.stale.values() for week in weeks})

    @property
    def size(self) -> int:
        """How many periods there are to count."""
        return len(self.stale)

    def count(self, kind: str) -> int:
        """How many of them are of the kind."""
        return sum(1 for of, _period in self.stale if of == kind)

    def run(self) -> Iterator[int]:
        """How many periods have been counted and stored so far; each is stored by itself."""
        if not self.stale:
            return
        import pandas as pd

        from reports import check
        from reports.tallies.stored import as_bytes, tally_of

        facts = check(self._frame)
        for done, ((kind, period), weeks) in enumerate(self.stale.items(), 1):
            mondays = [pd.NaT if week == UNDATED else pd.Timestamp(week) for week in weeks]
            counts = as_bytes(tally_of(facts[facts["week"].isin(mondays)], kind))
            row = {"kind": kind, "period": period, "entry": self.entry, "counted_at": self._now, "counts": counts}
            with self._database.write() as session:
                session.execute(_STORE, row)
            yield done


def stale_periods(
    session: Session, kinds: Iterable[str], wanted: Callable[[str], bool] = lambda _label: True
) -> dict[Period, list[str]]:
    """The wanted (kind, period) whose counts are older than their facts, oldest first, each with its weeks."""
    from reports.tallies.stored import label_of

    counted = {
        (row.kind, row.period): row.entry
        for row in session.execute(select(col(PeriodTally.kind), col(PeriodTally.period), col(PeriodTally.entry)))
    }
    weeks: dict[Period, list[str]] = defaultdict(list)
    touched: dict[Period, int] = {}
    asked = list(kinds)
    for week, entry in session.execute(select(col(WeekMark.week), col(WeekMark.entry)).order_by(col(WeekMark.week))):
        for kind in asked:
            period = kind, UNDATED if week == UNDATED else label_of(kind, date.fromisoformat(week))
            weeks[period].append(week)
            touched[period] = max(entry, touched.get(period, 0))
    return {
        period: weeks[period]
        for period, entry in touched.items()
        if wanted(period[1]) and counted.get(period, -1) < entry
    }


def facts_of_weeks(session: Session, weeks: Iterable[str]) -> "pd.DataFrame":
    """The facts of these weeks alone, unchecked."""
    import pandas as pd

    chosen = set(weeks)
    spans = _spans(date.fromisoformat(week) for week in chosen - {UNDATED})
    conditions = [f"{_DAY} BETWEEN :first_{at} AND :last_{at}" for at in range(len(spans))]
    days = {
        f"{name}_{at}": day for at, span in enumerate(spans) for name, day in zip(("first", "last"), span, strict=True)
    }
    if UNDATED in chosen:
        conditions.append(f"{_DAY} IS NULL")
    where = " OR ".join(conditions) or "1 = 0"
    found = text(f"SELECT * FROM decision_facts WHERE {where}")  # noqa: S608  made of numbers alone
    return pd.read_sql_query(found.bindparams(**days), session.connection())


def _spans(mondays: Iterable[date]) -> list[tuple[date, date]]:
    """The first and last day of each run of weeks that follow each other."""
    spans: list[tuple[date, date]] = []
    for monday in sorted(mondays):
        sunday = monday + timedelta(days=6)
        if spans and spans[-1][1] + timedelta(days=1) == monday:
            spans[-1] = spans[-1][0], sunday
        else:
            spans.append((monday, sunday))
    return spans


def stored_tally(session: Session, kind: str, periods: Iterable[str] | None = None) -> "Tally":
    """The stored rows of a kind of period, or of some periods of it; nothing is counted."""
    from reports.tallies.stored import from_bytes, joined

    asked = select(col(PeriodTally.period), col(PeriodTally.counts)).where(col(PeriodTally.kind) == kind)
    if periods is not None:
        asked = asked.where(col(PeriodTally.period).in_(list(periods)))
    return joined(from_bytes(kind, period, counts) for period, counts in session.execute(asked))


def current_tally(
    database: Database, context: Context, kind: str, wanted: Callable[[str], bool]
) -> tuple["Tally", LedgerState]:
    """The stored rows of the wanted periods of a kind, and where the ledger stands; what is stale is counted first."""
    while True:
        for _ in Refresh(database, context, (kind,), wanted).run():
            pass
        with database.read() as session:
            if stale_periods(session, (kind,), wanted):
                continue  # a write came between
            stored = session.execute(select(col(PeriodTally.period)).where(col(PeriodTally.kind) == kind)).scalars()
            return stored_tally(session, kind, [one for one in stored if wanted(one)]), ledger_state(session)
