# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""The one view that reports read: a row per recommendation, with no reason and no name, the same on both databases."""

from datetime import date
from decimal import Decimal

import reports
from caseworker.checkpoints import ledger_state
from caseworker.context import Context
from caseworker.database import Database
from caseworker.facts_reading import facts
from caseworker.queries.naming import display_names
from caseworker.recording import (
    NewResult,
    add_result,
    correct_decision,
    record_decision,
    record_own_judgement,
    record_showing,
)
from caseworker.vocabulary.closed_lists import ResultKind
from caseworker.vocabulary.responses import Answer
from tests.factories import Town, decision, later, recommend


def test_the_view_gives_a_checked_frame_on_either_database(database: Database, context: Context, town: Town) -> None:
    groups: dict[str, object] = {"groups": {"bor_alene": "bor alene", "alder": "40-55"}}
    answered = recommend(database, context, basis=groups)
    record_own_judgement(database, context, answered, str(town.caseworker), Answer("afdaek"))
    record_showing(database, context, answered, str(town.caseworker))
    receipt = record_decision(database, context, answered, decision(context, town.caseworker))
    add_result(database, context, receipt.decision_id, NewResult(ResultKind.UPHELD, None, date(2026, 11, 19)))
    seen = recommend(database, later(context, days=7), Answer("timer", Decimal("4.5")), system="timer")
    record_showing(database, later(context, days=7), seen, str(town.colleague))
    recommend(database, context, team=None)

    for frame in (
        reports.check(facts(database).frame),
        reports.read(database.url.render_as_string(hide_password=False)),
    ):
        rows = {row["system"] + str(row["team"]): row for row in frame.to_dict("records")}
        first, hours = rows["sorteringmodtagelsen"], rows["timermodtagelsen"]
        assert (first["own_judgement"], first["recommended"], first["decided"]) == ("afdaek", "bfu", "tilbud")
        assert (first["response"], first["direction"], first["right_option"]) == ("overridden", -1, "tilbud")
        assert (first["group_bor_alene"], first["group_alder"]) == ("bor alene", "40-55")
        assert (hours["recommended"], bool(hours["shown"]), hours["state"]) == ("4.5", True, "waiting")
        assert (hours["week"] - first["week"]).days == 7
        assert len(frame) == 3


def test_the_view_holds_neither_reason_nor_case_nor_user(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    record_decision(database, context, waiting, decision(context, town.caseworker))
    checked = reports.check(facts(database).frame).to_csv()
    for personal in ("tager selv imod", "2026-000123", str(town.caseworker)):
        assert personal not in checked
    assert {"reason", "case_reference", "caseworker"} & set(facts(database).frame.columns) == set()


def test_a_correction_counts_once_in_the_week_of_the_decision(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    receipt = record_decision(database, context, waiting, decision(context, town.caseworker))
    after = later(context, days=14)
    correct_decision(database, after, receipt.decision_id, 0, decision(after, town.caseworker, Answer("afdaek")))
    frame = reports.check(facts(database).frame)
    assert frame["response"].tolist() == ["partly_accepted"]
    assert str(frame["decided_on"].iloc[0])[:10] == "2026-11-20"


def test_the_ledger_state_is_that_of_the_facts(database: Database, context: Context, town: Town) -> None:
    recommend(database, context)
    read = facts(database)
    with database.read() as session:
        assert read.ledger == ledger_state(session)
    recommend(database, context)
    with database.read() as session:
        assert read.ledger != ledger_state(session)


def test_reports_are_told_how_near_a_number_counts_as_followed(database: Database, town: Town) -> None:
    with database.read() as session:
        danish, english = (display_names(session, language) for language in ("da", "en"))
    assert danish["tolerance"] == {"timer": "0,5 timer pr. uge"}
    assert english["tolerance"] == {"timer": "0.5 hours a week"}
    assert set(danish["partly_within"]) == {"timer"}
