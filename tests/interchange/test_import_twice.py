# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""What a second import adds: nothing, or what became known since."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from caseworker import recording
from caseworker.context import Context
from caseworker.database import Database
from caseworker.interchange import identity
from caseworker.vocabulary.closed_lists import ErasureRule
from caseworker.vocabulary.responses import Answer
from tests.factories import Town, decision, later
from tests.interchange.file_cases import (
    DECIDED,
    WAITING,
    Cells,
    asked,
    facts,
    ledger_size,
    take_in,
    values,
    write,
)

RESULT: Cells = {**DECIDED, "result": "changed", "right_option": "bfu"}
WITH_ID: Cells = {**DECIDED, "recommendation_id": "r-1"}
UNANSWERED: Cells = {
    name: cell
    for name, cell in WITH_ID.items()
    if name not in ("decided", "decided_at", "reason", "reason_code", "shown_at")
}


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    return sqlite_database


@pytest.mark.parametrize("row", [DECIDED, WAITING, RESULT, WITH_ID, {**DECIDED, "own_judgement": "ingen"}])
def test_the_same_file_again_adds_nothing(
    database: Database, town: Town, context: Context, tmp_path: Path, row: Cells
) -> None:
    file = write(tmp_path / "a.csv", [row])
    take_in(database, context, file)
    size = ledger_size(database)
    again = take_in(database, later(context, days=3), file)
    assert again.stored is not None
    assert (again.stored.already, again.stored.adding, again.errors) == (1, 0, [])
    assert ledger_size(database) == size


