# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The first pass over a file: every row is read and planned as it would be stored, and nothing is written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from caseworker.database import Database
from caseworker.interchange.acts_of_rows import Recorder
from caseworker.interchange.columns import Column, Layout
from caseworker.interchange.known import Stored, recorded_here, stored
from caseworker.interchange.naming import Named
from caseworker.interchange.rows import Reader, Row
from caseworker.interchange.tables import Record, TableFile, WrongCell
from caseworker.interchange.tally import RowError, Tally, error_of
from caseworker.vocabulary import limits
from caseworker.vocabulary.problems import Conflict, Differs, Refused

_ALREADY_OURS = "This recommendation was recorded here. An export is for another installation than its own."

# So much of an identity tells the rows of one file apart; a whole one would need twice the memory.
_DIGITS_KEPT = 22


@dataclass(frozen=True)
class Source:
    """A file with its layout, and the rules under which its rows are read and planned."""

    file: TableFile
    layout: Layout
    reader: Reader
    recorder: Recorder

    def read(self, record: Record) -> Row | Refused:
        """What the row says, or why it says nothing."""
        if isinstance(record, WrongCell):
            return Refused(record.sentence, field=self.layout.name_at(record.place))
        try:
            return self.reader.read(self.layout.cells(record))
        except Refused as problem:
            return problem


@dataclass
class Check:
    """The pass over the file; `report` is called with every wrong row as it is found.

    Afterwards `found` counts what the file would add, `named` has the versions, options and teams of its good rows, and
    `left_out` the rows that are wrong or stand twice. Memory holds about a hundred bytes for each row.
    """

    database: Database
    source: Source
    report: Callable[[RowError], None]
    found: Tally = field(default_factory=Tally)
    named: Named = field(default_factory=Named)
    left_out: set[int] = field(default_factory=set)
    _seen: dict[int, int] = field(default_factory=dict)

    def run(self) -> Iterator[int]:
        """How far the file is read, batch by batch. Raises Unreadable for a file that cannot be read to its end."""
        for batch, position in self.source.file.batches(limits.BATCH_ROWS):
            rows = [(number, self.source.read(record)) for number, record in batch]
            with self.database.read() as session:
                good = [row for _number, row in rows if isinstance(row, Row)]
                known = stored(session, [row.identity for row in good])
                ours = recorded_here(session, [row.recommendation.external_id for row in good])
            for number, row in rows:
                if isinstance(row, Refused):
                    self._refuse(number, row)
                elif row.recommendation.external_id in ours:
                    self._refuse(number, Refused(_ALREADY_OURS, field=Column.RECOMMENDATION_ID))
                else:
                    self._judge(number, row, known)
            yield position

    def _judge(self, number: int, row: Row, known: Mapping[str, Stored]) -> None:
        place = int(row.identity[:_DIGITS_KEPT], 16)
        try:
            if place in self._seen:
                self._check_same(row, self._seen[place])
                self.found.already += 1
                self.found.twice += 1
                self.left_out.add(number)
                return
            self.found.count(self.source.recorder.add(row, known.get(row.identity)))
        except (Refused, Conflict) as problem:
            self._refuse(number, problem)
            return
        self._seen[place] = row.content
        self.named.add_row(row)

    def _check_same(self, row: Row, content: int) -> None:
        if row.content != content:
            raise Differs("The same recommendation stands in an earlier row with other content.")

    def _refuse(self, number: int, problem: Refused | Conflict) -> None:
        error = error_of(number, problem)
        self.found.refuse(error)
        self.left_out.add(number)
        self.report(error)
