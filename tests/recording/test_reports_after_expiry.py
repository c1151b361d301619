# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A report of a quarter is the same byte for byte before, while and after its authors are erased."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete

import reports
from caseworker.context import Context
from caseworker.database import Database
from caseworker.facts_reading import facts
from caseworker.models import AuthorNumber
from caseworker.recording import AuthorExpiry, expiring
from tests.factories import Town, context_at, later, settle
from tests.recording.expiry import AFTER, OLD, YOUNG, by_others, expire

# The same reports on the other database in full: reading facts from it is tried by every tier.
KINDS = ["sqlite", pytest.param("postgresql", marks=[pytest.mark.full, pytest.mark.postgres])]


@pytest.fixture
def context() -> Context:
    """A moment in the old quarter."""
    return context_at(OLD)


def same_but_for_names(database: Database) -> list[str]:
    """The board's reports of the old quarter in two forms, over one state of the log."""
    frame = facts(database).frame
    return [
        reports.trends(
            frame, start=date(2025, 4, 1), end=date(2025, 6, 30), edition=edition, now=date(2026, 7, 10)
        ).to_json()
        for edition in ("board", "public", "full")
    ]


@pytest.fixture
def people(database: Database, context: Context, town: Town) -> list[UUID]:
    """Twelve people with records in the old quarter, unevenly, and in the young one."""
    found = [UUID(int=number) for number in range(1, 13)]
    by_others(database, context, found, 3)
    by_others(database, later(context, days=20), found[:7], 4)
    by_others(database, context_at(YOUNG, seed=4), found, 1)
    return found


@pytest.mark.parametrize("database", KINDS, indirect=True)
@pytest.mark.usefixtures("people")
def test_reports_of_an_expired_quarter_are_byte_identical_at_every_moment_of_the_expiry(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiring, "BATCH", 20)
    before = same_but_for_names(database)
    assert '"icc"' in before[0], "the spread between caseworkers is among what must stay"
    work = AuthorExpiry(database, context_at(AFTER, seed=9))
    assert same_but_for_names(database) == before, "with numbers, and no name erased"
    moments = 0
    for _done in work.run():
        assert same_but_for_names(database) == before
        moments += 1
    assert moments == 4


@pytest.mark.parametrize("database", KINDS, indirect=True)
@pytest.mark.usefixtures("people")
def test_without_the_numbers_the_reports_would_differ(database: Database) -> None:
    before = same_but_for_names(database)
    expire(database)
    with database.write() as session:
        session.execute(delete(AuthorNumber))
    assert same_but_for_names(database) != before


def test_who_it_was_and_what_was_drawn_moves_no_byte_of_a_report_of_all_quarters(
    tmp_path: Path, empty_sqlite: Path
) -> None:
    told = set()
    for number, seed in ((0, 5), (1, 5), (2, 6)):
        file = tmp_path / f"{number}.sqlite"
        shutil.copy(empty_sqlite, file)
        database, now = Database(f"sqlite:///{file}"), context_at(OLD)
        settle(database, now)
        people = [UUID(int=1 + (place + number) % 12) for place in range(12)]
        by_others(database, now, people, 2)
        by_others(database, later(now, days=60), people, 2)
        assert expire(database, context_at(AFTER + timedelta(days=365), seed)) == 48
        told.add(reports.trends(facts(database).frame, edition="full", now=date(2027, 7, 10)).to_json())
        database.close()
    assert len(told) == 1
