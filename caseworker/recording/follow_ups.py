# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What readers of disagreements set in motion: started, gone on with, concluded; never with a caseworker's name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from caseworker.acts import Plan, prepare
from caseworker.cleaning import clean_text, has_control
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, FollowUp, Option, PersonalValue, Recommendation, System, User
from caseworker.recording.transaction import commit
from caseworker.vocabulary import limits
from caseworker.vocabulary.closed_lists import FollowUpKind, FollowUpState, FollowUpSubject, Role
from caseworker.vocabulary.problems import Absent, NothingChanged, Refused, StaleRevision

TEXTS = {"subject": limits.NAME_MAX, "owner": limits.NAME_MAX, "text": limits.TEXT_MAX, "answer": limits.TEXT_MAX}
"""The erasable texts of a follow-up, each with its limit."""
_NAMED_BY_THE_REST = (FollowUpSubject.CASE_TYPE, FollowUpSubject.RECORD)


@dataclass(frozen=True)
class Course:
    """What is done, by whom and when, and what came of it; a closed one has an answer."""

    kind: FollowUpKind
    state: FollowUpState = FollowUpState.OPEN
    due_on: date | None = None
    owner: str = ""
    text: str = ""
    answer: str = ""


@dataclass(frozen=True)
class NewFollowUp:
    """What is followed up in a system: `option` belongs to a case type, `decision_id` to a record.

    Without a team it is the board's own.
    """

    system: str
    about: FollowUpSubject
    course: Course
    team: str | None = None
    subject: str = ""
    option: str | None = None
    decision_id: UUID | None = None


def add_follow_up(database: Database, context: Context, new: NewFollowUp, user: str) -> UUID:
    """The id of the follow-up that this person starts; one where nothing follows is concluded at once.

    On a single record only its author starts one: anybody else gets Absent (`proposals` is their way). Raises Refused,
    CprFound, TooLong, or CaseErased.
    """
    course = new.course
    if course.kind is FollowUpKind.NONE:
        course = replace(course, state=FollowUpState.DONE)
    with database.read() as session:
        _check_subject(session, new)
        check_due(course, context.today)
        texts = clean_texts(session, {"subject": new.subject, "owner": course.owner, "text": course.text})
        if not texts["subject"] and new.about not in _NAMED_BY_THE_REST:
            raise Refused("Write in a few words what it is about.", field="subject")
        if not texts["text"]:
            raise Refused("Write briefly what was seen, and what is to happen.", field="text")
        recommendation_id = _recommendation_of(session, new, user)
    row: dict[str, Any] = {
        "id": context.new_id(),
        "revision": 0,
        "system": new.system,
        "team": new.team,
        "about": new.about.value,
        "option": new.option if new.about is FollowUpSubject.CASE_TYPE else None,
        "decision_id": new.decision_id,
        "recommendation_id": recommendation_id,
    }
    commit(database, [plan_revision(context, row, course, texts, user)])
    found: UUID = row["id"]
    return found


def change_follow_up(
    database: Database, context: Context, follow_up_id: UUID, revision: int, course: Course, user: str
) -> None:
    """Nothing; the follow-up goes on like this from `revision`, which stays. Who may, the caller has asked.

    Raises Absent, Refused, NothingChanged, CprFound, TooLong, CaseErased, or StaleRevision where somebody else was
    first.
    """
    with database.read() as session:
        latest = _latest(session, follow_up_id)
        if latest is None:
            raise Absent()
        if latest.revision != revision:
            raise _stale()
        before = _texts_of(session, latest)
        if course.due_on != latest.due_on:
            check_due(course, context.today)
        given = {"owner": course.owner, "text": course.text, "answer": course.answer}
        texts = {"subject": before.get("subject") or "", **clean_texts(session, given)}
        if course.state is not FollowUpState.OPEN and course.kind is not FollowUpKind.NONE and not texts["answer"]:
            raise Refused("Write briefly what came of it.", field="answer")
        standing = (latest.kind, latest.state, latest.due_on, {name: text for name, text in before.items() if text})
        if standing == (course.kind, course.state, course.due_on, {name: text for name, text in texts.items() if text}):
            raise NothingChanged()
        kept = ("id", "system", "team", "about", "option", "decision_id", "recommendation_id")
        row = {"revision": revision + 1, **{name: getattr(latest, name) for name in kept}}
    try:
        commit(database, [plan_revision(context, row, course, texts, user)])
    except IntegrityError as error:
        raise _stale() from error


