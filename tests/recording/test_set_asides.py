# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Not now: what keeps a recommendation waiting, what takes it out, and that both are facts."""

import pytest
from sqlalchemy import select, text
from sqlmodel import col

import reports
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.facts_reading import facts
from caseworker.models import FaultReport, PersonalValue, SetAside, SystemStop, Waiting
from caseworker.recording import erase, record_decision, report_fault, set_aside, take_back
from caseworker.recording import record_showing as show
from caseworker.registry.stopping import start_system, stop_system
from caseworker.verification import verify_database
from caseworker.vocabulary import problems
from caseworker.vocabulary.closed_lists import ErasureRule, NotNow, TimeBucket
from tests.factories import Town, decision, later, recommend
from tests.recording.stored import entries, stored


def states(database: Database) -> list[str]:
    return sorted(reports.check(facts(database).frame)["state"].astype(str))


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (NotNow.AWAITING_INFORMATION, "waiting"),
        (NotNow.BEING_DISCUSSED, "waiting"),
        (NotNow.CASE_CLOSED, "closed"),
        (NotNow.WITHDRAWN, "withdrawn"),
    ],
)
def test_two_causes_keep_it_waiting_and_two_take_it_out(
    database: Database, context: Context, town: Town, code: NotNow, state: str
) -> None:
    waiting = recommend(database, context)
    set_aside(database, context, waiting, str(town.caseworker), code)
    assert states(database) == [state]
    with database.read() as session:
        stands = session.get(Waiting, waiting)
        assert (stands is None) is code.takes_out
        assert stands is None or (stands.set_aside, stands.set_aside_on) == (code, context.today)
    take_back(database, context, waiting, str(town.colleague))
    assert states(database) == ["waiting"]
    record_decision(database, context, waiting, decision(context, town.caseworker))
    assert states(database) == ["answered"]


def test_what_was_closed_or_withdrawn_is_never_counted_as_unanswered(
    database: Database, context: Context, town: Town
) -> None:
    for code in (NotNow.CASE_CLOSED, NotNow.WITHDRAWN, NotNow.AWAITING_INFORMATION):
        set_aside(database, context, recommend(database, context), str(town.caseworker), code)
    record_decision(database, context, recommend(database, context), decision(context, town.caseworker))
    covered = reports.coverage(facts(database).frame).to_dict("records")[0]
    assert (covered["count"], covered["nobs"]) == (1, 2), "one answered, one that awaits information"


def test_what_was_taken_out_is_not_decided_and_nothing_is_stored(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    set_aside(database, context, waiting, str(town.caseworker), NotNow.CASE_CLOSED)
    size = entries(database)
    with pytest.raises(problems.TakenOut):
        record_decision(database, context, waiting, decision(context, town.caseworker))
    with pytest.raises(problems.TakenOut):
        set_aside(database, context, waiting, str(town.caseworker), NotNow.BEING_DISCUSSED)
    assert entries(database) == size
    take_back(database, context, waiting, str(town.caseworker))
    record_decision(database, context, waiting, decision(context, town.caseworker))
    assert len(stored(database)) == 1


def test_the_same_word_twice_is_one_fact_and_taking_back_nothing_is_none(
    database: Database, context: Context, town: Town
) -> None:
    waiting = recommend(database, context)
    take_back(database, context, waiting, str(town.caseworker))
    for _again in range(2):
        set_aside(database, context, waiting, str(town.caseworker), NotNow.BEING_DISCUSSED)
    with database.read() as session:
        assert len(session.execute(select(SetAside)).all()) == 1


def test_what_has_been_answered_cannot_be_set_aside(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    record_decision(database, context, waiting, decision(context, town.caseworker))
    with pytest.raises(problems.AlreadyDecided):
        set_aside(database, context, waiting, str(town.caseworker), NotNow.CASE_CLOSED)
    with pytest.raises(problems.AlreadyDecided):
        take_back(database, context, waiting, str(town.caseworker))


def test_no_time_is_measured_over_a_case_that_was_away(database: Database, context: Context, town: Town) -> None:
    waiting = recommend(database, context)
    set_aside(database, context, waiting, str(town.caseworker), NotNow.WITHDRAWN)
    take_back(database, context, waiting, str(town.caseworker))
    show(database, context, waiting, str(town.caseworker))
    then = later(context, seconds=5)
    record_decision(database, then, waiting, decision(then, town.caseworker))
    assert [row.time_bucket for row in stored(database)] == [TimeBucket.UNKNOWN]


def test_a_fault_is_told_once_without_the_one_who_told_it_and_goes_with_the_case(
    database: Database, context: Context, town: Town
) -> None:
    about = recommend(database, context)
    assert report_fault(database, context, about, " Adressen er forkert. ")
    assert not report_fault(database, context, about, "Adressen er forkert.")
    assert report_fault(database, context, about)
    with pytest.raises(problems.CprFound):
        report_fault(database, context, about, "Det gælder 010203-1234")
    told = select(col(PersonalValue.field), col(PersonalValue.value)).join(
        FaultReport, col(FaultReport.entry) == col(PersonalValue.entry)
    )
    with database.read() as session:
        assert session.execute(told).all() == [("fault", "Adressen er forkert.")]
    erase(database, context, "2026-000123", ErasureRule.CITIZEN_REQUEST)
    with database.read() as session:
        assert session.execute(told).all() == [("fault", None)]


def test_a_stop_needs_a_reason_and_is_undone_by_a_start(
    database: Database, context: Context, town: Town, settings: Settings
) -> None:
    user = str(town.administrator)
    with pytest.raises(problems.Refused, match="Write why"):
        stop_system(database, context, "sortering", "  ", user)
    assert stop_system(database, context, "sortering", "Forkerte adresser siden i går.", user)
    assert not stop_system(database, context, "sortering", "Igen.", user)
    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM systems WHERE stopped")).scalar_one() == 1
    assert start_system(database, context, "sortering", "Rettet af leverandøren.", user)
    with database.read() as session:
        said = session.execute(select(col(SystemStop.stopped)).order_by(col(SystemStop.entry))).scalars().all()
    assert list(said) == [True, False]
    assert verify_database(database, settings).ok


def test_the_log_of_all_this_verifies(database: Database, context: Context, town: Town, settings: Settings) -> None:
    waiting = recommend(database, context)
    set_aside(database, context, waiting, str(town.caseworker), NotNow.CASE_CLOSED)
    take_back(database, context, waiting, str(town.caseworker))
    report_fault(database, context, waiting, "Adressen er forkert.")
    assert verify_database(database, settings).ok
