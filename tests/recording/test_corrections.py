# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""A correction supersedes; both stay, and only the author corrects."""

import pytest
from sqlalchemy import text

from caseworker.context import Context
from caseworker.database import Database
from caseworker.recording import correct_decision, record_decision
from caseworker.vocabulary import problems
from caseworker.vocabulary.responses import Answer
from tests.factories import Town, decision, later, recommend
from tests.recording.stored import stored


def test_a_correction_supersedes_and_both_stay(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    receipt = record_decision(database, context, waiting, decision(context, town.caseworker))
    tomorrow = later(context, days=1)
    new = decision(tomorrow, town.caseworker, Answer("bfu"), "Talt med skolen igen, det skal undersøges.", "A1")
    corrected = correct_decision(database, tomorrow, receipt.decision_id, 0, new)
    assert (corrected.decision_id, corrected.revision) == (receipt.decision_id, 1)
    assert [(row.revision, row.response) for row in stored(database)] == [(0, "overridden"), (1, "accepted")]
    with database.read() as session:
        facts = session.execute(text("SELECT response, decided_on FROM decision_facts")).all()
    assert [(response, str(day)) for response, day in facts] == [("accepted", "2026-11-20")]


def test_a_correction_of_a_stale_revision_is_refused(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    receipt = record_decision(database, context, waiting, decision(context, town.caseworker))
    correct_decision(database, context, receipt.decision_id, 0, decision(context, town.caseworker, Answer("ingen")))
    with pytest.raises(problems.StaleRevision):
        correct_decision(database, context, receipt.decision_id, 0, decision(context, town.caseworker, Answer("akut")))
    assert len(stored(database)) == 2


def test_nobody_but_the_author_corrects(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    receipt = record_decision(database, context, waiting, decision(context, town.caseworker))
    with pytest.raises(problems.Absent):
        correct_decision(database, context, receipt.decision_id, 0, decision(context, town.colleague))
    assert len(stored(database)) == 1


def test_a_correction_that_changes_nothing_is_refused(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    receipt = record_decision(database, context, waiting, decision(context, town.caseworker))
    with pytest.raises(problems.NothingChanged):
        correct_decision(database, context, receipt.decision_id, 0, decision(context, town.caseworker))
    assert len(stored(database)) == 1


def test_a_text_that_stays_is_no_repeat_of_itself(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    receipt = record_decision(database, context, waiting, decision(context, town.caseworker))
    other_code = decision(context, town.caseworker, reason_code="D1")
    correct_decision(database, context, receipt.decision_id, 0, other_code)
    assert [row.reason_repeat for row in stored(database)] == [False, False]
