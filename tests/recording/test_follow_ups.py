# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Follow-ups are facts with revisions, name no person, and go with the case that they hang on; on both databases."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import FollowUp, PersonalValue
from caseworker.queries.follow_ups import follow_ups_on, told_follow_ups
from caseworker.queries.whole_case import held_about
from caseworker.recording import (
    Course,
    NewFollowUp,
    add_follow_up,
    change_follow_up,
    erase,
    record_decision,
)
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import ErasureRule, FollowUpKind, FollowUpState, FollowUpSubject
from caseworker.vocabulary.problems import Absent, CaseErased, CprFound, NothingChanged, Refused, StaleRevision
from tests.factories import Town, decision, later, recommend
from tests.recording.stored import entries

CASE = "2026-000123"
COURSE = Course(
    FollowUpKind.DATA_FAULT, due_on=date(2026, 11, 30), owner="Systemets ejer", text="Indkomsterne er for gamle."
)
NEW = NewFollowUp("sortering", FollowUpSubject.DATA_SOURCE, COURSE, team="modtagelsen", subject="Indkomster")


def revisions(database: Database, follow_up_id: UUID) -> list[FollowUp]:
    with database.read() as session:
        found = select(FollowUp).where(col(FollowUp.id) == follow_up_id).order_by(col(FollowUp.revision))
        rows = list(session.execute(found).scalars())
        session.expunge_all()
        return rows


def about_a_record(database: Database, context: Context, author: UUID) -> NewFollowUp:
    made = record_decision(database, context, recommend(database, context), decision(context, author))
    course = Course(FollowUpKind.GUIDANCE, text="Vejledningen siger det modsatte.")
    return NewFollowUp("sortering", FollowUpSubject.RECORD, course, "modtagelsen", decision_id=made.decision_id)


def test_each_change_is_a_revision_and_the_log_verifies(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    lead = str(town.team_lead)
    found = add_follow_up(database, context, NEW, lead)
    done = replace(COURSE, state=FollowUpState.DONE, answer="De hentes nu hver måned.")
    change_follow_up(database, later(context, days=3), found, 0, done, lead)
    first, second = revisions(database, found)
    assert (first.state, second.state, second.revision) == ("open", "done", 1)
    assert (first.said_on, second.said_on) == (date(2026, 11, 20), date(2026, 11, 23))
    with database.read() as session:
        told = told_follow_ups(session)
    assert told == [
        {
            "system": "sortering",
            "team": "modtagelsen",
            "about": "data_source",
            "option": None,
            "kind": "data_fault",
            "state": "done",
            "due_on": date(2026, 11, 30),
            "subject": "Indkomster",
            "owner": "Systemets ejer",
            "text": "Indkomsterne er for gamle.",
            "answer": "De hentes nu hver måned.",
            "started_on": date(2026, 11, 20),
            "changed_on": date(2026, 11, 23),
        }
    ]
    assert verify_database(database, settings).ok


def test_nothing_to_follow_up_is_concluded_at_once(database: Database, context: Context, town: Town) -> None:
    course = Course(FollowUpKind.NONE, text="Det er almindelige udsving.")
    found = add_follow_up(database, context, replace(NEW, course=course), str(town.team_lead))
    assert [row.state for row in revisions(database, found)] == ["done"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"course": replace(COURSE, text="  ")}, "text"),
        ({"course": replace(COURSE, due_on=date(2026, 11, 19))}, "due_on"),
        ({"about": FollowUpSubject.CASE_TYPE}, "option"),
        ({"about": FollowUpSubject.CASE_TYPE, "option": "findes-ikke"}, "option"),
        ({"about": FollowUpSubject.CASE_TYPE, "option": "bfu\x00"}, "option"),
        ({"subject": "x" * 121}, "subject"),
        ({"course": replace(COURSE, owner="caseworker")}, "owner"),
        ({"course": replace(COURSE, text="Tal med COLLEAGUE, før mandag.")}, "text"),
    ],
)
def test_what_cannot_be_a_follow_up_is_refused_at_its_field_and_stores_nothing(
    database: Database, context: Context, town: Town, changes: dict[str, Any], field: str
) -> None:
    before = entries(database)
    with pytest.raises(Refused) as refused:
        add_follow_up(database, context, replace(NEW, **changes), str(town.team_lead))
    assert refused.value.field == field
    assert entries(database) == before


@pytest.mark.parametrize("field", ["subject", "owner", "text"])
def test_a_cpr_number_is_refused_in_every_text(database: Database, context: Context, town: Town, field: str) -> None:
    number = "Borgeren 010190-1234 klagede."
    given: dict[str, Any] = {field: number}
    new = replace(NEW, **given) if field == "subject" else replace(NEW, course=replace(COURSE, **given))
    before = entries(database)
    with pytest.raises(CprFound) as refused:
        add_follow_up(database, context, new, str(town.team_lead))
    assert refused.value.field == field
    found = add_follow_up(database, context, NEW, str(town.team_lead))
    with pytest.raises(CprFound):
        change_follow_up(database, context, found, 0, replace(COURSE, answer=number), str(town.team_lead))
    assert entries(database) == before + 1