def test_a_decision_that_became_known_is_added_and_leaves_the_desk(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    take_in(database, context, write(tmp_path / "a.csv", [UNANSWERED]))
    outcome = take_in(database, context, write(tmp_path / "b.csv", [WITH_ID]))
    assert outcome.stored is not None
    assert (outcome.stored.decisions, outcome.stored.unanswered, outcome.stored.already) == (1, 0, 0)
    assert [fact["state"] for fact in facts(database)] == ["answered"]
    assert asked(database, "SELECT * FROM waiting") == []


def test_an_older_file_from_before_the_decision_is_already_there(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    take_in(database, context, write(tmp_path / "b.csv", [WITH_ID]))
    outcome = take_in(database, context, write(tmp_path / "a.csv", [UNANSWERED]))
    assert outcome.stored is not None
    assert (outcome.stored.already, outcome.stored.adding) == (1, 0)


def test_a_result_that_became_known_is_added_and_a_changed_one_supersedes_it(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    none, last = write(tmp_path / "none.csv", [DECIDED]), write(tmp_path / "last.csv", [RESULT])
    files = [none, write(tmp_path / "first.csv", [{**DECIDED, "result": "remitted"}]), last, last, none]
    added = []
    for file in files:
        outcome = take_in(database, context, file)
        assert outcome.stored is not None
        added.append((outcome.stored.decisions, outcome.stored.results, outcome.stored.already))
    assert added == [(1, 0, 0), (0, 1, 0), (0, 1, 0), (0, 0, 1), (0, 0, 1)]
    assert [fact["result"] for fact in facts(database)] == ["changed"]


def test_a_result_that_goes_back_to_an_earlier_one_is_told_and_neither_stored_nor_lost_in_silence(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    for result in ("changed", "upheld"):
        take_in(database, context, write(tmp_path / "a.csv", [{**DECIDED, "result": result}]))
    outcome = take_in(database, context, write(tmp_path / "a.csv", [{**DECIDED, "result": "changed"}]))
    assert outcome.wrong == (2, "result")
    assert "earlier result" in outcome.errors[0].reason
    assert [fact["result"] for fact in facts(database)] == ["upheld"]


NOT_SHOWN: Cells = {**WAITING, "recommendation_id": "r-2", "shown": "no"}
SHOWN: Cells = {**NOT_SHOWN, "shown": "yes"}


def test_a_showing_that_became_known_is_added_once(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    take_in(database, context, write(tmp_path / "a.csv", [NOT_SHOWN]))
    assert [fact["shown"] for fact in facts(database)] == [0]
    later_file, added = write(tmp_path / "b.csv", [SHOWN]), []
    for _time in range(2):
        outcome = take_in(database, context, later_file)
        assert outcome.stored is not None
        added.append((outcome.stored.adding, outcome.stored.already))
    assert added == [(1, 0), (0, 1)]
    assert [fact["shown"] for fact in facts(database)] == [1]


def test_what_was_shown_is_not_made_unshown_by_a_file(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    take_in(database, context, write(tmp_path / "a.csv", [SHOWN]))
    assert take_in(database, context, write(tmp_path / "b.csv", [NOT_SHOWN])).wrong == (2, "shown")


def test_a_file_may_come_again_after_somebody_opened_its_recommendation_here(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    file = write(tmp_path / "a.csv", [NOT_SHOWN])
    take_in(database, context, file)
    (waiting,) = asked(database, "SELECT recommendation_id FROM waiting")
    recording.record_showing(database, context, UUID(waiting.recommendation_id), str(town.caseworker))
    assert take_in(database, context, file).errors == []
    unseen = {**NOT_SHOWN, "own_judgement": "akut", "decided_at": "2026-10-04", "reason": "Fordi."}
    assert take_in(database, context, write(tmp_path / "b.csv", [unseen])).wrong[1] == "shown"


CHANGES = [
    ("caseworker", "bo", "caseworker"),
    ("decided", "ingen", "decided"),
    ("decided", "bfu", "decided, response"),
    ("decided_at", "2026-10-02T09:15:21+02:00", "decided_at"),
    ("reason", "Noget andet.", "reason"),
    ("reason", "", "reason"),
    ("reason_code", "C2", "reason_code"),
    ("citizen_informed", "yes", "citizen_informed"),
    ("citizen_heard", "nej", "citizen_heard"),
    ("certainty", "high", "certainty"),
    ("seen_as", "accepted", "seen_as"),
    ("team", "modtagelsen", "team"),
    ("own_judgement", "ingen", "own_judgement"),
    ("group_age", "30-40", "group_…"),
]


@pytest.mark.parametrize(("column", "cell", "named"), CHANGES)
def test_a_known_row_with_other_content_is_refused_and_the_columns_are_named(
    database: Database, town: Town, context: Context, tmp_path: Path, column: str, cell: str, named: str
) -> None:
    take_in(database, context, write(tmp_path / "a.csv", [DECIDED]))
    size = ledger_size(database)
    outcome = take_in(database, context, write(tmp_path / "b.csv", [{**DECIDED, column: cell}]))
    assert outcome.wrong == (2, named)
    assert cell == "" or cell not in outcome.errors[0].reason
    assert ledger_size(database) == size


@pytest.mark.parametrize("column", ["case_reference", "model_version", "recommended", "issued_at", "confidence"])
def test_with_an_id_of_its_own_every_other_column_can_contradict(
    database: Database, town: Town, context: Context, tmp_path: Path, column: str
) -> None:
    other = {"case_reference": "S-9", "model_version": "1.1", "recommended": "akut", "confidence": "0.5"}
    other |= {"issued_at": "2026-10-01T08:00:01Z"}
    take_in(database, context, write(tmp_path / "a.csv", [UNANSWERED]))
    outcome = take_in(database, context, write(tmp_path / "b.csv", [{**UNANSWERED, column: other[column]}]))
    assert outcome.wrong == (2, column)


def test_a_row_that_stands_twice_counts_once_and_one_that_contradicts_itself_is_refused(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    twice = take_in(database, context, write(tmp_path / "a.csv", [DECIDED, WAITING, DECIDED]))
    assert twice.stored is not None
    assert (twice.stored.decisions, twice.stored.unanswered, twice.stored.already) == (1, 1, 1)
    rows = [WITH_ID, WAITING, {**WITH_ID, "decided": "ingen"}]
    assert take_in(database, context, write(tmp_path / "b.csv", rows)).errors[0].row == 4


def test_the_same_id_in_two_systems_is_two_recommendations(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    take_in(database, context, write(tmp_path / "a.csv", [WITH_ID]))
    outcome = take_in(database, context, write(tmp_path / "b.csv", [WITH_ID]), system="anden", create_system=True)
    assert outcome.stored is not None
    assert outcome.stored.decisions == 1


def test_a_corrected_decision_is_known_by_what_it_was_first(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    file = write(tmp_path / "a.csv", [{**DECIDED, "caseworker": str(town.caseworker)}])
    take_in(database, context, file)
    (stored,) = asked(database, "SELECT id FROM decisions")
    changed = decision(context, town.caseworker, Answer("afdaek"))
    recording.correct_decision(database, context, UUID(stored.id), 0, changed)
    again = take_in(database, context, file)
    assert again.stored is not None
    assert (again.stored.already, again.errors) == (1, [])


def test_what_was_erased_does_not_come_back_with_the_same_file(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    file = write(tmp_path / "a.csv", [{**DECIDED, "group_age": "30-40"}])
    take_in(database, context, file)
    assert recording.erase(database, context, DECIDED["case_reference"], ErasureRule.CITIZEN_REQUEST) > 0
    size = ledger_size(database)
    again = take_in(database, context, file)
    assert again.stored is not None
    assert (again.stored.already, again.errors) == (1, [])
    assert ledger_size(database) == size
    for name in ("case_reference", "reason", "basis"):
        assert values(database, name) == [None]


def test_a_decision_on_an_erased_case_does_not_come_in_with_a_newer_file(
    database: Database, context: Context, town: Town, tmp_path: Path
) -> None:
    take_in(database, context, write(tmp_path / "first.csv", [{**WAITING, "recommendation_id": "R-55"}]))
    recording.erase(database, context, WAITING["case_reference"], ErasureRule.CITIZEN_REQUEST)
    before = ledger_size(database)
    decided = {"decided": "akut", "decided_at": "2026-10-04T08:00:00Z", "reason": "Talt med Inger fra Storegade."}
    newer = write(tmp_path / "newer.csv", [{**WAITING, "recommendation_id": "R-55", **decided}])
    outcome = take_in(database, context, newer)
    assert outcome.found.already == 1
    assert ledger_size(database) == before
    assert decided["reason"] not in values(database, "reason")


def test_identities_are_keyed_so_that_nobody_can_try_case_references_out(
    database: Database, town: Town, context: Context, tmp_path: Path
) -> None:
    ours = identity.by_content(context, "sortering", "2026-000123")
    assert ours != identity.by_content(replace(context, identity_key=b"x" * 32), "sortering", "2026-000123")
    take_in(database, context, write(tmp_path / "a.csv", [DECIDED]))
    (known,) = asked(database, "SELECT identity FROM known_rows")
    assert len(known.identity) == 64
    assert "2026-000123" not in known.identity