def _stale() -> StaleRevision:
    return StaleRevision("Somebody changed the follow-up after you opened this page. Look at it again.")


def plan_revision(
    context: Context, row: dict[str, Any], course: Course, texts: Mapping[str, str | None], user: str | None
) -> Plan:
    """The plan that stores a revision: `row` says what it is about, `course` and the clean `texts` what happens."""
    said = {"kind": course.kind.value, "state": course.state.value, "due_on": course.due_on, "said_on": context.today}
    personal = {name: text or None for name, text in texts.items()} | {"user": user}
    return Plan(acts=[prepare(FollowUp, {**row, **said}, context.today, context.entropy, personal)])


def _check_subject(session: Session, new: NewFollowUp) -> None:
    if has_control(new.system) or session.get(System, new.system) is None:
        raise Absent()
    if new.about is not FollowUpSubject.CASE_TYPE:
        return
    if not new.option or has_control(new.option) or session.get(Option, (new.system, new.option)) is None:
        raise Refused("Choose what the system recommends in these cases.", field="option")


def _recommendation_of(session: Session, new: NewFollowUp, user: str) -> UUID | None:
    """The recommendation of the record that it is about, where this person is the author; raises Absent."""
    if new.about is not FollowUpSubject.RECORD:
        return None
    decision = session.get(Decision, (new.decision_id, 0)) if new.decision_id else None
    if decision is None:
        raise Absent()
    author = session.get(PersonalValue, (decision.entry, "caseworker"))
    recommendation = session.get_one(Recommendation, decision.recommendation_id)
    if author is None or author.value != user or (recommendation.system, recommendation.team) != (new.system, new.team):
        raise Absent()
    return recommendation.id


def check_due(course: Course, today: date) -> None:
    """Nothing; raises Refused for a due date that has passed."""
    if course.due_on is not None and course.due_on < today:
        raise Refused("The due date has passed already. Choose a later one.", field="due_on")


def clean_texts(session: Session, texts: dict[str, str]) -> dict[str, str]:
    """The texts as they may be stored; raises CprFound, TooLong, or Refused where one names a caseworker."""
    cleaned = {name: clean_text(text, name, TEXTS[name]) for name, text in texts.items()}
    people = session.execute(select(col(User.name)).where(col(User.role) == Role.CASEWORKER.value)).scalars().all()
    for name, text in cleaned.items():
        said = f" {_spaced(text)} "
        if any(f" {_spaced(person)} " in said for person in people):
            raise Refused("A caseworker is named here. Write about the work, not about a person.", field=name)
    return cleaned


def _spaced(text: str) -> str:
    """The words alone, in small letters, a single blank between them."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _latest(session: Session, follow_up_id: UUID) -> FollowUp | None:
    revisions = select(FollowUp).where(col(FollowUp.id) == follow_up_id)
    return session.execute(revisions.order_by(col(FollowUp.revision).desc()).limit(1)).scalar_one_or_none()


def _texts_of(session: Session, follow_up: FollowUp) -> dict[str, str | None]:
    held = select(col(PersonalValue.field), col(PersonalValue.value)).where(
        col(PersonalValue.entry) == follow_up.entry, col(PersonalValue.field).in_(TEXTS)
    )
    return {row.field: row.value for row in session.execute(held)}
