# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is registered changes by entries of the ledger, and never behind the back of somebody who looks at it."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from caseworker import recording, registry
from caseworker.columns import Ledgered
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Decision, ListedReason, Option, System, SystemReason, Team, User
from caseworker.registry.reasons import choice_entry, whole_list
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import ReasonSide
from caseworker.vocabulary.problems import Absent, ChangedMeanwhile, NothingChanged, Refused
from caseworker.vocabulary.reasons import ReasonOwner
from tests.factories import Town, context_at, decision, recommend, settle, system_parts
from tests.web import entries


def row_of(database: Database, model: type[Ledgered], key: Any) -> Any:
    with database.read() as session:
        row = session.get_one(model, key)
        session.expunge(row)
        return row


def a_code(code: str = "L1", side: ReasonSide = ReasonSide.DEPART) -> ListedReason:
    return ListedReason(
        entry=0, list_version=0, code=code, side=side, owner=ReasonOwner.PRACTICE, label_da="Lokal", label_en="Local"
    )


def codes(database: Database, system: str = "sortering") -> list[str]:
    with database.read() as session:
        return [reason.code for reason in registry.listed_reasons(session, system)]


def offer(database: Database, context: Context, wanted: set[str], system: str = "sortering") -> int:
    with database.read() as session:
        seen = choice_entry(session, system)
    return registry.offer_reasons(database, context, system, seen, wanted)


def test_each_change_is_an_entry_and_the_log_still_verifies(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    size, stands = entries(database), row_of(database, System, "sortering")
    changed = registry.change_system(database, context, "sortering", stands.entry, owner="Leder af modtagelsen")
    assert changed.owner == "Leder af modtagelsen"
    option = row_of(database, Option, ("sortering", "akut"))
    registry.change_option(database, context, ("sortering", "akut"), option.entry, retired=True)
    registry.add_reason(database, context, 1, a_code())
    assert entries(database) == size + 2 + 35
    assert verify_database(database, settings).broken_count == 0


def test_of_two_who_change_the_same_system_the_second_is_told_and_overwrites_nothing(
    database: Database, context: Context, town: Town
) -> None:
    seen = row_of(database, System, "sortering").entry
    registry.change_system(database, context, "sortering", seen, owner="Den første")
    size = entries(database)
    with pytest.raises(ChangedMeanwhile):
        registry.change_system(database, context, "sortering", seen, owner="Den anden")
    assert row_of(database, System, "sortering").owner == "Den første"
    assert entries(database) == size
    now = row_of(database, System, "sortering").entry
    assert registry.change_system(database, context, "sortering", now, owner="Den anden").owner == "Den anden"


def test_of_eight_who_change_at_once_exactly_one_comes_through(
    database: Database, context: Context, town: Town
) -> None:
    seen, size = row_of(database, System, "sortering").entry, entries(database)

    def change(number: int) -> bool:
        try:
            registry.change_system(database, context_at(seed=number), "sortering", seen, owner=f"Nummer {number}")
        except ChangedMeanwhile:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(change, range(8))) == 1
    assert entries(database) == size + 1


def test_of_two_who_add_the_same_user_at_once_the_second_is_refused(
    database: Database, context: Context, town: Town
) -> None:
    def add(number: int) -> bool:
        user = User(entry=0, id=context_at(seed=number).new_id(), username="ny", name="Ny", role="auditor")
        try:
            registry.add_user(database, context_at(seed=number), user)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(add, range(4))) == 1


def test_what_says_the_same_is_no_change(database: Database, context: Context, town: Town) -> None:
    system = row_of(database, System, "sortering")
    with pytest.raises(NothingChanged):
        registry.change_system(database, context, "sortering", system.entry, name_da=f" {system.name_da} ")


