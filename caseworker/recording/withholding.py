# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sample without the recommendation: which cases are drawn into it, and that they stay there."""

import hmac
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlmodel import Session, col

from caseworker.models import Decision, OwnJudgement, Showing
from caseworker.registry import SystemRules


class Draw(NamedTuple):
    """The place of a recommendation in its system's draw, and its number among the withheld where it is withheld."""

    place: int | None
    withheld: int | None


NOT_DRAWN = Draw(None, None)


def draw(session: Session, rules: SystemRules, recommendation_id: UUID) -> Draw:
    """Whether the recommendation is withheld, where the system withholds a sample and nobody has seen it yet.

    A case is withheld where its own chance, made of the seed and its id, is below the share, and where the sample then
    still is at most the share of all cases drawn so far. So the share is a ceiling at every moment, and whoever has
    seed, share and log finds the same cases again.
    """
    share, seed = rules.withheld_share, rules.withheld_seed
    seen = select(col(Showing.id)).where(col(Showing.recommendation_id) == recommendation_id).limit(1)
    if share is None or seed is None or session.execute(seen).first():
        return NOT_DRAWN
    counted = select(func.max(col(OwnJudgement.drawn)), func.max(col(OwnJudgement.withheld)))
    drawn, withheld = session.execute(counted.where(col(OwnJudgement.system) == rules.system)).one()
    place, number = (drawn or 0) + 1, (withheld or 0) + 1
    return Draw(place, number if is_drawn(share, seed, recommendation_id, place, number) else None)


def is_drawn(share: Decimal, seed: str, recommendation_id: UUID, place: int, number: int) -> bool:
    """Whether the case at this place of the draw becomes the withheld case of this number."""
    digest = hmac.digest(seed.encode(), recommendation_id.bytes, "sha256")
    return int.from_bytes(digest[:8], "big") < share * 2**64 and number <= share * place


def is_withheld(session: Session, recommendation_id: UUID) -> bool:
    """Whether the recommendation is never shown: it was drawn, or was decided without having been shown."""
    drawn = exists().where(
        col(OwnJudgement.recommendation_id) == recommendation_id, col(OwnJudgement.withheld).is_not(None)
    )
    decided = exists().where(col(Decision.recommendation_id) == recommendation_id, ~col(Decision.shown))
    return bool(session.execute(select(drawn | decided)).scalar_one())
