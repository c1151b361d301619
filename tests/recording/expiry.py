# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Records of an old quarter and of a younger one, by several people, with everything that can hang on them."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, PersonalValue
from caseworker.permissions import Viewer
from caseworker.recording import AuthorExpiry
from caseworker.vocabulary.closed_lists import FollowUpKind, FollowUpSubject, NotNow, Role
from caseworker.vocabulary.responses import Answer
from tests.factories import TILBUD, Town, context_at, decision, later, recommend, release

OLD = datetime(2025, 5, 13, 9, 30, tzinfo=UTC)
YOUNG = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
AFTER = datetime(2026, 7, 10, 9, 30, tzinfo=UTC)
"""The second quarter of 2025 is over for more than 12 months, no later one is."""


def everything(database: Database, context: Context, town: Town) -> UUID:
    """The id of a record of the caseworker with all that can name its author hanging on it."""
    me = str(town.caseworker)
    answered = recommend(database, context)
    recording.set_aside(database, context, answered, me, NotNow.AWAITING_INFORMATION)
    recording.record_own_judgement(database, context, answered, me, Answer("afdaek"))
    recording.record_showing(database, context, answered, me)
    recording.record_showing(database, context, answered, str(town.colleague))
    made = recording.record_decision(database, context, answered, decision(context, town.caseworker), key="k" * 20)
    again = later(context, days=1)
    changed = decision(again, town.caseworker, TILBUD, "Rettet: der var en oplysning mere i sagen.")
    recording.correct_decision(database, again, made.decision_id, 0, changed)
    release(database, again, made.decision_id, town.caseworker, revision=1)
    course = recording.Course(FollowUpKind.DISCUSS, text="Vi taler om vejledningen på teammødet.")
    new = recording.NewFollowUp(
        "sortering", FollowUpSubject.RECORD, course, team="modtagelsen", decision_id=made.decision_id
    )
    recording.add_follow_up(database, again, new, me)
    return made.decision_id


def by_others(database: Database, context: Context, people: list[UUID], each: int) -> None:
    """So many records by each of them."""
    for number in range(each):
        for place, person in enumerate(people):
            answered = recommend(database, context, case_reference=f"2025-{place:03}{number:03}")
            recording.record_decision(database, context, answered, decision(context, person))


def expire(database: Database, context: Context | None = None) -> int:
    """How many values were erased by a whole run."""
    work = AuthorExpiry(database, context or context_at(AFTER, seed=9))
    for _done in work.run():
        pass
    database.forget()
    return work.size


def naming(database: Database, person: UUID) -> list[int]:
    """The entries that name the person."""
    with database.read() as session:
        held = select(col(PersonalValue.entry)).where(col(PersonalValue.value) == str(person))
        return sorted(session.execute(held).scalars())


def entries_of(database: Database, decision_id: UUID) -> list[int]:
    """The entries of a decision, the first one first."""
    with database.read() as session:
        rows = select(col(Decision.entry)).where(col(Decision.id) == decision_id).order_by(col(Decision.revision))
        return list(session.execute(rows).scalars())


def viewer_of(person: UUID) -> Viewer:
    """A caseworker of the team."""
    return Viewer(str(person), Role.CASEWORKER, "modtagelsen")
