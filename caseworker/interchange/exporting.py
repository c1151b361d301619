# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The export of decisions into one file, whole or not at all, and recorded before anybody has it."""

from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange import data_package
from caseworker.interchange.columns import Column
from caseworker.interchange.export_columns import Field, fields_of
from caseworker.interchange.export_files import MOST_ROWS_OF_A_SHEET, open_sink
from caseworker.interchange.export_rows import Wanted, count_rows, group_names, rows
from caseworker.interchange.problems import WrongUse
from caseworker.models import System
from caseworker.recording.exports import ExportTaken, record_export
from caseworker.vocabulary.closed_lists import FileForm

_STEP = 1000
_CLUSTER_BYTES = 4


@dataclass
class Export:
    """One export into `path`, whose name says the form; `note` is printed on it, and `user` took it.

    `run` yields the rows written so far, of `size`. Raises WrongUse for what cannot be written.
    """

    database: Database
    context: Context
    path: Path
    wanted: Wanted
    note: str = ""
    user: str | None = None
    size: int = 0

    def __post_init__(self) -> None:
        """Nothing; what is asked for can be written."""
        self._form = form_of(self.path)
        data_package.check_free(self.path.parent)
        wanted = self.wanted
        if wanted.first and wanted.last and wanted.last < wanted.first:
            raise WrongUse("The last day is before the first.")
        with self.database.read() as session:
            if wanted.system is not None and session.get(System, wanted.system) is None:
                raise WrongUse("There is no system “%(code)s”.", code=wanted.system)
            self.size = count_rows(session, wanted)
        if self._form is FileForm.XLSX and self.size > MOST_ROWS_OF_A_SHEET:
            raise WrongUse(
                "An Excel sheet holds %(most)s rows, and these are %(size)s. Choose fewer days, or CSV.",
                most=MOST_ROWS_OF_A_SHEET,
                size=self.size,
            )

    def run(self) -> Iterator[int]:
        """The rows written so far; the file appears under its name when it is whole and the export is recorded."""
        partial = self.path.with_name(f".{self.path.name}.part")
        try:
            fields = yield from self._write(partial)
            wanted = self.wanted
            record_export(
                self.database,
                self.context,
                ExportTaken(
                    form=self._form,
                    rows=self.size,
                    system=wanted.system,
                    first_day=wanted.first,
                    last_day=wanted.last,
                    with_reasons=wanted.with_reasons,
                    with_clusters=wanted.with_clusters,
                    user=self.user,
                ),
            )
            data_package.describe(self.path.parent, self.path.name, self._form, fields, self.note)
            partial.replace(self.path)
        finally:
            with suppress(FileNotFoundError):
                partial.unlink()

    def _write(self, partial: Path) -> Generator[int, None, list[Field]]:
        clusters = _Clusters(self.context)
        with self.database.read() as session:
            fields = self._fields(group_names(session, self.wanted.system))
            sink = open_sink(self._form, partial, fields, self.note, self.context.now)
            written = 0
            try:
                with closing(rows(session, self.wanted)) as found:
                    for cells, day, decider in found:
                        if self.wanted.with_clusters and decider is not None:
                            cells[Column.CLUSTER] = clusters.of(day, decider)
                        sink.add(cells)
                        written += 1
                        if written % _STEP == 0:
                            yield written
            finally:
                sink.close()
            self.size = written
            yield written
        return fields

    def _fields(self, groups: set[str]) -> list[Field]:
        wanted = self.wanted
        return fields_of(groups, with_reasons=wanted.with_reasons, with_clusters=wanted.with_clusters)


def form_of(path: Path) -> FileForm:
    """The form that the name of the file asks for; raises WrongUse for any other."""
    try:
        return FileForm(path.suffix.casefold().removeprefix("."))
    except ValueError:
        raise WrongUse(
            "The name of the file ends with none of %(suffixes)s: “%(name)s”.",
            suffixes=", ".join(f".{form}" for form in FileForm),
            name=path.name,
        ) from None


class _Clusters:
    """Numbers that stand for a decider within one quarter; drawn anew for each file, in the order of the rows."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._drawn: dict[tuple[int, str], int] = {}
        self._taken: set[int] = set()

    def of(self, day: date | None, decider: str) -> int:
        """The number of the decider in the quarter of that day, which is the quarter of its week's Thursday."""
        thursday = day + timedelta(days=3 - day.weekday()) if day else date.min
        key = thursday.year * 4 + (thursday.month - 1) // 3, decider
        if key not in self._drawn:
            self._drawn[key] = self._draw()
        return self._drawn[key]

    def _draw(self) -> int:
        number = int.from_bytes(self._context.entropy(_CLUSTER_BYTES), "big")
        if number in self._taken:
            return self._draw()
        self._taken.add(number)
        return number