def test_a_word_that_only_holds_a_name_is_no_name(database: Database, context: Context, town: Town) -> None:
    course = replace(COURSE, text="Alle caseworkers og colleagues har set det.")
    add_follow_up(database, context, replace(NEW, course=course), str(town.team_lead))
    with database.read() as session:
        assert [told["text"] for told in told_follow_ups(session)] == [course.text]


def test_a_closed_one_needs_an_answer_and_a_change_must_change_something(
    database: Database, context: Context, town: Town
) -> None:
    lead, found = str(town.team_lead), add_follow_up(database, context, NEW, str(town.team_lead))
    with pytest.raises(Refused) as refused:
        change_follow_up(database, context, found, 0, replace(COURSE, state=FollowUpState.DROPPED), lead)
    assert refused.value.field == "answer"
    with pytest.raises(NothingChanged):
        change_follow_up(database, context, found, 0, COURSE, lead)
    late = later(context, days=30)
    change_follow_up(database, late, found, 0, replace(COURSE, text="En passeret frist må blive stående."), lead)
    with pytest.raises(Refused):
        change_follow_up(database, late, found, 1, replace(COURSE, due_on=date(2026, 12, 1)), lead)


def test_of_two_who_change_it_one_is_told_to_look_again(database: Database, context: Context, town: Town) -> None:
    lead, found = str(town.team_lead), add_follow_up(database, context, NEW, str(town.team_lead))
    change_follow_up(database, context, found, 0, replace(COURSE, answer="Ringet."), lead)
    with pytest.raises(StaleRevision):
        change_follow_up(database, context, found, 0, replace(COURSE, answer="Skrevet."), lead)
    with pytest.raises(Absent):
        change_follow_up(database, context, uuid4(), 0, COURSE, lead)


def test_on_a_single_record_only_its_author_starts_one(database: Database, context: Context, town: Town) -> None:
    new = about_a_record(database, context, town.caseworker)
    before = entries(database)
    for stranger in (town.colleague, town.team_lead, town.ethics_reviewer, town.administrator):
        with pytest.raises(Absent):
            add_follow_up(database, context, new, str(stranger))
    for wrong in (replace(new, team="visitationen"), replace(new, decision_id=uuid4()), replace(new, decision_id=None)):
        with pytest.raises(Absent):
            add_follow_up(database, context, wrong, str(town.caseworker))
    assert entries(database) == before
    add_follow_up(database, context, new, str(town.caseworker))
    with database.read() as session:
        assert told_follow_ups(session) == [], "no report tells of a single record"


def test_its_texts_go_with_the_case_and_nothing_more_is_said_about_it(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    new = about_a_record(database, context, town.caseworker)
    found = add_follow_up(database, context, new, str(town.caseworker))
    answered = replace(new.course, answer="Vejledningen er rettet.")
    change_follow_up(database, context, found, 0, answered, str(town.team_lead))
    other = add_follow_up(database, context, NEW, str(town.team_lead))
    assert new.decision_id is not None
    erase(database, context, CASE, ErasureRule.CITIZEN_REQUEST)
    with database.read() as session:
        held = set(session.execute(select(col(PersonalValue.value))).scalars())
        assert follow_ups_on(session, new.decision_id)[0].erased
    assert held.isdisjoint({"Vejledningen siger det modsatte.", "Vejledningen er rettet."})
    assert "Indkomsterne er for gamle." in held
    with pytest.raises(CaseErased):
        change_follow_up(database, context, found, 1, replace(answered, answer="Mere."), str(town.team_lead))
    with pytest.raises(CaseErased):
        add_follow_up(database, context, new, str(town.caseworker))
    change_follow_up(database, context, other, 0, replace(COURSE, answer="Ringet."), str(town.team_lead))
    assert verify_database(database, settings).ok


def test_a_citizens_request_shows_it_without_the_name_of_who_wrote(
    database: Database, context: Context, town: Town
) -> None:
    add_follow_up(database, context, about_a_record(database, context, town.caseworker), str(town.caseworker))
    with database.read() as session:
        rows = [row for held in held_about(session, CASE).recommendations for row in held.rows]
    told = next(row for row in rows if row.kind == "follow_ups")
    assert told.values["text"] == "Vejledningen siger det modsatte."
    assert told.by == {"role": "caseworker", "team": "Modtagelsen"}
    assert str(town.caseworker) not in str(told.values)


@pytest.mark.parametrize(
    "spoilt", ["about = 'case'", "about = 'record'", "option = 'bfu'", "kind = 'blame'", "state = 'late'"]
)
def test_the_database_itself_refuses_what_no_list_has(
    database: Database, context: Context, town: Town, spoilt: str
) -> None:
    add_follow_up(database, context, NEW, str(town.team_lead))
    columns = [column.name for column in FollowUp.__table__.columns]  # type: ignore[attr-defined]
    name, value = spoilt.split(" = ")
    given = {"revision": "1", "entry": "1", name: value}
    values = ", ".join(given.get(column, column) for column in columns)
    copy = f"INSERT INTO follow_ups ({', '.join(columns)}) SELECT {values} FROM follow_ups"
    with pytest.raises(DBAPIError), database.write() as session:
        session.execute(text(copy))
    given.pop(name)
    values = ", ".join(given.get(column, column) for column in columns)
    with database.write() as session:
        session.execute(text(f"INSERT INTO follow_ups ({', '.join(columns)}) SELECT {values} FROM follow_ups"))
