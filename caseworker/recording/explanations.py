# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""An explanation to the citizen is released by the author of the record; a newer one supersedes it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from caseworker.acts import Plan, prepare
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, Explanation, PersonalValue, System
from caseworker.privacy import find_cpr
from caseworker.recording.corrections import latest_decision
from caseworker.recording.transaction import commit
from caseworker.vocabulary.problems import Absent, CprFound, NewerExplanation, Refused, StaleRevision


@dataclass(frozen=True)
class NewExplanation:
    """What is released: the whole sheet as text, its language, and how many of its parts were left out.

    `revision` is that of the record which the sheet tells of, `version` the number that this release will have.
    """

    caseworker: str
    text: str
    language: str
    left_out: int
    revision: int
    version: int


def release_explanation(database: Database, context: Context, decision_id: UUID, new: NewExplanation) -> None:
    """Nothing; the sheet is released, and what was released before stays. Sending it twice releases it once.

    Only the author of the record releases: anybody else gets Absent. Where nobody is known as its author, whoever may
    is for the caller to ask. Raises Refused, StaleRevision where the record
    was corrected meanwhile, and NewerExplanation where another sheet was released meanwhile, or the version is not the
    next one.
    """
    with database.read() as session:
        plan = _planned(session, context, decision_id, new)
    if plan is None:
        return
    try:
        commit(database, [plan])
    except IntegrityError as error:
        with database.read() as session:
            if _released(session, decision_id, new.version) != new.text:
                raise NewerExplanation() from error


def _planned(session: Session, context: Context, decision_id: UUID, new: NewExplanation) -> Plan | None:
    latest = latest_decision(session, decision_id)
    if latest is None or _value(session, _root_entry(session, decision_id), "caseworker") not in (new.caseworker, None):
        raise Absent()
    if latest.revision != new.revision:
        raise StaleRevision()
    system = session.get_one(System, latest.system)
    if not (system.complaint_body and system.complaint_deadline):
        raise Refused("The system lacks where and until when one can complain. Nothing was stored.", field="sentence")
    found = find_cpr(new.text)
    if found:
        raise CprFound([(span.start, span.end) for span in found], field="sentence")
    before = _released(session, decision_id, new.version)
    if before is not None:
        if before != new.text:
            raise NewerExplanation()
        return None
    if new.version != _newest(session, decision_id) + 1:
        raise NewerExplanation()
    row = {
        "id": context.new_id(),
        "recommendation_id": latest.recommendation_id,
        "decision_id": decision_id,
        "decision_revision": latest.revision,
        "version": new.version,
        "language": new.language,
        "left_out": new.left_out,
        "released_on": context.today,
    }
    personal = {"caseworker": new.caseworker, "explanation": new.text}
    return Plan(acts=[prepare(Explanation, row, context.today, context.entropy, personal)])


def _root_entry(session: Session, decision_id: UUID) -> int:
    return session.get_one(Decision, (decision_id, 0)).entry


def _newest(session: Session, decision_id: UUID) -> int:
    """The highest version that was released; 0 where none was."""
    highest = select(func.max(col(Explanation.version))).where(col(Explanation.decision_id) == decision_id)
    return session.execute(highest).scalar_one() or 0


def _released(session: Session, decision_id: UUID, version: int) -> str | None:
    return session.execute(
        select(col(PersonalValue.value))
        .join(Explanation, col(Explanation.entry) == col(PersonalValue.entry))
        .where(
            col(Explanation.decision_id) == decision_id,
            col(Explanation.version) == version,
            col(PersonalValue.field) == "explanation",
        )
    ).scalar_one_or_none()


def _value(session: Session, entry: int, name: str) -> str | None:
    held = session.get(PersonalValue, (entry, name))
    return held.value if held else None
