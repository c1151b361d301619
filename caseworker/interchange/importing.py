# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The import of one file: what was asked for, its two passes, and what is registered between them."""

from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange.acts_of_rows import Recorder
from caseworker.interchange.checking import Check, Source
from caseworker.interchange.columns import Layout, lay_out
from caseworker.interchange.naming import Named, Subject, described_subject, registered_subject
from caseworker.interchange.opening import open_table
from caseworker.interchange.rows import Reader
from caseworker.interchange.storing import Store
from caseworker.interchange.tables import TableFile, WrongCell
from caseworker.interchange.tally import RowError, Tally
from caseworker.registry import register
from caseworker.vocabulary import limits
from caseworker.vocabulary.problems import Refused


@dataclass(frozen=True)
class Request:
    """What is asked of an import; `maps` has their name of our columns, `ignored` theirs that are passed over."""

    path: Path
    system: str
    maps: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    create_system: bool = False
    ignored: Collection[str] = ()
    sheet: str | None = None


class Import:
    """One file on its way in: `check` it whole, then `store` what is good.

    Both yield how far the file is read, of `size`. `report` is called with each wrong row. Raises WrongUse where the
    file or the request cannot be understood; nothing is written before `store`.
    """

    def __init__(
        self, database: Database, context: Context, request: Request, report: Callable[[RowError], None]
    ) -> None:
        context = context.with_ids_in_order()
        file = open_table(request.path, request.sheet)
        layout = lay_out(file.header, request.maps, request.defaults, request.ignored)
        self.size = file.size
        self._database, self._context = database, context
        self._subject = _subject(database, request, file, layout)
        reader = Reader(self._subject.rules, self._subject.teams, context, file.decimal_comma)
        self._source = Source(file, layout, reader, Recorder(self._subject.rules, context))
        self._check = Check(database, self._source, report)
        self._store = Store(database, context, self._source, self._check.left_out, report)

    @property
    def found(self) -> Tally:
        """What the check counted: what storing would add."""
        return self._check.found

    @property
    def stored(self) -> Tally:
        """What storing added, and all that was not taken."""
        return self._store.stored

    def check(self) -> Generator[int, None, None]:
        """How far the file is read, while every row is checked and nothing is written."""
        yield from self._check.run()

    def store(self) -> Iterator[int]:
        """How far the file is read, while the good rows are stored, after what they need is registered.

        Raises NotStored where the database is busy or full; what was stored before stays, and a rerun goes on.
        """
        found = self.found
        self._store.stored = Tally(errors=found.errors, first_error=found.first_error, already=found.twice)
        if not found.adding:
            self._store.stored.already = found.already
            return
        missing = self._subject.to_register(self._check.named)
        if missing:
            register(self._database, self._context, missing)
        yield from self._store.run()


def _subject(database: Database, request: Request, file: TableFile, layout: Layout) -> Subject:
    with database.read() as session:
        if not request.create_system:
            return registered_subject(session, request.system)
    named = Named()
    for batch, _position in file.batches(limits.BATCH_ROWS):
        for _row, record in batch:
            if not isinstance(record, WrongCell):
                with suppress(Refused):
                    named.add(layout.cells(record))
    with database.read() as session:
        return described_subject(session, request.system, named)
