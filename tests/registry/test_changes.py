# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What is registered changes by entries of the ledger, and never behind the back of somebody who looks at it."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

from caseworker import registry
from caseworker.columns import Ledgered
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import Option, System, SystemReason, Team, User
from caseworker.recording import record_decision
from caseworker.verification import verify_database
from caseworker.vocabulary.problems import Absent, ChangedMeanwhile, NothingChanged, Refused
from caseworker.vocabulary.responses import Answer
from tests.factories import OPTIONS, Town, context_at, decision, recommend, settle, system_parts
from tests.registry.listed import a_code
from tests.web import entries


def row_of(database: Database, model: type[Ledgered], key: Any) -> Any:
    with database.read() as session:
        row = session.get_one(model, key)
        session.expunge(row)
        return row


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


def test_the_last_option_is_not_retired_while_recommendations_wait(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    codes = [code for code, *_rest in OPTIONS]

    def retire(code: str) -> None:
        key = ("sortering", code)
        registry.change_option(database, context, key, row_of(database, Option, key).entry, retired=True)

    for code in codes[:-1]:
        retire(code)
    size = entries(database)
    with pytest.raises(Refused, match="Recommendations of this system wait") as refused:
        retire(codes[-1])
    assert refused.value.field == "retired"
    assert entries(database) == size
    registry.change_option(
        database, context, ("sortering", "akut"), row_of(database, Option, ("sortering", "akut")).entry, label_da="Nu"
    )
    record_decision(database, context, waiting, decision(context, town.caseworker, Answer("akut")))
    retire(codes[-1])
    assert row_of(database, Option, ("sortering", codes[-1])).retired, "nothing waits any longer"
