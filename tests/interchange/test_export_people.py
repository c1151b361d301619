# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Nothing in an export can be turned into a figure about a person: who decided may change hands, and no byte moves."""

import shutil
from collections import defaultdict
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from caseworker.context import Context
from caseworker.database import Database
from tests.factories import context_at, later, settle
from tests.interchange.export_cases import FORMS, cells_of, export, fill
from tests.recording.expiry import AFTER, OLD, by_others, expire


@pytest.fixture
def here(sqlite_database: Database, context: Context, tmp_path: Path) -> Database:
    fill(sqlite_database, context, settle(sqlite_database, context), tmp_path)
    return sqlite_database


def with_labels_moved(database: Database, folder: Path) -> Database:
    """A copy in which the caseworkers of each team have changed places, decision by decision."""
    file = folder / "moved.sqlite"
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert database.file is not None
    shutil.copy(database.file, file)
    moved = Database(f"sqlite:///{file}")
    with moved.write() as session:
        session.execute(text("DROP TRIGGER keep_personal_values_unchanged"))
        held = session.execute(
            text(
                "SELECT v.entry, v.value, r.team FROM personal_values v JOIN decisions d ON d.entry = v.entry "
                "JOIN recommendations r ON r.id = d.recommendation_id WHERE v.field = 'caseworker' ORDER BY v.entry"
            )
        ).all()
        teams: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for entry, value, team in held:
            teams[team].append((entry, value))
        changed = 0
        for members in teams.values():
            for (entry, value), (_entry, other) in zip(members, members[1:] + members[:1], strict=True):
                changed += value != other
                statement = "UPDATE personal_values SET value = :v WHERE entry = :e AND field = 'caseworker'"
                session.execute(text(statement), {"v": other, "e": entry})
        assert changed
    return moved


@pytest.mark.parametrize("form", FORMS)
def test_moving_the_labels_within_a_team_moves_no_byte(here: Database, tmp_path: Path, form: str) -> None:
    moved = with_labels_moved(here, tmp_path)
    (tmp_path / "moved").mkdir()
    before = export(here, context_at(), tmp_path / f"a.{form}", with_reasons=True)
    after = export(moved, context_at(), tmp_path / "moved" / f"a.{form}", with_reasons=True)
    assert after.read_bytes() == before.read_bytes()
    assert (tmp_path / "moved" / "datapackage.json").read_bytes() == (tmp_path / "datapackage.json").read_bytes()
    moved.close()


def test_what_tells_deciders_apart_would_be_noticed(here: Database, tmp_path: Path) -> None:
    moved = with_labels_moved(here, tmp_path)
    before = export(here, context_at(), tmp_path / "a.csv", with_clusters=True)
    after = export(moved, context_at(), tmp_path / "b.csv", with_clusters=True)
    assert after.read_bytes() != before.read_bytes()
    moved.close()


def test_a_cluster_is_a_new_number_in_every_file_and_every_quarter(here: Database, tmp_path: Path) -> None:
    one = export(here, context_at(seed=3), tmp_path / "a.csv", with_clusters=True)
    other = export(here, context_at(seed=4), tmp_path / "b.csv", with_clusters=True)
    numbers = [{row["cluster"] for row in cells_of(path) if row["cluster"]} for path in (one, other)]
    assert len(numbers[0]) > 2
    assert not numbers[0] & numbers[1]
    unanswered = [row for row in cells_of(one) if not row["decided_at"]]
    assert unanswered
    assert all(not row["cluster"] for row in unanswered)


def test_a_cluster_holds_the_same_rows_after_the_authors_are_erased_and_tells_no_stored_number(
    sqlite_database: Database, tmp_path: Path
) -> None:
    old = context_at(OLD)
    settle(sqlite_database, old)
    people = [UUID(int=number) for number in range(1, 4)]
    by_others(sqlite_database, old, people, 3)
    by_others(sqlite_database, later(old, days=70), people, 2)
    before = export(sqlite_database, context_at(AFTER, seed=5), tmp_path / "a.csv", with_clusters=True)
    assert expire(sqlite_database) == 9, "the second quarter alone"
    after = export(sqlite_database, context_at(AFTER, seed=6), tmp_path / "b.csv", with_clusters=True)
    assert together(after) == together(before)
    assert len(together(after)) == 6
    with sqlite_database.read() as session:
        stored = {str(number) for number in session.execute(text("SELECT number FROM author_numbers")).scalars()}
    assert len(stored) == 3
    assert not any(number in after.read_text(encoding="utf-8-sig") for number in stored)


def together(file: Path) -> set[frozenset[str]]:
    """The cases of each cluster."""
    cases: dict[str, set[str]] = defaultdict(set)
    for row in cells_of(file):
        cases[row["cluster"]].add(row["recommendation_id"])
    return {frozenset(each) for each in cases.values()}
