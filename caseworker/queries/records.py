# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""One record with every revision."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import Session, col

from caseworker.models import Decision, LedgerEntry, ListedReason, PersonalValue, Recommendation
from caseworker.permissions import Action, Subject, Viewer, may
from caseworker.queries.cases import Asked, asked_of, personal_values, unseen
from caseworker.registry import listed_reason
from caseworker.vocabulary.problems import Absent, AuthorErased
from caseworker.vocabulary.responses import Answer


@dataclass(frozen=True)
class Revision:
    """A decision or a correction, with its values and its place in the ledger."""

    decision: Decision
    listed: ListedReason | None
    reason: str | None
    decided_at: datetime | None
    fingerprint: str

    @property
    def decided(self) -> Answer | None:
        """What was decided; None where a source told only the response."""
        code = self.decision.decided
        return Answer(code, self.decision.decided_number) if code else None


@dataclass(frozen=True)
class Record(Asked):
    """A decision with the recommendation that it answers and every revision, latest first.

    Of a withheld recommendation there is nothing of what it says. Where it is not the viewer's `own`, no written reason
    comes along.
    """

    recommendation: Recommendation
    case_reference: str | None
    revisions: list[Revision]
    own: bool = True

    @property
    def latest(self) -> Revision:
        """The revision that counts."""
        return self.revisions[0]

    @property
    def withheld(self) -> bool:
        """Whether the recommendation was not shown and never is."""
        return not self.latest.decision.shown

    @property
    def recommended(self) -> Answer:
        """What the machine recommended."""
        return Answer(self.recommendation.recommended, self.recommendation.recommended_number)


def get_record(session: Session, viewer: Viewer, action: Action, decision_id: UUID) -> Record:
    """The record, where the viewer may do `action` to it; raises Absent.

    Where nobody is known as its author, the team of the case explains it to the citizen. Whoever of the team asks for
    something else gets AuthorErased, if there was an author.
    """
    statement = (
        select(Decision, col(LedgerEntry.leaf), ListedReason)
        .join(LedgerEntry, col(LedgerEntry.seq) == col(Decision.entry))
        .outerjoin(
            ListedReason,
            (col(ListedReason.list_version) == col(Decision.reason_list))
            & (col(ListedReason.code) == col(Decision.reason_code)),
        )
        .where(col(Decision.id) == decision_id)
        .order_by(col(Decision.revision))
    )
    found = session.execute(statement).all()
    values = [personal_values(session, decision.entry) for decision, _leaf, _listed in found]
    if not found:
        raise Absent()
    recommendation, latest = session.get_one(Recommendation, found[0][0].recommendation_id), found[-1][0]
    own = _is_own(viewer, action, recommendation, values[0])
    seen = recommendation if latest.shown else unseen(recommendation)
    return Record(
        **vars(_asked_over(session, seen, latest)),
        recommendation=seen,
        case_reference=personal_values(session, recommendation.entry).get("case_reference"),
        revisions=[
            Revision(decision, listed, held.get("reason") if own else None, _moment(held.get("decided_at")), leaf.hex())
            for (decision, leaf, listed), held in reversed(list(zip(found, values, strict=True)))
        ],
        own=own,
    )


def _is_own(viewer: Viewer, action: Action, recommendation: Recommendation, first: Mapping[str, str | None]) -> bool:
    """Whether it is theirs, by the values of the first decision; raises Absent or AuthorErased as `get_record`."""
    author = first.get("caseworker")
    if may(viewer, action, Subject(author=author)):
        return True
    if author is not None or not may(viewer, Action.EXPLAIN_WITHOUT_AUTHOR, Subject(team=recommendation.team)):
        raise Absent()
    if action is not Action.EXPLAIN:
        raise AuthorErased() if "caseworker" in first else Absent()
    return False


def _asked_over(session: Session, recommendation: Recommendation, latest: Decision) -> Asked:
    """The system with what the record says among what can be chosen, so that a correction can leave it as it is."""
    asked = asked_of(session, recommendation.system)
    reason = listed_reason(session, asked.rules.reason_list, latest.reason_code)
    reasons = {each.code: each for each in (*asked.reasons, *([reason] if reason else []))}
    return replace(
        asked,
        reasons=sorted(reasons.values(), key=lambda each: (each.position, each.code)),
        rules=asked.rules.keeping(recommendation.recommended, latest.decided, reason=reason),
    )


def record_of(session: Session, viewer: Viewer, recommendation_id: UUID) -> UUID | None:
    """The viewer's own record of this recommendation, where there is one."""
    return session.execute(own_answer(viewer, recommendation_id)).scalar_one_or_none()


def own_answer(viewer: Viewer, recommendation_id: UUID) -> Select[UUID]:
    """The id of the decision that the viewer made on this recommendation."""
    return (
        select(col(Decision.id))
        .join(PersonalValue, col(PersonalValue.entry) == col(Decision.entry))
        .where(
            col(Decision.recommendation_id) == recommendation_id,
            col(Decision.revision) == 0,
            col(PersonalValue.field) == "caseworker",
            col(PersonalValue.value) == viewer.id,
        )
    )


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
