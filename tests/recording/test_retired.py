# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A retired option is chosen by nobody any more, and still taken from systems that knew it."""

from dataclasses import replace
from uuid import UUID

import pytest

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.recording.manual import register_manually
from caseworker.vocabulary.closed_lists import Source
from caseworker.vocabulary.problems import UnknownOption
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
