# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What systems send is stored once, also where many calls bring the same at the same moment, in either database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange.card_feedback import SentFeedback, take_feedback
from caseworker.interchange.sent_decisions import SentDecision, read_decision
from caseworker.interchange.sent_recommendations import Outcome, Received, SentRecommendation, receive
from caseworker.models import Decision, Recommendation
from caseworker.queries.machines import decisions_after
from caseworker.recording import Before, NewDecision, NewResult, Told, add_result, record_told_decision
from caseworker.registry import system_rules
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import ResultKind, Source
from caseworker.vocabulary.problems import AlreadyDecided
from caseworker.vocabulary.responses import Answer
from tests.factories import Town, context_at

SENT = SentRecommendation("2026-000123", "1.0", "bfu", recommendation_id="forslag-1", confidence="0.72")
AT_ONCE = 8
Found = TypeVar("Found")


def at_once(work: Callable[[int], Found]) -> list[Found]:
    """What the work gives in threads that run at the same time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, range(AT_ONCE)))


def count(database: Database, model: type[Decision] | type[Recommendation]) -> int:
    with database.read() as session:
        return int(session.execute(select(func.count()).select_from(model)).scalar_one())


def test_the_same_recommendation_from_many_at_once_is_one(database: Database, town: Town, settings: Settings) -> None:
    def send(place: int) -> list[Outcome]:
        return receive(database, context_at(seed=10 + place), "sortering", [SENT, SENT])

    outcomes = [each for answer in at_once(send) for each in answer]
    ids = {each.recommendation_id for each in outcomes if isinstance(each, Received)}
    assert len(ids) == 1
    assert [each.known for each in outcomes if isinstance(each, Received)].count(False) == 1
    assert count(database, Recommendation) == 1
    assert verify_database(database, settings).ok


def test_the_same_decision_from_many_at_once_is_one_and_another_comes_too_late(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    stands = received(receive(database, context, "sortering", [SENT]))
    new = decision(database, context)

    def decide(place: int) -> Told:
        before = Before(shown_at=context.now, own_judgement=Answer("afdaek"))
        return record_told_decision(database, context_at(seed=10 + place), stands, new, before, "k" * 20)

    told = at_once(decide)
    assert len({each.receipt for each in told}) == 1
    assert [each.repeated for each in told].count(False) == 1

    def too_late(place: int) -> bool:
        try:
            record_told_decision(database, context_at(seed=30 + place), stands, new, key=f"{place:020}")
        except AlreadyDecided:
            return True
        return False

    assert all(at_once(too_late))
    assert count(database, Decision) == 1
    assert verify_database(database, settings).ok


def test_results_from_many_at_once_are_all_kept(database: Database, context: Context, town: Town) -> None:
    stands = received(receive(database, context, "sortering", [SENT]))
    receipt = record_told_decision(database, context, stands, decision(database, context)).receipt

    def add(place: int) -> int:
        new = NewResult(ResultKind.UPHELD, None, context.today)
        return add_result(database, context_at(seed=10 + place), receipt.decision_id, new).entry

    entries = at_once(add)
    assert len(set(entries)) == AT_ONCE
    with database.read() as session:
        (read,) = decisions_after(session, "sortering", 0, 10)
        assert read.result is not None
        assert (read.result.revision, read.result.entry) == (AT_ONCE - 1, max(entries))


def test_words_about_one_card_from_many_at_once_end_with_the_latest(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    def tell(place: int) -> None:
        sent = SentFeedback(
            "et-kort", accepted=place % 2 == 0, told_at=f"2026-11-20T08:0{place}:00Z", comment=f"Nummer {place}."
        )
        take_feedback(database, context_at(seed=10 + place), "sortering", [sent])

    at_once(tell)
    assert count(database, Recommendation) == 1
    with database.read() as session:
        latest = session.execute(select(Decision).order_by(col(Decision.revision).desc()).limit(1)).scalar_one()
        assert latest.response == "overridden"
        revisions = [row.revision for row in session.execute(select(Decision)).scalars()]
        assert sorted(revisions) == list(range(len(revisions)))
    assert verify_database(database, settings).ok


def received(outcomes: list[Outcome]) -> UUID:
    (outcome,) = outcomes
    assert isinstance(outcome, Received)
    return outcome.recommendation_id


def decision(database: Database, context: Context) -> NewDecision:
    sent = SentDecision(decided="tilbud", reason="Familien ønsker det selv.", reason_code="C1", caseworker="b1234")
    with database.read() as session:
        return read_decision(system_rules(session, "sortering"), context, sent, Source.API)
