# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The sample without the recommendation: drawn again from the log, never above its share, and never shown."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlmodel import col

from caseworker import registry
from caseworker.acts import Plan
from caseworker.appending import Appended
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, OwnJudgement, Showing
from caseworker.recording import commit, correct_decision, record_decision, record_own_judgement, record_showing
from caseworker.recording.withholding import is_drawn, is_withheld
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import Certainty, Response
from caseworker.vocabulary.problems import Absent, OwnJudgementMissing, Refused
from caseworker.vocabulary.responses import Answer
from tests.factories import BFU, Town, context_at, decision, recommend, system_parts

COMMIT = "caseworker.recording.recommendations.commit"
WITHHELD = {
    "own_judgement_first": True,
    "withheld_share": Decimal("0.5"),
    "withheld_seed": "et frø til prøver",
    "withheld_approval": "Dataetisk råd 2026/14",
}


def set_up(database: Database, context: Context, **changes: Any) -> None:
    """The system `sortering` withholds half of its recommendations, or as the changes say."""
    registry.register(database, context, system_parts(**{**WITHHELD, **changes})[:1])


def withheld_case(database: Database, context: Context, caseworker: UUID) -> UUID:
    """A recommendation that was drawn into the sample, judged by the caseworker."""
    for number in range(40):
        waiting = recommend(database, context, case_reference=f"2026-9{number:05d}")
        record_own_judgement(database, context, waiting, str(caseworker), Answer("afdaek"))
        with database.read() as session:
            if is_withheld(session, waiting):
                return waiting
    raise AssertionError("nothing was drawn")


def judgements(database: Database) -> list[OwnJudgement]:
    with database.read() as session:
        found = session.execute(select(OwnJudgement).order_by(col(OwnJudgement.entry))).scalars().all()
        session.expunge_all()
        return list(found)


def withheld_of(share: Decimal, ids: Sequence[UUID], *, capped: bool = True) -> list[int]:
    """How many of the first 1, 2, … cases are withheld."""
    counts, number = [], 0
    for place, each in enumerate(ids, start=1):
        number += is_drawn(share, "frø", each, place, number + 1 if capped else 0)
        counts.append(number)
    return counts


@pytest.mark.parametrize("share", ["0.01", "0.1", "0.25", "0.5"])
@pytest.mark.parametrize("seed", range(5))
def test_the_share_is_a_ceiling_at_every_moment_and_is_nearly_reached(share: str, seed: int) -> None:
    context = context_at(seed=seed)
    counts = withheld_of(Decimal(share), [context.new_id() for _case in range(4000)])
    assert all(count <= Decimal(share) * place for place, count in enumerate(counts, start=1))
    assert counts[-1] >= 0.7 * float(share) * 4000


def test_chance_alone_would_go_above_the_share() -> None:
    ids = [context_at(seed=seed).new_id() for seed in range(400)]
    counts = withheld_of(Decimal("0.1"), ids, capped=False)
    assert any(count > Decimal("0.1") * place for place, count in enumerate(counts, start=1))


def test_whoever_has_seed_share_and_log_finds_the_same_cases(database: Database, context: Context, town: Town) -> None:
    set_up(database, context)
    for number in range(30):
        waiting = recommend(database, context, case_reference=f"2026-{number:06d}")
        record_own_judgement(database, context, waiting, str(town.caseworker), Answer("afdaek"))
    kept = judgements(database)
    assert [row.drawn for row in kept] == list(range(1, 31))
    number, again = 0, []
    for row in kept:
        drawn = is_drawn(Decimal("0.5"), "et frø til prøver", row.recommendation_id, row.drawn or 0, number + 1)
        number += drawn
        again.append(number if drawn else None)
    assert [row.withheld for row in kept] == again
    assert number > 5


def test_what_is_withheld_is_decided_as_judged_and_has_no_response(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    set_up(database, context)
    waiting = withheld_case(database, context, town.caseworker)
    sent = replace(
        decision(context, town.caseworker, BFU, reason_code="A1"),
        seen_as=Response.OVERRIDDEN,
        certainty=Certainty.LOW,
    )
    receipt = record_decision(database, context, waiting, sent)
    assert receipt.response is None
    with database.read() as session:
        row = session.get_one(Decision, (receipt.decision_id, 0))
        assert (row.decided, row.response, row.reason_code, row.shown) == ("afdaek", None, None, False)
        assert (row.seen_as, row.certainty, row.direction, row.reason_given) == (None, "low", None, True)
        facts = session.execute(
            text("SELECT state, own_judgement, decided, certainty FROM decision_facts WHERE decided IS NOT NULL")
        ).all()
        assert facts == [("withheld", "afdaek", "afdaek", "low")]
    assert verify_database(database, settings).ok


def test_a_withheld_recommendation_is_shown_to_nobody_and_stays_so(
    database: Database, context: Context, town: Town
) -> None:
    set_up(database, context)
    waiting = withheld_case(database, context, town.caseworker)
    with pytest.raises(Absent):
        record_showing(database, context, waiting, str(town.caseworker))
    registry.register(database, context, system_parts()[:1])
    with pytest.raises(Absent):
        record_showing(database, context, waiting, str(town.colleague))
    with pytest.raises(OwnJudgementMissing):
        record_decision(database, context, waiting, decision(context, town.colleague))
    receipt = record_decision(database, context, waiting, decision(context, town.caseworker))
    corrected = correct_decision(
        database, context, receipt.decision_id, 0, decision(context, town.caseworker, BFU, "Skrev forkert mulighed.")
    )
    assert corrected.response is None
    with database.read() as session:
        assert session.execute(select(Showing)).first() is None
        latest = session.get_one(Decision, (receipt.decision_id, 1))
        assert (latest.decided, latest.shown, latest.reason_code, latest.response) == ("bfu", False, None, None)


def test_only_the_first_look_at_an_unseen_case_draws(database: Database, context: Context, town: Town) -> None:
    seen = recommend(database, context)
    record_showing(database, context, seen, str(town.colleague))
    set_up(database, context)
    record_own_judgement(database, context, seen, str(town.caseworker), Answer("afdaek"))
    fresh = recommend(database, context, case_reference="2026-000002")
    for who in (town.caseworker, town.colleague):
        record_own_judgement(database, context, fresh, str(who), Answer("afdaek"))
    assert [row.drawn for row in judgements(database)] == [None, 1, None]


def test_two_who_judge_at_once_take_two_places_in_the_draw(
    database: Database, context: Context, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(database, context)
    first, second = (recommend(database, context, case_reference=f"2026-00000{n}") for n in (1, 2))

    def overtaken(where: Database, plans: Sequence[Plan]) -> list[Appended]:
        monkeypatch.setattr(COMMIT, commit)
        record_own_judgement(database, context, second, str(town.colleague), Answer("akut"))
        return commit(where, plans)

    monkeypatch.setattr(COMMIT, overtaken)
    record_own_judgement(database, context, first, str(town.caseworker), Answer("afdaek"))
    assert [(row.recommendation_id, row.drawn) for row in judgements(database)] == [(second, 1), (first, 2)]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"withheld_share": Decimal("0.51")}, "at most half"),
        ({"withheld_share": Decimal(0)}, "at most half"),
        ({"own_judgement_first": False}, "own judgement first"),
        ({"withheld_seed": ""}, "a seed"),
        ({"withheld_approval": None}, "reference of its approval"),
    ],
)
def test_a_sample_that_nobody_has_approved_is_not_drawn(
    sqlite_database: Database, context: Context, changed: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        set_up(sqlite_database, context, **changed)
