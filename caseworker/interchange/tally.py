# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What came of the rows of a file."""

from dataclasses import dataclass, field

from caseworker.interchange.acts_of_rows import Addition
from caseworker.vocabulary.problems import CaseworkerError, Differs, Refused


@dataclass(frozen=True)
class RowError:
    """Why a row was not taken: the row as a spreadsheet counts it, the column, and a sentence without the input.

    `problem` says the same for those who translate it.
    """

    row: int
    column: str
    reason: str
    problem: CaseworkerError = field(default_factory=CaseworkerError, compare=False, repr=False)

    def __str__(self) -> str:
        return f"row {self.row}{f', {self.column}' if self.column else ''}: {self.reason}"


def error_of(row: int, problem: CaseworkerError) -> RowError:
    """The error of a row from what recording or reading said about it."""
    if isinstance(problem, Refused):
        return RowError(row, problem.field, str(problem), problem)
    columns = problem.values.get("columns") if isinstance(problem, Differs) else None
    return RowError(row, str(columns or ""), str(problem), problem)


@dataclass
class Tally:
    """The rows of a file by what came of them.

    `adding` are rows that add anything, `results` are counted beside the decisions they belong to, and `twice` are the
    rows among those `already` there that stand earlier in the same file.
    """

    adding: int = 0
    decisions: int = 0
    unanswered: int = 0
    results: int = 0
    already: int = 0
    twice: int = 0
    errors: int = 0
    first_error: RowError | None = None

    def count(self, addition: Addition) -> None:
        """Nothing; one more row is counted."""
        self.adding += bool(addition.plans)
        self.already += not addition.plans
        self.decisions += addition.decisions
        self.unanswered += addition.unanswered
        self.results += addition.results

    def refuse(self, error: RowError) -> None:
        """Nothing; one more row is counted as wrong."""
        self.errors += 1
        self.first_error = self.first_error or error
