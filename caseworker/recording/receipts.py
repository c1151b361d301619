# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The receipt of a decision, and the submission that was sent before."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from caseworker.acts import Plan
from caseworker.appending import Appended
from caseworker.models import Decision, LedgerEntry, Submission
from caseworker.privacy import find_cpr
from caseworker.vocabulary.closed_lists import Response
from caseworker.vocabulary.problems import AlreadyDecided, KeyReused, Refused

# Wide enough for the tokens that a form or a client draws, too narrow for words: the key is stored as it comes.
_KEY = re.compile(r"[A-Za-z0-9_-]{16,128}")


@dataclass(frozen=True)
class Receipt:
    """What the caseworker gets for a decision: its public id, the response, and where it stands in the ledger."""

    decision_id: UUID
    revision: int
    response: Response | None
    entry: int
    fingerprint: str


def receipt_under(session: Session, key: str | None, content: str) -> Receipt | None:
    """The receipt of the submission that was sent before with this key; raises KeyReused for other content."""
    used = session.get(Submission, key) if key else None
    if used is None:
        return None
    if used.fingerprint != content:
        raise KeyReused()
    return receipt_of(session, used.decision_id)


def earlier_receipt(session: Session, recommendation_id: UUID, key: str | None, content: str) -> Receipt | None:
    """The receipt under this key; None where the recommendation waits. Raises KeyReused or AlreadyDecided."""
    earlier = receipt_under(session, key, content)
    decided = select(func.count()).where(col(Decision.recommendation_id) == recommendation_id)
    if earlier is None and session.execute(decided).scalar_one():
        raise AlreadyDecided()
    return earlier


def keep_key(plan: Plan, key: str | None, content: str, decision_id: UUID, day: date) -> None:
    """Nothing; the plan keeps the key, where there is one, with what it was used for."""
    if key is not None:
        used = {"key": key, "fingerprint": content, "decision_id": decision_id, "used_on": day}
        plan.beside.append((Submission, used))


def receipt_of(session: Session, decision_id: UUID, revision: int = 0) -> Receipt:
    """The receipt of a stored decision."""
    row = session.get_one(Decision, (decision_id, revision))
    leaf = session.execute(select(col(LedgerEntry.leaf)).where(col(LedgerEntry.seq) == row.entry)).scalar_one()
    return receipt(row.model_dump(), Appended(row.entry, leaf))


def receipt(row: Mapping[str, Any], stands: Appended) -> Receipt:
    """The receipt of a decision row that stands there in the ledger."""
    response = None if row["response"] is None else Response(row["response"])
    return Receipt(row["id"], row["revision"], response, stands.entry, stands.leaf.hex())


def checked_key(key: str | None) -> str | None:
    """The key of a submission, or None where it has none.

    Raises Refused unless it is 16 to 128 letters, digits, `_` and `-` without a CPR number among them.
    """
    if key is not None and (not _KEY.fullmatch(key) or find_cpr(key)):
        raise Refused("Nothing was stored. Open the page again and send it from there.", field="key")
    return key


def content_of(key: bytes, recommendation_id: UUID, told: Mapping[str, object]) -> str:
    """What makes two submissions the same one: a digest of all that was told, but not of the moment of sending.

    Keyed, because a plain digest of so few unknowns could be guessed back to the text.
    """
    same = {name: value for name, value in told.items() if name != "decided_at"}
    return hmac.new(key, repr((recommendation_id, sorted(same.items()))).encode(), hashlib.sha256).hexdigest()
