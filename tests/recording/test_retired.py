# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A retired option is chosen by nobody any more, and still taken from systems that knew it."""

from dataclasses import replace
from uuid import UUID

import pytest

from caseworker import recording, registry
from caseworker.context import Context
from caseworker.database import Database
from caseworker.recording.manual import register_manually
from caseworker.vocabulary.closed_lists import Source
from caseworker.vocabulary.problems import UnknownOption, UnknownReasonCode
from caseworker.vocabulary.responses import Answer
from tests.factories import AKUT, BFU, KEY, TILBUD, Town, decision, recommend
from tests.recording.stored import entries, stored
from tests.registry.listed import retire


def decided(database: Database, context: Context, author: UUID, answer: Answer, code: str = "C1") -> UUID:
    """A record of this author that decided this option."""
    waiting = recommend(database, context)
    return recording.record_decision(
        database, context, waiting, decision(context, author, answer, reason_code=code)
    ).decision_id


def test_a_retired_option_is_refused_in_a_decision_and_in_a_correction_and_stores_nothing(
    database: Database, context: Context, town: Town
) -> None:
    record, waiting = decided(database, context, town.caseworker, TILBUD), recommend(database, context)
    retire(database, context, "akut")
    size, new = entries(database), decision(context, town.caseworker, AKUT)
    with pytest.raises(UnknownOption) as refused:
        recording.record_decision(database, context, waiting, new)
    assert refused.value.field == "decided"
    with pytest.raises(UnknownOption):
        recording.correct_decision(database, context, record, 0, new)
    assert entries(database) == size


def test_a_retired_option_is_neither_judged_beforehand_nor_registered_by_hand(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    retire(database, context, "akut")
    size = entries(database)
    with pytest.raises(UnknownOption):
        recording.record_own_judgement(database, context, waiting, str(town.caseworker), AKUT)
    for recommended, answer, field in ((AKUT, BFU, "recommended"), (BFU, AKUT, "decided")):
        told = recording.NewRecommendation("1.0", recommended, "2026-000777", Source.MANUAL, issued_at=context.now)
        by_hand = replace(decision(context, town.caseworker, answer), source=Source.MANUAL)
        with pytest.raises(UnknownOption) as refused:
            register_manually(database, context, "sortering", told, by_hand, KEY)
        assert refused.value.field == field
    assert entries(database) == size


def test_what_another_system_decided_is_taken_as_it_was_told(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    retire(database, context, "akut")
    told = replace(decision(context, town.caseworker, AKUT), source=Source.API)
    recording.record_decision(database, context, waiting, told)
    assert [row.decided for row in stored(database)] == ["akut"]


def test_what_is_recommended_is_followed_though_it_is_retired(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context, BFU)
    retire(database, context, "bfu")
    new = decision(context, town.caseworker, BFU, reason_code="A1")
    record = recording.record_decision(database, context, waiting, new).decision_id
    changed = decision(context, town.caseworker, TILBUD)
    recording.correct_decision(database, context, record, 0, changed)
    recording.correct_decision(database, context, record, 1, new)
    assert [row.response for row in stored(database)] == ["accepted", "overridden", "accepted"]


def test_who_judged_so_before_it_was_retired_stays_with_it(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context, BFU)
    recording.record_own_judgement(database, context, waiting, str(town.caseworker), AKUT)
    retire(database, context, "akut")
    with pytest.raises(UnknownOption):
        recording.record_decision(database, context, waiting, decision(context, town.colleague, AKUT))
    recording.record_decision(database, context, waiting, decision(context, town.caseworker, AKUT))
    assert [row.decided for row in stored(database)] == ["akut"]


def test_what_stands_stays_in_a_correction_and_nothing_else_that_is_retired_comes_in(
    database: Database, context: Context, town: Town
) -> None:
    record = decided(database, context, town.caseworker, TILBUD, "C1")
    retire(database, context, "tilbud", "akut")
    for version, code in enumerate(("C1", "C2"), start=1):
        registry.retire_reason(database, context, version, code)
    new = decision(context, town.caseworker, TILBUD, "Rettet: en tastefejl.", "C1")
    for wrong, problem in (
        (replace(new, decided=AKUT), UnknownOption),
        (replace(new, reason_code="C2"), UnknownReasonCode),
        (replace(new, decided=BFU), UnknownReasonCode),
    ):
        with pytest.raises(problem):
            recording.correct_decision(database, context, record, 0, wrong)
    recording.correct_decision(database, context, record, 0, new)
    first, second = stored(database)
    assert (second.decided, second.reason_code, second.reason_list) == (first.decided, "C1", 3)
    recording.correct_decision(database, context, record, 1, decision(context, town.caseworker, BFU, reason_code="A1"))
    with pytest.raises(UnknownOption):
        recording.correct_decision(database, context, record, 2, new)


def test_a_code_that_the_system_offers_no_longer_stays_in_a_correction(
    database: Database, context: Context, town: Town
) -> None:
    record = decided(database, context, town.caseworker, TILBUD, "C1")
    registry.offer_reasons(database, context, "sortering", 0, {"A1", "D1"})
    new = decision(context, town.caseworker, TILBUD, "Rettet: en tastefejl.", "C1")
    recording.correct_decision(database, context, record, 0, new)
    assert [row.reason_code for row in stored(database)] == ["C1", "C1"]
