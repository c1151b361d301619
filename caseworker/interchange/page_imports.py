# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""An import in the steps of a page: look at the file, say what its columns are, check it, store it."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange.importing import Import, Request
from caseworker.interchange.opening import open_table
from caseworker.interchange.problems import WrongUse
from caseworker.interchange.tables import WrongCell
from caseworker.interchange.tally import RowError, Tally
from caseworker.interchange.uploads import Uploads
from caseworker.models import Upload
from caseworker.privacy import mask_cpr
from caseworker.vocabulary.problems import CaseworkerError, Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
ERRORS_SHOWN = 20
_ROWS_SHOWN = 3
_LONGEST_SHOWN = 40

Say = Callable[[CaseworkerError], str]


@dataclass(frozen=True)
class Choices:
    """What was said of a file: what each of its columns is (None: passed over), and what stands in for empty cells."""

    columns: Mapping[str, str | None]
    defaults: Mapping[str, str] = field(default_factory=dict)
    creates: bool = False

    def to_json(self) -> str:
        """As it is kept with the upload."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Choices":
        """As it was kept."""
        return cls(**json.loads(text))

    def request(self, path: Path, system: str) -> Request:
        """What is asked of the import."""
        maps = {ours: theirs for theirs, ours in self.columns.items() if ours is not None}
        ignored = [theirs for theirs, ours in self.columns.items() if ours is None]
        return Request(path, system, maps, self.defaults, self.creates, ignored)


def receive(uploads: Uploads, context: Context, upload: Upload, content: IO[bytes]) -> UUID:
    """The id of the upload, kept with its content; raises Refused for a file that cannot be read, which is not kept."""
    kept = uploads.keep(context, upload, content)
    try:
        preview(uploads.file(upload))
    except Refused:
        uploads.discard(upload)
        raise
    return kept


def preview(path: Path) -> dict[str, list[str]]:
    """The columns of the file with the cells of its first rows; a CPR number and whatever is long are not shown.

    Raises Refused for a file that cannot be read.
    """
    with _refusing():
        file = open_table(path)
        with closing(file.batches(_ROWS_SHOWN)) as batches:
            batch, _position = next(batches, ([], 0))
    records = [record for _row, record in batch if not isinstance(record, WrongCell)]
    names = [name.strip() for name in file.header]
    return {name: [_shown(record[at]) for record in records if at < len(record)] for at, name in enumerate(names)}


def _shown(cell: str) -> str:
    """The cell, or three points where it may be somebody's reason."""
    return mask_cpr(cell) if len(cell) <= _LONGEST_SHOWN else "…"


def check(
    database: Database, context: Context, request: Request, errors: Path, heads: tuple[str, str, str], say: Say
) -> dict[str, Any]:
    """What storing would add, as JSON can hold it; the wrong rows are listed in the file `errors`.

    Raises Refused where the file or what was said of it cannot be understood.
    """
    with _refusing(), ExitStack() as stack:
        report = _Report(stack, errors, heads, say)
        work = Import(database, context, request, report.add)
        checked = stack.enter_context(closing(work.check()))
        for _position in checked:
            if work.found.adding + work.found.already + work.found.errors > MOST_ROWS:
                raise WrongUse(
                    "The file has more than %(most)s rows, which is too many for this page. Divide it, or have it "
                    "imported by the command “caseworker import” on the server.",
                    most=MOST_ROWS,
                )
    return _counts(work.found) | {"first": report.first}


def store(database: Database, context: Context, request: Request) -> dict[str, Any]:
    """What was stored of the good rows, as JSON can hold it; every row is checked once more before.

    Raises Refused as `check` does, and NotStored where the database is busy: what was stored before stays.
    """
    with _refusing():
        work = Import(database, context, request, lambda _error: None)
        for passed in (work.check(), work.store()):
            for _position in passed:
                pass
    return _counts(work.stored)


def _counts(tally: Tally) -> dict[str, Any]:
    names = ("adding", "decisions", "unanswered", "results", "already", "errors")
    return {name: getattr(tally, name) for name in names}


@contextmanager
def _refusing() -> Iterator[None]:
    """What is wrong with the file is wrong with what was filled in."""
    try:
        yield
    except WrongUse as error:
        raise Refused(error.sentence, field="file", **error.values) from error


class _Report:
    """The wrong rows as CSV, as Danish Excel reads it, and the first of them."""

    def __init__(self, stack: ExitStack, path: Path, heads: tuple[str, str, str], say: Say) -> None:
        self.first: list[tuple[int, str, str]] = []
        self._say = say
        self._writer = csv.writer(stack.enter_context(path.open("w", encoding="utf-8-sig", newline="")), delimiter=";")
        self._writer.writerow(heads)

    def add(self, error: RowError) -> None:
        """Nothing; the row is listed."""
        line = (error.row, error.column, self._say(error.problem))
        self._writer.writerow(line)
        if len(self.first) < ERRORS_SHOWN:
            self.first.append(line)
