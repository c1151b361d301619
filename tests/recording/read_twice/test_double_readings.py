# SPDX-FileCopyrightText: 2026 The Caseworker contributors
# SPDX-License-Identifier: MPL-2.0
"""Two read the same drawn records without knowing of each other; in the end only counted pairs are left."""

import json
import re
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from caseworker import recording
from caseworker.config import Settings
from caseworker.context import Context
from caseworker.database import Database
from caseworker.models import (
    Decision,
    DoubleReadingEnd,
    DoubleReadingVerdict,
    LedgerEntry,
    PersonalValue,
    Recommendation,
)
from caseworker.queries.double_readings import told_double_readings
from caseworker.recording.double_readings import GOES
from caseworker.verification import verify_database
from caseworker.vocabulary.closed_lists import ErasureRule, ReasonVerdict, Response
from caseworker.vocabulary.problems import Absent, Refused
from reports.measures.agreement import kappa
from tests.factories import Town, settle
from tests.read_twice import Started, drawn, fill, read, side_of, start


@pytest.mark.postgres
def test_a_double_reading_goes_its_way_on_the_other_database_too(
    postgresql_database: Database, context: Context, settings: Settings
) -> None:
    started = _whole(postgresql_database, context)
    with postgresql_database.read() as session:
        assert [sum(map(sum, each)) for each in told_double_readings(session)[0]["pairs"].values()] == [10, 10]
        assert [session.execute(select(func.count()).select_from(model)).scalar_one() for model in GOES] == [0, 0, 0]
    with pytest.raises(Absent):
        recording.give_verdict(postgresql_database, started.context, started.id, 1, started.lead, _by_lead(1))
    assert verify_database(postgresql_database, settings).ok


def _whole(database: Database, context: Context) -> Started:
    town = settle(database, context)
    fill(database, context, town)
    started = start(database, context, town)
    read(database, started, started.lead)
    read(database, started, started.colleague)
    return started


def test_a_reason_is_judged_by_its_readers_only_and_after_it_was_opened(
    database: Database, town: Town, started: Started
) -> None:
    at = (started.context, started.id, 1)
    with pytest.raises(Refused, match="Open the reason"):
        recording.give_verdict(database, *at, started.lead, ReasonVerdict.SUPPORTS)
    for stranger in (str(town.caseworker), str(town.outsider), str(town.ethics_reviewer)):
        with pytest.raises(Absent):
            recording.open_drawn_reason(database, *at, stranger)
        with pytest.raises(Absent):
            recording.give_verdict(database, *at, stranger, ReasonVerdict.SUPPORTS)
    with pytest.raises(Absent):
        recording.give_verdict(database, started.context, started.id, 21, started.lead, ReasonVerdict.SUPPORTS)
    assert not _verdicts(database)
    recording.open_drawn_reason(database, *at, started.lead)
    assert not recording.give_verdict(database, *at, started.lead, ReasonVerdict.SUPPORTS)
    assert not recording.give_verdict(database, *at, started.lead, ReasonVerdict.DOES_NOT), "one may think again"
    assert _verdicts(database) == ["does_not"]


def test_a_verdict_is_no_entry_of_the_log(database: Database, started: Started) -> None:
    recording.open_drawn_reason(database, started.context, started.id, 1, started.lead)
    before = _entries(database)
    recording.give_verdict(database, started.context, started.id, 1, started.lead, ReasonVerdict.DOES_NOT)
    assert _entries(database) == before
    with database.read() as session:
        raw = b"".join(session.execute(select(col(LedgerEntry.raw))).scalars())
    assert b"does_not" not in raw
    assert str(started.id).encode() in raw, "the draw itself is there"


def test_both_readings_end_it_with_counted_pairs_and_nothing_else(
    database: Database, started: Started, settings: Settings
) -> None:
    responses = {place: response for place, (_id, response) in enumerate(drawn(database, started.id), start=1)}
    lead_side = side_of(database, started, started.lead)
    assert not read(database, started, started.lead, _by_lead)
    assert read(database, started, started.colleague, _by_colleague)
    with database.read() as session:
        assert [session.execute(select(func.count()).select_from(model)).scalar_one() for model in GOES] == [0, 0, 0]
        told = told_double_readings(session)
        assert session.get_one(DoubleReadingEnd, started.id).completed
    expected = {response.value: [[0] * 3 for _ in range(3)] for response in (Response.ACCEPTED, Response.OVERRIDDEN)}
    order = list(ReasonVerdict)
    for place, response in responses.items():
        said = [order.index(_by_lead(place)), order.index(_by_colleague(place))]
        first, second = said if lead_side == 0 else said[::-1]
        expected[response.value][first][second] += 1
    assert [each["pairs"] for each in told] == [expected]
    assert told[0]["of"] == {"accepted": 16, "overridden": 16}
    strata = {name: (table, 10 / 16) for name, table in expected.items()}
    assert kappa(strata).nobs == 20
    assert verify_database(database, settings).ok
    with pytest.raises(Absent):
        recording.give_verdict(database, started.context, started.id, 1, started.lead, ReasonVerdict.SUPPORTS)


