# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Whether a written reason could say more; looks at the writer's own texts and nobody else's."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from caseworker.looking_up import naming
from caseworker.models import Decision, PersonalValue
from caseworker.permissions import Viewer
from caseworker.vocabulary import limits
from caseworker.vocabulary.empty_phrases import WITHOUT_HINT, Hint, plain_words, says_nothing


def hint_for(
    session: Session, viewer: Viewer, system: str, but: UUID | None, reason: str, code: str, today: date
) -> Hint | None:
    """The hint that fits what the viewer has typed so far; None where there is nothing to say.

    A copy is the same text in one of the viewer's own records of the system in the last four weeks, `but` not the one
    on this recommendation.
    """
    if code in WITHOUT_HINT:
        return None
    if says_nothing(reason):
        return Hint.EMPTY
    plain = plain_words(reason)
    if len(plain) < limits.REPEAT_MIN_LENGTH:
        return None
    used = _own_reasons(session, viewer, system, but, today - timedelta(days=limits.REPEAT_DAYS))
    return Hint.COPY if any(plain_words(text) == plain for text in used) else None


def _own_reasons(session: Session, viewer: Viewer, system: str, but: UUID | None, since: date) -> list[str]:
    others = [] if but is None else [col(Decision.recommendation_id) != but]
    author, reason = aliased(PersonalValue), aliased(PersonalValue)
    statement = (
        select(col(reason.value))
        .select_from(author)
        .join(Decision, col(Decision.entry) == col(author.entry))
        .join(reason, (col(reason.entry) == col(Decision.entry)) & (col(reason.field) == "reason"))
        .where(
            naming("caseworker", viewer.id, author),
            col(Decision.system) == system,
            col(Decision.decided_on) >= since,
            *others,
            col(reason.value).is_not(None),
        )
    )
    return list(session.execute(statement).scalars())
