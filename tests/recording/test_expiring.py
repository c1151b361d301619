# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Twelve months after a quarter nobody can be told from its records, and everything else is as it was."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete, select
from sqlmodel import col

from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.facts_reading import facts
from caseworker.models import (
    AuthorNumber,
    Erasure,
    Explanation,
    PersonalValue,
    Showing,
    Submission,
    WeekMark,
)
from caseworker.obstacles import quarter_of
from caseworker.recording import correct_decision, erase, expiring, record_decision, record_showing
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import ErasureRule, Source
from caseworker.vocabulary.problems import Absent, AuthorErased
from reports.periods import quarter_label
from tests.factories import Town, context_at, decision, later, recommend, release, settle
from tests.recording.expiry import AFTER, OLD, YOUNG, by_others, entries_of, everything, expire, naming


@pytest.fixture
def context() -> Context:
    """A moment in the old quarter."""
    return context_at(OLD)


def test_only_whole_quarters_that_ended_twelve_months_ago_are_reached() -> None:
    day = date(2019, 12, 30)
    while day < date(2031, 1, 1):
        before = expiring.expired_before(day)
        last = before - timedelta(days=1)
        assert quarter_of(last) != quarter_of(before), day
        assert last < day.replace(year=day.year - 1, day=min(day.day, 28)) or day.day > 28, day
        assert (day - before).days <= 366 + 98, day
        assert quarter_of(day) == quarter_label(day), "the numbers belong to the quarters that reports count"
        day += timedelta(days=1)


