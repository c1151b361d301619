# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is kept of the time before the decision: the bucket, the own judgement, and whether the reason was used."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select, text
from sqlmodel import col

from caseworker import registry
from caseworker.acts import Plan
from caseworker.appending import Appended
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, OwnJudgement
from caseworker.recording import commit, record_decision, record_own_judgement, record_showing
from caseworker.vocabulary import problems
from caseworker.vocabulary.closed_lists import TimeBucket
from caseworker.vocabulary.responses import Answer
from tests.factories import Town, decision, later, recommend, system_parts
from tests.recording.stored import stored

COMMIT = "caseworker.recording.recommendations.commit"


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


def test_two_colleagues_who_judge_at_once_are_both_recorded(
    database: Database, context: Context, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = recommend(database, context)

    def overtaken(where: Database, plans: Sequence[Plan]) -> list[Appended]:
        monkeypatch.setattr(COMMIT, commit)
        record_own_judgement(database, context, waiting, str(town.colleague), Answer("akut"))
        return commit(where, plans)

    monkeypatch.setattr(COMMIT, overtaken)
    record_own_judgement(database, context, waiting, str(town.caseworker), Answer("afdaek"))
    with database.read() as session:
        kept = session.execute(select(OwnJudgement).order_by(col(OwnJudgement.attempt))).scalars().all()
        assert [(row.attempt, row.option) for row in kept] == [(1, "akut"), (2, "afdaek")]