def test_what_tied_a_verdict_to_a_record_is_not_in_the_file(sqlite_database: Database, context: Context) -> None:
    town = settle(sqlite_database, context)
    fill(sqlite_database, context, town)
    started = start(sqlite_database, context, town)
    records = drawn(sqlite_database, started.id)
    read(sqlite_database, started, started.lead, _by_lead)
    read(sqlite_database, started, started.colleague, _by_colleague, range(1, 20))
    verdict = re.compile(started.id.hex.encode() + rb".{0,4}(supports|does_not|cannot_tell)", re.DOTALL)
    link = re.compile(started.id.hex.encode() + rb".{0,4}" + records[0][0].hex.encode(), re.DOTALL)
    before = _bytes(sqlite_database)
    assert len(verdict.findall(before)) >= 39
    assert link.search(before), "the search can find them"
    assert read(sqlite_database, started, started.colleague, _by_colleague, range(20, 21))
    after = _bytes(sqlite_database)
    assert not verdict.search(after)
    assert not any(
        re.search(started.id.hex.encode() + rb".{0,4}" + each.hex.encode(), after, re.DOTALL) for each, _ in records
    )


def test_the_log_tells_of_the_counts_only_as_a_commitment(database: Database, started: Started) -> None:
    read(database, started, started.lead)
    read(database, started, started.colleague)
    with database.read() as session:
        end = session.get_one(DoubleReadingEnd, started.id)
        raw = json.loads(session.get_one(LedgerEntry, end.entry).raw[1:])
        held = session.get_one(PersonalValue, (end.entry, "pairs")).value
    assert set(raw["facts"]) == {"id", "completed", "ended_on"}
    assert set(raw["committed"]) == {"pairs"}
    assert json.loads(held or "") == {name: [[10, 0, 0], [0] * 3, [0] * 3] for name in ("accepted", "overridden")}


def test_one_that_is_given_up_leaves_no_verdict_and_no_result(
    database: Database, town: Town, started: Started, settings: Settings
) -> None:
    read(database, started, started.lead, places=range(1, 5))
    recording.give_up_double_reading(database, started.context, started.id, started.lead)
    assert not _verdicts(database)
    with database.read() as session:
        assert told_double_readings(session) == []
        assert not session.get_one(DoubleReadingEnd, started.id).completed
    for reading_id in (started.id, uuid4()):
        with pytest.raises(Absent):
            recording.give_up_double_reading(database, started.context, reading_id, started.lead)
    assert verify_database(database, settings).ok


def test_a_record_that_was_erased_meanwhile_is_not_counted(database: Database, started: Started) -> None:
    gone, response = drawn(database, started.id)[0]
    recording.erase(database, started.context, _case_of(database, gone), ErasureRule.CITIZEN_REQUEST)
    recording.open_drawn_reason(database, started.context, started.id, 1, started.lead)
    read(database, started, started.lead)
    assert read(database, started, started.colleague)
    with database.read() as session:
        pairs = told_double_readings(session)[0]["pairs"]
    other = Response.ACCEPTED if response is Response.OVERRIDDEN else Response.OVERRIDDEN
    assert [sum(map(sum, pairs[each])) for each in (response, other)] == [9, 10]


def _by_lead(place: int) -> ReasonVerdict:
    return list(ReasonVerdict)[place % 3]


def _by_colleague(place: int) -> ReasonVerdict:
    return list(ReasonVerdict)[place % 3 if place % 4 else 1]


def _entries(database: Database) -> int:
    with database.read() as session:
        return int(session.execute(select(func.count()).select_from(LedgerEntry)).scalar_one())


def _verdicts(database: Database) -> list[str]:
    with database.read() as session:
        return [each.verdict for each in session.execute(select(DoubleReadingVerdict)).scalars()]


def _case_of(database: Database, decision_id: UUID) -> str:
    with database.read() as session:
        found = session.get_one(Recommendation, session.get_one(Decision, (decision_id, 0)).recommendation_id)
        value = session.get_one(PersonalValue, (found.entry, "case_reference")).value
    assert value
    return value


def _bytes(database: Database) -> bytes:
    assert database.file is not None
    files = (database.file, Path(f"{database.file}-wal"))
    return b"".join(file.read_bytes() for file in files if file.exists())
