# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a decision must have, what it stores, and what it refuses."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import PersonalValue, Waiting
from caseworker.recording import NewDecision, record_decision
from caseworker.vocabulary import problems
from caseworker.vocabulary.closed_lists import Response
from caseworker.vocabulary.responses import Answer
from tests.factories import KEY, Town, decision, later, recommend
from tests.recording.stored import entries, stored


def test_a_decision_stores_the_act_its_entry_and_its_reason(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    receipt = record_decision(database, context, waiting, decision(context, town.caseworker))
    (row,) = stored(database)
    assert (row.id, row.entry) == (receipt.decision_id, receipt.entry)
    assert receipt.response is Response.OVERRIDDEN
    assert (row.response, row.direction, row.reason_code) == ("overridden", -1, "C1")
    assert row.decided_on.isoformat() == "2026-11-20"
    with database.read() as session:
        values = dict(
            session.execute(
                select(col(PersonalValue.field), col(PersonalValue.value)).where(col(PersonalValue.entry) == row.entry)
            ).all()
        )
    assert values["reason"] == "Forældrene tager selv imod hjælp, det prøver vi først."
    assert values["caseworker"] == str(town.caseworker)


def test_a_decided_recommendation_waits_no_longer(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    with database.read() as session:
        assert session.get(Waiting, waiting) is not None
    record_decision(database, context, waiting, decision(context, town.caseworker))
    with database.read() as session:
        assert session.get(Waiting, waiting) is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"reason": "  \n "}, problems.ReasonMissing),
        ({"reason_code": None}, problems.ReasonCodeMissing),
        ({"reason_code": "A1"}, problems.UnknownReasonCode),
        ({"reason_code": "Z9"}, problems.UnknownReasonCode),
        ({"reason": "Borger 211062-5629 har ringet."}, problems.CprFound),
        ({"reason": "x" * 2001}, problems.TooLong),
        ({"reason": "nul \x00 byte"}, problems.Refused),
        ({"stated": Response.ACCEPTED}, problems.ResponseContradicts),
    ],
)
def test_an_override_with_something_missing_or_wrong_is_refused_and_stores_nothing(
    database: Database, context: Context, town: Town, change: dict[str, Any], problem: type[problems.Refused]
) -> None:
    waiting = recommend(database, context)
    before = entries(database)
    wrong: NewDecision = replace(decision(context, town.caseworker), **change)
    with pytest.raises(problem):
        record_decision(database, context, waiting, wrong)
    assert entries(database) == before
    assert stored(database) == []


def test_accepting_without_a_reason_is_refused_just_as_overriding_is(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    with pytest.raises(problems.ReasonMissing):
        record_decision(
            database, context, waiting, decision(context, town.caseworker, Answer("bfu"), reason="", reason_code="A1")
        )


def test_a_refused_cpr_number_is_marked_with_its_place_and_not_repeated(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    with pytest.raises(problems.CprFound) as caught:
        record_decision(database, context, waiting, decision(context, town.caseworker, reason="Se 211062-5629 her"))
    assert caught.value.spans == [(3, 14)]
    assert "211062" not in str(caught.value)


def test_a_second_answer_is_refused_and_the_first_stays(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    record_decision(database, context, waiting, decision(context, town.caseworker))
    before = entries(database)
    with pytest.raises(problems.AlreadyDecided):
        record_decision(database, context, waiting, decision(context, town.colleague, Answer("akut"), reason_code="F3"))
    assert entries(database) == before
    assert [row.decided for row in stored(database)] == ["tilbud"]


def test_the_same_submission_twice_gives_the_same_receipt_and_one_record(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    first = record_decision(database, context, waiting, decision(context, town.caseworker), key=KEY)
    again = later(context, seconds=2)
    assert record_decision(database, again, waiting, decision(again, town.caseworker), key=KEY) == first
    assert len(stored(database)) == 1


def test_a_key_used_for_something_else_is_refused(database: Database, context: Context, town: Town) -> None:
    first, second = recommend(database, context), recommend(database, context, case_reference="2026-000124")
    record_decision(database, context, first, decision(context, town.caseworker), key=KEY)
    with pytest.raises(problems.KeyReused):
        record_decision(database, context, second, decision(context, town.caseworker), key=KEY)
    assert len(stored(database)) == 1


def test_an_unknown_recommendation_is_absent(database: Database, context: Context, town: Town) -> None:
    with pytest.raises(problems.Absent):
        record_decision(database, context, context.new_id(), decision(context, town.caseworker))


@pytest.mark.parametrize(
    ("decided", "response", "direction"),
    [
        (Answer("timer", Decimal("4.5")), "accepted", 0),
        (Answer("timer", Decimal(5)), "accepted", 1),
        (Answer("timer", Decimal("2.5")), "partly_accepted", -1),
        (Answer("timer", Decimal("6.75")), "overridden", 1),
        (Answer("0"), "overridden", -1),
        (Answer("rehab"), "overridden", -1),
    ],
)
def test_hours_within_the_tolerance_follow_and_no_help_always_overrides(
    database: Database, context: Context, town: Town, decided: Answer, response: str, direction: int
) -> None:
    waiting = recommend(database, context, Answer("timer", Decimal("4.5")), system="timer")
    code = "A1" if response == "accepted" else "C1"
    record_decision(database, context, waiting, decision(context, town.caseworker, decided, reason_code=code))
    (row,) = stored(database)
    assert (row.response, row.direction) == (response, direction)