def test_what_is_not_there_cannot_be_changed(database: Database, context: Context, town: Town) -> None:
    with pytest.raises(Absent):
        registry.change_system(database, context, "findes-ikke", 1, owner="x")
    with pytest.raises(Absent):
        registry.add_option(
            database, context, Option(entry=0, system="findes-ikke", code="a", label_da="a", label_en="a", family="a")
        )


def test_family_and_rank_of_an_option_never_change(database: Database, context: Context, town: Town) -> None:
    option = row_of(database, Option, ("sortering", "bfu"))
    for fixed in ({"family": "afslut"}, {"rank": 1}, {"takes_number": True}):
        with pytest.raises(ValueError, match="never changes"):
            registry.change_option(database, context, ("sortering", "bfu"), option.entry, **fixed)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"minimum": "50"}, "maximum"),
        ({"step": "0"}, "step"),
        ({"tolerance": "-1"}, "tolerance"),
        ({"partly_within": "0.25"}, "partly_within"),
        ({"maximum": None}, "maximum"),
        ({"maximum": "1e30"}, "maximum"),
        ({"maximum": "NaN"}, "maximum"),
    ],
)
def test_numbers_that_contradict_each_other_are_refused_at_their_field(
    sqlite_database: Database, context: Context, changes: dict[str, str | None], field: str
) -> None:
    settle(sqlite_database, context)
    seen, size = row_of(sqlite_database, System, "timer").entry, entries(sqlite_database)
    told = {name: None if text is None else Decimal(text) for name, text in changes.items()}
    with pytest.raises(Refused) as refused:
        registry.change_system(sqlite_database, context, "timer", seen, **told)
    assert refused.value.field == field
    assert entries(sqlite_database) == size


def test_a_part_that_stands_twice_or_takes_a_number_where_none_is_asked_is_refused(
    database: Database, context: Context, town: Town
) -> None:
    parts = system_parts("ny")
    with pytest.raises(Refused, match="twice"):
        registry.add_system(database, context, [*parts, parts[-1]])
    taker = Option(entry=0, system="ny", code="x", label_da="x", label_en="x", family="x", takes_number=True)
    with pytest.raises(Refused, match="none of them takes a number"):
        registry.add_system(database, context, [*parts, taker])
    with pytest.raises(Refused, match="not on the list"):
        registry.add_system(database, context, [*parts, SystemReason(entry=0, system="ny", code="Q7")])
    with database.read() as session:
        assert session.get(System, "ny") is None


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


def test_the_last_administrator_stays(database: Database, context: Context, town: Town) -> None:
    for change in ({"active": False}, {"role": "auditor"}):
        with pytest.raises(Refused, match="only administrator"):
            registry.change_user(database, context, town.administrator, **change)
    second = User(entry=0, id=context.new_id(), username="to", name="To", role="administrator")
    registry.add_user(database, context, second)
    assert not registry.change_user(database, context, town.administrator, active=False).active


def test_a_team_with_users_is_not_closed_and_a_closed_one_takes_none(
    database: Database, context: Context, town: Town
) -> None:
    team = row_of(database, Team, "visitationen")
    with pytest.raises(Refused, match="active users"):
        registry.change_team(database, context, "visitationen", team.entry, name=team.name, active=False)
    registry.change_user(database, context, town.outsider, team="modtagelsen")
    registry.change_team(database, context, "visitationen", team.entry, name=team.name, active=False)
    with pytest.raises(Refused, match="closed"):
        registry.change_user(database, context, town.outsider, team="visitationen")


@pytest.mark.parametrize("changes", [{"role": "auditor"}, {"team": None}, {"team": "findes-ikke"}, {"role": "konge"}])
def test_a_role_and_a_team_that_do_not_fit_are_refused(
    sqlite_database: Database, context: Context, changes: dict[str, Any]
) -> None:
    people = settle(sqlite_database, context)
    with pytest.raises(Refused):
        registry.change_user(sqlite_database, context, people.caseworker, **changes)
    assert row_of(sqlite_database, User, people.caseworker).role == "caseworker"
