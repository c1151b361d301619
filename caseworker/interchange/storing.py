# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The second pass over a file: its good rows are stored in batches, and others may write between them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from caseworker.acts import Plan
from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange.acts_of_rows import Addition
from caseworker.interchange.checking import Source
from caseworker.interchange.known import Stored, stored
from caseworker.interchange.rows import Row
from caseworker.interchange.tally import RowError, Tally, error_of
from caseworker.recording import commit
from caseworker.recording.reasons import fingerprint, recent, remember, repeats
from caseworker.vocabulary import limits
from caseworker.vocabulary.problems import Conflict, Refused

# Somebody may answer a recommendation while its batch is planned; the batch is then planned again.
_ATTEMPTS = 5

Rows = Sequence[tuple[int, Row | Refused]]
Outcome = Addition | RowError


@dataclass
class Store:
    """The pass over the file without the rows in `left_out`; `report` is called with rows that were overtaken."""

    database: Database
    context: Context
    source: Source
    left_out: set[int]
    report: Callable[[RowError], None]
    stored: Tally = field(default_factory=Tally)

    def run(self) -> Iterator[int]:
        """How far the file is read, after each batch is committed.

        Raises NotStored where the database is busy or full; the batches before are stored, and a rerun goes on.
        """
        for batch, position in self.source.file.batches(limits.BATCH_ROWS):
            rows = [(number, self.source.read(record)) for number, record in batch if number not in self.left_out]
            for outcome in self._committed(rows):
                self._count(outcome)
            yield position

    def _count(self, outcome: Outcome) -> None:
        if isinstance(outcome, RowError):
            self.stored.refuse(outcome)
            self.report(outcome)
        else:
            self.stored.count(outcome)

    def _committed(self, rows: Rows, attempts: int = _ATTEMPTS) -> list[Outcome]:
        outcomes, plans = self._planned(rows)
        if not plans:
            return outcomes
        try:
            commit(self.database, plans)
        except IntegrityError:
            if attempts == 1:
                raise
            return self._committed(rows, attempts - 1)
        return outcomes

    def _planned(self, rows: Rows) -> tuple[list[Outcome], list[Plan]]:
        with self.database.read() as session:
            good = [row for _number, row in rows if isinstance(row, Row)]
            known = stored(session, [row.identity for row in good])
            reasons = _Reasons.of(session, self.context, self.source.reader.rules.system, good)
        outcomes = [self._outcome(number, row, known, reasons) for number, row in rows]
        plans = [plan for each in outcomes if isinstance(each, Addition) for plan in each.plans]
        return outcomes, [*plans, *reasons.plans()]

    def _outcome(self, number: int, row: Row | Refused, known: Mapping[str, Stored], reasons: "_Reasons") -> Outcome:
        if isinstance(row, Refused):
            return error_of(number, row)
        repeated = reasons.repeated(row, self.context) if row.repeated is None else row.repeated
        try:
            addition = self.source.recorder.add(row, known.get(row.identity), repeated=repeated)
        except (Refused, Conflict) as problem:
            return error_of(number, problem)
        if addition.decisions:
            reasons.use(row, self.context)
        return addition


@dataclass
class _Reasons:
    """When each reason of a batch was used last, kept up to date in the order of its rows."""

    system: str
    marks: Mapping[str, str | None]
    used: dict[str, date]
    fresh: dict[str, date] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session, context: Context, system: str, rows: Sequence[Row]) -> "_Reasons":
        texts = {row.decision.reason for row in rows if row.decision}
        marks = {text: fingerprint(context, text) for text in texts}
        return cls(system, marks, recent(session, system, [mark for mark in marks.values() if mark]))

    def repeated(self, row: Row, context: Context) -> bool:
        mark = self.marks[row.decision.reason] if row.decision else None
        if mark is None or row.decision is None:
            return False
        return repeats(self.used.get(mark), context.day_of(row.decision.decided_at))

    def use(self, row: Row, context: Context) -> None:
        mark = self.marks[row.decision.reason] if row.decision else None
        if mark is None or row.decision is None:
            return
        day = context.day_of(row.decision.decided_at)
        self.used[mark] = self.fresh[mark] = max(day, self.used.get(mark, day))

    def plans(self) -> list[Plan]:
        if not self.fresh:
            return []
        plan = Plan()
        remember(plan, self.system, self.fresh)
        return [plan]
