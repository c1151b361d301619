# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The reason code that fits a response, and whether a written reason was used before."""

import hmac
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlmodel import Session, col

from caseworker.acts import Plan
from caseworker.context import Context
from caseworker.models import RecentReason
from caseworker.registry import SystemRules
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import Response
from caseworker.vocabulary.empty_phrases import plain_words
from caseworker.vocabulary.problems import UnknownReasonCode
from caseworker.vocabulary.reasons import side_of


def check_code(rules: SystemRules, code: str | None, response: Response | None, *, strict: bool) -> None:
    """Nothing where the code may stand with the response; raises UnknownReasonCode otherwise.

    A person chooses among the codes that the system offers for the response; a file may hold any code of the list.
    """
    if code is None:
        return
    if code not in (rules.codes[side_of(response)] if strict and response else rules.all_codes):
        raise UnknownReasonCode()


def fingerprint(context: Context, reason: str) -> str | None:
    """A keyed fingerprint of the reason without case, blanks and final stops; None for one too short to compare."""
    normal = plain_words(reason)
    if len(normal) < limits.REPEAT_MIN_LENGTH:
        return None
    return hmac.digest(context.reason_key, normal.encode(), "sha256").hex()[:32]


def is_repeat(session: Session, system: str, mark: str, day: date) -> bool:
    """Whether the reason with this fingerprint was used in the system in the four weeks before `day`."""
    return repeats(recent(session, system, [mark]).get(mark), day)


def repeats(used: date | None, day: date) -> bool:
    """Whether a reason last used on the day `used` counts as used before on `day`."""
    return used is not None and day - timedelta(days=limits.REPEAT_DAYS) <= used <= day


def recent(session: Session, system: str, marks: Iterable[str]) -> dict[str, date]:
    """The day of the last use of each fingerprint that the system knows."""
    found = session.execute(
        select(col(RecentReason.fingerprint), col(RecentReason.used_on)).where(
            col(RecentReason.system) == system, col(RecentReason.fingerprint).in_(list(marks))
        )
    )
    return {row.fingerprint: row.used_on for row in found}


def remember(plan: Plan, system: str, used: Mapping[str, date]) -> None:
    """Nothing; the plan replaces the last use of each fingerprint."""
    plan.instead.append(
        delete(RecentReason).where(col(RecentReason.system) == system, col(RecentReason.fingerprint).in_(list(used)))
    )
    plan.beside.extend(
        (RecentReason, {"system": system, "fingerprint": mark, "used_on": day}) for mark, day in used.items()
    )
