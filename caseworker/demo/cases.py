# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The cases of the demo: one recommendation each, with what became of it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from caseworker.recording.afterwards import NewResult
from caseworker.vocabulary.closed_lists import Source, TimeBucket
from caseworker.vocabulary.responses import Answer


@dataclass(frozen=True)
class Decided:
    """The decision in a case, in the words and at the moments that it is recorded with."""

    answer: Answer
    code: str
    text: str
    caseworker: str
    opened: datetime
    at: datetime
    bucket: TimeBucket
    own: Answer | None
    judged: datetime | None
    informed: bool | None
    corrected: tuple[datetime, str] | None = None
    result: tuple[datetime, NewResult] | None = None


@dataclass(frozen=True)
class Case:
    """A recommendation in a case; `decided` is None where it waits, `seen` says when it was opened and left."""

    system: str
    team: str
    version: str
    source: Source
    recommended: Answer
    issued: datetime
    confidence: Decimal
    basis: dict[str, object]
    decided: Decided | None = None
    seen: tuple[datetime, str] | None = None
