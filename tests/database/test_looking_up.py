# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Whoever knows a case or a person finds what names them by the index, however much is stored."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select, text
from sqlmodel import Session, col

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import PersonalValue, Recommendation
from caseworker.permissions import Viewer
from caseworker.queries.desk import waiting_in_case
from caseworker.queries.hints import hint_for
from caseworker.queries.own_records import Wanted, has_recorded, own_records
from caseworker.queries.same_case import count_earlier
from caseworker.queries.whole_case import held_about
from caseworker.recording.afterwards import _recommendations_of
from caseworker.vocabulary.closed_lists import Role
from tests.factories import Town, decision, recommend

CASE = "2026-000001"
INDEX = "ix_personal_values_looked_up"
LONG = "Mor har fået ny bolig siden, og skolen ser ingen tegn."

Asking = Callable[[Session, Viewer, Any], object]
LOOKS: dict[str, Asking] = {
    "the desk's other recommendations of the case": lambda s, v, r: waiting_in_case(s, v, CASE),
    "what was decided earlier": lambda s, v, r: count_earlier(s, r, CASE),
    "the access report": lambda s, v, r: held_about(s, CASE),
    "erasure": lambda s, v, r: _recommendations_of(s, CASE),
    "a caseworker's records": lambda s, v, r: own_records(s, v, Wanted()),
    "whether there are any": lambda s, v, r: has_recorded(s, v),
    "a copied reason": lambda s, v, r: hint_for(s, v, "sortering", r.id, LONG, "O1", date(2026, 11, 20)),
}


def plans_of(database: Database, ask: Callable[[Session], object]) -> list[str]:
    """The plan of every statement in which the text of a personal value is looked for."""
    asked: list[tuple[str, Any]] = []
    with database.read() as session:
        # Of a handful of rows PostgreSQL reads all, unless it may not.
        if not database.is_sqlite:
            session.execute(text("SET LOCAL enable_seqscan = off"))
        hear = lambda _c, _cur, statement, given, *_more: asked.append((statement, given))  # noqa: E731
        event.listen(database.engine, "before_cursor_execute", hear)
        ask(session)
        event.remove(database.engine, "before_cursor_execute", hear)
        explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
        connection = session.connection()
        return [
            "\n".join(str(line) for line in connection.exec_driver_sql(explain + statement, given))
            for statement, given in asked
            if ".value = " in statement
        ]


@pytest.mark.parametrize("look", LOOKS)
def test_what_names_a_case_or_a_person_is_found_by_the_index(
    database: Database, context: Context, town: Town, look: str
) -> None:
    viewer, stored = _stored(database, context, town)
    plans = plans_of(database, lambda session: LOOKS[look](session, viewer, stored))
    assert plans
    assert all(INDEX in plan for plan in plans), plans


def test_a_condition_without_the_words_of_the_index_reads_the_whole_table(sqlite_database: Database) -> None:
    plain = select(PersonalValue).where(col(PersonalValue.value) == CASE, col(PersonalValue.field) == "case_reference")
    (plan,) = plans_of(sqlite_database, lambda session: session.execute(plain).all())
    assert INDEX not in plan
    assert "SCAN" in plan


def _stored(database: Database, context: Context, town: Town) -> tuple[Viewer, Any]:
    answered = recommend(database, context, case_reference=CASE)
    recording.record_decision(database, context, answered, decision(context, town.caseworker))
    waits = recommend(database, context, case_reference=CASE)
    with database.read() as session:
        stored = session.get_one(Recommendation, waits)
        session.expunge(stored)
    return Viewer(id=str(town.caseworker), role=Role.CASEWORKER, team=stored.team), stored
