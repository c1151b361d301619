# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The reason list has versions, its codes are retired and never used again, and a system offers a choice of them."""

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from caseworker import recording, registry
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, ListedReason
from caseworker.registry.reasons import choice_entry, whole_list
from caseworker.vocabulary.closed_lists import ReasonSide
from caseworker.vocabulary.problems import Absent, ChangedMeanwhile, NothingChanged, Refused
from tests.factories import Town, decision, recommend
from tests.registry.listed import a_code


def codes(database: Database, system: str = "sortering") -> list[str]:
    with database.read() as session:
        return [reason.code for reason in registry.listed_reasons(session, system)]


def offer(database: Database, context: Context, wanted: set[str], system: str = "sortering") -> int:
    with database.read() as session:
        seen = choice_entry(session, system)
    return registry.offer_reasons(database, context, system, seen, wanted)


def test_a_system_switches_codes_on_and_off(database: Database, context: Context, town: Town) -> None:
    assert len(codes(database)) == 32
    assert offer(database, context, {"D1", "X9", "A1"}) == 3
    assert codes(database) == ["D1", "X9", "A1"]
    assert offer(database, context, {"D2", "X9", "A1"}) == 3
    assert codes(database) == ["D2", "X9", "A1"]
    assert len(codes(database, "timer")) == 32, "another system is not touched"
    with pytest.raises(NothingChanged):
        offer(database, context, {"D2", "X9", "A1"})
    with pytest.raises(Refused, match="at least one reason"):
        offer(database, context, {"D2"})
    with pytest.raises(Refused, match="“A7” is not on the list"):
        offer(database, context, {"D2", "A7"})
    with pytest.raises(ChangedMeanwhile):
        registry.offer_reasons(database, context, "sortering", 0, {"D1", "A1"})


def test_a_code_of_ones_own_makes_a_new_version_and_stands_before_the_closing_ones(
    database: Database, context: Context, town: Town
) -> None:
    assert registry.add_reason(database, context, 1, a_code()) == 2
    assert codes(database)[:25][-3:] == ["X5", "L1", "F1"]
    assert registry.add_reason(database, context, 2, a_code("L2", ReasonSide.FOLLOW)) == 3
    assert codes(database)[-2:] == ["L2", "A9"]
    with database.read() as session:
        versions = session.execute(
            select(col(ListedReason.list_version), func.count()).group_by(col(ListedReason.list_version))
        )
        assert dict(iter(versions)) == {1: 34, 2: 35, 3: 36}
    for taken in ("L1", "l1", "D1", "A7"):
        with pytest.raises(Refused, match="never used again"):
            registry.add_reason(database, context, 3, a_code(taken))
    with pytest.raises(ChangedMeanwhile):
        registry.add_reason(database, context, 2, a_code("L3"))


def test_a_record_keeps_the_version_of_the_list_that_it_was_made_with(
    database: Database, context: Context, town: Town
) -> None:
    first = recommend(database, context, case_reference="2026-1")
    recording.record_decision(database, context, first, decision(context, town.caseworker))
    registry.add_reason(database, context, 1, a_code())
    second = recommend(database, context, case_reference="2026-2")
    recording.record_decision(database, context, second, decision(context, town.caseworker, reason_code="L1"))
    with database.read() as session:
        made = select(col(Decision.reason_code), col(Decision.reason_list)).order_by(col(Decision.entry))
        assert [tuple(row) for row in session.execute(made)] == [("C1", 1), ("L1", 2)]


def test_a_retired_code_is_offered_no_more_and_no_system_is_left_without_one(
    database: Database, context: Context, town: Town
) -> None:
    offer(database, context, {"D1", "D2", "A1"})
    assert registry.retire_reason(database, context, 1, "D1") == 2
    assert codes(database) == ["D2", "A1"]
    assert "D1" not in codes(database, "timer")
    with database.read() as session:
        assert next(r for r in whole_list(session) if r.code == "D1").retired
    with pytest.raises(Refused, match="at least one reason"):
        registry.retire_reason(database, context, 2, "D2")
    with pytest.raises(Absent):
        registry.retire_reason(database, context, 2, "D1")
    with pytest.raises(ChangedMeanwhile):
        registry.retire_reason(database, context, 1, "B1")
