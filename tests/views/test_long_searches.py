# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A search of a long desk is counted as it is read: every page, one too far, and nothing found."""

import pytest

from caseworker.context import Context
from caseworker.database import Database
from caseworker.permissions import Viewer
from caseworker.queries.desk import desk_of, waiting_cases
from caseworker.queries.paging import PAGE_ROWS, Page
from caseworker.vocabulary.closed_lists import Role
from tests.factories import Town, recommend

FOUND, OTHERS = PAGE_ROWS + 3, 4


@pytest.fixture
def viewer(database: Database, context: Context, town: Town) -> Viewer:
    """A caseworker of a team for which much waits."""
    for number in range(FOUND):
        recommend(database, context, case_reference=f"2026-1{number:02}")
    for number in range(OTHERS):
        recommend(database, context, case_reference=f"2026-2{number:02}")
    with database.read() as session:
        team = session.connection().exec_driver_sql("SELECT team FROM waiting").scalars().first()
    return Viewer(id=str(town.caseworker), role=Role.CASEWORKER, team=team)


def searched(database: Database, viewer: Viewer, search: str, page: int) -> Page[str | None]:
    with database.read() as session:
        found = waiting_cases(session, desk_of(session, viewer), "", search, page)
    return Page([line.case_reference for line in found.items], found.number, found.total)


@pytest.mark.parametrize(("page", "number", "lines"), [(-1, 1, PAGE_ROWS), (1, 1, PAGE_ROWS), (2, 2, 3), (999, 2, 3)])
def test_each_page_of_a_search_knows_how_many_were_found(
    database: Database, viewer: Viewer, page: int, number: int, lines: int
) -> None:
    found = searched(database, viewer, "2026-1", page)
    assert (found.number, found.total, len(found.items)) == (number, FOUND, lines)
    assert all("2026-1" in (line or "") for line in found.items)


def test_the_pages_of_a_search_hold_everything_once(database: Database, viewer: Viewer) -> None:
    lines = [line for page in (1, 2) for line in searched(database, viewer, "2026-1", page).items]
    assert sorted(lines, key=str) == [f"2026-1{number:02}" for number in range(FOUND)]


@pytest.mark.parametrize("page", [1, 7])
def test_a_search_that_finds_nothing_has_one_empty_page(database: Database, viewer: Viewer, page: int) -> None:
    assert searched(database, viewer, "2026-9", page) == Page([], 1, 0)
