# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a decision must have, what it stores, and what it refuses."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlmodel import col

from caseworker import registry
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, LedgerEntry, PersonalValue, Waiting
from caseworker.recording import NewDecision, correct_decision, record_decision, record_own_judgement, record_showing
from caseworker.vocabulary import problems
from caseworker.vocabulary.closed_lists import Response, TimeBucket
from caseworker.vocabulary.responses import Answer
from tests.factories import Town, decision, later, recommend, system_parts


def entries(database: Database) -> int:
    with database.read() as session:
        return int(session.execute(select(func.count(col(LedgerEntry.seq)))).scalar_one())


def stored(database: Database) -> list[Decision]:
    with database.read() as session:
        rows = list(session.execute(select(Decision).order_by(col(Decision.revision))).scalars())
        session.expunge_all()
        return rows


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
    first = record_decision(database, context, waiting, decision(context, town.caseworker), key="k1")
    again = later(context, seconds=2)
    assert record_decision(database, again, waiting, decision(again, town.caseworker), key="k1") == first
    assert len(stored(database)) == 1


def test_a_key_used_for_something_else_is_refused(database: Database, context: Context, town: Town) -> None:
    first, second = recommend(database, context), recommend(database, context, case_reference="2026-000124")
    record_decision(database, context, first, decision(context, town.caseworker), key="k1")
    with pytest.raises(problems.KeyReused):
        record_decision(database, context, second, decision(context, town.caseworker), key="k1")
    assert len(stored(database)) == 1


def test_an_unknown_recommendation_is_absent(database: Database, context: Context, town: Town) -> None:
    with pytest.raises(problems.Absent):
        record_decision(database, context, context.new_id(), decision(context, town.caseworker))


def test_a_correction_supersedes_and_both_stay(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    receipt = record_decision(database, context, waiting, decision(context, town.caseworker))
    tomorrow = later(context, days=1)
    new = decision(tomorrow, town.caseworker, Answer("bfu"), "Talt med skolen igen, det skal undersøges.", "A1")
    corrected = correct_decision(database, tomorrow, receipt.decision_id, 0, new)
    assert (corrected.decision_id, corrected.revision) == (receipt.decision_id, 1)
    assert [(row.revision, row.response) for row in stored(database)] == [(0, "overridden"), (1, "accepted")]
    with database.read() as session:
        facts = session.execute(text("SELECT response, decided_on FROM decision_facts")).all()
    assert [(response, str(day)) for response, day in facts] == [("accepted", "2026-11-20")]


def test_a_correction_of_a_stale_revision_is_refused(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    receipt = record_decision(database, context, waiting, decision(context, town.caseworker))
    correct_decision(database, context, receipt.decision_id, 0, decision(context, town.caseworker, Answer("ingen")))
    with pytest.raises(problems.StaleRevision):
        correct_decision(database, context, receipt.decision_id, 0, decision(context, town.caseworker, Answer("akut")))
    assert len(stored(database)) == 2


def test_nobody_but_the_author_corrects(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    receipt = record_decision(database, context, waiting, decision(context, town.caseworker))
    with pytest.raises(problems.Absent):
        correct_decision(database, context, receipt.decision_id, 0, decision(context, town.colleague))
    assert len(stored(database)) == 1


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


@pytest.mark.parametrize(
    ("seconds", "bucket"),
    [
        (4, TimeBucket.UNDER_10_S),
        (29, TimeBucket.UNDER_30_S),
        (30, TimeBucket.UNDER_2_MIN),
        (600, TimeBucket.OVER_2_MIN),
    ],
)
def test_the_time_from_showing_to_decision_is_kept_as_a_bucket_only(
    database: Database, context: Context, town: Town, seconds: int, bucket: TimeBucket
) -> None:
    waiting = recommend(database, context)
    record_showing(database, context, waiting, str(town.caseworker))
    then = later(context, seconds=seconds)
    record_decision(database, then, waiting, decision(then, town.caseworker))
    assert [row.time_bucket for row in stored(database)] == [bucket]


def test_the_time_is_unknown_when_the_page_was_opened_twice(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    record_showing(database, context, waiting, str(town.caseworker))
    record_showing(database, later(context, seconds=5), waiting, str(town.caseworker))
    then = later(context, seconds=8)
    record_decision(database, then, waiting, decision(then, town.caseworker))
    assert [row.time_bucket for row in stored(database)] == [TimeBucket.UNKNOWN]


def test_own_judgement_comes_before_and_cannot_be_changed(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    record_own_judgement(database, context, waiting, str(town.caseworker), Answer("afdaek"))
    with pytest.raises(problems.AlreadyJudged):
        record_own_judgement(database, context, waiting, str(town.caseworker), Answer("bfu"))
    record_own_judgement(database, context, waiting, str(town.colleague), Answer("akut"))
    record_decision(database, context, waiting, decision(context, town.caseworker, Answer("bfu"), reason_code="A2"))
    with database.read() as session:
        facts = session.execute(text("SELECT own_judgement, decided FROM decision_facts")).all()
    assert facts == [("afdaek", "bfu")]


def test_the_same_long_reason_within_four_weeks_is_marked_as_a_repeat(
    database: Database, context: Context, town: Town
) -> None:
    text_of_reason = "Set borger ved besøg, passer med det."
    for days, reason in [(0, text_of_reason), (3, "set  borger ved Besøg, passer med det"), (40, text_of_reason)]:
        then = later(context, days=days)
        waiting = recommend(database, then)
        record_decision(database, then, waiting, decision(then, town.caseworker, reason=reason))
    with database.read() as session:
        marks = session.execute(select(col(Decision.reason_repeat)).order_by(col(Decision.entry))).scalars().all()
    assert list(marks) == [False, True, False]


def test_where_own_judgement_comes_first_no_decision_is_taken_without_it(
    database: Database, context: Context, town: Town
) -> None:
    registry.register(database, context, system_parts(own_judgement_first=True)[:1])
    waiting = recommend(database, context)
    with pytest.raises(problems.OwnJudgementMissing):
        record_decision(database, context, waiting, decision(context, town.caseworker))
    assert stored(database) == []
    record_own_judgement(database, context, waiting, str(town.caseworker), Answer("akut"))
    record_decision(database, context, waiting, decision(context, town.caseworker))
    assert len(stored(database)) == 1
