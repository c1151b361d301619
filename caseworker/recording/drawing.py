# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The records of a double reading: drawn by a seed among what two readers may read and neither wrote.

Each record gets a number that the seed makes from its id, and the lowest numbers of each response are drawn. So every
record has the same chance, and whoever has the seed and the log finds the same records again.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from caseworker.models import Decision, PersonalValue, Recommendation
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Response
from caseworker.vocabulary.problems import Refused

READ_TWICE = (Response.ACCEPTED, Response.OVERRIDDEN)
"""The responses that are drawn from, each by itself."""


@dataclass(frozen=True)
class Period:
    """The records of one team and system whose first decision lies in the days."""

    system: str
    team: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class DrawnRecords:
    """(id, response) in the order of reading, and how many of each response the period has."""

    records: list[tuple[UUID, Response]]
    of: dict[Response, int]

    def drawn(self, response: Response) -> int:
        """How many of the response were drawn."""
        return sum(each is response for _id, each in self.records)


def draw_records(session: Session, period: Period, seed: str, most: int, readers: Collection[str]) -> DrawnRecords:
    """At most so many of each response, none written by a reader; as first sent, so that a correction changes no draw.

    `of` counts the readers' own too: otherwise it would tell how many they wrote. Raises Refused where there
    are too few records to draw from, by too few caseworkers, or mostly by one.
    """
    found = _written(session, period)
    records: list[tuple[UUID, Response]] = []
    for response in READ_TWICE:
        may_be_read = {
            each: author
            for each, (said, author) in found.items()
            if said is response and author and author not in readers
        }
        _refuse_recognisable(list(may_be_read.values()))
        drawn = sorted(may_be_read, key=lambda each: _number(seed, "drawn", each))[:most]
        records += [(each, response) for each in drawn]
    records.sort(key=lambda record: _number(seed, "read", record[0]))
    counted = Counter(response for response, _author in found.values())
    return DrawnRecords(records, {response: counted[response] for response in READ_TWICE})


def _number(seed: str, purpose: str, decision_id: UUID) -> bytes:
    return hmac.digest(seed.encode(), f"{purpose}/{decision_id}".encode(), hashlib.sha256)


def _written(session: Session, period: Period) -> dict[UUID, tuple[Response, str | None]]:
    """The response and the author of each record of the period that has a reason to read."""
    reason, author = aliased(PersonalValue), aliased(PersonalValue)
    found = (
        select(col(Decision.id), col(Decision.response), col(author.value))
        .join(Recommendation, col(Recommendation.id) == col(Decision.recommendation_id))
        .join(reason, (col(reason.entry) == col(Decision.entry)) & (col(reason.field) == "reason"))
        .outerjoin(author, (col(author.entry) == col(Decision.entry)) & (col(author.field) == "caseworker"))
        .where(
            col(Decision.system) == period.system,
            col(Decision.revision) == 0,
            col(Decision.shown),
            col(Decision.decided_on).between(period.first_day, period.last_day),
            col(Decision.response).in_([response.value for response in READ_TWICE]),
            col(Recommendation.team) == period.team,
            col(reason.value).is_not(None),
        )
    )
    return {row[0]: (Response(row[1]), row[2]) for row in session.execute(found)}


def _refuse_recognisable(authors: Sequence[str]) -> None:
    by_author = Counter(authors)
    if (
        len(authors) < limits.DOUBLE_READING_FEWEST
        or len(by_author) < limits.FEWEST_ACTIVE
        or max(by_author.values()) > limits.DOMINANT_SHARE * len(authors)
    ):
        raise Refused(
            "There are too few records with a reason by others than the readers, or too few caseworkers wrote them. "
            "Choose a longer period.",
            field="period",
        )