def test_every_entry_that_names_the_author_of_an_old_record_is_erased_with_an_entry_of_its_own(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    made = everything(database, context, town)
    young = context_at(YOUNG, seed=3)
    kept = record_decision(database, young, recommend(database, young), decision(young, town.caseworker))
    assert len(naming(database, town.caseworker)) == 8, "seven about the old record, and the young one"
    assert expire(database) == 8, "the colleague to whom it was shown too"
    assert naming(database, town.caseworker) == entries_of(database, kept.decision_id)
    assert naming(database, town.colleague) == []
    with database.read() as session:
        erased = session.execute(select(col(Erasure.erased_entry), col(Erasure.field), col(Erasure.rule))).all()
        values = select(col(PersonalValue.entry), col(PersonalValue.field)).where(col(PersonalValue.value).is_(None))
        assert {(row[0], row[1]) for row in erased} == {(row[0], row[1]) for row in session.execute(values)}
        assert {row[2] for row in erased} == {ErasureRule.AUTHOR_EXPIRY.value}
        assert session.execute(select(Submission)).first() is None, "a digest of all that was sent names the sender too"
    said = verify_database(database, settings)
    assert said.ok
    assert said.erased == 8
    assert entries_of(database, made)


def test_expiring_again_changes_nothing(database: Database, context: Context, town: Town) -> None:
    everything(database, context, town)
    expire(database)
    before = facts(database)
    assert expire(database) == 0
    assert facts(database).ledger == before.ledger
    assert facts(database).frame.equals(before.frame)


def test_a_quarter_that_ended_a_day_less_than_twelve_months_ago_keeps_its_authors(
    database: Database, context: Context, town: Town
) -> None:
    everything(database, context, town)
    assert expire(database, context_at(AFTER - timedelta(days=11), seed=5)) == 0, "29 June 2026"
    assert expire(database, context_at(AFTER - timedelta(days=10), seed=5)) == 8, "30 June 2026"


def test_a_person_has_one_number_in_a_quarter_and_another_in_the_next(
    database: Database, context: Context, town: Town
) -> None:
    people = [UUID(int=number) for number in range(1, 4)]
    by_others(database, context, people, 2)
    by_others(database, later(context, days=60), people, 2)
    expire(database, later(context, days=800))
    frame = facts(database).frame
    numbers = frame.groupby(frame["decided_on"].astype(str).str[:10])["decider"].agg(set).to_list()
    assert [len(each) for each in numbers] == [3, 3]
    assert numbers[0].isdisjoint(numbers[1])
    assert not {str(person) for person in people} & (numbers[0] | numbers[1])


def test_numbers_are_drawn_anew_each_time(database: Database, context: Context, town: Town) -> None:
    by_others(database, context, [town.caseworker], 1)
    drawn = set()
    for seed in (1, 2, 3):
        expiring._draw_numbers(database, context_at(AFTER, seed), date(2025, 6, 30))
        with database.write() as session:
            drawn.add(session.execute(select(col(AuthorNumber.number))).scalar_one())
            session.execute(delete(AuthorNumber))
    assert len(drawn) == 3


def test_what_was_shown_and_never_decided_goes_twelve_months_after_it_was_recorded(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    record_showing(database, context, waiting, str(town.caseworker))
    record_showing(database, context_at(YOUNG, seed=3), waiting, str(town.colleague))
    assert expire(database) == 1
    assert naming(database, town.caseworker) == []
    with database.read() as session:
        last = select(col(Showing.entry)).order_by(col(Showing.entry).desc()).limit(1)
        assert naming(database, town.colleague) == [session.execute(last).scalar_one()]


def test_the_author_of_an_expired_record_can_no_longer_correct_it(
    database: Database, context: Context, town: Town
) -> None:
    made = everything(database, context, town)
    expire(database)
    now = context_at(AFTER, seed=11)
    for person in (town.caseworker, town.colleague):
        with pytest.raises(AuthorErased):
            correct_decision(database, now, made, 1, decision(now, person, reason="Noget helt andet end før."))
    with pytest.raises(Absent):
        correct_decision(database, now, UUID(int=5), 0, decision(now, town.caseworker))


def test_a_system_cannot_correct_an_expired_record_by_leaving_the_caseworker_out(
    database: Database, context: Context, town: Town
) -> None:
    told = replace(decision(context, town.caseworker), source=Source.API)
    made = record_decision(database, context, recommend(database, context), told)
    changed = replace(told, reason="Rettet uden at sige af hvem.", caseworker=None)
    with pytest.raises(Absent):
        correct_decision(database, context, made.decision_id, 0, changed)
    expire(database)
    with pytest.raises(AuthorErased):
        correct_decision(database, context, made.decision_id, 0, changed)


def test_an_explanation_that_a_colleague_makes_afterwards_has_its_own_twelve_months(
    database: Database, context: Context, town: Town
) -> None:
    made = everything(database, context, town)
    expire(database)
    now = context_at(AFTER, seed=11)
    release(database, now, made, town.colleague, revision=1, version=2)
    assert expire(database, later(now, days=1)) == 0
    with database.read() as session:
        newest = select(col(Explanation.entry)).order_by(col(Explanation.entry).desc()).limit(1)
        assert naming(database, town.colleague) == [session.execute(newest).scalar_one()]
    assert expire(database, later(now, days=500)) == 1
    assert naming(database, town.colleague) == []


def marks(database: Database) -> list[tuple[str, int]]:
    with database.read() as session:
        return [(mark.week, mark.entry) for mark in session.execute(select(WeekMark)).scalars()]


def test_an_expiry_marks_no_week_because_no_count_changes(database: Database, context: Context, town: Town) -> None:
    by_others(database, context, [town.caseworker, town.colleague], 2)
    before = marks(database)
    assert before
    assert expire(database) == 4
    assert marks(database) == before
    erase(database, context, "2025-000000", ErasureRule.CITIZEN_REQUEST)
    assert marks(database) != before, "an erasure that changes counts does mark"


def test_what_is_erased_is_in_no_file_of_the_database(
    tmp_path: Path, sqlite_database: Database, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = settle(sqlite_database, context)
    file = sqlite_database.file
    assert file is not None

    def found() -> int:
        files = [path for path in tmp_path.iterdir() if path.name in (file.name, f"{file.name}-wal")]
        return sum(path.read_bytes().count(str(town.caseworker).encode()) for path in files)

    sqlite_database.forget()
    registered = found()
    assert registered == 1, "the entry by which the user was registered"
    everything(sqlite_database, context, town)
    assert found() > registered
    with monkeypatch.context() as patched:
        patched.setattr(Database, "forget", lambda _self: False)
        expire(sqlite_database)
        assert naming(sqlite_database, town.caseworker) == []
        assert found() > registered, "without the last step it is still in the write-ahead log"
    assert sqlite_database.forget()
    assert found() == registered
