# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What the tests of the command line share: what a command answered, and the records of its installation."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from caseworker.database import Database


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str


Call = Callable[..., Answer]


def records(home: Path) -> Database:
    return Database(f"sqlite:///{home / 'instance' / 'caseworker.sqlite'}")
